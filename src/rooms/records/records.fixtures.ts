/** What the tests that walk the whole program need of this room. */
import type { RoomFixtures } from '../../../test/support/room-fixtures.ts'
import type { Canary } from '../../../test/policies/leak-walk/secret.ts'
import { reportBody } from '../../../test/support/reports.ts'
import type { TestNode } from '../../../test/support/node.ts'
import { bodies, forms } from './fixtures/forms.ts'
import { openReview, plant, settle } from './fixtures/plant.ts'
import { nameReviewer } from './reviews/decide-reviews.ts'
import { enteredIncident } from './fixtures/incidents.ts'
import { keptEntry } from './fixtures/registers.ts'
import { answeredRequest, openRequest } from './fixtures/requests.ts'
import { tables } from './fixtures/tables.ts'

/** What somebody who suspects something asks the ledger, for a use that the law names. */
const ledgerQueries = (canary: Canary): string[] => [
  '',
  '?use=lawfulness',
  '?use=criminal-proceedings&kind=combination',
  ...canary.secrets.map(({ reference }) => `?use=integrity&reference=${encodeURIComponent(reference)}`),
  `?use=self-monitoring&reference=${encodeURIComponent(canary.words['compartment name'] ?? 'x')}`,
  '?use=lawfulness&sought=%2B44+7700+900101',
]

const OFFICER = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const MANAGER = 'records-manager@sussex-police.example'

/** A report of Sussex Police with its review, for which an officer is named: they and the records manager see it. */
async function reviewed(node: TestNode): Promise<{ report: string; review: string; revision: number }> {
  const made = await node.api(OFFICER, 'POST', '/intelligence/reports', reportBody())
  const { id } = made.json<{ id: string }>()
  const review = await openReview(node, id, 'sussex-police')
  await node.database.performAs(
    { personId: node.person(MANAGER).id, operation: 'records.review.name', purpose: null },
    (scope) => nameReviewer(scope, [{ id: review, revision: 1 }], node.person(OFFICER).id, false),
  )
  return { report: id, review, revision: 2 }
}

/** A notice to Sussex Police: Kent restricts what it gave them. */
async function noticeToSussex(node: TestNode): Promise<string> {
  const made = await node.api(KENT, 'POST', '/intelligence/reports', reportBody())
  const { id } = made.json<{ id: string }>()
  await node.api(KENT, 'POST', `/intelligence/reports/${id}/release`, {
    ...{ agencies: ['sussex-police'], reason: 'Theirs too' },
  })
  const review = await openReview(node, id, 'kent-police')
  await node.api('records-manager@kent-police.example', 'POST', '/records/reviews/decisions', {
    ...{ reviews: [{ id: review, revision: 1 }], decision: 'restrict', ground: 'evidence' },
  })
  const [row] = await node.admin<{ id: string }>('select id from access.notice where record_id = $1', [id])
  if (!row) throw new Error('Sussex was told of nothing')
  return row.id
}

/** An erasure that waits for a second person. */
async function erasure(node: TestNode): Promise<string> {
  const { report, review, revision } = await reviewed(node)
  await node.api(MANAGER, 'POST', '/records/reviews/decisions', {
    ...{ reviews: [{ id: review, revision }], decision: 'erase', ground: 'unlawful' },
  })
  const [row] = await node.admin<{ id: string }>('select id from access.erasure where record_id = $1', [
    report,
  ])
  if (!row) throw new Error('no erasure was asked for')
  return row.id
}

const outside = 'of the ledger as a whole, which names no record; test/faults/witnessed-node.test.ts has it'

