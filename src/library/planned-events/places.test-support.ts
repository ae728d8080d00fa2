/** Invented places for tests. */
import { EARTH, type Point } from './sphere.ts'

/** A point so many metres east and north of another, near enough for a test's few kilometres. */
export const moved = ({ lat, lon }: Point, east: number, north: number): Point => ({
  lat: lat + ((north / EARTH) * 180) / Math.PI,
  lon: lon + ((east / EARTH) * 180) / Math.PI / Math.cos((lat / 180) * Math.PI),
})

/** Off Beachy Head, near the meridian of Greenwich. */
export const BEACH: Point = { lat: 50.75, lon: 0 }
