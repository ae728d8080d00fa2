/** What a coastal plan consists of. */
import { z } from 'zod'
import type { Chainage } from '../chainage/chainage.ts'
import type { Position } from '../positions/index.ts'

/** The line along which an agency counts its miles. */
export type Line = { id: string; name: string; chainage: Chainage; loadedAt: Date; version: number }

export type Stretch = {
  id: string
  name: string
  fromMile: number
  toMile: number
  leadId: string | null
  /** null when nobody leads it */
  leadName: string | null
  /** an account that is closed leads nothing */
  leadActive: boolean
  /** who watches, and when */
  cover: string
  vulnerabilities: string
  /** calendar days, like 2026-11-22 */
  reviewedOn: string | null
  reviewOn: string | null
  /** the public finds it by its name */
  publicName: boolean
  version: number
}

export const siteKinds = {
  port: 'Port',
  harbour: 'Harbour',
  marina: 'Marina',
  beach: 'Beach',
  slipway: 'Slipway',
  quay: 'Quay',
  pier: 'Pier',
  inlet: 'Inlet',
  headland: 'Headland',
  landing: 'Landing place',
} as const
export type SiteKind = keyof typeof siteKinds

export type Site = {
  id: string
  name: string
  kind: SiteKind
  position: Position
  /** null while there is no line */
  mile: number | null
  /** from the site to the line */
  coastMetres: number | null
  contact: string
  telephone: string
  /** the public finds it by its name */
  publicName: boolean
  version: number
}

/** A post of an organisation that is rung about a stretch. */
export type Contact = {
  id: string
  stretchId: string
  organisation: string
  role: string
  telephone: string
  notes: string
  version: number
}

export type Plan = { line: Line | null; stretches: Stretch[]; sites: Site[] }

/** Whether the public finds a place by its name; a form that does not ask leaves it as it is. */
export const publicNameSchema = z
  .enum(['yes', 'no'])
  .optional()
  .transform((said) => (said === undefined ? undefined : said === 'yes'))

/**
 * Rounds to tenths of a mile: that is as exactly as people agree on where a beach begins.
 * @param miles - statute miles
 * @returns the nearest tenth
 */
export const tenths = (miles: number): number => Math.round(miles * 10) / 10

/**
 * Finds the stretch that holds a mile.
 * @param stretches - in order of chainage
 * @param mile - statute miles
 * @returns where two meet, the one that begins there; null in a gap
 */
export function stretchAt(stretches: readonly Stretch[], mile: number): Stretch | null {
  return (
    stretches.findLast(({ fromMile, toMile }) => mile >= fromMile && mile < toMile) ??
    stretches.findLast(({ toMile }) => Math.abs(mile - toMile) < 0.005) ??
    null
  )
}
