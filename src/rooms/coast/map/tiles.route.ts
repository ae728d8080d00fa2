/**
 * Tiles of our own map. They are the same for everybody and hold nothing of anybody; their addresses name
 * an area as large as the tile, and no log has a line for them.
 */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { notFound } from '../../../platform/errors.ts'
import { geographyOf } from '../geography/index.ts'
import { mapTile } from './map-picture.ts'
import { worldPixels } from './view.ts'

const LEAST_ZOOM = 4
const MOST_ZOOM = 16
/** Degrees: the waters around the UK. Elsewhere there is no map, and nobody can fill the memory with it. */
const AREA = { west: -16, south: 46, east: 12, north: 64 }
/** Tiles kept in memory, at about 5 kB each. */
const KEPT = 600
const A_DAY = 86_400

const whole = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number)
const tilePath = z.object({
  z: whole,
  x: whole,
  y: z
    .string()
    .regex(/^\d{1,6}\.svg$/)
    .transform((name) => Number.parseInt(name, 10)),
})

/**
 * The route of the tiles: public, and a browser keeps them for a day.
 * @param facts - the node's data folder, where layers lie
 * @returns what the server registers
 */
export function mapTiles({ dataFolder }: { dataFolder: string }): (app: FastifyInstance) => Promise<void> {
  const kept = new Map<string, string>()
  return async (app) => {
    app.get(
      '/map/:z/:x/:y',
      { config: { operation: 'coast.map.tile', access: 'public', unlogged: true } },
      async (request, reply) => {
        const tile = tilePath.safeParse(request.params)
        if (!tile.success || !isInArea(tile.data)) throw notFound()
        const { z: zoom, x, y } = tile.data
        const key = `${String(zoom)}/${String(x)}/${String(y)}`
        const geography = await geographyOf(dataFolder)
        const svg = kept.get(key) ?? mapTile(geography, zoom, x, y)
        // The last used stands last, so that the first is the one to forget.
        kept.delete(key)
        kept.set(key, svg)
        const [oldest] = kept.keys()
        if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
        return reply
          .type('image/svg+xml')
          .header('cache-control', `public, max-age=${String(A_DAY)}`)
          .send(svg)
      },
    )
    await Promise.resolve()
  }
}

function isInArea({ z: zoom, x, y }: z.output<typeof tilePath>): boolean {
  if (zoom < LEAST_ZOOM || zoom > MOST_ZOOM) return false
  const tileOf = (lat: number, lon: number) => {
    const point = worldPixels({ lat, lon }, zoom)
    return { x: Math.floor(point.x / 256), y: Math.floor(point.y / 256) }
  }
  const [first, last] = [tileOf(AREA.north, AREA.west), tileOf(AREA.south, AREA.east)]
  return x >= first.x && x <= last.x && y >= first.y && y <= last.y
}
