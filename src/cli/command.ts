/** What every command of `seamark` is: arguments in, exit status out. */

/** Exit status 0: done. 1: the answer is no, or it could not be done. 2: wrong use. */
export type ExitStatus = 0 | 1 | 2

export type Terminal = {
  env: NodeJS.ProcessEnv
  /** data, on standard output */
  out: (line: string) => void
  /** messages for people, on standard error */
  say: (line: string) => void
  /** rewrites the last line of a terminal; where there is none, a line every few seconds */
  progress: (line: string) => void
  /** ends the line that `progress` rewrites */
  endProgress: () => void
}

export type Command = (args: string[], terminal: Terminal) => Promise<ExitStatus>

/** The person at the terminal asked for something that is not there; the message says what is. */
export class WrongUse extends Error {}

/** How often progress is said where nobody watches a terminal, in milliseconds. */
const SELDOM = 5_000

/** The terminal this process has. */
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
