/** Pages of subjects, for the rooms that show a value or a report: what leads nowhere for this viewer is not there. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { SubjectPage, SubjectPages } from '../../../platform/rooms/subject-pages.ts'
import type { SubjectKind } from '../../../wire/codes.ts'
import type { RecordId, SubjectId } from '../../../wire/ids.ts'
import { readersOf } from './mentions-in-sight.ts'
import { planOnce } from './subject-in-sight.ts'

/** Of one report. Its own page leads to each. */
const MOST_OF_A_REPORT = 25

/** What the room says at its door. */
export const subjectPages: SubjectPages = { ofValues, ofRecords }

async function ofValues(
  scope: MemberScope,
  values: readonly { kind: SubjectKind; key: string }[],
): Promise<Map<string, string>> {
  if (values.length === 0) return new Map()
  await planOnce(scope)
  const rows = await scope.tx.many<{ id: SubjectId; kind: SubjectKind; key: string }>(
    // By key through the table's own policy, which asks for one mention in sight.
    `select s.id, s.kind, s.key
     from (select distinct x.kind, x.key from jsonb_to_recordset($1::jsonb) as x (kind text, key text)) w
     cross join lateral (
       select s.id, s.kind, s.key from networks.subject s where s.kind = w.kind and s.key = w.key offset 0) s`,
    [JSON.stringify(values.map(({ kind, key }) => ({ kind, key })))],
  )
  return new Map(rows.map(({ id, kind, key }) => [`${kind} ${key}`, `/subjects/${id}`]))
}

type Row = Omit<SubjectPage, 'href'> & { record: RecordId; subject: SubjectId }

async function ofRecords(
  scope: MemberScope,
  records: readonly { id: RecordId; number?: number | null }[],
): Promise<Map<RecordId, SubjectPage[]>> {
  if (records.length === 0) return new Map()
  await planOnce(scope)
  const rows = await scope.tx.many<Row>(
    `select h.record_id as record, h.subject_id as subject, m.number, m.kind, m.written
     from unnest($1::uuid[], $4::integer[]) as wanted (id, number)
     cross join lateral (
       select h.record_id, h.number, h.subject_id from networks.reach h
       where h.record_id = wanted.id and h.reader = any ($2)
         and (wanted.number is null or h.number = wanted.number)
       order by h.number limit $3) h
     join networks.mention m on m.record_id = h.record_id and m.number = h.number
     order by h.record_id, h.number`,
    [
      records.map(({ id }) => id),
      readersOf(scope),
      MOST_OF_A_REPORT,
      records.map(({ number }) => number ?? null),
    ],
  )
  const all = new Map<RecordId, SubjectPage[]>()
  for (const { record, subject, ...one } of rows)
    all.set(record, [...(all.get(record) ?? []), { ...one, href: `/subjects/${subject}` }])
  return all
}
