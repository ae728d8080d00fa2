/** Reads as the viewer, over HTTP, and says what was seen: nothing here knows the rule. */
import { demoToken } from '../../platform/identity/demo-provider.ts'
import type { Materialised } from './materialise.ts'
import { signIn } from './sign-in.ts'

export type Sight = 'none' | 'hit' | 'conditions' | 'full'

export type Eyes = {
  /** the cookie of a session that was begun when the account was active */
  cookie: string
  token: string
}

type ApiIdentity = Omit<Parameters<typeof demoToken>[0], 'email' | 'hours'>

/**
 * Signs a viewer in, for the pages and for the API.
 * @param url - of the node
 * @param email - of the viewer's account
 * @param identity - the demo provider's key, issuer and audience
 * @returns the session's cookie and a bearer token
 * @throws Error when the sign-in is refused
 */
export async function openEyes(url: string, email: string, identity: ApiIdentity): Promise<Eyes> {
  const { cookie } = await signIn(url, email)
  if (cookie === null) throw new Error(`signing in as ${email} was refused`)
  return { cookie, token: await demoToken({ ...identity, email, hours: 1 }) }
}

/**
 * What a viewer gets of one record: on its page and from the API, which must agree.
 * @param url - of the node
 * @param eyes - of the viewer
 * @param record - of the case
 * @param hits - own reports that stand in the viewer's list of matches, from `listHits`
 * @returns the sight, or what was seen in words where it is none of the four
 */
export async function observe(
  url: string,
  eyes: Eyes,
  record: Materialised,
  hits: ReadonlySet<string>,
): Promise<string> {
  const [page, api] = await Promise.all([onPage(url, eyes, record), overApi(url, eyes, record)])
  if (page !== api) return `${page} on the page, ${api} from the API`
  const matched = record.counterpartId !== null && hits.has(record.counterpartId)
  return page === 'none' && matched ? 'hit' : page
}

async function onPage(url: string, eyes: Eyes, record: Materialised): Promise<string> {
  let response = await visit(url, `/reports/${record.reportId}`, eyes)
  const elsewhere = response.headers.get('location') ?? '/sign-in'
  // A draft's own page leads to where it is written.
  if (response.status === 303 && !elsewhere.startsWith('/sign-in')) {
    await response.arrayBuffer()
    response = await visit(url, elsewhere, eyes)
  }
  const body = await response.text()
  const [title, text] = [body.includes(record.title), body.includes(record.text)]
  if (response.status === 200) return text ? 'full' : title ? 'conditions' : 'a page without the record'
  if (title || text) return `content under status ${String(response.status)}`
  return nothing(response.status, [303, 403, 404])
}

const visit = (url: string, path: string, eyes: Eyes) =>
  fetch(new URL(path, url), { redirect: 'manual', headers: { cookie: eyes.cookie } })

async function overApi(url: string, eyes: Eyes, record: Materialised): Promise<string> {
  const response = await fetch(`${url}/api/v1/intelligence/reports/${record.reportId}`, {
    headers: { authorization: `Bearer ${eyes.token}` },
  })
  const body = await response.text()
  const [title, text] = [body.includes(record.title), body.includes(record.text)]
  if (response.status !== 200)
    return title || text
      ? `content under status ${String(response.status)}`
      : nothing(response.status, [401, 403, 404])
  const { sight } = JSON.parse(body) as { sight: string }
  if (sight === 'conditions' && text) return 'the text under conditions'
  if (sight === 'full' && !text) return 'full without the text'
  return sight
}

/** Refused to the role, hidden, or not signed in any more: the viewer has seen nothing. */
function nothing(status: number, expected: readonly number[]): string {
  return expected.includes(status) ? 'none' : `status ${String(status)}`
}

/**
 * The viewer's matches with the owner of the cases, as ids of own reports.
 * @param url - of the node
 * @param eyes - of the viewer
 * @returns nothing at all where the viewer may not list matches
 * @throws Error when the API answers otherwise than with matches or a refusal
 */
export async function listHits(url: string, eyes: Eyes): Promise<Set<string>> {
  const hits = new Set<string>()
  let cursor: string | null = ''
  while (cursor !== null) {
    const query: string = new URLSearchParams({
      limit: '500',
      ...(cursor === '' ? {} : { cursor }),
    }).toString()
    const response = await fetch(`${url}/api/v1/deconfliction/matches?${query}`, {
      headers: { authorization: `Bearer ${eyes.token}` },
    })
    if (response.status === 401 || response.status === 403) {
      await response.arrayBuffer()
      return hits
    }
    if (response.status !== 200) throw new Error(`listing matches answered ${String(response.status)}`)
    const list = (await response.json()) as MatchList
    for (const match of list.items) if (match.partner.slug === 'owner') hits.add(match.my_report.id)
    cursor = list.cursor
  }
  return hits
}

type MatchList = {
  items: { partner: { slug: string }; my_report: { id: string } }[]
  cursor: string | null
}
