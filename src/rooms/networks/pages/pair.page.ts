/** Why two subjects are related; saying what links them, joining them, and parting them. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { faultOfDate, readDateField } from '../../../design/fields.ts'
import { invalid } from '../../../platform/errors.ts'
import { recordId } from '../../../platform/http/ids.ts'
import { parse, pathOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedText, type Typed } from '../../../platform/http/typed-form.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { codesOf, linkKind } from '../../../wire/codes.ts'
import { pairPath, subjectId } from '../ids.ts'
import { joinSubjects, LONGEST_REASON, partSubjects } from '../joining/joinings.ts'
import { decideLink, LONGEST_NOTE, type LinkDecision } from '../links/decide-link.ts'
import { readPair } from '../read-pair.ts'
import { pairPage } from './pair.view.ts'

const at = '/subjects/:id/with/:other'
const deciding = (operation: string) => ({ config: { operation, access: whoever.decides } })

/** Registers the page and its forms. */
export function pairPages(app: FastifyInstance): void {
  app.get(
    at,
    { config: { operation: 'networks.subject.show-why', access: whoever.readsContent } },
    (request, reply) => show(request, reply, null),
  )

  app.post(`${at}/link`, deciding('networks.link.decide'), (request, reply) =>
    orAgain(
      request,
      async () => {
        const { id, other } = pathOf(request, pairPath)
        const decision = readDecision(formOf(request))
        await request.perform((scope) => decideLink(scope, decision))
        const done =
          decision.state === 'accepted'
            ? 'Accepted. Whoever reads the report sees the link.'
            : 'Refused. Only your agency reads that.'
        return reply.done(`/subjects/${id}/with/${other}`, done)
      },
      (refused) => show(request, reply, refused),
    ),
  )

  app.post(`${at}/join`, deciding('networks.joining.join'), (request, reply) =>
    orAgain(
      request,
      async () => {
        const { id, other } = pathOf(request, pairPath)
        const reason = reasonOf(request, 'reason')
        const { stands } = await request.perform((scope) => joinSubjects(scope, id, other, reason))
        const done = stands
          ? 'Joined. Every statement stays with its report.'
          : 'The partner is asked. They are joined once both have said so.'
        return reply.done(`/subjects/${id}/with/${other}`, done)
      },
      (refused) => show(request, reply, refused),
    ),
  )

  app.post(`${at}/part`, deciding('networks.joining.part'), (request, reply) =>
    orAgain(
      request,
      async () => {
        const { id, other } = pathOf(request, pairPath)
        const reason = reasonOf(request, 'part_reason')
        await request.perform((scope) => partSubjects(scope, id, other, reason))
        return reply.done(`/subjects/${id}/with/${other}`, 'Parted. Everything is as it was before.')
      },
      (refused) => show(request, reply, refused),
    ),
  )
}

function reasonOf(request: FastifyRequest, name: string): string {
  const reason = typedText(formOf(request), name)?.trim() ?? ''
  if (reason.length > LONGEST_REASON)
    throw invalid({ [name]: `Reason must be ${LONGEST_REASON.toLocaleString('en-GB')} characters or fewer` })
  return reason
}

const chosenItem = z.tuple([recordId, z.coerce.number().int().min(1).max(1_000), subjectId, subjectId])
const chosenKind = z.tuple([z.enum(codesOf(linkKind)), z.enum(['out', 'in'])])

function readDecision(typed: Typed): LinkDecision {
  const by = chosenItem.safeParse((typedText(typed, 'by') ?? '').split('/'))
  const kind = chosenKind.safeParse((typedText(typed, 'kind') ?? '').split(':'))
  const dates = ['from_on', 'to_on'].flatMap((name) => {
    const fault = faultOfDate(typed, name, name === 'from_on' ? 'From' : 'Until')
    return fault === undefined ? [] : [[name, fault] as const]
  })
  const faults = {
    ...(by.success ? {} : { by: 'Choose the item that says so' }),
    ...(kind.success ? {} : { kind: 'Choose what links them' }),
    ...Object.fromEntries(dates),
  }
  if (!by.success || !kind.success || dates.length > 0) throw invalid(faults)
  const [record, item, one, other] = by.data
  const [what, direction] = kind.data
  const { note } = parse(
    z.object({
      note: z
        .string()
        .trim()
        .max(LONGEST_NOTE, `Note must be ${String(LONGEST_NOTE)} characters or fewer`),
    }),
    { note: typedText(typed, 'note') ?? '' },
  )
  return {
    ...{ record, item, kind: what },
    ...(direction === 'out' ? { from: one, to: other } : { from: other, to: one }),
    state: typedText(typed, 'refuse') === 'yes' ? 'refused' : 'accepted',
    fromOn: readDateField(typed, 'from_on') ?? null,
    toOn: readDateField(typed, 'to_on') ?? null,
    note: note === '' ? null : note,
  }
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { id, other } = pathOf(request, pairPath)
  const view = await request.perform((scope) => readPair(scope, id, other))
  return await reply.page('rooms/networks/pages/pair.njk', {
    ...pairPage(view),
    back: { text: 'Back to the subject', href: `/subjects/${id}` },
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}
