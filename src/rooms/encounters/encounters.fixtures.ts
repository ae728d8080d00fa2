/** What the tests that walk the whole program need of this room. */
import { OFFICER as SECRET_OFFICER } from '../../../test/policies/leak-walk/words.ts'
import { LONG_WORD } from '../../../test/support/long-word.ts'
import type { TestNode } from '../../../test/support/node.ts'
import type { Ids, ProtectedTable, RoomFixtures } from '../../../test/support/room-fixtures.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { addChildren, addHandover, addOpportunity } from './answer-step.ts'
import { beginReport } from './begin-report.ts'
import { parseChildren, parseHandover, parseOpportunity } from './encounter.ts'
import {
  answer,
  answerOf,
  careFor,
  childrenBody,
  COLLEAGUE,
  encounterBody,
  handedOver,
  handoverBody,
  OFFICER,
  opportunityBody,
  record,
  sound,
} from './encounters.test-support.ts'
import type { EncounterId } from './ids.ts'
import { holdEncounter } from './move-encounter.ts'
import { lookAtEncounter } from './read-encounters.ts'

const part = (name: string, touch: string, insert: string, deletable = true): ProtectedTable => ({
  name: `encounters.${name}`,
  subject: 'encounter',
  idColumn: 'encounter_id',
  touch,
  deletable,
  insert: (p) => ({
    sql: `insert into encounters.${name} ${insert}`,
    values: [p['encounter'], p['encounterEntry'], p['author']],
  }),
})

const tables: readonly ProtectedTable[] = [
  {
    name: 'encounters.encounter',
    subject: 'encounter',
    idColumn: 'id',
    touch: 'place',
    deletable: false, // only the clock forgets
    insert: (p) => ({
      sql: `insert into encounters.encounter (id, agency_id, number, recorded_by, found_at, place, how_found, adults, may_be_children,
              age_unknown, injured)
            values ($1, $2, 1, $3, '2026-01-01', 'A beach', 'on-foot', 1, 0, 0, 0)`,
      values: [p['encounter'], p['owner'], p['author']],
    }),
  },
  // Six of them, so that crime and evidence is open.
  part(
    'step',
    'reason',
    `(encounter_id, number, answer, reason, person_id)
     select $1, n, 'not-needed', case when $2::uuid is null then '' else 'Nobody needed it' end, $3 from generate_series(1, 6) n`,
    false, // answered again
  ),
  part(
    'child_path',
    'reason',
    `(encounter_id, id, how_many, told_at, guardian, innerste, person_id) values ($1, $2, 1, '2026-01-01', 'told', 'made', $3)`,
  ),
  part(
    'opportunity',
    'reason',
    `(encounter_id, id, adult, age, kind, taken, at, reason, person_id)
     values ($1, $2, 1, 'adult', 'conversation', false, '2026-01-01', 'No interpreter', $3)`,
  ),
  {
    ...part('identification', 'how_many', ''),
    insert: (p) => ({
      sql: `insert into encounters.identification (encounter_id, outcome, how_many) values ($1, 'identified', 1)`,
      values: [p['encounter']],
    }),
  },
  part(
    'handover',
    'reference',
    `(encounter_id, id, recipient, how_many, at, person_id) values ($1, $2, 'border-force', 1, '2026-01-01', $3)`,
  ),
  {
    ...part('report', 'at', ''),
    unchangeable: true,
    insert: (p) => ({
      sql: 'insert into encounters.report (encounter_id, report_id, person_id) values ($1, $2, $3)',
      values: [p['encounter'], p['report'], p['author']],
    }),
  },
]

const as =
  (node: TestNode) =>
  <T>(email: string, work: (scope: MemberScope) => Promise<T>): Promise<T> =>
    node.database.performAs({ personId: node.person(email).id, operation: 'test', purpose: null }, work)

