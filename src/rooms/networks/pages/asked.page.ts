/** What partners ask this agency to confirm: that two subjects are the same. */
import type { FastifyInstance } from 'fastify'
import { ukDate } from '../../../design/dates.ts'
import { highest } from '../../../design/highest-marking.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { joiningsAskedOfUs } from '../joining/joinings.ts'
import { cardsOf } from '../paths/steps.ts'
import { named } from './subject.view.ts'

/** Registers the page. */
export function askedPages(app: FastifyInstance): void {
  app.get(
    '/networks/asked',
    { config: { operation: 'networks.joining.list-asked', access: whoever.readsContent } },
    async (request, reply) => {
      const { joinings, cards } = await request.perform(async (scope) => {
        const all = await joiningsAskedOfUs(scope)
        return {
          joinings: all,
          cards: await cardsOf(
            scope,
            all.flatMap(({ a, b }) => [a, b]),
          ),
        }
      })
      const byId = new Map(cards.map((card) => [card.id, card]))
      const word = (id: (typeof joinings)[number]['a']) => {
        const card = byId.get(id)
        return card === undefined ? '' : named(card)
      }
      return await reply.page('rooms/networks/pages/asked.njk', {
        title: 'Are they the same?',
        classification: highest(cards),
        back: { text: 'Networks', href: '/networks' },
        rows: joinings.map(({ a, b, nameA, nameB, atA, atB, reasonA, reasonB }) => {
          const at = atA ?? atB
          return [
            { text: `${word(a)} and ${word(b)}`, href: `/subjects/${a}/with/${b}` },
            atA === null ? nameB : nameA,
            reasonA ?? reasonB ?? '',
            at === null ? '' : ukDate(at),
          ]
        }),
      })
    },
  )
}
