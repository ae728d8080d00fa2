/** The list of matches, and who asked about what we hold silently. */
import { highest } from '../../../design/highest-marking.ts'
import type { FastifyInstance } from 'fastify'
import { idPath, pathOf, queryOf } from '../../../platform/http/input.ts'
import { isLookedAt, lookAt } from '../../../platform/identity/looked.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { commonValues } from '../common-values.ts'
import { lineQuery, parametersOf, type LineQuery } from '../line-filters.ts'
import { lineChoices, listLines } from '../list-lines.ts'
import { countWaitingPersons } from '../person-queue.ts'
import { seeSilentHit, silentHits } from '../silent-hits.ts'
import {
  chosenFilters,
  commonRows,
  freshItems,
  lineRows,
  matchTabs,
  orderItems,
  placeOf,
  silentRows,
} from './matches.view.ts'
import { matchKindItems, stateItems } from './words.ts'

const MOST_SILENT_HITS = 100

/** Nothing is asked for but a kind. */
const asksForAll = ({ kind: _, sort: __, ...query }: LineQuery) =>
  (Object.values(query) as unknown[]).every((value) => value === undefined)

/** The lists of matches and of silent hits. @param app - the desk's pages */
export function matchListPages(app: FastifyInstance): Promise<void> {
  app.get(
    '/matches',
    { config: { operation: 'deconfliction.match.list', access: whoever.readsContent } },
    async (request, reply) => {
      const query: LineQuery = queryOf(request, lineQuery)
      const found = await request.perform(async (scope) => ({
        ...(await listLines(scope, query)),
        looked: await lookAt(scope, 'matches', isLookedAt(request)),
        choices: await lineChoices(scope),
        // Said once, on the first page of all: a common value has no answer and no partner.
        common: asksForAll(query) ? await commonValues(scope, query.kind) : [],
        silent: await silentHits(scope, { unseen: true, most: 1 }),
        waiting: await countWaitingPersons(scope),
      }))
      const { choices } = found
      const selected = chosenFilters(query, choices)
      return reply.page('rooms/matches/pages/matches.njk', {
        title: 'Matches',
        tabs: matchTabs('all', found.waiting.lines),
        classification: highest(found.items),
        rows: lineRows(found.items, query, found.page),
        common: commonRows(found.common),
        silent: found.silent.length > 0,
        place: placeOf(query, { ...found, shown: found.items.length }),
        filtered: selected.length > 0,
        selected,
        stateItems,
        freshItems,
        orderItems,
        kindItems: matchKindItems,
        partnerItems: choices.partners.map(({ slug, name }) => ({ value: slug, text: name })),
        operationItems: choices.operations.map(({ id, name }) => ({ value: id, text: name })),
        values: query,
        // The page on which the chosen ones are answered comes back to this list.
        carried: [...parametersOf(query)].map(([name, value]) => ({ name, value })),
      })
    },
  )

  app.get(
    '/matches/silent-hits',
    { config: { operation: 'deconfliction.silent-hit.list', access: whoever.readsContent } },
    async (request, reply) => {
      const hits = await request.perform((scope) =>
        silentHits(scope, { unseen: false, most: MOST_SILENT_HITS }),
      )
      return reply.page('rooms/matches/pages/silent-hits.njk', {
        title: 'Who asked about what you hold but partners cannot see',
        classification: highest(hits.map((hit) => hit.report)),
        hits: silentRows(hits),
        back: { text: 'Back to matches', href: '/matches' },
      })
    },
  )

  app.post(
    '/matches/silent-hits/:id/seen',
    { config: { operation: 'deconfliction.silent-hit.see', access: whoever.readsContent } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      await request.perform((scope) => seeSilentHit(scope, id))
      return reply.done('/matches/silent-hits', 'Marked as seen for your desk.')
    },
  )
  return Promise.resolve()
}
