/** Ends a report: passed on, no further action, safeguarding, destroyed; or takes it up again. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import { bodyOf, idPath, pathOf, typedValues } from '../../../../platform/http/input.ts'
import type { Access } from '../../../../platform/http/types.ts'
import { may, whoever } from '../../../../platform/identity/roles.ts'
import { destroyReport } from '../../arrival/destroy-report.ts'
import {
  closeWithoutAction,
  noActionBody,
  referToSafeguarding,
  reopenBody,
  reopenReport,
  safeguardingBody,
} from '../close-report.ts'
import { readEnvelope } from '../opened-report.ts'
import { otherDesks, passBody, passReport } from '../pass-report.ts'
import { config, errorsOf, FOLDER, sessionOf, titleOf } from './desk.ts'

/** Why a report may be destroyed before its time; the word stands in the ledger, so it is one of a list. */
const destroyReasons = {
  'not-needed': 'The report is not needed for any policing purpose',
  'no-real-report': 'This is not a report: it is a test, abuse or an advertisement',
  'reporter-at-risk': 'Keeping the report puts the reporter at risk',
  'asked-for': 'Somebody whom the report concerns asked for this, and has the right to it',
  'court-order': 'A court or the Information Commissioner ordered this',
} as const
type DestroyReason = keyof typeof destroyReasons
const destroyBody = z.object({
  reason: z.enum(Object.keys(destroyReasons) as [DestroyReason, ...DestroyReason[]], { error: 'Choose why' }),
})

/** One outcome: its page asks, and sends what was typed to the use case. */
type Act = {
  name: 'no-further-action' | 'safeguarding' | 'reopen' | 'pass' | 'destroy'
  title: string
  access: Access
  /** @returns what is said afterwards; `null` of the scope's own making never happens */
  send: (request: FastifyRequest) => (scope: MemberScope, id: string) => Promise<string>
  next: (id: string) => string
}

const listAgain = () => '/triage'

const acts: readonly Act[] = [
  {
    name: 'no-further-action',
    title: 'No further action',
    access: whoever.triages,
    next: listAgain,
    send: (request) => {
      const input = bodyOf(request, noActionBody)
      return async (scope, id) => {
        await closeWithoutAction(scope, sessionOf(request), id, input)
        return 'Closed: no further action.'
      }
    },
  },
  {
    name: 'safeguarding',
    title: 'Refer to safeguarding',
    access: whoever.triages,
    next: (id) => `/triage/${id}`,
    send: (request) => {
      const input = bodyOf(request, safeguardingBody)
      return async (scope, id) => {
        await referToSafeguarding(scope, sessionOf(request), id, input)
        return input.close === 'yes'
          ? 'The referral is noted and the report is closed. Nothing of it has left your agency.'
          : 'The referral is noted. The report stays open. Nothing of it has left your agency.'
      }
    },
  },
  {
    name: 'reopen',
    title: 'Reopen the report',
    access: whoever.triages,
    next: (id) => `/triage/${id}`,
    send: (request) => {
      const input = bodyOf(request, reopenBody)
      return async (scope, id) => {
        await reopenReport(scope, sessionOf(request), id, input)
        return 'The report is open again.'
      }
    },
  },
  {
    name: 'pass',
    title: 'Pass the report to another desk',
    access: whoever.triages,
    next: listAgain,
    send: (request) => {
      const input = bodyOf(request, passBody)
      return async (scope, id) => {
        const { left } = await passReport(scope, sessionOf(request), id, input)
        return left === 0
          ? 'The report is passed on. The other desk can ask the reporter from now on.'
          : 'The report is passed on, without contact details or originals: you do not hold the keys to them.'
      }
    },
  },
  {
    name: 'destroy',
    title: 'Destroy the report',
    access: whoever.destroysPublicReports,
    next: () => '/',
    send: (request) => {
      const input = bodyOf(request, destroyBody)
      return async (scope, id) => {
        await destroyReport(scope, id, input.reason)
        return 'The report is destroyed. Nobody can open it any more, with any key.'
      }
    },
  },
]

/** Registers a page for each outcome. */
export function outcomePages(app: FastifyInstance): void {
  for (const act of acts) {
    app.get(`/triage/:id/${act.name}`, config(`${act.name}.show`, act.access), (request, reply) =>
      show(request, reply, act, {}, {}),
    )
    app.post(`/triage/:id/${act.name}`, config(act.name, act.access), async (request, reply) => {
      const { id } = pathOf(request, idPath)
      try {
        const work = act.send(request)
        const said = await request.perform((scope) => work(scope, id))
        return await reply.done(act.next(id), said)
      } catch (thrown) {
        return await show(request, reply, act, errorsOf(thrown), typedValues(request))
      }
    })
  }
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  act: Act,
  errors: Record<string, string>,
  values: Record<string, unknown>,
): Promise<FastifyReply> {
  const { id } = pathOf(request, idPath)
  const found = await request.perform(async (scope) => {
    // A records manager reads no report, and so learns nothing of this one here: not even that it is there.
    const readsReports = may(scope.actor.roles, 'triages')
    if (!readsReports) return { subtitle: null, desks: [] }
    const envelope = await readEnvelope(scope, id)
    return {
      subtitle: titleOf(envelope),
      desks: act.name === 'pass' ? await otherDesks(scope, envelope.offeredAgencyId) : [],
    }
  })
  return await reply.page(`${FOLDER}/${act.name}.njk`, {
    title: act.title,
    subtitle: found.subtitle,
    back:
      found.subtitle === null
        ? { text: 'Back to the ledger', href: '/ledger' }
        : { text: 'Back to the report', href: `/triage/${id}` },
    id,
    desks: found.desks.map(({ id: agency, name, offered }) => ({
      value: String(agency),
      text: name,
      ...(offered ? { hint: 'The place is nearly as near to their area' } : {}),
    })),
    reasons: Object.entries(destroyReasons).map(([value, text]) => ({ value, text })),
    errors,
    values,
  })
}
