/** Notices that wait for an answer, as home shows them. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { may } from '../../../platform/identity/roles.ts'
import type { WaitingItem, WaitingKind } from '../../../platform/rooms/waiting.ts'
import type { Classification } from '../../../wire/codes.ts'
import type { NoticeKind } from './words.ts'

export const noticeKind: WaitingKind = {
  kind: 'record-notice',
  tag: { text: 'Correction', colour: 'red' },
  whose: 'anybody',
  newBy: 'moment',
  fold: {
    text: (number, from) => `${number} corrections, restrictions and erasures by ${from} to answer`,
    href: '/notices',
  },
}

const words: Readonly<Record<NoticeKind, (reference: string) => string>> = {
  corrected: (reference) => `A version of ${reference} was wrong: say what you did with copies`,
  restricted: (reference) => `${reference} is restricted: do not use copies, and confirm`,
  lifted: (reference) => `${reference} is no longer restricted: confirm that you know`,
  erased: (reference) => `${reference} was erased: destroy copies and confirm`,
}

/**
 * What waits for an agency that was told.
 * @returns of each owner the oldest four and the newest twenty
 */
export async function noticeTasks(scope: MemberScope): Promise<WaitingItem[]> {
  if (!may(scope.actor.roles, 'readsInOperations')) return []
  const rows = await scope.tx.many<{
    id: string
    what: NoticeKind
    reference: string
    classification: Classification
    from: string
    since: Date
    total: number
    oldest: Date
  }>(
    `select id, what, reference, classification, "from", since, total, oldest
     from (select n.id, n.what, n.reference, n.classification, a.name as "from", n.at as since,
                  (count(*) over of_owner)::integer as total, min(n.at) over of_owner as oldest,
                  row_number() over (of_owner order by n.at) as from_old,
                  row_number() over (of_owner order by n.at desc) as from_new
           from access.notice n join identity.agency a on a.id = n.owner_id
           where n.agency_id = $1 and n.acknowledged_at is null
           window of_owner as (partition by n.owner_id)) t
     where from_old <= 4 or from_new <= 20 order by since`,
    [scope.actor.agencyId],
  )
  return rows.map(({ id, what, reference, ...one }) => ({
    ...one,
    kind: noticeKind.kind,
    text: words[what](reference),
    href: `/notices/${id}`,
  }))
}
