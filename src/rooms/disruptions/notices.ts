/** What the owner of a group is told: an agency that may not read the group claims to have disrupted it. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { mustBeOneWho } from '../../platform/identity/wrong-role.ts'
import type { Desk } from '../../platform/rooms/record-kind.ts'
import type { Classification } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'
import type { NoticeId } from './ids.ts'

export type Notice = {
  id: NoticeId
  group: { id: RecordId; name: string; reference: string; classification: Classification }
  from: Desk
  at: Date
  notedAt: Date | null
}

/**
 * Reads one. It says which agency speaks of the group, and nothing of the disruption.
 * @param id - of the notice
 * @throws forbidden `wrong-role`; not-found
 */
export async function readNotice(scope: MemberScope, id: NoticeId): Promise<Notice> {
  mustBeOneWho(scope, 'decides')
  const row = await scope.tx.maybe<Notice>(
    `select n.id, n.at, n.noted_at as "notedAt",
            jsonb_build_object('id', g.id, 'name', g.title, 'reference', g.reference,
              'classification', g.classification) as "group",
            jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name, 'deskName', a.desk_name,
              'deskPhone', a.desk_phone, 'deskEmail', a.desk_email, 'deskHours', a.desk_hours) as "from"
     from disruptions.notice n
     join access.record g on g.id = n.group_id
     join identity.agency a on a.id = n.from_id
     where n.id = $1`,
    [id],
  )
  if (!row) throw notFound()
  scope.record({
    kind: 'consultation',
    subject: { kind: 'group', id: row.group.id },
    detail: { notice: true },
  })
  return row
}

/**
 * Notes that it was read: it waits no more.
 * @param id - of the notice
 * @throws forbidden `wrong-role`; not-found, also for one that was noted before
 */
export async function noteNotice(scope: MemberScope, id: NoticeId): Promise<void> {
  const { group } = await readNotice(scope, id)
  const { answer } = await scope.tx.one<{ answer: string | null }>(
    'select disruptions.note_notice($1) as answer',
    [id],
  )
  if (answer !== 'done') throw notFound()
  scope.record({ kind: 'alteration', subject: { kind: 'group', id: group.id }, detail: { noted: true } })
  scope.wake([scope.actor.agencyId])
}
