/** Who is responsible for a point: how long the layers take to load, and how many points are answered. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { loadLayers, openGeography, type Geography } from '../src/rooms/coast/index.ts'

export type GeographyFigure = {
  /** seconds from nothing until the first point is answered, with the layers and with the packages alone */
  loaded: { layers: number; packages: number }
  perSecond: { layers: number; packages: number }
}

/** Official layers do not lie in the repository: without them this figure is left out. */
const LAYERS = path.join(import.meta.dirname, '..', '..', 'shared', 'geo')
const POINTS = 200_000
/** Opened several times, because the first includes what the compiler of the engine learns. */
const OPENED = 5

/** @returns null where no layers lie beside the checkout */
export async function measureGeography(): Promise<GeographyFigure | null> {
  if (!existsSync(LAYERS)) return null
  const folder = await mkdtemp(path.join(tmpdir(), 'seamark-bench-geo-'))
  try {
    const into = path.join(folder, 'geo')
    await loadLayers(LAYERS, into)
    const [layers, packages] = [await measureOne(into), await measureOne(null)]
    return {
      loaded: { layers: layers.seconds, packages: packages.seconds },
      perSecond: { layers: layers.perSecond, packages: packages.perSecond },
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measureOne(folder: string | null): Promise<{ seconds: number; perSecond: number }> {
  const seconds: number[] = []
  let geography: Geography | null = null
  for (let turn = 0; turn < OPENED; turn++) {
    const began = performance.now()
    geography = await openGeography(folder)
    geography.whoIsResponsible({ lat: 50.9, lon: 0.8 })
    seconds.push((performance.now() - began) / 1000)
  }
  if (!geography) throw new Error('nothing was opened')
  const points = pointsAroundTheCoast()
  const began = performance.now()
  for (const point of points) geography.whoIsResponsible(point)
  return {
    seconds: seconds.toSorted((one, two) => one - two)[Math.floor(OPENED / 2)] ?? 0,
    perSecond: POINTS / ((performance.now() - began) / 1000),
  }
}

/** Land, shore and open sea around England and Wales, the same each time. */
function pointsAroundTheCoast(): { lat: number; lon: number }[] {
  let seed = 42
  const next = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  return Array.from({ length: POINTS }, () => ({ lat: 49.9 + next() * 6, lon: -6 + next() * 8 }))
}
