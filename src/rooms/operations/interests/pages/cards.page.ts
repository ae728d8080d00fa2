/** The duty post: cards of matches of interests, and the form that notes a call. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ukDateTime, ukMonth } from '../../../../design/dates.ts'
import { invalid } from '../../../../platform/errors.ts'
import { idOf, LARGEST_INTEGER, pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedText } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { subjectKind } from '../../../../wire/codes.ts'
import type { MatchId } from '../../../../wire/ids.ts'
import { words } from '../../decisions/decision.ts'
import { interestCard, interestCards, tellOfInterest, type InterestCard } from '../duty-post.ts'

const access = whoever.acceptsOperations
const CARDS = '/operations/interests/cards'
const TELL = '/operations/interests/cards/:card/:rung'
const cardPath = z.object({
  card: idOf<MatchId>(),
  rung: z.coerce.number().int().min(1).max(LARGEST_INTEGER),
})
const fields = {
  answered: words(200, 'Say who answered: a desk or a post, and no name'),
  words: words(1_000, 'Say what they were told'),
}

/** Registers the pages. @param app - the desk's pages */
export function cardPages(app: FastifyInstance): void {
  app.get(
    CARDS,
    { config: { operation: 'operations.interest.list-cards', access } },
    async (request, reply) => {
      const cards = await request.perform(interestCards)
      return await reply.page('rooms/operations/interests/pages/cards.njk', {
        title: 'Duty post: who works on the same',
        classification: 'OFFICIAL-SENSITIVE',
        back: { text: 'Back to operations', href: '/operations' },
        pairs: pairsOf(cards),
      })
    },
  )
  app.get(TELL, { config: { operation: 'operations.interest.show-tell', access } }, (request, reply) =>
    showTell(request, reply, null),
  )
  app.post(TELL, { config: { operation: 'operations.interest.tell', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { card: match, rung: agency } = pathOf(request, cardPath)
        const typed = formOf(request)
        const answered = fields.answered.safeParse(typedText(typed, 'answered') ?? '')
        const said = fields.words.safeParse(typedText(typed, 'words') ?? '')
        if (!answered.success || !said.success)
          throw invalid({
            ...(answered.success ? {} : { answered: answered.error.issues[0]?.message ?? '' }),
            ...(said.success ? {} : { words: said.error.issues[0]?.message ?? '' }),
          })
        await request.perform((scope) =>
          tellOfInterest(scope, match, agency, { answered: answered.data, words: said.data }),
        )
        return await reply.done(CARDS, 'Noted.')
      },
      (refused) => showTell(request, reply, refused),
    ),
  )
}

async function showTell(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { card: match, rung: agency } = pathOf(request, cardPath)
  const one = await request.perform((scope) => interestCard(scope, match, agency))
  return await reply.page('rooms/operations/interests/pages/tell.njk', {
    title: 'Note a call',
    classification: 'OFFICIAL-SENSITIVE',
    back: { text: 'Back to the cards', href: CARDS },
    card: one,
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}

function pairsOf(cards: readonly InterestCard[]) {
  return [...Map.groupBy(cards, ({ match }) => match).values()].map((both, at) => ({
    heading: both.map(({ agency }) => agency).join(' and '),
    id: `pair-${String(at + 1)}`,
    cards: both.map((card) => ({
      agency: card.agency,
      isTold: card.toldAt !== null,
      href: `${CARDS}/${card.match}/${String(card.agencyId)}`,
      rows: [
        { key: 'Desk', text: `${card.desk}, ${card.telephone}` },
        { key: 'Kind', text: subjectKind[card.kind] },
        { key: 'Month', text: ukMonth(card.month) },
        {
          key: 'Told',
          text:
            card.toldAt === null
              ? 'Not yet'
              : `${ukDateTime(card.toldAt)}, ${card.answered ?? ''}: ${card.words ?? ''}`,
        },
      ],
    })),
  }))
}
