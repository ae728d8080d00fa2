/** What of disruptions waits for a person. */
import { ukDate } from '../../design/dates.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { WaitingItem } from '../../platform/rooms/waiting.ts'
import type { Classification } from '../../wire/codes.ts'

type Row = {
  kind: 'moderate' | 'returned' | 'effect' | 'notice'
  id: string
  since: Date
  /** YYYY-MM-DD */
  due: string | null
  from: string | null
  title: string
  classification: Classification
}

/**
 * Lists what waits for this person, as the database says it: at most fifty of a kind.
 * @returns by kind, the oldest first
 */
export async function disruptionTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const rows = await scope.tx.many<Row>(
    `select t.kind, t.id, t.since, t.due::text as due, a.name as "from", r.title, r.classification
     from disruptions.things_waiting() t
     left join disruptions.notice n on t.kind = 'notice' and n.id = t.id
     join access.record r on r.id = coalesce(n.group_id, t.id)
     left join identity.agency a on a.id = t.from_id
     order by t.kind, t.since, t.id`,
  )
  return rows.map(itemOf)
}

function itemOf({ kind, id, since, due, from, title, classification }: Row): WaitingItem {
  const common = { from, since, classification, kind: `disruption-${kind}` }
  const href = `/disruptions/${id}`
  switch (kind) {
    case 'moderate':
      return { ...common, href, text: `Moderate: ${title}` }
    case 'returned':
      return { ...common, href, text: `Answer the question with which it came back: ${title}` }
    case 'effect':
      return {
        ...common,
        href,
        text: `Look at its effect, due ${ukDate(due)}: ${title}`,
        ...(due === null ? {} : { shown: due, since: new Date(`${due}T00:00:00Z`) }),
      }
    case 'notice':
      return {
        ...common,
        href: `/disruptions/notices/${id}`,
        text: `An agency speaks of a group of yours that it may not read: ${title}`,
      }
  }
}
