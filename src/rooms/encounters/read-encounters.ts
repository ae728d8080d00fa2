/** Encounters as they are listed, and one as it is read. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import {
  pageBothWays,
  readCursor,
  ROWS_OF_A_PAGE,
  writeCursor,
  type ListPlace,
} from '../../platform/http/list-cursor.ts'
import type { RecordId } from '../../wire/ids.ts'
import type { EncounterId, EntryId, StepNumber } from './ids.ts'
import { mayRecord } from './refusals.ts'
import type {
  EncounterState,
  HowFound,
  Identified,
  Offence,
  OpportunityKind,
  Power,
  Recipient,
  Route,
  StepAnswer,
} from './words.ts'

export type Encounter = {
  id: EncounterId
  number: number
  foundAt: Date
  /** null: its time is over */
  place: string | null
  howFound: HowFound
  adults: number
  mayBeChildren: number
  ageUnknown: number
  injured: number
  state: EncounterState
  revision: number
  recordedBy: string
  recordedAt: Date
  /** how many of the eight steps are answered */
  answered: number
  handedOverAt: Date | null
  checkedBy: string | null
  checkedAt: Date | null
  checkNote: string | null
  confirmedAt: Date | null
  holdReason: string | null
  stepsGoneAt: Date | null
}

const label = (column: string) =>
  `case when ${column} is null then null else coalesce(identity.person_label(${column}), 'Somebody') end`
const COLUMNS = `e.id, e.number, e.found_at as "foundAt", e.place, e.how_found as "howFound", e.adults, e.may_be_children as "mayBeChildren",
         e.age_unknown as "ageUnknown", e.injured, e.state, e.revision, ${label('e.recorded_by')} as "recordedBy",
         e.recorded_at as "recordedAt",
         (select count(*)::integer from encounters.step s where s.encounter_id = e.id) as answered,
         e.handed_over_at as "handedOverAt", ${label('e.checked_by')} as "checkedBy", e.checked_at as "checkedAt",
         e.check_note as "checkNote", e.confirmed_at as "confirmedAt", e.hold_reason as "holdReason",
         e.steps_gone_at as "stepsGoneAt"`

/** Which encounters of a list: those that are not closed, those to check, or all. */
export const LISTS = { open: 'Not closed', check: 'To be checked', all: 'All' } as const
export type EncounterList = keyof typeof LISTS
const ONLY: Readonly<Record<EncounterList, string>> = {
  open: `e.state <> 'closed'`,
  check: `e.state = 'handed-over'`,
  all: 'true',
}

/**
 * Lists encounters of the own agency, those that were found last first, 50 at a time.
 * @returns the page, and cursors of the pages beside it; null where there is none
 * @throws forbidden `no-encounters`; invalid with `cursor`
 */
export async function listEncounters(
  scope: MemberScope,
  at: ListPlace & { list: EncounterList },
): Promise<{ rows: Encounter[]; next: string | null; previous: string | null }> {
  await mayRecord(scope)
  const from = readCursor(at.cursor)
  const back = from !== null && at.back === true
  const found = await scope.tx.many<Encounter>(
    `select ${COLUMNS} from encounters.encounter e where ${ONLY[at.list]}
       and ($1::timestamptz is null or (e.found_at, e.id) ${back ? '>' : '<'} ($1::timestamptz, $2::uuid))
     order by e.found_at ${back ? '' : 'desc'}, e.id ${back ? '' : 'desc'} limit $3`,
    [from?.at ?? null, from?.id ?? null, ROWS_OF_A_PAGE + 1],
  )
  return pageBothWays(found, at, ({ foundAt, id }) => writeCursor(foundAt, id))
}

