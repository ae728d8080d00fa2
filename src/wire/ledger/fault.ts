/** What is wrong with something that was read: a code for programs, and a sentence for people. */

export type LedgerFaultCode =
  /** it is not written as its format says */
  | 'malformed'
  /** its key is not the one that was given, or has signed something else */
  | 'foreign-key'
  /** it is of another ledger */
  | 'other-ledger'

/** Something that was read is not what it must be. The message is a sentence for people. */
export class LedgerFault extends Error {
  readonly code: LedgerFaultCode
  constructor(code: LedgerFaultCode, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * Makes the fault of what is not written as its format says.
 * @param what - a sentence: what is wrong with it
 * @returns the fault, to be thrown
 */
export const malformed = (what: string): LedgerFault => new LedgerFault('malformed', what)
