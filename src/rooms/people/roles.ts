/** Roles in the words of the field, and which of them one person may hold together. */
import { codesOf, roleWords, type Role } from '../../wire/codes.ts'

/** What each role may do (`roleMay`), for the form. */
export const roleHints: Record<Role, string> = {
  intelligence_officer:
    'Files, grades, sanitises, releases and recalls; checks what a colleague has sanitised; answers matches',
  analyst: 'Files and reads; answers matches; searches and checks',
  coordinator:
    'Files, grades, sanitises, releases and recalls, but checks no sanitised version: an intelligence officer does; keeps the coastal plan; enters progress on inspections',
  triage_officer: 'Opens what the public reports and files it; reads no intelligence but what they filed',
  records_manager: 'Reads the ledger of the agency, and is told who gains a role; reads no intelligence',
  administrator: 'Enters people and the desk; reads no intelligence, so holds no other role but overseer',
  overseer: 'Holds an agency to account: sees figures and progress; reads no intelligence',
  chief_officer: 'Signs what the agency says of its progress on an inspection; reads no intelligence',
  investigator: 'Works in operations that they are a member of; reads no other intelligence',
}

export const roleNames = codesOf(roleWords)

/**
 * May one person hold these together? Who appoints does not read, neither intelligence nor what the public
 * reports, and is not the records manager, who is told of what they do. The database says the same
 * (`administrator_reads_nothing`).
 * @param roles - all that the person would have
 * @returns false for an administrator with any role but overseer
 */
export function mayStandTogether(roles: readonly Role[]): boolean {
  return (
    !roles.includes('administrator') || roles.every((role) => role === 'administrator' || role === 'overseer')
  )
}

/** What to say where they may not. */
export const NOT_TOGETHER =
  'An administrator holds no other role but overseer: who gives roles does not read. Choose administrator alone, or leave it out'
