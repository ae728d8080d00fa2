/** A point on the earth, as everything in this room speaks of it. */

/** WGS 84, in degrees: what satellite receivers, telephones and charts of today use. */
export type Position = { lat: number; lon: number }

/** What somebody wrote, read as a position. */
export type ReadPosition = {
  position: Position
  as: 'lat-long' | 'os-grid' | 'plus-code'
  /** the same in the tidy form of its own notation */
  written: string
}

/** Three words of a commercial grid: kept as text, because nothing outside that company can turn them into a place. */
export type ThreeWords = { words: string }
