/** The pages of a kind that is no report say so: every word of the record comes from its kind. */
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createTemplates } from '../../../design/templates.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { RecordHeading, ReleaseCare } from '../../../platform/rooms/record-kind.ts'
import { pages } from '../index.ts'
import { exhibits } from '../kind.test-support.ts'
import { conditionsPage } from './conditions/conditions.view.ts'
import type { RecordId } from '../../../wire/ids.ts'

const ID = '3f0d1c52-8d0e-4a6b-9c55-2f1a7f5f6a01' as RecordId
const heading: RecordHeading = {
  id: ID,
  reference: 'SM-RA78-49QF-4',
  title: 'A damp notebook',
  version: 1,
  classification: 'OFFICIAL',
  handling: 'P',
  status: 'disseminated',
  discoverable: false,
  released: { toAll: false, agencies: [] },
}
const care: ReleaseCare = {
  keptApart: 0,
  notes: ['The notebook itself stays in the store.'],
  above: null,
  below: null,
  question: null,
}
const kind = exhibits({
  heading: () => Promise.resolve(heading),
  beforeRelease: () => Promise.resolve({ heading, care }),
})

const templates = createTemplates({
  assetsFolder: path.join(import.meta.dirname, 'no-assets'),
  development: false,
})
const frame = { csrf: 'x', navigation: [], person: { name: 'A', agency: 'B', role: 'C' }, purpose: null }
const render = (template: string, view: object): string =>
  templates.render(template, { ...view, frame, assets: { css: '', js: '', icon: '' }, cspNonce: 'x' })

/** No row is kept: an own envelope, no partner, no event. */
const scope = {
  actor: { agencyId: 1, personId: ID, roles: ['coordinator'] },
  record: () => undefined,
  tx: {
    maybe: () =>
      Promise.resolve({ status: 'disseminated', classification: 'OFFICIAL', handling: 'P', releasedTo: [] }),
    many: () => Promise.resolve([]),
    one: () => Promise.resolve({ open: 0 }),
    run: () => Promise.resolve(0),
  },
} as unknown as MemberScope

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** @returns the page of a route, as it is printed */
async function pageOf(
  route: string,
  body: Record<string, string> = {},
  of = kind,
  within = scope,
): Promise<string> {
  const handlers = new Map<string, Handler>()
  const take = (method: string) => (at: string, _facts: object, handler: Handler) => {
    handlers.set(`${method} ${at}`, handler)
  }
  pages({ get: take('GET'), post: take('POST') } as unknown as FastifyInstance, [of])
  let html = ''
  const reply = {
    page: (template: string, view: object) => {
      html = render(template, view)
      return Promise.resolve(reply)
    },
  }
  const request = {
    ...{ method: route.split(' ')[0], params: { id: ID }, query: body, body },
    signedIn: { roles: ['coordinator'], clearance: 'OFFICIAL' },
    perform: (work: (scope: MemberScope) => Promise<unknown>) => work(within),
  }
  await handlers.get(route)?.(request as unknown as FastifyRequest, reply as unknown as FastifyReply)
  return html
}

const to = { to: 'all', reason: 'They work on it', version: '1' }

for (const [route, words, body] of [
  ['GET /exhibits/:id/release', /Release this exhibit.*stays in the store.*you hold this exhibit/s],
  ['GET /exhibits/:id/release/preview', /Look before you release.*\/exhibits\/[^"]+\/release\/confirm/s, to],
  ['POST /exhibits/:id/release/confirm', /Release the exhibit now/, to],
  ['GET /exhibits/:id/recall', /Recall this exhibit.*Why is the exhibit recalled\?/s],
  ['GET /exhibits/:id/holders', /Who holds this exhibit.*Only your agency holds this exhibit/s],
  ['GET /exhibits/:id/history', /History of this exhibit/],
  ['GET /recalls', /Exhibits/],
] as const)
  void test(`${route} speaks of an exhibit`, async () => {
    const html = await pageOf(route, body)
    assert.match(html, words)
    assert.doesNotMatch(html.replaceAll('href="/reports"', ''), /report/i)
  })

void test('what a kind holds is called in its own words', async () => {
  const preview = 'GET /exhibits/:id/release/preview'
  const partner = { id: 2, slug: 'nca', name: 'NCA', readers: 3 }
  const withPartner = { ...scope, tx: { ...scope.tx, many: (sql: string) => Promise.resolve(sql.includes('readership') ? [partner] : []) } } as MemberScope // prettier-ignore
  assert.match(await pageOf(preview, to, kind, withPartner), /Title and conditions.*What it says/s)
  const named = exhibits({ ...kind, content: 'Seals and photographs' })
  const html = await pageOf(preview, to, named, withPartner)
  assert.match(html, /Title and conditions.*Seals and photographs/s)
  assert.doesNotMatch(html, /Items and subjects/)
})

void test('what was released to nobody is withdrawn, and nobody is said to have had it', async () => {
  const filed = exhibits({ heading: () => Promise.resolve({ ...heading, status: 'submitted' }) })
  const html = await pageOf('GET /exhibits/:id/recall', {}, filed)
  assert.match(html, /Withdraw this exhibit.*No other agency has it.*Why is the exhibit withdrawn\?/s)
  assert.doesNotMatch(html, /recalled|agencies that had it/)
})

void test('the conditions of an exhibit are accepted at its own address', () => {
  const record = {
    ...{ id: ID, title: heading.title, classification: heading.classification, version: 1 },
    ...{
      handling: 'C' as const,
      conditions: 'Ask first',
      actionCode: 'A1' as const,
      sanitisationCode: 'S1' as const,
    },
    owner: { id: 2, slug: 'nca', name: 'NCA', deskName: '', deskPhone: '', deskEmail: '', deskHours: '' },
  } as const
  const { template, view } = conditionsPage(kind, record, null)
  const html = render(template, view)
  assert.match(html, /To read this exhibit.*action="\/exhibits\/[^"]+\/accept"/s)
  assert.doesNotMatch(html.replaceAll('href="/reports"', ''), /report/i)
})
