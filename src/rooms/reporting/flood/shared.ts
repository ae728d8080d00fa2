/**
 * What the flood's limits have in common with the other processes on the same database. Until the house says so,
 * this process is alone and has a key of its own (tests, commands).
 */
import { hkdfSync, randomBytes } from 'node:crypto'

export type Shared = {
  /** 32 bytes, the same in each process: a form that one has shown is sent to another */
  secret: Buffer
  /** how many processes run */
  processes: () => number
  /** what the others say of their floods, as it came */
  others: () => readonly unknown[]
}

let shared: Shared = { secret: randomBytes(32), processes: () => 1, others: () => [] }

/**
 * Takes the place of what this process has by itself; before anything is answered.
 * @param common - the key of all processes, how many there are, and what they say
 */
export function shareFlood(common: Shared): void {
  shared = common
}

/**
 * Derives a key for one use.
 * @param use - what it signs
 * @returns 32 bytes, the same in all processes
 */
export const sharedKey = (use: string): Buffer => Buffer.from(hkdfSync('sha256', shared.secret, '', use, 32))

/**
 * How many processes run: what all of them fill together is shared out among them.
 * @returns how many, this one included
 */
export const processes = (): number => shared.processes()

/**
 * What the others say of their floods.
 * @returns one entry for each other process; nobody vouched for its shape
 */
export const others = (): readonly unknown[] => shared.others()
