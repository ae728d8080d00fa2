/** An interest, its matches, and the form that closes it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ukMonth } from '../../../../design/dates.ts'
import { invalid } from '../../../../platform/errors.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedText } from '../../../../platform/http/typed-form.ts'
import { may, whoever } from '../../../../platform/identity/roles.ts'
import { subjectKind } from '../../../../wire/codes.ts'
import type { RecordId } from '../../../../wire/ids.ts'
import { matchesOfReport, type MatchedValue } from '../../../matches/index.ts'
import { words } from '../../decisions/decision.ts'
import { closeInterest } from '../close-interest.ts'
import { interestPath } from '../ids.ts'
import { LONGEST } from '../interest.ts'
import { findPlaceOfInterests, readInterest } from '../read-interests.ts'
import { factsOf } from './interest.view.ts'

const access = whoever.readsInOperations
const AT = '/operations/interests/:interest'
const why = words(LONGEST.why, 'Say why it is closed')

/** Registers the page and its form. @param app - the desk's pages */
export function interestPages(app: FastifyInstance): void {
  app.get(AT, { config: { operation: 'operations.interest.read', access } }, (request, reply) =>
    show(request, reply, null),
  )
  app.post(`${AT}/close`, { config: { operation: 'operations.interest.close', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { interest } = pathOf(request, interestPath)
        const read = why.safeParse(typedText(formOf(request), 'why') ?? '')
        if (!read.success) throw invalid({ why: read.error.issues[0]?.message ?? 'Say why it is closed' })
        const operation = await request.perform((scope) => closeInterest(scope, interest, read.data))
        return await reply.done(`/operations/${operation}/interests`, 'Closed. It is matched no more.')
      },
      (refused) => show(request, reply, refused),
    ),
  )
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { interest } = pathOf(request, interestPath)
  const { one, place, matches } = await request.perform(async (scope) => {
    const found = await readInterest(scope, interest)
    scope.record({ kind: 'consultation', subject: { kind: 'interest', id: interest } })
    return {
      one: found,
      place: await findPlaceOfInterests(scope, found.operation),
      matches: await matchesOfReport(scope, interest as string as RecordId),
    }
  })
  return await reply.page('rooms/operations/interests/pages/interest.njk', {
    title: `Interest: ${subjectKind[one.kind].toLowerCase()}`,
    classification: one.classification,
    back: { text: 'Back to the interests', href: `/operations/${one.operation}/interests` },
    ...{ place, interest: one, facts: factsOf(one), longest: LONGEST },
    reads: may(request.signedIn?.roles, 'readsContent'),
    matches: matches.flatMap(rowsOf),
    closes: one.state === 'open' && place.acts,
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}

const rowsOf = ({ partners, common }: MatchedValue) =>
  common === null
    ? partners.map(({ id, name, month, state }) => [
        { text: name, href: `/matches/${id}` },
        ukMonth(month),
        state.charAt(0).toUpperCase() + state.slice(1),
      ])
    : [['So many reports hold it that a match says nothing', '', 'Common']]
