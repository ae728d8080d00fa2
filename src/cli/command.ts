/** What every command of `seamark` is: arguments in, exit status out. */

import type { Terminal } from '../platform/command-line.ts'

export type { Command, ExitStatus, Terminal } from '../platform/command-line.ts'

/** The person at the terminal asked for something that is not there; the message says what is. */
export class WrongUse extends Error {}

/** How often progress is said where nobody watches a terminal, in milliseconds. */
const SELDOM = 5_000

/**
 * Makes a terminal of this process's standard output and error.
 * @returns what commands write to
 */
export function thisTerminal(): Terminal {
  const screen = process.stderr
  let drawn = 0
  let last = ''
  return {
    env: process.env,
    out: (line) => void process.stdout.write(`${line}\n`),
    say: (line) => void screen.write(`${line}\n`),
    progress: (line) => {
      const now = performance.now()
      last = line
      if (screen.isTTY && now - drawn > 100) {
        drawn = now
        screen.write(`\r\u001b[2K${line.slice(0, screen.columns - 1)}`)
      } else if (!screen.isTTY && now - drawn > SELDOM) {
        drawn = now
        screen.write(`${line}\n`)
      }
    },
    endProgress: () => {
      if (screen.isTTY && last !== '') screen.write(`\r\u001b[2K${last.slice(0, screen.columns - 1)}\n`)
      last = ''
    },
  }
}
