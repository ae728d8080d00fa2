/** Loads a file's sites into the plan: the good rows go in, the others come back with line and reason. */
import type { Scope } from '../../../platform/database/scope.ts'
import { SeamarkError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { giveWay, MOST_SITES, refuseTooMuchWork } from '../chainage/bounded-work.ts'
import type { Site } from '../plan/plan.ts'
import { findLine } from '../plan/plan-store.ts'
import { placeOnCoast } from './change-site.ts'
import type { NewSite, SiteRow } from './read-sites.ts'
import { insertSite, listSites } from './site-store.ts'

export type LoadedSites = {
  read: number
  added: number
  /** stood in the plan as the file has them */
  already: number
  refused: { line: number; reason: string }[]
}

/**
 * @param rows - what `readSites` gave
 * @returns how it went; the same file a second time adds nothing
 * @throws invalid when there are too many rows for the line's number of points
 */
export async function loadSites(scope: Scope, rows: readonly SiteRow[]): Promise<LoadedSites> {
  const line = await findLine(scope)
  refuseTooMuchWork(line?.chainage.points.length ?? 0, rows.length, 'sites')
  const known = new Map((await listSites(scope)).map((one) => [keyOf(one), one]))
  const loaded: LoadedSites = { read: rows.length, added: 0, already: 0, refused: [] }
  for (const row of rows) {
    const reason = 'reason' in row ? row.reason : await takeOne(row.site)
    if (reason !== null) loaded.refused.push({ line: row.line, reason })
  }
  return loaded

  async function takeOne(site: NewSite): Promise<string | null> {
    const there = known.get(keyOf(site))
    if (there) {
      if (!isSame(there, site))
        return 'The plan has a site of this kind and name that differs. Change it on its page, or remove it first'
      loaded.already += 1
      return null
    }
    if (known.size >= MOST_SITES) return FULL
    await giveWay()
    const place = placeOrReason(site)
    if (typeof place === 'string') return place
    const id = newId()
    if (!(await insertSite(scope, { ...site, ...place, id }))) return 'Somebody has just added this site'
    scope.record({ kind: 'collection', subject: { kind: 'site', id } })
    known.set(keyOf(site), { ...site, ...place, id, publicName: site.publicName ?? true, version: 1 })
    loaded.added += 1
    return null
  }

  function placeOrReason(site: NewSite): Pick<Site, 'position' | 'mile' | 'coastMetres'> | string {
    try {
      return placeOnCoast(line, site.position)
    } catch (fault) {
      if (fault instanceof SeamarkError && fault.fields) return fault.fields['position'] ?? fault.message
      throw fault
    }
  }
}

const FULL = `The plan has ${MOST_SITES.toLocaleString('en-GB')} sites, and takes no more. Remove some first`

const keyOf = ({ kind, name }: Pick<Site, 'kind' | 'name'>): string => `${kind} ${name.toLowerCase()}`

/** A ten-thousandth of a degree is less than the breadth of a slipway's neighbourhood. */
const NEAR = 0.0001

function isSame(there: Site, site: NewSite): boolean {
  return (
    Math.abs(there.position.lat - site.position.lat) < NEAR &&
    Math.abs(there.position.lon - site.position.lon) < NEAR &&
    there.contact === site.contact &&
    there.telephone === site.telephone
  )
}