/** An encounter with the longest and oddest text that may stand in one, and one that waits to be checked. */
async function records(node: TestNode): Promise<Ids> {
  const by = as(node)
  const odd = `قارب <b>${LONG_WORD}`
  const { id } = await by(OFFICER, (scope) =>
    record(scope, { place: odd.slice(0, 195), adults: 40, may_be_children: 20, no_person: true }),
  )
  await by(OFFICER, async (scope) => {
    await careFor(scope, id)
    await answer(scope, id, 2, { note: odd.slice(0, 950), by_whom: odd.slice(0, 95), no_person: true })
    await addOpportunity(
      scope,
      id,
      sound(
        parseOpportunity(
          opportunityBody({
            ...{ kind: 'offence', code: 'ia71-24-e1a', grounds: LONG_WORD.slice(0, 1_950), no_person: true },
            ...{ s45_considered: true, s45_by: 'Duty inspector' },
          }),
          scope.now,
        ),
      ),
    )
    await addHandover(scope, id, sound(parseHandover(handoverBody({ how_many: 60 }), scope.now)))
    await beginReport(scope, id, {
      ...{ title: 'From an encounter', classification: 'OFFICIAL', text: odd.slice(0, 900) },
    })
  })
  await by(COLLEAGUE, (scope) => handedOver(scope))
  const view = await by(OFFICER, (scope) => lookAtEncounter(scope, id))
  return {
    '/encounters/:encounter': id,
    ':encounter': id,
    ':step': '7',
    ':mistake': view.opportunities[0]?.id ?? '',
  }
}

const day = { day: '2', month: '5', year: '2026' }
const moment = (name: string) => ({
  ...Object.fromEntries(Object.entries(day).map(([part_, value]) => [`${name}-${part_}`, value])),
  [`${name}_time`]: '04:10',
})
const { found_at: found, ...counts } = encounterBody()
const numbers = Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, String(value)]))
const done = { answer: 'done', by_whom: 'Duty sergeant', revision: '0', ...moment('at') }