export const fixtures: RoomFixtures = {
  tables,
  idsToInsert: ['hold', 'correction', 'notice', 'subjectRequest', 'incident', 'registerEntry'],
  halfDone: [
    [
      'an erasure that was agreed to and is not done, or the other way round',
      `select from access.record r full join (select * from access.erasure where agreed_at is not null) e on e.record_id = r.id
       where (r.erased_at is not null) is distinct from (e.record_id is not null)`,
    ],
    [
      'an erased report that still says something',
      `select from access.record r join intelligence.version_content v on v.report_id = r.id
       where r.erased_at is not null and v.document is not null`,
    ],
    [
      'a partner that had what was erased and was not told',
      `select from access.record r, unnest(r.released_to) as t (agency)
       where r.erased_at is not null and not exists (
         select from access.notice n where n.record_id = r.id and n.agency_id = t.agency and n.what = 'erased')`,
    ],
  ],
  leak: {
    settle,
    plant,
    ownIds: ['own review', 'own request', 'own incident', 'own register entry'],
    idsOfPaths: [
      [/^\/reviews\//, (name) => /review$|silent report/.test(name)],
      [/^\/corrections\//, (name) => /report$|^own recalled/.test(name)],
      [/^\/notices\//, (name) => /^notice$|silent report/.test(name)],
      [/^(\/api\/v1\/records)?\/requests\//, (name) => /request$|silent report/.test(name)],
      [/^\/incidents\//, (name) => /incident$|silent report/.test(name)],
      [/^\/registers\/(?!new)/, (name) => /register entry$|silent report/.test(name)],
      [/^\/erasures\//, (name) => /^erasure$|silent report/.test(name)],
    ],
    // The beginning of the ledger stands still; what its end is, depends on the moment.
    queries: {
      // Nothing is read before its reader has said for what.
      'records.ledger.read': ledgerQueries,
      'records.ledger.export': ledgerQueries,
      'records.ledger.feed': (canary) => [
        '?limit=10',
        '?after=latest&limit=10',
        `?after=${encodeURIComponent(canary.words['compartment name'] ?? 'x')}`,
        '?after=AAAAAAAAAAAAAAAAAAAAAA',
        `?record=${canary.ids['silent report'] ?? ''}`,
      ],
    },
    parameters: {
      hold: (canary) => [canary.ids['hold'] ?? ''],
      item: (canary) => [canary.ids['request item'] ?? ''],
      register: () => ['dpia'],
    },
    forms: {
      ...forms,
      'ledger.cosignature.take': () => [{ checkpoint: 'x' }],
      'ledger.refusal.take': () => [{ statement: 'x' }],
    },
    bodies,
    leftEmpty: {
      'ledger.identity': outside,
      'ledger.checkpoint': outside,
      'ledger.witness': outside,
      'ledger.cosignature': outside,
      'ledger.refusal': outside,
      'ledger.verification': outside,
      'ledger.erasure': 'nothing is erased while the walk goes',
    },
  },
  pages: {
    noPage: [
      '/ledger.csv',
      '/requests/:id/answer.html',
      '/log/checkpoint',
      '/log/checkpoint.witnessed',
      '/log/tile/*',
      '/proofs/event',
      '/reviews/next',
    ],
    opensAs: { '/requests/:id': OFFICER },
    records: async (node) => {
      const { report, review } = await reviewed(node)
      const { request, item } = await openRequest(node)
      return {
        '/requests/:id': request,
        ':item': item,
        '/requests/:id/answer': await answeredRequest(node),
        '/incidents/:id': await enteredIncident(node),
        '/registers/:id': await keptEntry(node),
        '/registers/new/:register': '',
        ':register': 'policy',
        '/reviews/:id': review,
        '/corrections/:id': report,
        '/notices/:id': await noticeToSussex(node),
      }
    },
  },
  addresses: (node) => {
    const review = async () => (await reviewed(node)).review
    return Promise.resolve({
      '/reviews/:id': review,
      '/corrections/:id': async () => (await reviewed(node)).report,
      '/notices/:id': () => noticeToSussex(node),
      '/erasures/:id': () => erasure(node),
      '/incidents/:id': () => enteredIncident(node),
      '/registers/:id': () => keptEntry(node),
      '/registers/new/:register': () => Promise.resolve('dpia'),
      '/requests/:id': async () => (await openRequest(node)).request,
      '/records/requests/:id': async () => (await openRequest(node)).request,
    })
  },
}
