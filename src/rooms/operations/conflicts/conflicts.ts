/** Conflicts, as one side knows them: what it has learned, and what was said. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import {
  pageBothWays,
  readCursor,
  ROWS_OF_A_PAGE,
  writeCursor,
  type ListPlace,
} from '../../../platform/http/list-cursor.ts'
import type { PlannedGroup, PlannedKind } from '../../../library/planned-events/index.ts'
import type { Classification } from '../../../wire/codes.ts'
import type { ConflictId, PlannedEventId } from './ids.ts'

/** What a side says of a conflict. */
export const conflictWord = {
  talked: 'We have talked',
  'we-move': 'We move',
  'they-move': 'They move',
  joint: 'We do it together',
  'no-conflict': 'It is not a conflict',
} as const
export type ConflictWord = keyof typeof conflictWord

export type Conflict = {
  id: ConflictId
  eventId: PlannedEventId
  kind: PlannedKind
  codename: string
  classification: Classification
  shownAt: Date
  learned: 'contact' | 'desk' | 'told'
  agency: string | null
  desk: string | null
  telephone: string | null
  group: PlannedGroup | null
  /** whole hours, rounded outward */
  from: Date | null
  until: Date | null
  toldAt: Date | null
  toldAnswered: string | null
  toldWords: string | null
  openedAt: Date | null
  word: ConflictWord | null
  wordAt: Date | null
  wordNote: string | null
  /** when the own event begins; null once it is coarsened */
  beginsAt: Date | null
  namedIn: string | null
  otherChangedAt: Date | null
  endedAt: Date | null
  endedWhy: 'changed' | 'stood-down' | 'finished' | null
}

const COLUMNS = `c.id, c.event_id as "eventId", e.kind, o.codename, r.classification, c.shown_at as "shownAt", c.learned, a.name as agency, c.other_desk as desk,
  c.other_telephone as telephone, c.other_group as "group", lower(c.shared) as "from", upper(c.shared) as "until",
  c.told_at as "toldAt", c.told_answered as "toldAnswered", c.told_words as "toldWords", c.opened_at as "openedAt", c.word,
  c.word_at as "wordAt", c.word_note as "wordNote", c.named_in as "namedIn", c.other_changed_at as "otherChangedAt",
  e.starts_at as "beginsAt",
  c.ended_at as "endedAt", c.ended_why as "endedWhy"`
const FROM = `from operations.conflict c
  join operations.planned_event e on e.id = c.event_id join operations.operation o on o.id = c.operation_id
  join access.record r on r.id = o.id left join identity.agency a on a.id = c.other_agency_id`

/** Which conflicts of a list: those that nobody has answered, those that stand, or those that are over too. */
export const CONFLICT_LISTS = { waiting: 'Not answered', open: 'All that stand', all: 'All' } as const
export type ConflictList = keyof typeof CONFLICT_LISTS

const ONLY: Readonly<Record<ConflictList, string>> = {
  waiting: 'c.ended_at is null and (c.word is null or c.other_changed_at > c.word_at)',
  open: 'c.ended_at is null',
  all: 'true',
}
/** A cursor knows milliseconds. */
const SHOWN = `date_trunc('milliseconds', c.shown_at)`

/**
 * Lists conflicts that the viewer's side knows of.
 * @param at - `list`: which; `of`: one event, or all; where a page of it begins
 * @returns 50 at a time: of those that stand what begins soonest first, of all the newest first; and the cursors of the
 *   pages beside it
 * @throws invalid for a cursor that is none
 */
export async function listConflicts(
  scope: MemberScope,
  at: ListPlace & { list: ConflictList; of?: PlannedEventId | undefined },
): Promise<{ rows: Conflict[]; next: string | null; previous: string | null }> {
  const from = readCursor(at.cursor)
  const back = from !== null && at.back === true
  const [key, falls] = at.list === 'all' ? [SHOWN, true] : ['e.starts_at', false]
  const [beside, order] = back === falls ? ['>', ''] : ['<', 'desc']
  const found = await scope.tx.many<Conflict>(
    // Which stand on the page is asked first: of an operation's record the rule of sight is asked for these alone.
    `with page as materialized (
       select c.id, ${key} as at from operations.conflict c join operations.planned_event e on e.id = c.event_id
       where ($1::uuid is null or c.event_id = $1) and ${ONLY[at.list]}
         and ($2::timestamptz is null or (${key}, c.id) ${beside} ($2, $3::uuid))
       order by ${key} ${order}, c.id ${order} limit $4)
     select ${COLUMNS} ${FROM} join page on page.id = c.id order by page.at ${order}, c.id ${order}`,
    [at.of ?? null, from?.at ?? null, from?.id ?? null, ROWS_OF_A_PAGE + 1],
  )
  return pageBothWays(found, at, (one) =>
    writeCursor(at.list === 'all' ? one.shownAt : (one.beginsAt ?? one.shownAt), one.id),
  )
}

/**
 * Reads every conflict of an event that stands and that the viewer's side knows of: a decision names all of them.
 * @returns the first shown first; a thousand at most, more than so many live events can come near
 */
export const standingOf = (scope: MemberScope, event: PlannedEventId): Promise<Conflict[]> =>
  scope.tx.many<Conflict>(
    `select ${COLUMNS} ${FROM} where c.event_id = $1 and c.ended_at is null order by c.shown_at, c.id limit 1000`,
    [event],
  )

/**
 * Reads one.
 * @throws not-found: not of this side, not learned of, or absent
 */
export async function readConflict(scope: MemberScope, id: ConflictId): Promise<Conflict> {
  const found = await scope.tx.maybe<Conflict>(`select ${COLUMNS} ${FROM} where c.id = $1`, [id])
  if (!found) throw notFound()
  scope.record({ kind: 'consultation', subject: { kind: 'conflict', id } })
  return found
}

/**
 * Says what came of it.
 * @param word - of five
 * @param note - for the own side alone
 * @throws not-found
 */
export async function sayOfConflict(
  scope: MemberScope,
  id: ConflictId,
  { word, note }: { word: ConflictWord; note: string | null },
): Promise<void> {
  const done = await scope.tx.one<{ event: PlannedEventId | null }>(
    'select operations.word_of_conflict($1, $2, $3) as event',
    [id, word, note],
  )
  if (!done.event) throw notFound()
  scope.record({ kind: 'alteration', subject: { kind: 'conflict', id }, detail: { word } })
  scope.wake([scope.actor.agencyId])
}

/**
 * Opens this side to the other for this conflict, once the duty post has rung.
 * @throws not-found
 */
export async function openForConflict(scope: MemberScope, id: ConflictId): Promise<void> {
  const done = await scope.tx.one<{ told: number[] | null }>(
    'select operations.open_for_conflict($1) as told',
    [id],
  )
  if (!done.told) throw notFound()
  scope.record({ kind: 'disclosure', subject: { kind: 'conflict', id } })
  scope.wake([scope.actor.agencyId, ...done.told])
}
