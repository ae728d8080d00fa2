/** Lines of a collection plan over HTTP: accept, decline, nothing found, drop. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { personId } from '../../../platform/http/ids.ts'
import { bodyOf, pathOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import * as codes from '../../../wire/codes.ts'
import { linePath } from '../ids.ts'
import { linesOf } from '../line-store.ts'
import { acceptLine, declineLine, dropLine, noteNothing } from '../plan.ts'
import { LONGEST, text } from '../requirement.ts'
import { lineDocument } from './documents.ts'
import { acceptExample, declineExample, dropExample, nothingExample } from './examples.ts'
import { revisionToMatch } from '../../../platform/http/if-match.ts'

const acceptBody = z.strictObject({
  person: personId.nullish().describe('who of your agency does it; you, where nobody is named'),
})
const declineBody = z.strictObject({
  reason: z.enum(codes.codesOf(codes.declineReason), { error: 'Choose why you decline' }),
  words: text(LONGEST.words, 'Say why, for those who asked'),
})
const nothingBody = z.strictObject({ words: text(LONGEST.words, 'Say where you looked') })

const IF_MATCH = { 'If-Match': 'required: the revision of the line that you have read' }

/** Registers the routes of a line. */
export function lineRoutes(app: FastifyInstance): void {
  const accept = describe('requirements.line.accept', {
    summary:
      'Accept a line for your agency. No line may ask to follow a person, to question anybody in a child’s or a victim’s path, or to task a member of the public',
    path: linePath,
    headers: IF_MATCH,
    body: acceptBody,
    answer: lineDocument.schema,
    example: acceptExample,
  })
  app.post('/requirements/lines/:id/accept', { config: { operation: accept, access: whoever.readsContent } }, (request) => {
    const { person } = bodyOf(request, acceptBody)
    return changed(request, (scope, id, revision) => acceptLine(scope, id, revision, person ?? scope.actor.personId))
  }) // prettier-ignore

  const decline = describe('requirements.line.decline', {
    summary: 'Decline a line for your agency; who asked reads the reason',
    path: linePath,
    headers: IF_MATCH,
    body: declineBody,
    answer: lineDocument.schema,
    example: declineExample,
  })
  app.post('/requirements/lines/:id/decline', { config: { operation: decline, access: whoever.readsContent } }, (request) => {
    const why = bodyOf(request, declineBody)
    return changed(request, (scope, id, revision) => declineLine(scope, id, revision, why))
  }) // prettier-ignore

  const nothing = describe('requirements.line.nothing', {
    summary: 'Say that an accepted line found nothing',
    path: linePath,
    headers: IF_MATCH,
    body: nothingBody,
    answer: lineDocument.schema,
    example: nothingExample,
  })
  app.post('/requirements/lines/:id/nothing', { config: { operation: nothing, access: whoever.readsContent } }, (request) => {
    const { words } = bodyOf(request, nothingBody)
    return changed(request, (scope, id, revision) => noteNothing(scope, id, revision, words))
  }) // prettier-ignore

  const drop = describe('requirements.line.drop', {
    summary: 'Ask a line of an own plan no more',
    path: linePath,
    headers: IF_MATCH,
    answer: lineDocument.schema,
    example: dropExample,
  })
  app.post(
    '/requirements/lines/:id/drop',
    { config: { operation: drop, access: whoever.keepsRequirements } },
    (request) => changed(request, dropLine),
  )
}

/** Changes a line, and answers with what it is now. */
async function changed(request: FastifyRequest, change: typeof dropLine) {
  const { id } = pathOf(request, linePath)
  const revision = revisionToMatch(request)
  return await request.perform(async (scope) => {
    const { requirementId } = await change(scope, id, revision)
    const lines = await linesOf(scope, requirementId)
    const [line] = lines.filter((one) => one.id === id)
    return line === undefined ? { id } : lineDocument.of(line)
  })
}
