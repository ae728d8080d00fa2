import { WrongUse, type Command } from './command.ts'

/** `seamark access-cases FILE`: holds the rule of sight against a table of cases. */
export const accessCases: Command = () => Promise.reject(new WrongUse('not written yet'))
