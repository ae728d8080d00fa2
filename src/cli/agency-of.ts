/** The agency that a command names by its ID. */
import type { Scope, ServiceActor } from '../platform/database/scope.ts'

/** What is said where there is none. */
export const NO_AGENCY = 'There is no agency with this ID; "seamark agency list" shows all.'

/** @param slug - its ID, like `kent-police` @returns its number, or null */
export const agencyOf = (scope: Scope<ServiceActor>, slug: string) =>
  scope.tx.maybe<{ id: number }>('select id from identity.agency where slug = $1', [slug])
