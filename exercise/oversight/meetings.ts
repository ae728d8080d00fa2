/** The commissioner's meetings of the exercise, a response that is being written, and the page that is still off. */
import type { Scope } from '../../src/platform/database/scope.ts'
import { daysAfter, londonDay } from '../../src/platform/london-day.ts'
import { idOf } from '../acts/act.ts'
import { idOfDuty, moment, type Agencies } from './ids.ts'

const FORCE = 'sussex-police'

const questions = [
  {
    area: 0,
    duty: 1,
    question: 'Invented: Who answers for organised immigration crime today, and until when?',
    answer: 'Invented: The Assistant Chief Constable does. The terms of reference will say so.',
    isPublic: true,
  },
  {
    area: 1,
    duty: 2,
    question: 'Invented: Two shifts were not tested. When will they be?',
    answer: 'Invented: Before the end of next week.',
    isPublic: false,
  },
]

const promises = [
  {
    area: 0,
    duty: 1,
    text: 'Invented: The terms of reference are signed',
    by: 'Assistant Chief Constable',
    due: -1,
    isPublic: true,
  },
  {
    area: 1,
    duty: 2,
    text: 'Invented: Every shift of the control room is tested',
    by: 'Head of Contact and Control',
    due: 9,
    isPublic: true,
  },
  {
    area: 3,
    duty: 5,
    text: 'Invented: A plan for the first training day is sent',
    by: 'Head of Learning',
    due: -3,
    kept: -3,
    isPublic: false,
  },
]

/** Writes them; the scope is the commissioner's. */
export async function loadMeetings(scope: Scope, agencies: Agencies, inspectionId: string): Promise<void> {
  const { agencyId: bodyId } = scope.actor.kind === 'service' ? scope.actor : { agencyId: null }
  const force = agencies.get(FORCE)
  const today = londonDay(scope.now)
  const ids = { body: bodyId, force, inspection: inspectionId }
  const last = idOf('meeting of last week')
  await meeting(scope, ids, last, daysAfter(today, -7), 'held')
  await scope.tx.run(`update oversight.meeting set minutes = $2, minutes_public = true where id = $1`, [
    last,
    'Invented: The commissioner asked about recommendations 1, 2 and 5. The force made three promises.',
  ])
  const area = (at: number) => idOf(`own area ${inspectionId} ${String(at)}`)
  for (const [at, one] of questions.entries())
    await scope.tx.run(
      `insert into oversight.question (id, meeting_id, body_id, agency_id, own_area_id, duty_id, question, answer, is_public, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[idOf(`question ${String(at)}`), last, bodyId, force, area(one.area), idOfDuty(one.duty, FORCE)],
        ...[one.question, one.answer, one.isPublic, moment(scope, -7)],
      ],
    )
  for (const [at, one] of promises.entries())
    await scope.tx.run(
      `insert into oversight.promise (id, meeting_id, body_id, agency_id, own_area_id, duty_id, text, by_post, due_on, kept_on,
         is_public, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[idOf(`promise ${String(at)}`), last, bodyId, force, area(one.area), idOfDuty(one.duty, FORCE)],
        ...[one.text, one.by, daysAfter(today, one.due)],
        one.kept === undefined ? null : daysAfter(today, one.kept),
        ...[one.isPublic, moment(scope, -7)],
      ],
    )
  await meeting(scope, ids, idOf('meeting of this week'), today, 'planned')
  await response(scope, ids, today)
}

type Ids = { body: number | null; force: number | undefined; inspection: string }

async function meeting(scope: Scope, ids: Ids, id: string, onDay: string, state: string): Promise<void> {
  await scope.tx.run(
    `insert into oversight.meeting (id, body_id, agency_id, inspection_id, on_day, state) values ($1, $2, $3, $4, $5, $6)`,
    [id, ids.body, ids.force, ids.inspection, onDay, state],
  )
  scope.record({ kind: 'collection', subject: { kind: 'meeting', id } })
}

async function response(scope: Scope, ids: Ids, today: string): Promise<void> {
  const id = idOf('response of sussex-pcc')
  await scope.tx.run(
    `insert into oversight.response (id, inspection_id, body_id, agency_id, opening) values ($1, $2, $3, $4, $5)`,
    [
      ...[id, ids.inspection, ids.body, ids.force],
      'Invented: I thank the inspectors for this report. I raise it at my weekly meeting with the Chief Constable.',
    ],
  )
  await scope.tx.run(
    `insert into oversight.invitation (response_id, inspection_id, body_id, agency_id, until, at)
     values ($1, $2, $3, $4, $5, $6)`,
    [id, ids.inspection, ids.body, ids.force, daysAfter(today, 3), moment(scope, -20)],
  )
  for (const [number, words] of [
    [1, 'Invented: The force is late. I have asked for the signed terms of reference by the next meeting.'],
    [2, 'Invented: I have seen the page for the control room. The last two shifts are being tested.'],
  ] as const)
    await scope.tx.run(
      `insert into oversight.paragraph (response_id, body_id, agency_id, about, subject_id, words)
       values ($1, $2, $3, 'recommendation', $4, $5)`,
      [id, ids.body, ids.force, idOfDuty(number, FORCE), words],
    )
  scope.record({ kind: 'collection', subject: { kind: 'response', id } })
}
