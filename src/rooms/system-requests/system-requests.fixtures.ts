/** What the tests that walk the whole program need of this room. */
import { OFFICER as SECRET_OFFICER } from '../../../test/policies/leak-walk/words.ts'
import { LONG_WORD } from '../../../test/support/long-word.ts'
import type { TestNode } from '../../../test/support/node.ts'
import type { Ids, ProtectedTable, RoomFixtures } from '../../../test/support/room-fixtures.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { attestRank, type GradeId } from '../people/index.ts'
import { accredit } from './accredit.ts'
import { corroborate, linkAction, sayWrong } from './corroborate.ts'
import { draftRequest, safeguard } from './draft-request.ts'
import type { SystemRequestId } from './ids.ts'
import { holdRequest } from './move-request.ts'
import { lookAtRequest } from './read-requests.ts'
import {
  accreditFor,
  inDays,
  INSPECTOR,
  move,
  OFFICER,
  OPERATOR,
  rankFor,
  requestBody,
  requestOf,
  requestsOn,
} from './system-requests.test-support.ts'

/** A row that nothing but a function writes, which asks what a bare insert cannot say: system-requests.test.ts. */
const written = (name: string, touch: string, subject = 'systemRequest'): ProtectedTable => ({
  ...{ name: `system_requests.${name}`, subject, idColumn: 'request_id', touch },
  ...{ unchangeable: true, deletable: false, insert: null },
})

const tables: readonly ProtectedTable[] = [
  {
    name: 'system_requests.request',
    subject: 'systemRequest',
    idColumn: 'id',
    touch: 'review_on',
    deletable: true,
    insert: (p) => ({
      sql: `insert into system_requests.request (id, agency_id, number, system, matter, power, purpose, category, subject, asked,
              necessity, proportionality, less_intrusive, sensitive, requester_id, review_on)
            values ($1, $2, 1, 'pnd', 'CR/1', 'Power', 'Purpose', 'child', 'One', 'What', 'Why', 'Why', 'None', false, $3, '2030-01-01')`,
      values: [p['systemRequest'], p['owner'], p['author']],
    }),
  },
  {
    ...written('safeguarding', 'decision'),
    insert: (p) => ({
      sql: `insert into system_requests.safeguarding (request_id, decision, person_id) values ($1, 'To find the family', $2)`,
      values: [p['systemRequest'], p['colleague']],
    }),
  },
  written('corroboration', 'words'),
  written('corroborating_record', 'record_id'),
  written('wrong_record', 'version'),
  written('action_link', 'at'),
  { ...written('accreditation', 'until_on', 'accreditation'), idColumn: 'id' },
]

const as =
  (node: TestNode) =>
  <T>(email: string, work: (scope: MemberScope) => Promise<T>): Promise<T> =>
    node.database.performAs({ personId: node.person(email).id, operation: 'test', purpose: null }, work)

/** Gives a rank and an accreditation, where they are not there yet. */
async function prepare(node: TestNode, inspector: string, operator: string): Promise<void> {
  const once = (work: Promise<unknown>) => work.catch(() => undefined)
  // A rank that no other room's fixtures attest to the same person on the same day.
  await once(rankFor(node, inspector, 'superintendent'))
  await once(accreditFor(node, operator))
}

/** A request with the longest and oddest text that may stand in one, that is possible; and who is accredited. */
async function records(node: TestNode): Promise<Ids> {
  await prepare(node, INSPECTOR, OPERATOR)
  const at = requestsOn(node)
  // No word of more than eighty letters is taken.
  const odd = `قارب <b>${LONG_WORD.slice(0, 60)} `.repeat(8).slice(0, 480).trim()
  const id = await at.possible({
    ...{ subject: odd.slice(0, 190), asked: odd, necessity: odd, matter: odd.slice(0, 90) },
    ...{ power: odd.slice(0, 290), purpose: odd.slice(0, 290), proportionality: odd, less_intrusive: odd },
  })
  const draft = await at.drafted({ subject: odd.slice(0, 190) })
  const [row] = await node.admin<{ id: string }>(
    `select id from system_requests.accreditation where ended_at is null limit 1`,
  )
  return {
    '/system-requests/:asking': id,
    'only /system-requests/:asking/change': draft,
    ':asking': id,
    ':accredited': row?.id ?? '',
  }
}

const { review_on: review, ...typed } = requestBody()
const day = (name: string, on: string) => {
  const [year, month, date] = on.split('-')
  return { [`${name}-day`]: date ?? '', [`${name}-month`]: month ?? '', [`${name}-year`]: year ?? '' }
}
const form = {
  ...Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, String(value)])),
  ...{ sensitive: 'no', ...day('review_on', String(review)) },
}

