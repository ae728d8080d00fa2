/** What `seamark check` finds: each says what is wrong, where it is set, and what to do. */

export type Finding = {
  /**
   * `stops`: nothing works with it. `refuses`: it would work, and a node in production does not start with it.
   * `warns`: it starts, and something is not safe or fails later
   */
  weight: 'stops' | 'refuses' | 'warns'
  /** the setting, the file, the role or the server's own setting */
  at: string
  /** what is wrong, without a full stop; never a password, a name of a person or a text of a record */
  wrong: string
  /** what to do, one sentence or two */
  todo: string
}

/** Where several things have to be well before anything is done, all that is not is said at once. */
export class NotSound extends Error {
  readonly findings: readonly Finding[]
  constructor(findings: readonly Finding[]) {
    super(findings.map((one) => inOneLine(one)).join('\n'))
    this.findings = findings
  }
}

/**
 * Says a finding.
 * @param finding - of any weight
 * @returns `DATABASE_URL: what is wrong. What to do.`
 */
export function inOneLine({ at, wrong, todo }: Finding): string {
  return `${at}: ${wrong}. ${todo}`
}

/**
 * Picks what keeps a node from starting.
 * @param findings - of one or several checks
 * @param production - else only what nothing works with
 * @returns those, in their order
 */
export function refusedOf(findings: readonly Finding[], production: boolean): Finding[] {
  return findings.filter(({ weight }) => weight === 'stops' || (production && weight === 'refuses'))
}

/**
 * Ends what would begin on an unsound ground.
 * @param findings - of one or several checks
 * @param production - else only what nothing works with ends it
 * @throws NotSound with those that refuse
 */
export function refuseUnsound(findings: readonly Finding[], production: boolean): void {
  const refused = refusedOf(findings, production)
  if (refused.length > 0) throw new NotSound(refused)
}

/**
 * Finds what nothing works with.
 * @param at - setting, file or role
 * @param wrong - without a full stop
 * @param todo - one sentence or two
 * @returns the finding
 */
export const stops = (at: string, wrong: string, todo: string): Finding => ({
  ...{ weight: 'stops', at, wrong, todo },
})

/**
 * Finds what would work, and what production does not start with.
 * @param at - setting, file or role
 * @param wrong - without a full stop
 * @param todo - one sentence or two
 * @returns the finding
 */
export const refuses = (at: string, wrong: string, todo: string): Finding => ({
  ...{ weight: 'refuses', at, wrong, todo },
})

/**
 * Finds what a node starts with all the same.
 * @param at - setting, file or role
 * @param wrong - without a full stop
 * @param todo - one sentence or two
 * @returns the finding
 */
export const warns = (at: string, wrong: string, todo: string): Finding => ({
  ...{ weight: 'warns', at, wrong, todo },
})
