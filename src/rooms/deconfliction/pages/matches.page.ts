/** The list of matches, and who asked about what we hold silently. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { idPath, pathOf, queryOf } from '../../../platform/http/input.ts'
import { commonValues } from '../common-values.ts'
import { listMatches, matchQuery } from '../list-matches.ts'
import { countWaitingPairs } from '../person-queue.ts'
import { seeSilentHit, silentHits } from '../silent-hits.ts'
import {
  chosenFilters,
  commonRows,
  groupedRows,
  highest,
  listHref,
  matchTabs,
  silentRows,
} from './matches.view.ts'
import { readers } from './readers.ts'
import { matchKindItems, stateItems } from './words.ts'

const blankIsNone = (value: unknown) => (value === '' ? undefined : value)
// A form of filters sends every field, chosen or not.
const pageQuery = z.object({
  state: z.preprocess(blankIsNone, matchQuery.shape.state).catch(undefined),
  kind: z.preprocess(blankIsNone, matchQuery.shape.kind).catch(undefined),
  cursor: matchQuery.shape.cursor.catch(undefined),
})

const MOST_SILENT_HITS = 100

/** The lists of matches and of silent hits. @param app - the desk's pages */
export function matchListPages(app: FastifyInstance): Promise<void> {
  app.get(
    '/matches',
    { config: { operation: 'deconfliction.match.list', access: readers } },
    async (request, reply) => {
      const query = queryOf(request, pageQuery)
      const { state, kind, cursor } = query
      const found = await request.perform(async (scope) => ({
        ...(await listMatches(scope, { ...query, limit: 50 })),
        // Said once, on the first page, and only where no state is asked for: a common value has none.
        common: state || cursor ? [] : await commonValues(scope, kind),
        silent: await silentHits(scope, { unseen: true, most: 1 }),
        waiting: await countWaitingPairs(scope),
      }))
      return reply.page('rooms/deconfliction/pages/matches.njk', {
        title: 'Matches',
        tabs: matchTabs('all', found.waiting.pairs),
        classification: highest(found.items),
        rows: groupedRows(found.items),
        common: commonRows(found.common),
        silent: found.silent.length > 0,
        first: cursor === undefined,
        firstHref: listHref({ state, kind }),
        nextHref: found.cursor === null ? null : listHref({ state, kind, cursor: found.cursor }),
        filtered: state !== undefined || kind !== undefined,
        selected: chosenFilters(query),
        stateItems,
        kindItems: matchKindItems,
        values: { state: state ?? '', kind: kind ?? '' },
      })
    },
  )

  app.get(
    '/matches/silent-hits',
    { config: { operation: 'deconfliction.silent-hit.list', access: readers } },
    async (request, reply) => {
      const hits = await request.perform((scope) =>
        silentHits(scope, { unseen: false, most: MOST_SILENT_HITS }),
      )
      return reply.page('rooms/deconfliction/pages/silent-hits.njk', {
        title: 'Who asked about what you hold silently',
        classification: highest(hits.map((hit) => hit.report)),
        hits: silentRows(hits),
        back: { text: 'Back to matches', href: '/matches' },
      })
    },
  )

  app.post(
    '/matches/silent-hits/:id/seen',
    { config: { operation: 'deconfliction.silent-hit.see', access: readers } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      await request.perform((scope) => seeSilentHit(scope, id))
      return reply.done('/matches/silent-hits', 'Marked as seen for your desk.')
    },
  )
  return Promise.resolve()
}