export const fixtures: RoomFixtures = {
  tables,
  idsToInsert: ['systemRequest', 'accreditation'],
  halfDone: [
    [
      'a request that was authorised by who asks',
      'select from system_requests.request r where r.authoriser_id = r.requester_id',
    ],
    [
      'an answer that is corroborated by nobody',
      `select from system_requests.request r where r.outcome = 'corroborated'
         and not exists (select from system_requests.corroborating_record k where k.request_id = r.id)`,
    ],
    [
      'a request that was asked about a child without a decision',
      `select from system_requests.request r where r.category = 'child' and r.state <> 'drafted'
         and not exists (select from system_requests.safeguarding s where s.request_id = r.id)`,
    ],
  ],
  leak: {
    settle: async (world, _secrets, ids) => {
      await prepare(world, INSPECTOR, OPERATOR)
      const at = requestsOn(world)
      ids['own request'] = await at.drafted()
      ids['own request to decide'] = await at.asked()
      ids['own possible request'] = await at.possible()
      const [row] = await world.admin<{ id: string }>(
        `select a.id from system_requests.accreditation a where a.agency_id = $1 and a.ended_at is null`,
        [world.agency('sussex-police')],
      )
      ids['own accreditation'] = row?.id ?? ''
    },
    plant: async ({ world, secrets, ids, say, as: by }) => {
      const inspector = 'coordinator@nca.example'
      const operator = 'analyst@nca.example'
      await world.admin(
        `insert into identity.grade (agency_id, name, rank)
         select $1, 'Grade of requests', 'inspector'
         where not exists (select from identity.grade where agency_id = $1 and name = 'Grade of requests')`,
        [world.agency('nca')],
      )
      await rankByGrade(world, inspector)
      // Planted twice, they are accredited once.
      const [accredited] = await world.admin<{ id: string }>(
        `select id from system_requests.accreditation where person_id = $1 and ended_at is null`,
        [world.person(operator).id],
      )
      ids['accreditation'] =
        accredited?.id ??
        (await by('administrator@nca.example', (scope) =>
          accredit(scope, { system: 'pnd', person: operator, until_on: inDays(90) }),
        ))
      const { id } = await by(SECRET_OFFICER, (scope) =>
        draftRequest(scope, {
          ...requestOf(),
          ...{ category: 'witness', operation: ids['planted operation'], matter: say('request matter') },
          ...{ subject: say('request subject'), asked: `Is ${say('request asked')} held?` },
          ...{ power: `By ${say('request power')}`, purpose: `For ${say('request purpose')}` },
          ...{ necessity: `As ${say('request necessity')}`, proportionality: say('request proportion') },
          ...{ less_intrusive: say('request less intrusive') },
          ...{ sensitive: true, condition: say('request condition') },
        }),
      )
      ids['system request'] = id
      await by(operator, (scope) => safeguard(scope, id, 1, `Safe: ${say('request safeguarding')}`))
      await by(SECRET_OFFICER, (scope) => move(scope, id, { to: 'asked', authoriser: inspector }))
      await by(inspector, (scope) => move(scope, id, { to: 'authorised' }))
      await by(operator, (scope) => move(scope, id, { to: 'made', reference: say('request reference') }))
      await by(operator, (scope) =>
        move(scope, id, {
          ...{ to: 'outcome', outcome: 'possible', outcome_text: 'One record may be him', wrong: [] },
        }),
      )
      await by(SECRET_OFFICER, (scope) => follow(scope, id, secrets.silent.id, say))
      const { number } = await by(SECRET_OFFICER, (scope) => lookAtRequest(scope, id))
      await by('records-manager@nca.example', (scope) =>
        holdRequest(scope, number, `For ${say('request hold')}`),
      )
    },
    ownIds: ['own request', 'own request to decide', 'own possible request', 'own accreditation'],
    parameters: {
      asking: () => [
        '{system request}',
        '{own request}',
        '{own request to decide}',
        '{own possible request}',
      ],
      accredited: () => ['{accreditation}', '{own accreditation}', '{system request}'],
    },
    forms: {
      'system-requests.request.draft': () => [form, { subject: '' }],
      'system-requests.request.change': () => [{ ...form, revision: '1' }],
      'system-requests.request.throw-away': () => [{}],
      'system-requests.request.move': () => [
        { to: 'asked', authoriser: INSPECTOR, revision: '1' },
        { to: 'drafted', revision: '2' },
        { to: 'made', reference: 'A', revision: '3' },
        { to: 'outcome', outcome: 'possible', revision: '4' },
        { to: 'closed', revision: '5' },
      ],
      'system-requests.request.authorise': () => [
        { verdict: 'authorised', revision: '2' },
        { verdict: 'refused', refused_for: 'other', reason: 'No', revision: '2' },
      ],
      'system-requests.request.ask-another': () => [{ authoriser: INSPECTOR, revision: '2' }],
      'system-requests.request.again': () => [{}],
      'system-requests.request.safeguard': () => [{ decision: 'Safe', revision: '1' }],
      'system-requests.request.corroborate': (canary) => [
        { words: 'A report says so', records: canary.ids['silent report'] ?? 'SUSSEX-1', revision: '5' },
      ],
      'system-requests.request.say-wrong': (canary) => [
        { wrong_words: 'His brother', wrong_records: canary.ids['silent report'] ?? '', revision: '5' },
      ],
      'system-requests.request.link-action': () => [{ action: '1' }],
      'system-requests.request.review': () => [{ ...day('next_review', inDays(30)), revision: '5' }],
      'system-requests.request.hold': () => [{ number: '1', hold_reason: 'A trial' }],
      'system-requests.accreditation.add': () => [
        { system: 'pnd', person: OFFICER, ...day('until_on', inDays(30)) },
        { system: 'pnd', person: SECRET_OFFICER, ...day('until_on', inDays(30)) },
      ],
      'system-requests.accreditation.end': () => [{}],
      'system-requests.alert.settle': (canary) => [
        { person: canary.ids['officer'] ?? '', day: '2026-11-22' },
      ],
    },
    bodies: {
      'system-requests.request.draft': () => [requestBody(), {}],
      'system-requests.request.change': () => [requestBody({ subject: 'Another' })],
      'system-requests.request.throw-away': () => [{}],
      'system-requests.request.move': () => [
        { state: 'asked', authoriser: INSPECTOR },
        { state: 'made', reference: 'A' },
        { state: 'outcome', outcome: 'nothing' },
        { state: 'closed' },
      ],
      'system-requests.request.safeguard': () => [{ decision: 'Safe' }],
      'system-requests.request.authorise': () => [{ verdict: 'authorised' }],
      'system-requests.request.corroborate': (canary) => [
        { words: 'A report says so', records: [canary.ids['silent report'] ?? 'SUSSEX-1'] },
      ],
      'system-requests.request.say-wrong': () => [{ words: 'His brother', wrong: [] }],
      'system-requests.request.link-action': () => [{ action: 1 }],
      'system-requests.request.again': () => [{}],
    },
    queries: { 'system-requests.request.list': () => ['', '?list=all', '?list=mine'] },
    leftEmpty: {
      'system_requests.alert': 'nobody asks far more than colleagues: system-requests.test.ts',
      'system_requests.desk': 'the operator’s, and each agency reads its own',
    },
  },
  pages: {
    records,
    opensAs: { '/system-requests/:asking': OFFICER, '/system-requests/:asking/change': OFFICER },
  },
}

