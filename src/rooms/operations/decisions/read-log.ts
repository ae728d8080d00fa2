/** A decision log as it is listed, and one entry as it is read. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { ROWS_OF_A_PAGE } from '../../../platform/http/list-cursor.ts'
import type { Classification } from '../../../wire/codes.ts'
import type { PersonId, RecordId } from '../../../wire/ids.ts'
import type { OperationId } from '../ids.ts'
import type { DecisionState, Says } from './decision.ts'
import type { DecisionId, LogId } from './ids.ts'
import type { Log } from './logs.ts'

/** An entry. */
export type Decision = {
  id: DecisionId
  logId: LogId
  operationId: OperationId
  isNarrow: boolean
  number: number
  decidedAt: Date
  enteredAt: Date
  makerId: PersonId
  maker: string
  agency: string
  recorderId: PersonId
  recorder: string
  classification: Classification
  mustRead: boolean
  /** YYYY-MM-DD */
  reviewOn: string | null
  corrects: { id: DecisionId; number: number } | null
  correctedBy: { id: DecisionId; number: number }[]
  state: DecisionState
  saidAt: Date | null
  /** has this person acknowledged it? */
  acknowledged: boolean
  /** null where it is erased, or above this person's clearance */
  says: Says | null
  isErased: boolean
  /** why its maker objected */
  objection: string | null
  digest: Buffer
  salt: Buffer | null
}

const DECISIONS = `
  select d.id, d.log_id as "logId", d.operation_id as "operationId", d.compartment_id is not null as "isNarrow", d.number,
         d.decided_at as "decidedAt", d.entered_at as "enteredAt",
         d.maker_id as "makerId", coalesce(identity.person_label(d.maker_id), 'Somebody') as maker, a.name as agency,
         d.recorder_id as "recorderId", coalesce(identity.person_label(d.recorder_id), 'Somebody') as recorder,
         d.classification, d.must_read as "mustRead", d.review_on::text as "reviewOn",
         (select jsonb_build_object('id', c.id, 'number', c.number) from operations.decision c where c.id = d.corrects_id) as corrects,
         (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'number', c.number) order by c.number), '[]')
          from operations.decision c where c.corrects_id = d.id) as "correctedBy",
         case when d.maker_id = d.recorder_id then 'own' else coalesce(w.word, 'entered') end as state, w.at as "saidAt",
         exists (select from operations.decision_read r
                 where r.decision_id = d.id and r.person_id = identity.viewer_person()) as acknowledged,
         c.says, c.says is null and (access.viewer_is_cleared_for(d.classification)
           or not exists (select from operations.operation z where z.id = d.operation_id)) as "isErased",
         o.says ->> 'why' as objection, d.digest, c.salt
  from operations.decision d
  join identity.agency a on a.id = d.agency_id
  left join operations.decision_word w on w.decision_id = d.id
  left join operations.decision_content c on c.decision_id = d.id and c.part = 'entry'
  left join operations.decision_content o on o.decision_id = d.id and o.part = 'objection'`

/**
 * Lists a log, the newest entry first, 50 at a time.
 * @param log - that the viewer reads
 * @param at - entries before this number, or those after it; neither: the newest
 * @returns the page, and numbers for the pages beside it; null where there is none
 */
export async function listDecisions(
  scope: MemberScope,
  log: Log,
  at: { before?: number | undefined; after?: number | undefined },
): Promise<{ rows: Decision[]; older: number | null; newer: number | null }> {
  // Numbers have no gap: a page is a range of them.
  const last =
    at.after === undefined
      ? Math.min((at.before ?? log.entries + 1) - 1, log.entries)
      : Math.min(at.after + ROWS_OF_A_PAGE, log.entries)
  const rows = await rangeOf(scope, log.id, Math.max(1, last - ROWS_OF_A_PAGE + 1), last)
  const [oldest, newest] = [rows.at(0)?.number, rows.at(-1)?.number]
  return {
    rows: rows.toReversed(),
    older: oldest !== undefined && oldest > 1 ? oldest : null,
    newer: newest !== undefined && newest < log.entries ? newest : null,
  }
}

/**
 * Reads a range of a log.
 * @param log - that the viewer reads
 * @param from - the first number
 * @param until - the last number
 * @returns by number
 */
export const rangeOf = (scope: MemberScope, log: LogId, from: number, until: number): Promise<Decision[]> =>
  scope.tx.many<Decision>(
    `${DECISIONS} where d.log_id = $1 and d.number between $2 and $3 order by d.number`,
    [...[log, from, until]],
  )

/** A record on which an entry rests, as far as whoever asks may know of it. */
export type LinkedRecord = {
  decisionId: DecisionId
  id: RecordId
  kind: string
  reference: string
  title: string
  /** that was read */
  version: number
  /** that stands now */
  standing: number
  classification: Classification
}

/**
 * Lists the records on which entries rest, within sight.
 * @param decisions - that the viewer reads
 */
export const linksOf = (scope: MemberScope, decisions: readonly DecisionId[]): Promise<LinkedRecord[]> =>
  scope.tx.many<LinkedRecord>(
    `select l.decision_id as "decisionId", r.id, r.kind, r.reference, r.title, l.version, r.version as standing,
            r.classification
     from operations.decision_link l join access.record r on r.id = l.record_id
     where l.decision_id = any ($1) order by r.reference`,
    [[...decisions]],
  )

/**
 * Reads one entry. The reading is an event.
 * @param id - of the entry
 * @throws not-found: absent and hidden look alike
 */
export async function readDecision(scope: MemberScope, id: DecisionId): Promise<Decision> {
  const found = await scope.tx.maybe<Decision>(`${DECISIONS} where d.id = $1`, [id])
  if (!found) throw notFound()
  scope.record({ kind: 'consultation', subject: { kind: 'decision', id } })
  return found
}

/**
 * Lists who has read an entry, for the lead; anybody else finds themself alone.
 * @param id - of the entry
 */
export const readersOf = (scope: MemberScope, id: DecisionId): Promise<{ personId: PersonId; at: Date }[]> =>
  scope.tx.many<{ personId: PersonId; at: Date }>(
    `select person_id as "personId", at from operations.decision_read where decision_id = $1 order by at, person_id`,
    [id],
  )

/**
 * The text of which an entry's digest is, behind its salt, as anybody can hash it again.
 * @param id - of the entry
 * @returns null where it is erased, or above this person's clearance
 */
export async function digestedText(scope: MemberScope, id: DecisionId): Promise<string | null> {
  const found = await scope.tx.maybe<{ text: string }>(
    `select operations.decision_text(d, c.says) as text
     from operations.decision d join operations.decision_content c on c.decision_id = d.id and c.part = 'entry'
     where d.id = $1`,
    [id],
  )
  return found?.text ?? null
}
