/** One more line of a collection plan. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { faultOfDate, readDateField } from '../../../design/fields.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import { personId, recordPath } from '../../../platform/http/ids.ts'
import { pathOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedCode, typedText, type Typed } from '../../../platform/http/typed-form.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { collectionSource } from '../../../wire/codes.ts'
import { colleagues, partnersToAsk } from '../people-and-agencies.ts'
import { proposeLine, type Proposal } from '../plan.ts'
import { readRequirement } from '../read-requirement.ts'
import { LONGEST, NEVER_ASKED, text } from '../requirement.ts'

const path = '/requirements/:id/lines/new'

/** Registers the page and its form. */
export function proposePages(app: FastifyInstance): void {
  app.get(
    path,
    { config: { operation: 'requirements.line.show-propose', access: whoever.keepsRequirements } },
    (request, reply) => show(request, reply, null),
  )
  app.post(
    path,
    { config: { operation: 'requirements.line.propose', access: whoever.keepsRequirements } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { id } = pathOf(request, recordPath)
          const proposal = readProposal(formOf(request))
          await request.perform((scope) => proposeLine(scope, id, proposal))
          return reply.done(`/requirements/${id}`, 'The line is added.')
        },
        (refused) => show(request, reply, refused),
      ),
  )
}

/** @throws invalid with each wrong field */
function readProposal(typed: Typed): Proposal {
  const fields: Record<string, string> = {}
  const source = typedCode(typed, 'source', collectionSource)
  if (source === undefined) fields['source'] = 'Choose where an answer may come from'
  const basis = text(LONGEST.basis, 'Say on what lawful basis').safeParse(typedText(typed, 'basis') ?? '')
  if (!basis.success) fields['basis'] = basis.error.issues[0]?.message ?? ''
  const byWhen = readDateField(typed, 'by_when')
  const noDay = faultOfDate(typed, 'by_when', 'The day')
  if (noDay !== undefined || byWhen === undefined) fields['by_when'] = noDay ?? 'Enter by when it is wanted'
  const person = personId.safeParse(typedText(typed, 'person'))
  const agency = typedText(typed, 'agency') ?? null
  if (source === 'partner' && agency === null) fields['agency'] = 'Choose whom you ask'
  if (source !== undefined && source !== 'partner' && !person.success) fields['person'] = 'Choose who does it'
  if (source === undefined || !basis.success || byWhen === undefined || Object.keys(fields).length > 0)
    throw invalid(fields)
  return { source, basis: basis.data, byWhen, agency, person: person.success ? person.data : null }
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { id } = pathOf(request, recordPath)
  const { view, people, partners } = await request.perform(async (scope) => ({
    view: await readRequirement(scope, id),
    people: await colleagues(scope, 'readers'),
    partners: await partnersToAsk(scope),
  }))
  if (!view.own || view.body === null) throw notFound()
  return await reply.page('rooms/requirements/pages/propose.njk', {
    title: 'Add a line to the plan',
    classification: view.classification,
    back: { text: 'Back to the requirement', href: `/requirements/${id}` },
    requirement: view,
    neverAsked: NEVER_ASKED,
    longest: LONGEST,
    sources: Object.entries(collectionSource).filter(([source]) => source !== 'partner').map(([value, words]) => ({ value, text: words })),
    people: people.map(({ id: value, name }) => ({ value, text: name })),
    partners: partners.map(({ slug, name }) => ({ value: slug, text: name })),
    values: { by_when: view.body.valuableUntil, ...refused?.values },
    ...(refused ? { errors: refused.errors } : {}),
  })
} // prettier-ignore