/** The NCA has grades: one that counts as an inspector's is attested. */
async function rankByGrade(world: TestNode, who: string): Promise<void> {
  const [grade] = await world.admin<{ id: GradeId }>(
    `select id from identity.grade where agency_id = $1 and name = 'Grade of requests'`,
    [world.agency('nca')],
  )
  if (!grade) throw new Error('no grade')
  const [held] = await world.admin(
    'select from identity.rank_attestation where person_id = $1 and grade_id = $2',
    [...[world.person(who).id, grade.id]],
  )
  if (held) return
  await as(world)('administrator@nca.example', (scope) =>
    attestRank(scope, world.person(who).id, {
      ...{ held: { grade: grade.id }, from: inDays(0), until: inDays(90) },
    }),
  )
}

/** What corroborates it, the action that follows; and that it was the wrong person after all, of a report of ours. */
async function follow(
  scope: MemberScope,
  id: SystemRequestId,
  report: string,
  say: (name: string) => string,
): Promise<void> {
  const records = [report]
  const { revision } = await lookAtRequest(scope, id)
  await corroborate(scope, id, revision, { words: `As ${say('request corroboration')}`, records })
  await linkAction(scope, id, 1)
  await sayWrong(scope, id, revision + 1, { words: `But ${say('request wrong')}`, wrong: records })
}
