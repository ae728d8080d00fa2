/** Conflicts, as one side knows them: what it has learned, and what was said. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
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
  namedIn: string | null
  otherChangedAt: Date | null
  endedAt: Date | null
  endedWhy: 'changed' | 'stood-down' | 'finished' | null
}

const COLUMNS = `c.id, c.event_id as "eventId", e.kind, o.codename, r.classification, c.shown_at as "shownAt", c.learned, a.name as agency, c.other_desk as desk,
  c.other_telephone as telephone, c.other_group as "group", lower(c.shared) as "from", upper(c.shared) as "until",
  c.told_at as "toldAt", c.told_answered as "toldAnswered", c.told_words as "toldWords", c.opened_at as "openedAt", c.word,
  c.word_at as "wordAt", c.word_note as "wordNote", c.named_in as "namedIn", c.other_changed_at as "otherChangedAt",
  c.ended_at as "endedAt", c.ended_why as "endedWhy"`
const FROM = `from operations.conflict c
  join operations.planned_event e on e.id = c.event_id join operations.operation o on o.id = c.operation_id
  join access.record r on r.id = o.id left join identity.agency a on a.id = c.other_agency_id`

/**
 * Lists conflicts that the viewer's side knows of.
 * @param of - of one event, or of all
 * @param which - `open`: those that stand; `all`
 * @returns what is not answered first, then the newest; at most 200
 */
export const listConflicts = (
  scope: MemberScope,
  of: PlannedEventId | null,
  which: 'open' | 'all',
): Promise<Conflict[]> =>
  scope.tx.many<Conflict>(
    `select ${COLUMNS} ${FROM}
     where ($1::uuid is null or c.event_id = $1) and ($2 = 'all' or c.ended_at is null)
     order by c.ended_at is not null, c.word is not null, c.shown_at desc, c.id limit 200`,
    [of, which],
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
