/** What a command of `seamark` is: arguments in, exit status out. */
import type { FigureTable } from './rooms/accountability.ts'

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

/** @throws WrongUse of src/cli when the arguments are not what the command takes, and whatever the work throws */
export type Command = (args: string[], terminal: Terminal) => Promise<ExitStatus>

/** What a command of one room may need of the others. */
export type CommandHouse = { figureTables: ReadonlyMap<string, FigureTable> }

/** A command that a room says at its door. */
export type RoomCommand = {
  /** its lines of `seamark help`: how it is typed first, then what it does */
  help: { usage: string; does: readonly string[] }
  /** read only when it is asked for */
  read: (house: CommandHouse) => Promise<Command>
}
