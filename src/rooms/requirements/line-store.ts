/** The SQL of lines of a collection plan. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { AgencyName, RecordStatus } from '../../platform/rooms/record-kind.ts'
import type {
  Classification,
  CollectionSource,
  DeclineReason,
  LineState,
  RequirementState,
} from '../../wire/codes.ts'
import type { PersonId, RecordId } from '../../wire/ids.ts'
import type { LineId } from './ids.ts'

export type NewLine = {
  id: string
  number: number
  agencyId: number
  source: CollectionSource
  basis: string
  /** YYYY-MM-DD */
  byWhen: string
  personId: PersonId | null
}

/** A line, with as much of its requirement as says what is asked. */
export type Line = {
  id: LineId
  requirementId: RecordId
  number: number
  agency: AgencyName
  owner: AgencyName
  source: CollectionSource
  basis: string
  /** YYYY-MM-DD */
  byWhen: string
  state: LineState
  personId: PersonId | null
  /** by name in their own agency, else by role */
  person: string | null
  declineReason: DeclineReason | null
  words: string | null
  askedAt: Date
  changedAt: Date
  revision: number
  question: string
  reference: string
  classification: Classification
  requirementState: RequirementState
  requirementStatus: RecordStatus
}

/**
 * For the rest of a transaction that lists. PostgreSQL cannot know how many rows the rule of sight lets through; planned
 * for the values at hand it takes them for few, and judges every record of the agency before it sorts. Planned for any
 * value, a list is read from the new end of its index.
 */
export const ROW_BY_ROW = 'set local plan_cache_mode = force_generic_plan'

/** Inserts a line of an own requirement. */
export async function insertLine(scope: MemberScope, requirement: RecordId, line: NewLine): Promise<void> {
  await scope.tx.run(
    `insert into requirements.line (id, requirement_id, number, owner_id, agency_id, source, basis, by_when, person_id,
       asked_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
    [
      line.id,
      requirement,
      line.number,
      scope.actor.agencyId,
      line.agencyId,
      line.source,
      line.basis,
      line.byWhen,
      line.personId,
      scope.now,
    ],
  )
}

const AGENCY = (alias: string) =>
  `jsonb_build_object('id', ${alias}.id, 'slug', ${alias}.slug, 'name', ${alias}.name)`

const LINES = `
  select l.id, l.requirement_id as "requirementId", l.number, ${AGENCY('a')} as agency, ${AGENCY('o')} as owner, l.source,
         l.basis, l.by_when::text as "byWhen", l.state, l.person_id as "personId",
         identity.person_label(l.person_id) as person, l.decline_reason as "declineReason", l.words,
         l.asked_at as "askedAt", l.changed_at as "changedAt", l.revision,
         r.title as question, r.reference, r.classification, q.state as "requirementState",
         access.stage_of(r) as "requirementStatus"
  from requirements.line l
  join requirements.requirement q on q.id = l.requirement_id
  join access.record r on r.id = l.requirement_id
  join identity.agency a on a.id = l.agency_id
  join identity.agency o on o.id = l.owner_id`

/**
 * Reads the lines that this person sees of a requirement: all of an own one, of a partner's those that ask us.
 * @param requirement - of the requirement
 * @returns by their number
 */
export const linesOf = (scope: MemberScope, requirement: RecordId): Promise<Line[]> =>
  scope.tx.many<Line>(`${LINES} where l.requirement_id = $1 order by l.number`, [requirement])

/**
 * Reads one line.
 * @param id - of the line
 * @returns null where there is none in sight
 */
export const findLine = (scope: MemberScope, id: LineId): Promise<Line | null> =>
  scope.tx.maybe<Line>(`${LINES} where l.id = $1`, [id])

/**
 * Lists what partners ask of this agency.
 * @param after - where the page before ended
 * @param limit - how many rows
 * @returns those that are asked still first come alone: `open` leaves out all others; the last asked first
 */
export async function linesAskedOfUs(
  scope: MemberScope,
  { open, after, limit }: { open: boolean; after: { at: string; id: string } | null; limit: number },
): Promise<Line[]> {
  await scope.tx.run(ROW_BY_ROW)
  return await scope.tx.many<Line>(
    `${LINES}
     where l.agency_id = $1 and l.source = 'partner'
       and (not $2 or l.state in ('proposed', 'accepted'))
       and ($3::timestamptz is null or l.asked_at <= $3 and (l.asked_at, l.id) < ($3, $4::uuid))
     order by l.asked_at desc, l.id desc limit $5`,
    [scope.actor.agencyId, open, after?.at ?? null, after?.id ?? null, limit],
  )
}

/**
 * Changes a line that is as it was when its page was made.
 * @param line - its id, and the revision that was on the page
 * @param change - state, and what is said with it
 * @returns false when somebody changed it meanwhile
 */
export async function updateLine(
  scope: MemberScope,
  line: { id: LineId; revision: number },
  change: {
    state: LineState
    personId?: PersonId | null
    declineReason?: DeclineReason | null
    words?: string | null
  },
): Promise<boolean> {
  const changed = await scope.tx.run(
    `update requirements.line set state = $3, person_id = coalesce($4, person_id), decline_reason = $5, words = $6,
       changed_at = $7, revision = revision + 1
     where id = $1 and revision = $2`,
    [
      line.id,
      line.revision,
      change.state,
      change.personId ?? null,
      change.declineReason ?? null,
      change.words ?? null,
      scope.now,
    ],
  )
  return changed === 1
}
