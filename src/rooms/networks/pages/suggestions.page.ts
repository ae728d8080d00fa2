/** Suggested groups: what hangs together in this person's sight, and what became of a suggestion. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ukDate } from '../../../design/dates.ts'
import { highest } from '../../../design/highest-marking.ts'
import { plural, sentenceList } from '../../../design/words.ts'
import { invalid } from '../../../platform/errors.ts'
import { recordId } from '../../../platform/http/ids.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedText } from '../../../platform/http/typed-form.ts'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { NEW_GROUP } from '../suggestions/new-group.ts'
import {
  answerSuggestion,
  LONGEST_DISMISSAL,
  MOST_MENTIONS,
  readSuggestions,
  type Suggestion,
} from '../suggestions/suggestions.ts'
import { named } from './subject.view.ts'

/** Registers the page and its forms. */
export function suggestionPages(app: FastifyInstance): void {
  app.get(
    '/networks/suggestions',
    { config: { operation: 'networks.suggestion.list', access: whoever.readsContent } },
    (request, reply) => show(request, reply, null),
  )
  app.post(
    '/networks/suggestions/answer',
    { config: { operation: 'networks.suggestion.answer', access: whoever.decides } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const typed = formOf(request)
          const records = (typedText(typed, 'records') ?? '').split(' ').map((one) => recordId.safeParse(one))
          if (records.some(({ success }) => !success))
            throw invalid({ records: 'Open the list again, and answer from there' })
          const ids = records.flatMap(({ data }) => data ?? [])
          const keeps = NEW_GROUP !== null && typedText(typed, 'keep') === 'yes'
          const reason = typedText(typed, 'reason')?.trim() ?? ''
          if (reason.length > LONGEST_DISMISSAL)
            throw invalid({
              reason: `Reason must be ${LONGEST_DISMISSAL.toLocaleString('en-GB')} characters or fewer`,
            })
          const id = await request.perform((scope) =>
            answerSuggestion(scope, ids, keeps ? { kept: true } : { dismissed: reason }),
          )
          if (keeps && NEW_GROUP !== null) return reply.redirect(`${NEW_GROUP}?suggestion=${id}`, 303)
          return reply.done('/networks/suggestions', 'Dismissed. It comes back when another report joins it.')
        },
        (refused) => show(request, reply, refused),
      ),
  )
}

function suggestionView({ reports, by }: Suggestion) {
  const agencies = [...new Set(reports.map(({ agency }) => agency))].sort()
  return {
    key: reports[0]?.id,
    heading: `These ${plural(reports.length, 'report')} of ${plural(agencies.length, 'agency', 'agencies')} hang together`,
    agencies: sentenceList(agencies),
    by: by.map((one) => ({ text: named(one), href: `/subjects/${one.id}` })),
    rows: reports.map((one) => [
      { text: one.reference, href: `/reports/${one.id}`, detail: one.title },
      one.agency,
      ukDate(one.createdAt),
    ]),
    records: reports.map(({ id }) => id).join(' '),
  }
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { shown, more, tooLarge, hubs } = await request.perform(readSuggestions)
  return await reply.page('rooms/networks/pages/suggestions.njk', {
    title: 'Suggested groups',
    classification: highest([...shown.flatMap(({ reports }) => reports), ...hubs]),
    back: { text: 'Networks', href: '/networks' },
    suggestions: shown.map(suggestionView),
    more,
    tooLarge,
    most: MOST_MENTIONS.toLocaleString('en-GB'),
    hubs: hubs.map((one) => ({ text: named(one), href: `/subjects/${one.id}` })),
    mayDecide: may(request.signedIn?.roles, 'decides'),
    makesGroups: NEW_GROUP !== null,
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}
