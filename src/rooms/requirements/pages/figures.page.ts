/** How requirements of this agency went: answered, in time, and by whom they were declined and why. */
import type { FastifyInstance } from 'fastify'
import { labelFrom } from '../../../design/words.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { declineReason } from '../../../wire/codes.ts'
import { declinedBy, figures } from '../figures.ts'
import { todayOf } from '../../../platform/london-day.ts'

/** Figures are of so many days, with today. */
const DAYS = 365

/** Registers the page. */
export function figuresPages(app: FastifyInstance): void {
  app.get(
    '/requirements/figures',
    { config: { operation: 'requirements.requirement.figures', access: whoever.readsContent } },
    async (request, reply) => {
      const { counts, declined, period } = await request.perform(async (scope) => {
        const dayFrom = (days: number) => todayOf({ now: new Date(scope.now.getTime() + days * 86_400_000) })
        const asked = { from: dayFrom(1 - DAYS), until: dayFrom(1) }
        const all: { words: string; count: number }[] = []
        // How often each reason was given stands by agency in the table below.
        for (const { words, count } of figures.filter(({ name }) => !name.includes('declined-')))
          all.push({ words, count: await count(scope, asked) })
        return { counts: all, declined: await declinedBy(scope, asked), period: asked }
      })
      return await reply.page('rooms/requirements/pages/figures.njk', {
        title: 'Figures of requirements',
        classification: 'OFFICIAL-SENSITIVE',
        back: { text: 'Back to what we ask', href: '/requirements/ours' },
        agency: request.signedIn?.agencyName,
        from: period.from,
        rows: counts.map(({ words, count }) => [words, { number: count }]),
        declined: declined.map(({ agency, reason, count }) => [
          agency,
          labelFrom(declineReason)(reason),
          { number: count },
        ]),
      })
    },
  )
}
