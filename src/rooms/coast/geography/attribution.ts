/** What licences ask to be printed beside a map, by source. Wording as the publishers give it. */
import type { Source } from './geography.ts'
import type { LayerKind } from './recognise-layer.ts'

const OGL = 'licensed under the Open Government Licence v3.0'
const ONS: Omit<Source, 'layer'> = {
  attribution: `Source: Office for National Statistics ${OGL}. Contains OS data © Crown copyright and database right.`,
  credit: 'ONS, OS © Crown copyright',
}
const GEONAMES: Omit<Source, 'layer'> = {
  attribution: 'Place names: GeoNames (geonames.org), CC BY 4.0.',
  credit: 'GeoNames',
}
const NATURAL_EARTH: Omit<Source, 'layer'> = {
  attribution: 'Made with Natural Earth (public domain).',
  credit: 'Natural Earth',
}

const byLayer: Readonly<Partial<Record<LayerKind, Omit<Source, 'layer'>>>> = {
  'police-areas': ONS,
  land: ONS,
  countries: NATURAL_EARTH,
  gazetteer: GEONAMES,
  postcodes: {
    attribution: `Postcodes: contains OS data © Crown copyright and database right, Royal Mail data © Royal Mail copyright and database right, National Statistics data © Crown copyright and database right, ${OGL}.`,
    credit: 'ONS, Royal Mail',
  },
  'bathing-waters': {
    attribution: `Contains Environment Agency information © Environment Agency and database right, ${OGL}.`,
    credit: 'Environment Agency',
  },
  ports: {
    attribution: 'Ports: NGA Pub. 150 World Port Index (US Government work, public domain).',
    credit: 'NGA',
  },
}

/** @returns what the packages ask for: these are in use whatever was loaded */
export const PACKAGE_SOURCES: readonly Source[] = [
  { layer: 'outlines of countries', ...NATURAL_EARTH },
  { layer: 'places', ...GEONAMES },
]

/**
 * Says which source a loaded layer has.
 * @param kind - of the layer
 * @param from - name of its file
 * @returns null for one that asks for nothing
 */
export function sourceOf(kind: LayerKind, from: string): Source | null {
  const known = byLayer[kind]
  return known ? { layer: from, ...known } : null
}

/**
 * Reads the lines that an operator wrote into ATTRIBUTION.txt, one source a line.
 * @param text - of the file
 * @returns a source for each line that is not empty
 */
export function writtenSources(text: string): Source[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((attribution) => ({ layer: 'ATTRIBUTION.txt', attribution, credit: '' }))
}
