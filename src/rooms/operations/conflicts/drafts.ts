/** What is typed of a planned event, kept between the pages of its form for whoever typed it. */
import { conflict, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { PlannedDisclosure, PlannedGroup, PlannedKind } from '../../../library/planned-events/index.ts'
import type { OperationId } from '../ids.ts'
import type { PlannedDraftId, PlannedEventId } from './ids.ts'

/** Fields of the form by name, as they were typed: wrong ones too. */
export type TypedEvent = Readonly<Record<string, string>>

export type PlannedDraft = {
  id: PlannedDraftId
  operationId: OperationId | null
  codename: string | null
  typed: TypedEvent
  typedAt: Date
  /** what is changed, as it was read; null: it is lodged anew */
  changes: {
    id: PlannedEventId
    revision: number
    kind: PlannedKind
    group: PlannedGroup
    disclosure: PlannedDisclosure
  } | null
}

const DRAFTS = `
  select d.id, d.operation_id as "operationId", o.codename, d.typed, d.typed_at as "typedAt",
         case when e.id is not null then json_build_object('id', e.id, 'revision', d.revision, 'kind', e.kind,
           'group', e.kind_group, 'disclosure', e.disclosure) end as changes
  from operations.planned_draft d
  left join operations.operation o on o.id = d.operation_id
  left join operations.planned_event e on e.id = d.event_id`

/** @returns the viewer's drafts, the last typed first; at most 50 */
export const listDrafts = (scope: MemberScope): Promise<PlannedDraft[]> =>
  scope.tx.many<PlannedDraft>(`${DRAFTS} order by d.typed_at desc, d.id limit 50`)

/**
 * Reads a draft.
 * @returns null where the viewer has none of this id, or may not act in its operation any more
 */
export const findDraft = (scope: MemberScope, id: PlannedDraftId): Promise<PlannedDraft | null> =>
  scope.tx.maybe<PlannedDraft>(`${DRAFTS} where d.id = $1`, [id])

/**
 * Keeps what was typed, or begins a draft with it.
 * @param id - of the draft
 * @param operation - in which it is to be lodged; null as long as nobody has said
 * @throws conflict `no-draft` where there is none of this id, where the viewer may not act in the operation, or has fifty
 */
export async function keepDraft(
  scope: MemberScope,
  id: PlannedDraftId,
  { operation, typed }: { operation: OperationId | null; typed: TypedEvent },
): Promise<void> {
  const { kept } = await scope.tx.one<{ kept: boolean }>(
    'select operations.keep_planned_draft($1, $2, $3) as kept',
    [id, operation, typed],
  )
  if (!kept)
    throw conflict('no-draft', 'This could not be kept. Look at the planned events that you have begun, and throw away what you do not need.') // prettier-ignore
}

/**
 * Begins to change an event, with what it says now.
 * @param id - of the new draft
 * @param event - its id, the revision that was read, and what it says as the form's fields
 * @throws not-found, where it has changed meanwhile too
 */
export async function beginChange(
  scope: MemberScope,
  id: PlannedDraftId,
  { event, revision, typed }: { event: PlannedEventId; revision: number; typed: TypedEvent },
): Promise<void> {
  const { begun } = await scope.tx.one<{ begun: boolean }>(
    'select operations.begin_planned_change($1, $2, $3, $4) as begun',
    [id, event, revision, typed],
  )
  if (!begun) throw notFound()
}

/**
 * Throws a draft away.
 * @throws not-found
 */
export async function dropDraft(scope: MemberScope, id: PlannedDraftId): Promise<void> {
  const { gone } = await scope.tx.one<{ gone: boolean }>('select operations.drop_planned_draft($1) as gone', [
    id,
  ])
  if (!gone) throw notFound()
}
