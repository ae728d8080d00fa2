/** The queue of pairs of persons: the most useful first, one row for each person of ours and partner. */
import type { FastifyInstance } from 'fastify'
import { ukMonth } from '../../../design/dates.ts'
import { plural } from '../../../design/words.ts'
import { queryOf } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { likelihoodWords } from '../likelihood.ts'
import { addressOfOwn } from '../record-address.ts'
import { countWaitingPersons, queueQuery, waitingPairs, type WaitingPair } from '../person-queue.ts'
import { highest } from '../../../design/highest-marking.ts'
import { matchTabs } from './matches.view.ts'

const pageQuery = queueQuery.extend({ cursor: queueQuery.shape.cursor.catch(undefined) })

/** The queue of pairs that may be one person. @param app - the desk's pages */
export function peoplePages(app: FastifyInstance): Promise<void> {
  app.get(
    '/matches/people',
    { config: { operation: 'deconfliction.pair.list', access: whoever.readsContent } },
    async (request, reply) => {
      const { cursor } = queryOf(request, pageQuery)
      const { found, waiting } = await request.perform(async (scope) => ({
        found: await waitingPairs(scope, { behind: cursor }),
        waiting: await countWaitingPersons(scope),
      }))
      const [first] = found.items
      return reply.page('rooms/matches/pages/people.njk', {
        title: 'Person matches to review',
        heading: 'Matches',
        classification: highest(found.items),
        tabs: matchTabs('people', waiting.lines),
        count: plural(waiting.lines, 'possible person match', 'possible person matches'),
        rows: found.items.map((pair) => pairRow(pair)),
        first: cursor === undefined,
        firstPair: first ? `/matches/${first.id}` : null,
        nextHref: found.cursor === null ? null : `/matches/people?cursor=${found.cursor}`,
      })
    },
  )
  return Promise.resolve()
}

function pairRow(pair: WaitingPair) {
  return [
    {
      text: pair.value,
      href: `/matches/${pair.id}`,
      hidden: `with ${pair.partner.name}`,
      ...(pair.records > 1 ? { detail: `${String(pair.records)} of their records` } : {}),
    },
    pair.partner.name,
    {
      text: pair.likelihood ? likelihoodWords[pair.likelihood].text : 'Sealed tokens are equal',
      ...(pair.connects ? { detail: 'Nothing else connects these reports' } : {}),
    },
    { text: pair.report.reference, href: addressOfOwn(pair.report), detail: pair.report.title },
    ukMonth(pair.month),
  ]
}
