/** What the registers, requests and incidents come to, as numbers and dates: for packs of oversight. It names nobody. */
import type { Scope } from '../../../platform/database/scope.ts'
import { notFound } from '../../../platform/errors.ts'
import { registerNames, registerWords, type Register } from './words.ts'

export type RegisterFigures = {
  register: Register
  /** as a heading */
  title: string
  inForce: number
  /** in force, and the date has passed */
  overdue: number
  /** the next date that comes due, YYYY-MM-DD; null where nothing does */
  nextDueOn: string | null
  /** when somebody last changed an entry, YYYY-MM-DD */
  lastChangedOn: string | null
}

/** Counts of one agency; days as YYYY-MM-DD. */
export type AccountabilityFigures = {
  registers: RegisterFigures[]
  requests: { open: number; late: number; answeredInAYear: number; answeredLateInAYear: number }
  incidents: { open: number; inAYear: number; toldInTimeInAYear: number; toldLateInAYear: number }
}

type Row = {
  registers: Omit<RegisterFigures, 'title'>[]
  requests: AccountabilityFigures['requests']
  incidents: AccountabilityFigures['incidents']
}

/**
 * Counts an agency's registers, requests of data subjects and incidents. Row by row they are its records managers'
 * alone; what is answered here is numbers and dates.
 * @param scope - of a person or of the program
 * @param agency - number of the agency: the actor's own where nothing is said, or one that they hold to account
 * @returns counts; nothing that says whose a request was, or what an incident was about
 * @throws not-found where the actor may not count it
 */
export async function registersFigures(
  scope: Scope,
  agency: number | null = scope.actor.agencyId,
): Promise<AccountabilityFigures> {
  const { figures } = await scope.tx.one<{ figures: Row | null }>(
    'select records.figures_of($1) as figures',
    [agency],
  )
  if (figures === null) throw notFound()
  const registers = registerNames.map((register) => ({
    ...(figures.registers.find((one) => one.register === register) ?? {
      ...{ register, inForce: 0, overdue: 0, nextDueOn: null, lastChangedOn: null },
    }),
    title: registerWords[register].title,
  }))
  return { ...figures, registers }
}