export type Step = {
  number: StepNumber
  answer: StepAnswer
  at: Date | null
  byWhom: string | null
  reference: string | null
  reason: string | null
  note: string | null
  routes: Route[]
  person: string
  revision: number
}
export type Children = {
  id: EntryId
  howMany: number
  toldAt: Date
  servicesReference: string | null
  placeOfSafety: string | null
  guardian: 'told' | 'not-told' | 'not-here'
  innerste: 'made' | 'not-made'
  reason: string | null
}
export type Opportunity = {
  id: EntryId
  adult: number
  kind: OpportunityKind
  code: Offence | Power | null
  taken: boolean
  at: Date
  officer: string | null
  grounds: string | null
  reason: string | null
  s45Considered: boolean | null
  s45By: string | null
}
export type Handover = {
  id: EntryId
  recipient: Recipient
  howMany: number
  at: Date
  reference: string | null
  receipts: string | null
  propertyReturn: string | null
}
export type BegunReport = { id: RecordId; reference: string; at: Date }

/** An encounter with all that belongs to it. */
export type EncounterView = Encounter & {
  steps: Step[]
  children: Children[]
  opportunities: Opportunity[]
  identified: { outcome: Identified; howMany: number }[]
  handovers: Handover[]
  reports: BegunReport[]
  /** this person recorded part of it, so another checks it */
  ownWork: boolean
}

/**
 * Reads one. The reading is an event.
 * @throws not-found: absent and another agency’s look alike; forbidden `no-encounters`
 */
export async function readEncounter(scope: MemberScope, id: EncounterId): Promise<EncounterView> {
  const view = await lookAtEncounter(scope, id)
  scope.record({ kind: 'consultation', subject: { kind: 'encounter', id } })
  return view
}

/** The same for what is done with it next, which has its own event. */
export async function lookAtEncounter(scope: MemberScope, id: EncounterId): Promise<EncounterView> {
  await mayRecord(scope)
  const encounter = await scope.tx.maybe<Encounter & { ownWork: boolean }>(
    `select ${COLUMNS}, encounters.has_recorded(e.id, identity.viewer_person()) as "ownWork"
     from encounters.encounter e where e.id = $1`,
    [id],
  )
  if (!encounter) throw notFound()
  const of = [id]
  return {
    ...encounter,
    steps: await scope.tx.many<Step>(
      `select number, answer, at, by_whom as "byWhom", reference, reason, note, routes, ${label('person_id')} as person, revision
       from encounters.step where encounter_id = $1 order by number`,
      of,
    ),
    children: await scope.tx.many<Children>(
      `select id, how_many as "howMany", told_at as "toldAt", services_reference as "servicesReference",
              place_of_safety as "placeOfSafety", guardian, innerste, reason
       from encounters.child_path where encounter_id = $1 order by recorded_at, id limit 500`,
      of,
    ),
    opportunities: await scope.tx.many<Opportunity>(
      `select id, adult, kind, code, taken, at, ${label('officer_id')} as officer, grounds, reason,
              s45_considered as "s45Considered", s45_by as "s45By"
       from encounters.opportunity where encounter_id = $1 order by adult, at, id limit 1000`,
      of,
    ),
    identified: await scope.tx.many<{ outcome: Identified; howMany: number }>(
      'select outcome, how_many as "howMany" from encounters.identification where encounter_id = $1 order by outcome',
      of,
    ),
    handovers: await scope.tx.many<Handover>(
      `select id, recipient, how_many as "howMany", at, reference, receipts, property_return as "propertyReturn"
       from encounters.handover where encounter_id = $1 order by at, id limit 500`,
      of,
    ),
    reports: await scope.tx.many<BegunReport>(
      `select r.id, r.reference, b.at from encounters.report b join access.record r on r.id = b.report_id
       where b.encounter_id = $1 order by b.at, r.id limit 200`,
      of,
    ),
  }
}

/** How many people were found. */
export const peopleIn = ({
  adults,
  mayBeChildren,
  ageUnknown,
}: Pick<Encounter, 'adults' | 'mayBeChildren' | 'ageUnknown'>): number => adults + mayBeChildren + ageUnknown
