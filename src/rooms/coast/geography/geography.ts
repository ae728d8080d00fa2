/** What the coast knows about places: who is responsible, what a place is called, where land is. */
import type { Position } from '../positions/index.ts'
import type { FindPlaces } from './search-places.ts'

/** A territorial police force; the code is that of the Office for National Statistics (E23000033). */
export type Force = { code: string; name: string; short: string }

/** Who answers for a point. */
export type Responsible = {
  /** null: outside UK police areas */
  force: Force | null
  /** another force that is nearly as near: a person chooses */
  second: Force | null
  at: 'land' | 'sea'
  /** metres to the area of `force`: 0 on land; to the nearest coast when `force` is null */
  metres: number
}

export type Place = {
  name: string
  lat: number
  lon: number
  /** null where the source names none */
  county: string | null
  /** the code of the force in whose area it lies */
  force: string | null
  /** on the coast, or so near it that somebody there may have seen a boat */
  coastal: boolean
}

/** One source in use: where its facts come from and what must be printed beside them. */
export type Source = { layer: string; attribution: string; credit: string }

/** Rings of land in degrees, [lon, lat, lon, lat, …]; the first and the last point are the same. */
export type LandRing = { points: Float64Array; home: boolean }

export type Geography = {
  whoIsResponsible: (position: Position) => Responsible
  /**
   * Names offline: accents folded, by the beginning of the name or of its words, or spelt nearly so; the coast first.
   * Postcodes where a layer of them is loaded. `plan` finds among the sites and stretches of coastal plans: they come
   * before everything else.
   */
  searchPlaces: (text: string, most?: number, plan?: FindPlaces | null) => Place[]
  /** the place that a short Plus Code stands with: nothing that is only spelt nearly so */
  placeNamed: (text: string) => Place | null
  /** is a layer of postcodes loaded? */
  postcodes: boolean
  /** for the map: every ring of land, UK (`home`) and neighbours */
  land: readonly LandRing[]
  /** for the map: places with their number of inhabitants, the largest first */
  places: readonly (Omit<Place, 'coastal'> & { population: number; coast: number })[]
  /** every force there is, by code */
  forces: ReadonlyMap<string, Force>
  /** have official layers been loaded, or does this stand on what the packages carry? */
  loaded: boolean
  sources: readonly Source[]
}
