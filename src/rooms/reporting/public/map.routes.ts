/** The place on a map, without script: a picture that is pressed, and buttons that move it. */
import type { FastifyInstance } from 'fastify'
import { mapPicture, pictureAddress, positionAt, writePosition, type Position } from '../../coast/index.ts'
import type { PublicSite } from './site.ts'
import { keepAndGo, typedIn, withDraft, type Asking } from './with-draft.ts'
import type { Typed } from './read-answers.ts'

const facts = { access: 'public', unlogged: true } as const

/** Fits a telephone; a picture that is made smaller by style would send wrong places. In pixels. */
const SIZE = { width: 340, height: 400 } as const
/** Great Britain and Northern Ireland, as a person first sees them */
const WHOLE = { centre: { lat: 54.6, lon: -3.4 }, zoom: 5 } as const
const ONE_PLACE = 12
const CLOSEST = 16
const FURTHEST = 4
/** Below this a press marks a region rather than a place, so the map comes closer. */
const CLOSE_ENOUGH = 12

type MapState = { centre: Position; zoom: number; pin: Position | null }

/** Registers the page of the map, in one language. */
export async function mapRoutes(app: FastifyInstance, site: PublicSite): Promise<void> {
  const path = `${site.base}/where/map`
  app.get(
    path,
    { config: { operation: 'reporting.public.map.read', ...facts } },
    withDraft(site, (asking) => {
      const position = asking.draft.where?.position
      const pin = asking.draft.where?.how === 'place' ? null : (position ?? null)
      return show(site, asking, { ...(position ? { centre: position, zoom: ONE_PLACE } : WHOLE), pin }, {})
    }),
  )
  app.post(
    path,
    { config: { operation: 'reporting.public.map.answer', ...facts, body: 'tiny' } },
    withDraft(site, async (asking) => {
      const typed = typedIn(asking.request)
      const state = stateOf(typed)
      if (typed['done'] === undefined) return await show(site, asking, moved(state, typed), {})
      if (!state.pin) return await show(site, asking, state, { pin: site.words.where.mapMissing })
      // A place that was chosen by name keeps its name: the pin makes it exact.
      const before = asking.draft.where
      const written = before?.how === 'place' ? before.written : undefined
      const where = { how: 'pin' as const, position: state.pin, description: before?.description ?? written }
      return await keepAndGo(site, asking, { where }, 'where', 'where/chosen')
    }),
  )
}

/** What the form says of the map; anything odd is the whole of it again. */
function stateOf(typed: Typed): MapState {
  const at = (name: string, most: number) => {
    const value = Number(typed[name] || NaN)
    return Number.isFinite(value) && Math.abs(value) <= most ? value : null
  }
  const position = (lat: string, lon: string) => {
    const found = { lat: at(lat, 85), lon: at(lon, 180) }
    return found.lat === null || found.lon === null ? null : (found as Position)
  }
  const zoom = at('zoom', CLOSEST)
  const centre = position('lat', 'lon')
  const pin = position('pin-lat', 'pin-lon')
  if (!centre || zoom === null) return { ...WHOLE, pin }
  return { centre, zoom: Math.max(FURTHEST, Math.round(zoom)), pin }
}

function moved(state: MapState, typed: Typed): MapState {
  const view = { ...SIZE, centre: state.centre, zoom: state.zoom }
  const [x, y] = [Number(typed['pin.x'] ?? NaN), Number(typed['pin.y'] ?? NaN)]
  if (Number.isFinite(x) && Number.isFinite(y) && Math.abs(x) < 5000 && Math.abs(y) < 5000) {
    // Pressed with a key the browser sends the corner: then the middle is meant, to which buttons move it.
    const [right, down] = x === 0 && y === 0 ? [SIZE.width / 2, SIZE.height / 2] : [x, y]
    const pin = rounded(positionAt(view, right, down))
    const closer = state.zoom < CLOSE_ENOUGH ? Math.min(state.zoom + 2, CLOSE_ENOUGH) : state.zoom
    return { centre: pin, zoom: closer, pin }
  }
  const middle = { x: SIZE.width / 2, y: SIZE.height / 2 }
  const to = (right: number, down: number): MapState => ({
    ...state,
    centre: rounded(positionAt(view, middle.x + right, middle.y + down)),
  })
  switch (typed['move']) {
    case 'in':
      return { ...state, centre: state.pin ?? state.centre, zoom: Math.min(CLOSEST, state.zoom + 1) }
    case 'out':
      return { ...state, zoom: Math.max(FURTHEST, state.zoom - 1) }
    case 'north':
      return to(0, -SIZE.height / 2)
    case 'south':
      return to(0, SIZE.height / 2)
    case 'east':
      return to(SIZE.width / 2, 0)
    case 'west':
      return to(-SIZE.width / 2, 0)
    case undefined:
    default:
      return state
  }
}

/** A metre is closer than anybody can press. */
const rounded = ({ lat, lon }: Position): Position => ({
  lat: Math.round(Math.min(85, Math.max(-85, lat)) * 1e5) / 1e5,
  lon: Math.round(Math.min(180, Math.max(-180, lon)) * 1e5) / 1e5,
})

async function show(site: PublicSite, asking: Asking, state: MapState, errors: Record<string, string>) {
  const geography = await site.services.geography()
  const marks = state.pin ? [{ position: state.pin, kind: 'pin' as const }] : []
  const view = { ...SIZE, centre: state.centre, zoom: state.zoom }
  const svg = mapPicture(geography, { ...view, marks, language: site.language })
  const query = asking.changing ? '?then=check' : ''
  return site.page(asking.request, asking.reply, 'map', {
    title: site.words.where.mapTitle,
    back: `${site.base}/where${query}`,
    action: `${site.base}/where/map${query}`,
    query,
    picture: pictureAddress(svg),
    size: SIZE,
    state,
    pinned: state.pin && site.words.where.mapPin(writePosition(state.pin).mariners),
    attributions: [...new Set(geography.sources.map(({ attribution }) => attribution))],
    mapScript: site.services.assets.scripts['map'],
    errors,
  })
}
