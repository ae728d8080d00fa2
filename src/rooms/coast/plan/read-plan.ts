/** The whole plan of one's own agency, and one stretch of it. */
import type { MemberScope, Scope } from '../../../platform/database/scope.ts'
import { notFound } from '../../../platform/errors.ts'
import { listSites } from '../sites/site-store.ts'
import { listContacts } from './contacts.ts'
import type { Contact, Plan, Site, Stretch } from './plan.ts'
import * as store from './plan-store.ts'

/** Stretches and sites in order of chainage. */
export async function readPlan(scope: Scope): Promise<Plan> {
  return {
    line: await store.findLine(scope),
    stretches: await store.listStretches(scope),
    sites: await listSites(scope),
  }
}

export type WholeStretch = { stretch: Stretch; contacts: Contact[]; sites: Site[]; plan: Plan }

/** One stretch with what lies on it. @throws not-found */
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

/** @returns the sites between the miles of a stretch, both ends included */
export const sitesOf = ({ fromMile, toMile }: Stretch, sites: readonly Site[]): Site[] =>
  sites.filter(({ mile }) => mile !== null && mile >= fromMile && mile <= toMile)

/** The calendar day in London on which a scope works. */
export const todayOf = ({ now }: Pick<Scope, 'now'>): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(now)
