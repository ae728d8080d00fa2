/** Which desks take reports, to which keys, and which of them a report goes to. */
import type { Database } from '../../../platform/database/perform.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { notFound } from '../../../platform/errors.ts'

export type Purpose = 'desk' | 'source' | 'evidence'

/** A key to seal to: the desk's own recipient and the one for recovery. */
export type SealingKey = { id: string; recipients: [string, string] }

export type Desk = {
  agencyId: number
  name: string
  areas: readonly string[]
  takesTheRest: boolean
  keys: Record<Purpose, SealingKey>
}

type Row = {
  agency_id: number
  name: string
  areas: string[]
  takes_the_rest: boolean
  purpose: Purpose
  desk_key_id: string
  recipient: string
  recovery_recipient: string
}

// Desks change when an operator changes them. A key that was retired a moment ago still opens.
const FRESH_MS = 5_000
const lately = new WeakMap<Database, { at: number; desks: Desk[] }>()

/**
 * Lists the desks that are open and have all three keys. What was read lately is given again.
 * @returns desks with their public keys
 */
export async function openDesks(database: Database): Promise<Desk[]> {
  const known = lately.get(database)
  if (known && Date.now() - known.at < FRESH_MS) return known.desks
  const rows = await database.performAsPublic({ operation: 'reporting.public.desks' }, ({ tx }) =>
    tx.many<Row>(`select * from reporting.open_desks()`),
  )
  const desks = desksOf(rows)
  if (desks.length > 0) lately.set(database, { at: Date.now(), desks })
  return desks
}

/**
 * Finds the desk of an agency, for passing a report on.
 * @param agencyId - of the agency
 * @returns the desk with its public keys
 * @throws not-found when the agency takes no reports
 */
export async function deskOfAgency(scope: MemberScope, agencyId: number): Promise<Desk> {
  const rows = await scope.tx.many<Row>(`select * from reporting.open_desks() where agency_id = $1`, [
    agencyId,
  ])
  const [desk] = desksOf(rows)
  if (!desk) throw notFound()
  return desk
}

function desksOf(rows: readonly Row[]): Desk[] {
  return [...Map.groupBy(rows, (row) => row.agency_id).values()].flatMap((group) => {
    const [first] = group
    const key = (purpose: Purpose): SealingKey | undefined => {
      const row = group.find((one) => one.purpose === purpose)
      return row && { id: row.desk_key_id, recipients: [row.recipient, row.recovery_recipient] }
    }
    const [desk, source, evidence] = [key('desk'), key('source'), key('evidence')]
    if (!first || !desk || !source || !evidence) return []
    return [
      {
        agencyId: first.agency_id,
        name: first.name,
        areas: first.areas,
        takesTheRest: first.takes_the_rest,
        keys: { desk, source, evidence },
      },
    ]
  })
}

/** A report is never lost because nobody was named for the rest: then the desk of the agency that was entered first has it. */
const forTheRest = (desks: readonly Desk[]): Desk | undefined =>
  desks.find((one) => one.takesTheRest) ?? desks.toSorted((left, right) => left.agencyId - right.agencyId)[0]

/**
 * Says whether a desk gets the reports that no desk is responsible for.
 * @param agencyId - of the desk
 * @returns `named` when its operator said so, `nobody-named` when nobody is named and they come here all the same;
 *   null when they go elsewhere
 */
export async function takesTheRest(
  scope: MemberScope,
  agencyId: number,
): Promise<'named' | 'nobody-named' | null> {
  const desk = forTheRest(desksOf(await scope.tx.many<Row>(`select * from reporting.open_desks()`)))
  if (desk?.agencyId !== agencyId) return null
  return desk.takesTheRest ? 'named' : 'nobody-named'
}

export type Route = {
  desk: Desk
  offered: Desk | null
  area: string | null
  /** nobody’s area could be told: this desk reads it first, for all of them */
  rest: boolean
}

/**
 * Where a report goes: to the desk whose area it is; near a border a second one may be offered it by an
 * officer; what no desk is responsible for goes to the one that takes the rest.
 * @param desks - as `openDesks` gave them
 * @param responsible - the force of the place, and a second one; null when there is no place
 * @returns null when no desk is open at all
 */
export function routeTo(
  desks: readonly Desk[],
  responsible: { force: { code: string } | null; second: { code: string } | null } | null,
): Route | null {
  const holds = (force: { code: string } | null | undefined) =>
    force ? (desks.find((desk) => desk.areas.includes(force.code)) ?? null) : null
  const first = holds(responsible?.force)
  const second = holds(responsible?.second)
  const desk = first ?? forTheRest(desks)
  if (!desk) return null
  return {
    desk,
    offered: second && second.agencyId !== desk.agencyId ? second : null,
    area: responsible?.force?.code ?? null,
    rest: first === null,
  }
}
