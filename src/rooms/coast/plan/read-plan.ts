/** The whole plan of one's own agency, and one stretch of it. */
import type { MemberScope, Scope } from '../../../platform/database/scope.ts'
import { notFound } from '../../../platform/errors.ts'
import { listSites } from '../sites/site-store.ts'
import { listContacts } from './contacts.ts'
import type { Contact, Plan, Site, Stretch } from './plan.ts'
import * as store from './plan-store.ts'

/**
 * Reads the whole plan of the scope's agency.
 * @returns line, stretches and sites in order of chainage
 */
export async function readPlan(scope: Scope): Promise<Plan> {
  return {
    line: await store.findLine(scope),
    stretches: await store.listStretches(scope),
    sites: await listSites(scope),
  }
}

export type WholeStretch = { stretch: Stretch; contacts: Contact[]; sites: Site[]; plan: Plan }

/**
 * Reads one stretch with what lies on it.
 * @param id - of the stretch
 * @returns stretch, contacts, sites and plan
 * @throws not-found
 */
export async function readStretch(scope: MemberScope, id: string): Promise<WholeStretch> {
  const plan = await readPlan(scope)
  const stretch = plan.stretches.find((one) => one.id === id)
  if (!stretch) throw notFound()
  scope.record({ kind: 'consultation', subject: { kind: 'stretch', id } })
  return {
    stretch,
    contacts: await listContacts(scope, id),
    sites: sitesOf(stretch, plan.sites),
    plan,
  }
}

/**
 * Picks the sites of a stretch.
 * @param stretch - of the plan
 * @param sites - of the plan
 * @returns those between its miles, both ends included
 */
export const sitesOf = ({ fromMile, toMile }: Stretch, sites: readonly Site[]): Site[] =>
  sites.filter(({ mile }) => mile !== null && mile >= fromMile && mile <= toMile)
