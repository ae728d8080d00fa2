/** Sites are added, changed and removed by hand. */
import { z } from 'zod'
import type { MemberScope, Scope } from '../../../platform/database/scope.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { codesOf } from '../../../wire/codes.ts'
import { MOST_SITES } from '../chainage/bounded-work.ts'
import { nearestMile } from '../chainage/chainage.ts'
import { stale } from '../plan/change-stretch.ts'
import { publicNameSchema, siteKinds, type Line, type Site } from '../plan/plan.ts'
import { findLine } from '../plan/plan-store.ts'
import { parsePosition, type Position } from '../positions/index.ts'
import * as store from './site-store.ts'

/** A site lies on the coast, in its harbours or just off it; what is farther away is a slip of the pen. */
export const FARTHEST_METRES = 20_000

export const siteSchema = z.object({
  name: z
    .string({ error: 'Enter a name' })
    .trim()
    .min(1, 'Enter a name')
    .max(150, 'Must be 150 characters or fewer'),
  kind: z.enum(codesOf(siteKinds), { error: 'Choose what it is' }),
  position: z
    .string({ error: 'Enter a position' })
    .trim()
    .min(1, 'Enter a position, like 50.8123, -0.5432 or TQ 023 012')
    .max(100, 'Must be 100 characters or fewer'),
  contact: z.string().trim().max(200, 'Must be 200 characters or fewer').default(''),
  telephone: z
    .string()
    .trim()
    .regex(/^(?:\+?[\d ()-]{3,40}|)$/, 'Enter a telephone number, like 01632 960101')
    .default(''),
  publicName: publicNameSchema,
})
export type TypedSite = z.output<typeof siteSchema>

/**
 * Adds a site to the viewer's plan.
 * @param typed - as the form gives it, with the position as text
 * @returns its id
 * @throws invalid when the position cannot be, or the agency has a site of this name and kind, or as many as
 *   a plan takes
 */
export async function addSite(scope: MemberScope, typed: TypedSite): Promise<string> {
  if ((await store.listSites(scope)).length >= MOST_SITES)
    throw invalid({
      name: `Your plan has ${MOST_SITES.toLocaleString('en-GB')} sites, and takes no more. Remove some first`,
    })
  const id = newId()
  const place = placeOnCoast(await findLine(scope), readPosition(typed.position))
  if (!(await store.insertSite(scope, { ...typed, ...place, id, publicName: typed.publicName ?? true })))
    throw taken()
  scope.record({ kind: 'collection', subject: { kind: 'site', id } })
  return id
}

/**
 * Changes a site.
 * @param id - of the site
 * @param version - of the site that the person was looking at
 * @param typed - as the form gives it, with the position as text
 * @throws not-found; invalid; conflict `stale`
 */
export async function changeSite(
  scope: MemberScope,
  id: string,
  version: number,
  typed: TypedSite,
): Promise<void> {
  const before = await store.findSite(scope, id)
  if (!before) throw notFound()
  const place = placeOnCoast(await findLine(scope), readPosition(typed.position))
  const same = (await store.listSites(scope)).some(
    (one) => one.id !== id && one.kind === typed.kind && one.name.toLowerCase() === typed.name.toLowerCase(),
  )
  if (same) throw taken()
  if (
    !(await store.updateSite(
      scope,
      { ...typed, ...place, id, publicName: typed.publicName ?? before.publicName },
      version,
    ))
  )
    throw stale()
  scope.record({ kind: 'alteration', subject: { kind: 'site', id } })
}

/**
 * Removes a site.
 * @param id - of the site
 * @param version - of the site that the person was looking at
 * @throws not-found; conflict `stale`
 */
export async function removeSite(scope: MemberScope, id: string, version: number): Promise<void> {
  if (!(await store.findSite(scope, id))) throw notFound()
  if (!(await store.deleteSite(scope, id, version))) throw stale()
  scope.record({ kind: 'erasure', subject: { kind: 'site', id } })
}

/**
 * Reads a site, and notes that it was read.
 * @param id - of the site
 * @returns with its mile
 * @throws not-found
 */
export async function readSite(scope: Scope, id: string): Promise<Site> {
  const site = await store.findSite(scope, id)
  if (!site) throw notFound()
  scope.record({ kind: 'consultation', subject: { kind: 'site', id } })
  return site
}

/**
 * Works out where on the line a position is.
 * @param line - of the agency; null before one is loaded: then there is no mile
 * @param position - WGS 84, degrees
 * @returns position and mile of a site
 * @throws invalid when it is nowhere near the line: most often latitude and longitude are interchanged
 */
export function placeOnCoast(
  line: Line | null,
  position: Position,
): Pick<Site, 'position' | 'mile' | 'coastMetres'> {
  if (!line) return { position, mile: null, coastMetres: null }
  const { mile, metres } = nearestMile(line.chainage, position)
  if (metres > FARTHEST_METRES)
    throw invalid({ position: `This is ${String(Math.round(metres / 1_000))} kilometres from your coast` })
  return { position, mile: Math.round(mile * 100) / 100, coastMetres: Math.round(metres) }
}

function readPosition(written: string): Position {
  const read = parsePosition(written)
  if (read === null)
    throw invalid({ position: 'This is not understood. Enter it like 50.8123, -0.5432 or TQ 023 012' })
  if (!('position' in read))
    throw invalid({
      position: 'Three words can be turned into a place by their owner only. Enter a position',
    })
  return read.position
}

const taken = () => invalid({ name: 'Your plan has a site of this kind with this name already' })
