/** Opens what is known about the coast: loaded layers, or what the packages carry. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { parsePosition, type ReadPosition, type ThreeWords } from '../positions/index.ts'
import { PACKAGE_SOURCES, sourceOf, writtenSources } from './attribution.ts'
import { FORCES } from './forces.ts'
import type { Force, Geography, LandRing, Place, Source } from './geography.ts'
import { groundOfLayers } from './ground-of-layers.ts'
import { groundOfPackages, toAnyShore } from './ground-of-packages.ts'
import { gazetteerPlaces, mergePlaces, placesOfPackage, pointPlaces } from './layer-places.ts'
import { loadedLayers, type LoadedLayer } from './load-layers.ts'
import { packageOutlines, ringsInWindow } from './outlines.ts'
import { packagePlaces } from './package-places.ts'
import { readShapes, type Shape } from './read-shapes.ts'
import { LAYER_NAMES, type LayerKind } from './recognise-layer.ts'
import { postcodeIn, postcodesOf } from './postcodes.ts'
import { findInOrder, searchOver, type FindPlaces, type NamedPlace } from './search-places.ts'
import { responsibilityOver } from './who-is-responsible.ts'

/** Extracts from packages are kept beside the other things that are built. */
const BUILD = path.join(import.meta.dirname, '..', '..', '..', '..', 'build')

const forceNames = z.array(z.object({ code: z.string(), name: z.string(), short: z.string() }))

/**
 * Opens the geography.
 * @param folder - where `seamark geo load` put its layers; null for the packages alone
 * @returns what is known about the coast, in memory
 * @throws Error when a layer that was loaded can no longer be read
 */
export async function openGeography(folder: string | null): Promise<Geography> {
  const layers = folder === null ? [] : await loadedLayers(folder)
  const textOf = ({ file }: LoadedLayer) => readFile(path.join(folder ?? '', file), 'utf8')
  const of = (kind: LayerKind) => layers.filter((layer) => layer.kind === kind)
  const shapesOf = async (kind: LayerKind): Promise<Shape[]> =>
    (
      await Promise.all(of(kind).map(async (layer) => readShapes(JSON.parse(await textOf(layer))) ?? []))
    ).flat()

  const outlines = await packageOutlines(BUILD)
  const countries = await shapesOf('countries')
  if (countries.length > 0) outlines.abroad = countries.flatMap(ringsInWindow)
  const areas = await shapesOf('police-areas')
  const fromPackage = await packagePlaces(BUILD, () => toAnyShore(outlines))

  const named = new Map<string, Force>(FORCES)
  for (const layer of of('force-names'))
    for (const { code, name, short } of forceNames.parse(JSON.parse(await textOf(layer))))
      named.set(code, { code, name, short })
  const ground =
    areas.length > 0 ? groundOfLayers(areas, outlines.abroad, named) : groundOfPackages(outlines, fromPackage)
  const whoIsResponsible = responsibilityOver(ground)

  const gazetteers = await Promise.all(
    of('gazetteer').map(async (layer) => gazetteerPlaces(await textOf(layer))),
  )
  const points = (await Promise.all([shapesOf('bathing-waters'), shapesOf('ports')])).map(pointPlaces)
  // Merged and sorted at the first search: the look-up of a force needs no names.
  let places: NamedPlace[] | null = null
  const allPlaces = () =>
    (places ??= mergePlaces(
      [...gazetteers, placesOfPackage(fromPackage), ...points],
      (position) => whoIsResponsible(position).force?.code ?? null,
    ))
  let search: FindPlaces | null = null
  const findPlaces: FindPlaces = (text, literally) =>
    (search ??= searchOver(allPlaces().filter(({ abroad }) => !abroad)))(text, literally)
  const postcodeLayers = await Promise.all(of('postcodes').map(textOf))
  const findPostcode = postcodeLayers.length > 0 ? postcodesOf(postcodeLayers) : null
  const withPostcode = (text: string): Place | null => {
    const code = findPostcode && postcodeIn(text)
    const position = code ? findPostcode(code) : null
    if (!code || !position) return null
    // Whoever types a postcode knows how far it is from the sea: it is not marked as inland.
    return {
      name: code,
      ...position,
      county: null,
      force: whoIsResponsible(position).force?.code ?? null,
      coastal: true,
    }
  }

  const landShapes = await shapesOf('land')
  const homeLand = (landShapes.length > 0 ? landShapes : areas).flatMap(({ lines }) => lines)
  const land: LandRing[] = [
    ...(homeLand.length > 0 ? homeLand : outlines.home).map((ring) => ({ points: ring, home: true })),
    ...outlines.abroad.map((ring) => ({ points: ring, home: false })),
  ]

  return {
    whoIsResponsible,
    searchPlaces: (text, most = 10, plan = null) => {
      const street = withPostcode(text)
      return street ? [street] : findInOrder(text, { plan, places: findPlaces }, most)
    },
    placeNamed: (text) => {
      const literally: FindPlaces = (name) => findPlaces(name, true)
      return withPostcode(text) ?? findInOrder(text, { plan: null, places: literally }, 1)[0] ?? null
    },
    postcodes: findPostcode !== null,
    land,
    get places() {
      return allPlaces()
    },
    forces: new Map(ground.forces.map((force) => [force.code, force])),
    loaded: areas.length > 0,
    sources: await sourcesOf(layers, textOf, countries.length > 0),
  }
}

async function sourcesOf(
  layers: readonly LoadedLayer[],
  textOf: (layer: LoadedLayer) => Promise<string>,
  countriesLoaded: boolean,
): Promise<Source[]> {
  // In the order of the kinds: whose areas and land they are stands first.
  const kinds = Object.keys(LAYER_NAMES)
  const inOrder = layers.toSorted((one, two) => kinds.indexOf(one.kind) - kinds.indexOf(two.kind))
  const ofLayers = await Promise.all(
    inOrder.map(async (layer) =>
      layer.kind === 'attribution'
        ? writtenSources(await textOf(layer))
        : [sourceOf(layer.kind, layer.from)].flatMap((source) => source ?? []),
    ),
  )
  const ofPackages = PACKAGE_SOURCES.filter(({ credit }) => !countriesLoaded || credit !== 'Natural Earth')
  return [...ofLayers.flat(), ...ofPackages]
}

const opened = new Map<string, Promise<Geography>>()

/**
 * The geography of this node, opened at its first use and then kept: layers loaded later count from the next
 * start.
 * @param dataFolder - `config.dataFolder`; layers lie in its folder `geo`
 * @returns what `openGeography` gives; the same for every caller
 */
export function geographyOf(dataFolder: string): Promise<Geography> {
  const folder = path.join(dataFolder, 'geo')
  let geography = opened.get(folder)
  if (!geography) {
    geography = openGeography(folder)
    opened.set(folder, geography)
    // What failed once may succeed when the operator has mended it.
    geography.catch(() => opened.delete(folder))
  }
  return geography
}

/**
 * Reads a position in any notation; a short Plus Code may stand with the name of a place.
 * @param text - as somebody typed or pasted it
 * @returns what `parsePosition` returns
 */
export function readPosition(geography: Geography, text: string): ReadPosition | ThreeWords | null {
  return parsePosition(text, geography.placeNamed)
}

/**
 * Lists what must be printed beside a map or a list made from this geography.
 * @returns lines, each once
 */
export function attributions(geography: Geography): string[] {
  return [...new Set(geography.sources.map(({ attribution }) => attribution))]
}
