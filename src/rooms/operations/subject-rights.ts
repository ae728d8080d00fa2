/** How operations serve the rights of data subjects: in which their words stand, and what one says, in parts. */
import type { RecordId } from '../../wire/ids.ts'
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type {
  FoundIn,
  FoundOnSubject,
  PartOfRecord,
  SubjectRights,
} from '../../platform/rooms/accountability.ts'
import type { OperationId } from './ids.ts'
import { readOperation } from './read-operation.ts'

/** Nobody is a subject of an operation: their words stand in what it says. */
async function find(scope: MemberScope, request: string, most: number): Promise<FoundOnSubject[]> {
  const rows = await scope.tx.many<{ id: RecordId; foundIn: FoundIn[] }>(
    `select record_id as id, found_in as "foundIn" from operations.operations_of_subject($1, $2)`,
    [request, most],
  )
  return rows.map((one) => ({ ...one, categories: [], born: 'unknown' }))
}

async function read(
  scope: MemberScope,
  id: RecordId,
): Promise<{ version: number; parts: readonly PartOfRecord[] }> {
  const view = await readOperation(scope, id as string as OperationId)
  if (view.leadAgency !== scope.actor.agencyId) throw notFound()
  const parts = [
    ['aim', 'Aim', view.aim],
    ['purpose', 'Policing purpose', view.purpose],
    ['priority', 'Priority', view.priority ?? ''],
    ['owner', 'Who answers for the information', view.informationOwner],
    ['leaving', 'When an agency leaves', view.leaving],
    ['closing', 'Closing note', view.closingNote ?? ''],
  ] as const
  return {
    version: view.version,
    parts: [
      ...parts.flatMap(([part, words, text]) => (text === '' ? [] : [{ part, words, text }])),
      ...(await saidIn(scope, view.id)),
    ],
  }
}

/** What decisions, actions, planned events and debriefs say, as far as the reader sees them. */
const saidIn = (scope: MemberScope, operation: OperationId): Promise<PartOfRecord[]> =>
  scope.tx.many<PartOfRecord>(
    `select part, words, text from (
       select 1 as place, d.number, 'decision-' || d.id as part,
              concat('Decision ', d.number, case when d.compartment_id is not null then ' of a narrower log' end) as words,
              concat_ws(E'\\n', c.says ->> 'decision', c.says ->> 'reason', c.says ->> 'options', c.says ->> 'basis',
                c.says ->> 'change', c.says ->> 'why',
                (select string_agg(h.value, E'\\n') from jsonb_each_text(c.says -> 'headings' -> 'parts') h)) as text
       from operations.decision d join operations.decision_content c on c.decision_id = d.id and c.part = 'entry'
       where d.operation_id = $1
       union all
       select 2, a.number, 'action-' || a.id, concat('Action ', a.number),
              concat_ws(E'\\n', b.what, b.why, b.wanted, b.reason, w.result)
       from operations.action a join operations.action_brief b on b.action_id = a.id
       left join operations.action_work w on w.action_id = a.id where a.operation_id = $1
       union all
       select 3, 0, 'planned-' || e.id, 'Planned event', concat_ws(E'\\n', e.purpose, e.note)
       from operations.planned_event e where e.operation_id = $1
       union all
       select 4, 0, 'observation-' || x.id, 'Observation in a debrief', concat_ws(E'\\n', x.what, x.why)
       from operations.observation x where x.operation_id = $1
       union all
       select 5, 0, 'debrief-' || d.id, 'What a debrief agreed', d.words
       from operations.debrief d where d.operation_id = $1 and d.words is not null) s
     order by place, number, part limit 20000`,
    [operation],
  )

export const subjectRights: SubjectRights = { kind: 'operation', find, read }
