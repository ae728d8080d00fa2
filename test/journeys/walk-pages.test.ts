/**
 * Every page of the node, as somebody who may open it: with an exercise in the database, and with nothing
 * in it. A new page is included without anybody remembering, and one that cannot be reached fails.
 */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { loadCoast } from '../../exercise/coast/load-coast.ts'
import { generateExercise, EXPORT_FILES } from '../../exercise/generate.ts'
import { makeExerciseDesks } from '../../exercise/reporting/desks.ts'
import { AGENCIES } from '../../exercise/world.ts'
import { guessMapping, importFile, parseReport } from '../../src/rooms/intelligence/index.ts'
import { answersOf } from '../../src/rooms/reporting/arrival/arrival.test-support.ts'
import { launchBrowser } from '../browser.ts'
import { publicReport } from '../policies/leak-walk/settle.ts'
import { accountFor, isOwnRoute } from '../support/callers-by-role.ts'
import { draftReadyToFile, startDraft } from '../support/drafts.ts'
import { filledIn, formOf } from '../support/form.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { writeVersion } from '../../src/rooms/intelligence/write-version.ts'
import { reportBody } from '../support/reports.ts'
import { examine, listenTo, takeBoth, visitor, type Visitor } from './visitor.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const NCA = 'intelligence-officer@nca.example'
const WORD = 'Rhododendron'.repeat(40)

/** Ids by the pattern of a route, where a page needs a record. */
type Ids = Record<string, string>

/** Not pages of the desk: what scripts, programs and the sign-in's own steps ask. */
const NO_PAGE = new Set([
  '/live',
  '/sign-in/start',
  '/sign-in/callback',
  '/healthz',
  '/readyz',
  '/search.csv',
  '/ledger.csv',
  '/map/:z/:x/:y',
  '/triage/:id/files/:number',
])