export const fixtures: RoomFixtures = {
  tables,
  idsToInsert: ['encounter', 'encounterEntry'],
  halfDone: [
    [
      'an encounter that was handed over before all was answered',
      `select from encounters.encounter e where e.state <> 'open' and e.steps_gone_at is null
         and 8 <> (select count(*) from encounters.step s where s.encounter_id = e.id)`,
    ],
    [
      'crime and evidence before care',
      `select from encounters.opportunity o
       where 6 > (select count(*) from encounters.step s where s.encounter_id = o.encounter_id and s.number <= 6)`,
    ],
    [
      'an encounter that somebody checked who recorded part of it',
      `select from encounters.encounter e join encounters.step s on s.encounter_id = e.id and s.person_id = e.checked_by`,
    ],
  ],
  leak: {
    settle: async (world, _secrets, ids) => {
      const by = as(world)
      ids['own encounter'] = (await by(OFFICER, (scope) => record(scope))).id
      ids['own encounter to check'] = await by(COLLEAGUE, (scope) => handedOver(scope))
      const { id } = await by(OFFICER, (scope) => record(scope))
      await by(OFFICER, (scope) => careFor(scope, id))
      ids['own encounter with steps'] = id
    },
    plant: async ({ ids, say, as: by }) => {
      const { id } = await by(SECRET_OFFICER, (scope) =>
        record(scope, { place: `Beside ${say('encounter place')}`, adults: 4, may_be_children: 1 }),
      )
      ids['encounter'] = id
      await by(SECRET_OFFICER, (scope) => plantIn(scope, id, say))
      const view = await by(SECRET_OFFICER, (scope) => lookAtEncounter(scope, id))
      ids['encounter entry'] = view.opportunities[0]?.id ?? ''
      const records_ = 'records-manager@nca.example'
      await by(records_, (scope) => holdEncounter(scope, id, `For ${say('encounter hold')}`))
    },
    ownIds: ['own encounter', 'own encounter to check', 'own encounter with steps'],
    parameters: {
      encounter: () => [
        '{encounter}',
        '{own encounter}',
        '{own encounter to check}',
        '{own encounter with steps}',
      ],
      step: () => ['1', '4', '7'],
      mistake: () => ['{encounter entry}', '{encounter}'],
    },
    forms: {
      'encounters.encounter.record': () => [
        {
          ...numbers,
          ...moment('found_at'),
          key: 'first-key',
          's1-answer': 'not-needed',
          's1-reason': 'Nobody',
        },
        { adults: '-1', key: 'second-key' },
      ],
      'encounters.encounter.count': () => [{ ...numbers, ...moment('found_at'), revision: '1' }],
      'encounters.step.answer': () => [
        done,
        { answer: 'not-needed', reason: 'Nobody needed it', revision: '0' },
      ],
      'encounters.children.add': () => [
        { how_many: '1', ...moment('told_at'), guardian: 'told', innerste: 'made' },
      ],
      'encounters.opportunity.add': () => [
        { adult: '1', age: 'adult', taken: 'no', code: 'other', reason: 'No time', ...moment('at') },
        { adult: '1', age: 'disputed', taken: 'yes', ...moment('at') },
      ],
      'encounters.handover.add': () => [{ how_many: '1', recipient: 'left', ...moment('at') }],
      'encounters.entry.take-out': () => [{}],
      'encounters.encounter.move': () => [
        { to: 'handed-over', revision: '1' },
        { to: 'open', revision: '2' },
        { to: 'closed', revision: '3', ...moment('confirmed_at') },
      ],
      'encounters.encounter.check': () => [{ verdict: 'checked', revision: '2' }],
      'encounters.encounter.hold': () => [{ hold_reason: 'An inquest' }],
      'encounters.report.begin': () => [{ title: 'Seen', classification: 'OFFICIAL', text: 'A van' }, {}],
    },
    bodies: {
      'encounters.encounter.record': () => [encounterBody({ found_at: found }), {}],
      'encounters.encounter.count': () => [encounterBody({ adults: 5 })],
      'encounters.step.answer': () => [answerOf(1)],
      'encounters.children.add': () => [childrenBody()],
      'encounters.opportunity.add': () => [opportunityBody(), opportunityBody({ age: 'unknown' })],
      'encounters.handover.add': () => [handoverBody()],
      'encounters.entry.take-out': () => [{}],
      'encounters.encounter.move': () => [{ state: 'handed-over' }, { state: 'checked' }],
    },
    queries: { 'encounters.encounter.list': () => ['', '?list=all', '?list=check'] },
  },
  pages: { records },
}

/** What the secret's owner says in an encounter: each text a word that nobody else has written. */
async function plantIn(scope: MemberScope, id: EncounterId, say: (name: string) => string): Promise<void> {
  await addChildren(
    scope,
    id,
    sound(
      parseChildren(
        childrenBody({
          services_reference: say('encounter services'),
          place_of_safety: `In ${say('encounter safety')}`,
        }),
        scope.now,
      ),
    ),
  )
  for (const step of [1, 2, 3, 4, 5, 6] as const)
    await answer(scope, id, step, {
      reference: say(`encounter reference ${String(step)}`),
      note: `The ${say(`encounter note ${String(step)}`)}`,
      by_whom: say(`encounter by ${String(step)}`),
    })
  await addOpportunity(
    scope,
    id,
    sound(
      parseOpportunity(
        opportunityBody({
          ...{ kind: 'power', code: 'other', grounds: `Held ${say('encounter grounds')}` },
        }),
        scope.now,
      ),
    ),
  )
  await answer(scope, id, 7, { identified: { identified: 3, 'care-first': 1 } })
  await addHandover(
    scope,
    id,
    sound(
      parseHandover(
        handoverBody({
          reference: say('encounter custody'),
          receipts: say('encounter receipts'),
          property_return: `By ${say('encounter property')}`,
        }),
        scope.now,
      ),
    ),
  )
  await beginReport(scope, id, {
    ...{
      title: say('encounter report'),
      classification: 'OFFICIAL',
      text: 'Begun where people were found',
    },
  })
}
