/** Requests of data subjects that wait for somebody, as home shows them. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { may } from '../../../platform/identity/roles.ts'
import type { WaitingItem, WaitingKind } from '../../../platform/rooms/waiting.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { standingOf } from './clock.ts'
import { referenceOf, type RequestRow } from './request-store.ts'

export const requestKind: WaitingKind = {
  kind: 'subject-request',
  tag: { text: 'Request', colour: 'purple' },
  whose: 'anybody',
  newBy: 'moment',
  fold: { text: (number) => `${number} requests of data subjects`, href: '/requests' },
}

type Waits = Pick<
  RequestRow,
  'id' | 'number' | 'identity' | 'state' | 'officerId' | 'dueOn' | 'searchedAt'
> & {
  since: Date
}

/**
 * What waits of requests: for whoever manages records the next step, for the officer the reading.
 * @returns the one that is due first at the top; 20 at most
 */
export async function requestTasks(scope: MemberScope): Promise<WaitingItem[]> {
  const { roles, personId, agencyId } = scope.actor
  const manages = may(roles, 'managesRecords')
  if (!manages && !may(roles, 'decides')) return []
  const rows = await scope.tx.many<Waits>(
    `select id, number, identity, state, officer_id as "officerId", due_on::text as "dueOn", searched_at as "searchedAt",
            coalesce(ready_at, named_at, taken_at) as since
     from records.subject_request
     where agency_id = $1 and state in ('open', 'ready') and ($2 or officer_id = $3)
     order by due_on nulls last, id limit 50`,
    [agencyId, manages, personId],
  )
  const today = londonDay(scope.now)
  return rows
    .flatMap((row): WaitingItem[] => {
      const step = nextStep(row, manages, row.officerId === personId)
      if (step === null) return []
      const { text } = standingOf(row.dueOn, today)
      return [
        {
          kind: requestKind.kind,
          text: `${referenceOf(row)}: ${step}. ${text}`,
          from: null,
          since: row.since,
          href: `/requests/${row.id}`,
          classification: 'OFFICIAL',
        },
      ]
    })
    .slice(0, 20)
}

/** Who has to do something now? Nobody is reminded of what another does. */
function nextStep({ identity, state, officerId }: Waits, manages: boolean, mine: boolean): string | null {
  if (state === 'ready') return manages ? 'send the answer' : null
  if (mine && identity === 'proven') return 'read, decide and make the answer ready'
  if (!manages) return null
  if (identity === 'unchecked') return 'note who they are'
  if (identity === 'asked') return 'proof of identity is awaited'
  return officerId === null ? 'name an officer who reads' : null
}