void describe('every page', () => {
  let browser: Browser
  before(async () => {
    browser = await launchBrowser()
  })
  after(() => browser.close())

  void test('with an exercise: no fault under axe at either width, nothing blocked, nobody else asked', async () => {
    const node = await testNode({ jobs: true })
    try {
      await loadSmallExercise(node)
      const ids = await makeRecords(node)
      await walk(node, ids, 'page')
    } finally {
      await node.close()
    }
  })

  void test('with an empty database: the same, and each list says what to do next', async () => {
    const node = await testNode()
    try {
      await walk(node, null, null)
    } finally {
      await node.close()
    }
  })

  async function walk(node: TestNode, ids: Ids | null, pictures: string | null): Promise<void> {
    const visitors = new Map<string, Visitor>()
    const faults: string[] = []
    const walked: string[] = []
    const as = async (email: string): Promise<Visitor> => {
      const known = visitors.get(email) ?? (await visitor({ browser, base: node.base, email }))
      visitors.set(email, known)
      return known
    }
    try {
      for (const route of node.node.routes) {
        if (
          route.method !== 'GET' ||
          !isOwnRoute(route) ||
          route.path.startsWith('/api/') ||
          // The public's pages have a frame of their own, and a walk of their own: public-pages.test.ts.
          /^(\/cy)?\/report(\/|$)/.test(route.path) ||
          NO_PAGE.has(route.path)
        )
          continue
        const address = addressOf(route.path, ids)
        if (address === null) {
          if (ids !== null) faults.push(`${route.path}: the walk has no record for it`)
          continue
        }
        const email = accountFor(route) ?? SUSSEX
        const { page, complaints } = await as(email)
        const answer = await page.goto(address)
        const status = answer?.status() ?? 0
        if (status !== 200) {
          faults.push(`${route.path}: ${String(status)}`)
          continue
        }
        await examine(page).catch((fault: unknown) => {
          faults.push(fault instanceof Error ? fault.message.slice(0, 1_000) : String(fault))
        })
        for (const complaint of complaints.splice(0)) faults.push(`${route.path}: ${complaint}`)
        walked.push(route.path)
        const name = route.path.replaceAll(/[^a-z-]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'home'
        if (pictures !== null) await takeBoth(page, `${pictures}-${name}`)
      }
      await walkSignedOut(node, faults)
    } finally {
      for (const one of visitors.values()) await one.close()
    }
    assert.deepEqual(faults, [], faults.join('\n'))
    assert.ok(walked.length > (ids === null ? 15 : 40), `only ${String(walked.length)} pages were walked`)
  }

  /** What somebody meets who is not signed in, or has lost their way. */
  async function walkSignedOut(node: TestNode, faults: string[]): Promise<void> {
    const context = await browser.newContext()
    const page = await context.newPage()
    listenTo(context, page, node.base, faults)
    for (const address of ['/sign-in', '/signed-out', '/nowhere', '/sign-in/start?return=/']) {
      await page.goto(node.base + address)
      await examine(page).catch((fault: unknown) => {
        faults.push(fault instanceof Error ? fault.message.slice(0, 1_000) : String(fault))
      })
      await takeBoth(page, `signed-out-${address.replaceAll(/[^a-z-]+/g, '-').replaceAll(/^-+|-+$/g, '')}`)
    }
    await context.close()
  }
})

/** What a page must be asked for, beside its address. */
const asked: Record<string, string> = {
  '/reports/:id/release/preview': '?to=all',
  '/coast/where': '?at=50.91%2C+0.80',
}

function addressOf(pattern: string, ids: Ids | null): string | null {
  if (!pattern.includes(':')) return pattern + (asked[pattern] ?? '')
  if (ids === null) return null
  const known = Object.keys(ids)
    .filter((start) => pattern.startsWith(start))
    .sort((one, other) => other.length - one.length)[0]
  if (known === undefined) return null
  return pattern.replace(':id', ids[known] ?? '').replace(':number', '1') + (asked[pattern] ?? '')
}

/** A few dozen reports of each of five agencies, in the agencies' own shapes. */
async function loadSmallExercise(node: TestNode): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'seamark-walk-'))
  try {
    await generateExercise(folder, { seed: 5, reports: 250 })
    for (const agency of AGENCIES) {
      const file = path.join(folder, EXPORT_FILES[agency])
      const mapping = await guessMapping(file)
      if (mapping) await importFile(node.database, { agencySlug: agency, file, mapping, dryRun: false })
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A record of each kind that a page shows, with the longest and oddest text that may stand in one. */
async function makeRecords(node: TestNode): Promise<Ids> {
  const phone = { kind: 'phone', item: 1, value: '+447700900555' }
  const underC = {
    handling: 'C',
    conditions: `Ring the desk first. ${WORD}`,
    action_code: 'A2',
    sanitisation_code: 'S1',
    classification: 'OFFICIAL-SENSITIVE',
  }
  const file = async (email: string, more: object) => {
    const filed = await node.api(email, 'POST', '/intelligence/reports', reportBody({ ...more }))
    assert.equal(filed.status, 201, filed.text)
    return filed.json<{ id: string }>().id
  }
  const post = async (email: string, address: string, body: object) => {
    const done = await node.api(email, 'POST', address, body)
    assert.ok(done.status < 300, `${address}: ${done.text}`)
  }
  const ours = await file(SUSSEX, {
    title: `A title with one long word ${WORD.slice(0, 160)}`,
    ...underC,
    items: [
      {
        text: `${WORD}\n\nقارب في الليل \u202eback to front\u202c and <b>no bold</b>.`,
        source_evaluation: '2',
        intelligence_assessment: 'D',
        basis: 'assessment',
      },
      { text: 'A second item.', source_evaluation: '1', intelligence_assessment: 'A', basis: 'fact' },
    ],
    subjects: [
      phone,
      { kind: 'person', item: 1, category: 'suspected', names: [WORD.slice(0, 190), 'قارب'], born: '1990' },
      { kind: 'person', item: 2, category: 'victim', names: ['Vera Victim'] },
      { kind: 'email', item: 2, value: 'vera@example.org', belongs_to: 3 },
      { kind: 'address', item: 1, value: WORD },
    ],
  })
  await file(NCA, { title: 'The NCA holds it too', subjects: [phone] })
  await post(SUSSEX, `/intelligence/reports/${ours}/release`, {
    agencies: ['nca', 'kent-police'],
    reason: 'Same gang',
  })
  const compared = await file(SUSSEX, { title: 'Two versions of one report' })
  const parsed = parseReport(reportBody({ title: `Two versions ${WORD.slice(0, 100)}` }))
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  await node.database.performAs(
    { personId: node.person(SUSSEX).id, operation: 'test', purpose: null },
    (scope) => writeVersion(scope, compared, { version: 1 }, parsed.report, { reason: WORD.slice(0, 500) }),
  )
  const recalled = await file(NCA, { title: 'Recalled from Sussex' })
  await post(NCA, `/intelligence/reports/${recalled}/release`, {
    agencies: ['sussex-police'],
    reason: 'Same gang',
  })
  await post(NCA, `/intelligence/reports/${recalled}/recall`, { reason: `It was wrong. ${WORD}` })
  const list = await node.api(SUSSEX, 'GET', '/deconfliction/matches?limit=500')
  const match = list
    .json<{ items: { id: string; my_report: { id: string } }[] }>()
    .items.find((one) => one.my_report.id === ours)
  assert.ok(match)
  await post(SUSSEX, `/deconfliction/matches/${match.id}/contact`, { message: `May we speak? ${WORD}` })
  await post(SUSSEX, '/deconfliction/check', {
    kind: 'phone',
    value: '07700 900555',
    purpose: `Newhaven ${WORD.slice(0, 100)}`,
  })

  const browser = await node.signIn(SUSSEX)
  const draft = await draftReadyToFile(browser, { title: { title: `Draft ${WORD.slice(0, 150)}` } })
  const thing = await browser.get(`/reports/drafts/${draft}/subjects/thing`)
  await browser.post(
    `/reports/drafts/${draft}/subjects/thing`,
    filledIn(formOf(thing.text, 'value'), { kind: 'vessel', value: 'Unlit tender' }),
  )
  await startDraft(browser)
  const sanitise = await browser.get(`/reports/${ours}/sanitise`)
  const begun = await browser.post(`/reports/${ours}/sanitise`, filledIn(formOf(sanitise.text), {}))
  const derivative = /drafts\/([0-9a-f-]{36})/.exec(begun.headers.get('location') ?? '')?.[1] ?? ''
  const [run] = await node.admin<{ id: string }>(
    `select i.id from intelligence.import_run i join identity.agency a on a.id = i.agency_id where a.slug = 'sussex-police'`,
  )
  const [evaluated] = await node.admin<{ id: string }>(
    `select r.id from intelligence.report r join identity.agency a on a.id = r.agency_id
     where a.slug = 'sussex-police' and r.needs_evaluation limit 1`,
  )
  await makeExerciseDesks(node.database, null)
  const told = await publicReport(node, {
    answers: answersOf({ what: { seen: [], words: `${WORD} <b>no bold</b>` } }),
    contact: { name: WORD.slice(0, 190) },
  })
  return {
    '/triage/:id': told.id,
    '/reports/drafts/:id': draft,
    '/reports/:id': ours,
    '/reports/:id/changes': compared,
    '/recalls/:id': recalled,
    '/reports/:id/evaluate': evaluated?.id ?? ours,
    '/checks/:id': derivative,
    '/matches/:id': match.id,
    '/imports/:id': run?.id ?? '',
    ...(await coastIds(node)),
    '/people/:id': node.person('analyst@sussex-police.example').id,
  }
}

/** The exercise's coast, with the longest and oddest text that may stand in a plan. */
async function coastIds(node: TestNode): Promise<Ids> {
  await loadCoast(node.database)
  const desk = await node.signIn('coordinator@sussex-police.example')
  const added = await desk.get('/coast/stretches/new')
  const stretch = await desk.post(
    '/coast/stretches/new',
    filledIn(formOf(added.text, 'fromMile'), { name: WORD.slice(0, 100), fromMile: '24.5', toMile: '26.5' }),
  )
  const address = stretch.headers.get('location') ?? ''
  const cover = await desk.get(`${address}/cover`)
  await desk.post(`${address}/cover`, filledIn(formOf(cover.text, 'cover'), { cover: WORD }))
  const contact = await desk.get(`${address}/contacts/new`)
  const typed = { organisation: WORD.slice(0, 150), telephone: '01632 960999', notes: `قارب <b>${WORD}` }
  await desk.post(`${address}/contacts/new`, filledIn(formOf(contact.text, 'organisation'), typed))
  const site = await desk.get('/coast/sites/new')
  const saved = await desk.post(
    '/coast/sites/new',
    filledIn(formOf(site.text, 'position'), {
      name: WORD.slice(0, 150),
      kind: 'slipway',
      position: '50.74, -0.82',
      contact: WORD.slice(0, 200),
    }),
  )
  const id = address.split('/').at(-1) ?? ''
  const [row] = await node.admin<{ id: string }>('select id from coast.contact where stretch_id = $1', [id])
  return {
    '/coast/stretches/:id': id,
    '/coast/contacts/:id': row?.id ?? '',
    '/coast/sites/:id': saved.headers.get('location')?.split('/').at(-1) ?? '',
  }
}
