/** Who is responsible for a point on or off the coast? */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { queryOf } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { geographyOf, type Geography } from '../geography/index.ts'
import { postcodeIn } from '../geography/postcodes.ts'
import type { FindPlaces } from '../geography/search-places.ts'
import { findInOwnPlan } from '../places/plan-places.ts'
import { readPlan } from '../plan/read-plan.ts'
import { parsePosition, turnedRound, writePosition, type Position } from '../positions/index.ts'
import { drawMap, viewOf } from './map.view.ts'
import { answerOf, ownPlanWords, placeLink, positionRows } from './where.view.ts'

const asked = z.object({ at: z.string().trim().max(1_000, 'Must be 1,000 characters or fewer').default('') })
const title = 'Who is responsible for this point?'

/**
 * Registers the page that answers for a point.
 * @param dataFolder - of the node, where layers lie
 */
export function wherePages(app: FastifyInstance, dataFolder: string): void {
  app.get(
    '/coast/where',
    { config: { operation: 'coast.where', access: whoever.readsCoastalPlan } },
    async (request, reply) => {
      const parsed = asked.safeParse(request.query)
      const at = parsed.success ? queryOf(request, asked).at : ''
      const back = { text: 'Back to the coastal plan', href: '/coast' }
      const page = (more: object) =>
        reply.page('rooms/coast/pages/where.njk', { title, back, values: { at }, ...more })
      if (!parsed.success) return await page({ errors: { at: 'Must be 1,000 characters or fewer' } })
      if (at === '') return await page({})
      const geography = await geographyOf(dataFolder)
      const read = await readPoint(geography, at, () => request.perform(findInOwnPlan))
      if ('error' in read) return await page({ errors: { at: read.error } })
      if ('places' in read) return await page({ places: read.places })
      const { position } = read
      const plan = await request.perform(async (scope) => {
        scope.record({ kind: 'consultation', detail: { where: true } })
        return await readPlan(scope)
      })
      const answer = answerOf(geography.whoIsResponsible(position))
      return await page({
        answer,
        own: ownPlanWords(plan, position),
        positions: positionRows(position),
        offer: offerOf(position),
        drawn: await drawMap(dataFolder, {
          view: { ...viewOf([position], 10), height: 380 },
          marks: [{ position, kind: 'pin' }],
          alt: `Map with the point in the middle. ${answer.text}`,
        }),
      })
    },
  )
}

/** The pair turned round, as a link, where it is probably written the wrong way. */
function offerOf(position: Position) {
  const turned = turnedRound(position)
  if (turned === null) return null
  const at = writePosition(turned).decimal
  return { text: at, href: `/coast/where?${new URLSearchParams({ at }).toString()}` }
}

type Read =
  { position: Position } | { places: { text: string; note: string; href: string }[] } | { error: string }

/** A position in any notation, or the name of a place, of which there may be several. */
async function readPoint(
  geography: Geography,
  written: string,
  plan: () => Promise<FindPlaces>,
): Promise<Read> {
  const read = parsePosition(written, geography.placeNamed)
  if (read !== null && 'position' in read) return { position: read.position }
  if (read !== null)
    return { error: 'Three words can be turned into a place by their owner only. Ask for a position instead' }
  const places = geography.searchPlaces(written, 10, await plan()).map(placeLink)
  if (places.length > 0) return { places }
  if (postcodeIn(written) !== null)
    return {
      error: geography.postcodes
        ? 'This postcode is not known here. Enter the name of the town, or a position'
        : 'Postcodes are not loaded here. Enter the name of the town, or a position',
    }
  return { error: 'This is not a position or the name of a place that is known here. Try the nearest town' }
}
