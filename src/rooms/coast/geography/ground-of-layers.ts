/** The ground as an official layer of police areas has it. */
import { indexAreas, type OwnedRing } from './area-index.ts'
import { FORCES } from './forces.ts'
import type { Force } from './geography.ts'
import { partsInWindow } from './outlines.ts'
import type { Line, Shape } from './read-shapes.ts'
import { codeIn } from './recognise-layer.ts'
import { indexShores } from './shore-index.ts'
import type { Ground } from './who-is-responsible.ts'

/**
 * Makes the ground of layers.
 * @param areas - shapes of the layer; several may belong to one force
 * @param abroad - outlines of the neighbours
 * @param names - names by code that replace our own
 * @returns forces, and the indexes by which a point finds its own
 */
export function groundOfLayers(
  areas: readonly Shape[],
  abroad: readonly Line[],
  names: ReadonlyMap<string, Force>,
): Ground {
  const codes = [...new Set(areas.flatMap(({ properties }) => codeIn(properties) ?? []))].sort()
  const forces = codes.map((code) => names.get(code) ?? FORCES.get(code) ?? nameless(code, areas))
  const foreign = forces.length
  const rings: OwnedRing[] = areas.flatMap(({ properties, lines }) => {
    const owner = codes.indexOf(codeIn(properties) ?? '')
    return owner < 0 ? [] : lines.map((points) => ({ owner, points }))
  })
  return {
    forces,
    abroad: foreign,
    owners: forces.length + 1,
    home: indexAreas(rings, forces.length),
    foreignLand: indexAreas(
      abroad.map((points) => ({ points, owner: 0 })),
      1,
    ),
    shores: indexShores([
      ...rings,
      ...abroad.flatMap(partsInWindow).map((points) => ({ points, owner: foreign })),
    ]),
  }
}

/** A code that our table does not know yet keeps the name that the layer gives. */
function nameless(code: string, areas: readonly Shape[]): Force {
  const shape = areas.find(({ properties }) => codeIn(properties) === code)
  const name = Object.entries(shape?.properties ?? {}).find(
    ([key, value]) => /(nm|name)$/i.test(key) && typeof value === 'string',
  )?.[1]
  return { code, name: typeof name === 'string' ? name : code, short: typeof name === 'string' ? name : code }
}
