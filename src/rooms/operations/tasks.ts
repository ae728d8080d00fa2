/** What of operations waits for a person. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { WaitingItem } from '../../platform/rooms/waiting.ts'
import { plural } from '../../design/words.ts'
import { operationPost, type Classification, type OperationPost } from '../../wire/codes.ts'

type Row = {
  kind: 'terms' | 'version' | 'person' | 'lead' | 'confirm'
  id: string
  since: Date
  from: string | null
  number: number
  codename: string
  classification: Classification
  name: string | null
  post: OperationPost | null
}

/**
 * Lists what waits for this person, as the database says it: at most fifty of a kind.
 * @returns the oldest first
 */
export async function operationTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const rows = await scope.tx.many<Row>(
    `select t.kind, t.id, t.since, a.name as "from", t.number, t.codename, t.classification, t.name, t.post
     from operations.things_waiting() t left join identity.agency a on a.id = t.from_id
     order by t.since, t.id`,
  )
  return rows.map(itemOf)
}

function itemOf({ kind, id, since, from, number, codename, classification, name, post }: Row): WaitingItem {
  const common = { kind: `operation-${kind}`, from, since, classification }
  const held = post === null ? '' : operationPost[post].toLowerCase()
  switch (kind) {
    case 'terms':
      return {
        ...common,
        text: `Accept or decline the terms of ${codename}`,
        href: `/operations/asked/terms/${id}`,
      }
    case 'version':
      return {
        ...common,
        text: `Accept version ${String(number)} of the terms of ${codename}`,
        href: `/operations/asked/terms/${id}`,
      }
    case 'person':
      return {
        ...common,
        text: `Accept or decline that ${name ?? 'somebody'} joins ${codename}: ${held}`,
        href: `/operations/asked/people/${id}`,
      }
    case 'lead':
      return {
        ...common,
        text: `Confirm that ${name ?? 'somebody'} still leads ${codename}`,
        href: `/operations/asked/people/${id}`,
      }
    case 'confirm':
      return {
        ...common,
        text: `Confirm who is still needed in ${codename}: ${plural(number, 'membership')} ends soon`,
        href: `/operations/${id}/confirm`,
      }
  }
}
