/**
 * Which police force answers for a point?
 *
 * On land the force in whose area the point lies. At sea the force whose shore is nearest. Nobody of ours in
 * another country, where another country's shore is nearer, and further out than the limit below.
 */
import type { Position } from '../positions/index.ts'
import type { AreaIndex } from './area-index.ts'
import type { Force, Responsible } from './geography.ts'
import type { ShoreIndex } from './shore-index.ts'

/** The territorial sea ends twelve nautical miles out (Territorial Sea Act 1987 s.1). */
const TERRITORIAL_SEA = 12 * 1_852
/**
 * One mile more: the Act measures from low water and from straight lines across bays, layers show high water
 * generalised by up to a kilometre, and who reports a boat is seldom sure of a mile.
 */
const MARGIN = 1_852
const LIMIT = TERRITORIAL_SEA + MARGIN

/**
 * At sea a second force is offered where its shore is at most this much further than the nearest: about five
 * kilometres to either side of where the two shores meet, and along the middle of an estuary between them.
 */
const SECOND_AT_SEA = 5_000
/** On land a second force is offered where its area begins within this distance. */
const SECOND_ON_LAND = 2_000

/** What the rule asks of a source of facts. Owners are numbers: a force's place in `forces`, or one of the others. */
export type Ground = {
  forces: readonly Force[]
  /** the owner of every shore that is another country's */
  abroad: number
  owners: number
  /** land of the UK, by force where the areas are known */
  home: AreaIndex
  foreignLand: AreaIndex
  shores: ShoreIndex
  /** where only the outline of the UK is known: the force of a point on its land */
  onHomeLand?: (position: Position) => { force: Force; second: Force | null } | null
}

/**
 * Makes the question.
 * @param ground - forces and their areas
 * @returns asks it of a position, any number of times
 */
export function responsibilityOver(ground: Ground): (position: Position) => Responsible {
  const nearest = new Float64Array(ground.owners)
  const nobody = (at: 'land' | 'sea'): Responsible => ({ force: null, second: null, at, metres: Infinity })

  return ({ lat, lon }) => {
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return nobody('sea')
    const owner = ground.home.ownerAt(lat, lon)
    if (owner >= 0) {
      if (ground.onHomeLand) {
        const found = ground.onHomeLand({ lat, lon })
        if (found) return { ...found, at: 'land', metres: 0 }
      } else {
        ground.shores.measure(lat, lon, 0, SECOND_ON_LAND, nearest)
        const next = nearestForce(nearest, ground.forces.length, owner)
        const second = next >= 0 && (nearest[next] ?? Infinity) <= SECOND_ON_LAND ? next : -1
        return {
          force: ground.forces[owner] ?? null,
          second: ground.forces[second] ?? null,
          at: 'land',
          metres: 0,
        }
      }
    }
    ground.shores.measure(lat, lon, LIMIT, SECOND_AT_SEA, nearest)
    const first = nearestForce(nearest, ground.forces.length, -1)
    const metres = first >= 0 ? (nearest[first] ?? Infinity) : Infinity
    if (ground.foreignLand.ownerAt(lat, lon) >= 0) return { ...nobody('land'), metres }
    if (metres > LIMIT || (nearest[ground.abroad] ?? Infinity) < metres) return { ...nobody('sea'), metres }
    const next = nearestForce(nearest, ground.forces.length, first)
    const isNear = next >= 0 && (nearest[next] ?? Infinity) - metres <= SECOND_AT_SEA
    return {
      force: ground.forces[first] ?? null,
      second: isNear ? (ground.forces[next] ?? null) : null,
      at: 'sea',
      metres,
    }
  }
}

/** @returns the number of the nearest force other than `but`; -1 when none was met */
function nearestForce(nearest: Float64Array, forces: number, but: number): number {
  let found = -1
  let best = Infinity
  for (let force = 0; force < forces; force++) {
    const metres = nearest[force] ?? Infinity
    if (metres < best && force !== but) {
      best = metres
      found = force
    }
  }
  return found
}
