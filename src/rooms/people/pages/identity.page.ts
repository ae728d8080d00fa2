/** What an administrator sees of sign-in: what groups propose, what was refused, and whose identity is let go of. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { asSeamarkError } from '../../../platform/errors.ts'
import { bodyOf, idOf, pathOf, queryOf } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { roleWords } from '../../../wire/codes.ts'
import type { PersonId } from '../../../wire/ids.ts'
import { listProposals, proposalTold, settleProposal, type ProposalId } from '../proposals.ts'
import { listRefusedSignIns } from '../refused.ts'
import { askUnbinding, settleUnbinding, type UnbindingId } from '../unbinding.ts'

const paged = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) })
// The last five thousand.
const pagedShort = z.object({ page: z.coerce.number().int().min(1).max(100).catch(1) })
const personPath = z.object({ id: idOf<PersonId>() })
const decision = z.strictObject({ proposal: idOf<ProposalId>(), decision: z.enum(['accept', 'decline']) })
const settling = z.strictObject({ unbinding: idOf<UnbindingId>(), outcome: z.enum(['unbound', 'left']) })

const PROPOSALS = '/people/proposals'
const REFUSED = '/people/refused'
const hrefOf = (path: string, page: number) => (page === 1 ? path : `${path}?page=${String(page)}`)

/** Registers the pages. @param app - the desk's pages */
export function identityPages(app: FastifyInstance): void {
  app.get(
    PROPOSALS,
    { config: { operation: 'people.proposals.list', access: whoever.administers } },
    async (request, reply) => await showProposals(request, reply),
  )

  app.post(
    PROPOSALS,
    { config: { operation: 'people.proposals.settle', access: whoever.administers } },
    async (request, reply) => {
      const { proposal, decision: word } = bodyOf(request, decision)
      try {
        const settled = await request.perform((scope) => settleProposal(scope, proposal, word === 'accept'))
        return await reply.done(
          PROPOSALS,
          word === 'accept'
            ? 'Accepted. The roles are changed and count from the next thing the person does.'
            : `Declined. It is not proposed again while the groups say the same${settled.gained ? '' : ', and the role stays'}.`,
        )
      } catch (fault) {
        const error = asSeamarkError(fault)
        if (error.kind !== 'invalid' && error.code !== 'stale') throw fault
        return await showProposals(request, reply, error.fields ?? { form: error.message })
      }
    },
  )

  app.get(
    REFUSED,
    { config: { operation: 'people.refused.list', access: whoever.administers } },
    async (request, reply) => {
      const { page } = queryOf(request, pagedShort)
      const { refused, more } = await request.perform((scope) => listRefusedSignIns(scope, page))
      return reply.page('rooms/people/pages/refused.njk', {
        title: 'Sign-ins that were refused',
        refused,
        previousHref: page > 1 ? hrefOf(REFUSED, page - 1) : null,
        nextHref: more ? hrefOf(REFUSED, page + 1) : null,
      })
    },
  )

  app.post(
    '/people/:id/unbind',
    { config: { operation: 'people.unbinding.ask', access: whoever.administers } },
    async (request, reply) => {
      const { id } = pathOf(request, personPath)
      try {
        await request.perform((scope) => askUnbinding(scope, id))
      } catch (fault) {
        return await backWith(reply, id, fault)
      }
      return await reply.done(
        `/people/${id}`,
        'Asked. Another administrator of your agency decides; it waits on their first page.',
      )
    },
  )

  app.post(
    '/people/:id/unbind/settle',
    { config: { operation: 'people.unbinding.settle', access: whoever.administers } },
    async (request, reply) => {
      const { id } = pathOf(request, personPath)
      const { unbinding, outcome } = bodyOf(request, settling)
      try {
        await request.perform((scope) => settleUnbinding(scope, unbinding, outcome))
      } catch (fault) {
        return await backWith(reply, id, fault)
      }
      return await reply.done(
        `/people/${id}`,
        outcome === 'unbound'
          ? 'Done. All sessions of the account have ended. The next sign-in with its verified address binds it.'
          : 'The account is left as it is.',
      )
    },
  )
}

/** What cannot be done now is said on the account's page: the button that was pressed is there, or is gone. */
async function backWith(reply: FastifyReply, id: PersonId, fault: unknown): Promise<FastifyReply> {
  const error = asSeamarkError(fault)
  if (error.kind !== 'invalid' && error.kind !== 'conflict') throw fault
  return await reply.done(`/people/${id}`, Object.values(error.fields ?? {})[0] ?? error.message, 'important')
}

async function showProposals(
  request: FastifyRequest,
  reply: FastifyReply,
  errors?: Record<string, string>,
): Promise<FastifyReply> {
  const { page } = queryOf(request, paged)
  const { proposals, total, more } = await request.perform((scope) => listProposals(scope, page))
  return await reply.page('rooms/people/pages/proposals.njk', {
    title: 'Roles that groups propose',
    proposals: proposals.map((one) => ({
      ...one,
      told: proposalTold(one),
      now: one.roles.map((role) => roleWords[role]).join(', '),
    })),
    total,
    previousHref: page > 1 ? hrefOf(PROPOSALS, page - 1) : null,
    nextHref: more ? hrefOf(PROPOSALS, page + 1) : null,
    ...(errors ? { errors } : {}),
  })
}
