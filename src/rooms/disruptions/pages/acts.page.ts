/** What is done with a disruption: claim it, ask who moderates, moderate, answer, look at its effect, say it is another. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { faultOfDate, readDateField } from '../../../design/fields.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { invalid } from '../../../platform/errors.ts'
import { fieldErrors } from '../../../platform/http/field-errors.ts'
import { recordId, recordPath } from '../../../platform/http/ids.ts'
import { pathOf, queryOf } from '../../../platform/http/input.ts'
import { orAgain } from '../../../platform/http/or-again.ts'
import { formOf, typedNumber, typedText, type Typed } from '../../../platform/http/typed-form.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import type { RecordId } from '../../../wire/ids.ts'
import {
  answerQuestion,
  askModerator,
  checkEffect,
  claimDisruption,
  joinOther,
  moderateDisruption,
} from '../act.ts'
import { claimSchema, effectSchema, moderationSchema } from '../disruption.ts'
import { discardDraft } from '../write-disruption.ts'
import { showAct, type Step } from './acts.view.ts'

type Done = [href: string, said: string]
type Act = {
  show: string
  operation: string
  send: (scope: MemberScope, id: RecordId, typed: Typed) => Promise<Done>
}

const ACTS: Record<Step, Act> = {
  claim: {
    show: 'disruptions.claim.show-make',
    operation: 'disruptions.claim.make',
    send: async (scope, id, typed) => {
      const { words } = checked(claimSchema, { words: typedText(typed, 'words') })
      await claimDisruption(scope, id, words)
      return [at(id), 'Claimed. Whoever reads the disruption reads what your agency did.']
    },
  },
  moderator: {
    show: 'disruptions.moderation.show-ask',
    operation: 'disruptions.moderation.ask',
    send: async (scope, id, typed) => {
      const agency = typedNumber(typed, 'agency')
      await askModerator(scope, id, agency === 0 ? null : agency)
      return [at(id), agency === 0 ? 'Nobody is asked now.' : 'Noted. They find it on their first page once it is released to them.'] // prettier-ignore
    },
  },
  moderate: {
    show: 'disruptions.moderation.show-give',
    operation: 'disruptions.moderation.give',
    send: async (scope, id, typed) => {
      const outcome = typedText(typed, 'outcome')
      const said = checked(moderationSchema, {
        outcome,
        ...(outcome === 'accepted' ? { level: typedText(typed, 'level') } : {}),
        words: typedText(typed, 'words'),
      }, outcome === 'accepted' && typedText(typed, 'level') === undefined ? { level: 'Choose the level at which you accept it' } : {})
      await moderateDisruption(scope, id, typedNumber(typed, 'revision'), said)
      return [at(id), 'Noted. Whoever reads the disruption reads what you said.']
    },
  },
  answer: {
    show: 'disruptions.moderation.show-answer',
    operation: 'disruptions.moderation.answer',
    send: async (scope, id, typed) => {
      const { words } = checked(claimSchema, { words: typedText(typed, 'words') })
      await answerQuestion(scope, id, typedNumber(typed, 'revision'), words)
      return [at(id), 'Answered. It waits to be moderated again.']
    },
  },
  effect: {
    show: 'disruptions.effect.show-check',
    operation: 'disruptions.effect.check',
    send: async (scope, id, typed) => {
      const outcome = typedText(typed, 'outcome')
      const again = readDateField(typed, 'again_on')
      const isTyped = again !== undefined && again !== ''
      const wrong = isTyped ? faultOfDate(typed, 'again_on', 'The day') : undefined
      if (wrong !== undefined) throw invalid({ again_on: wrong })
      const said = checked(effectSchema, {
        outcome,
        ...(outcome === 'displaced' ? { displaced_to: typedText(typed, 'displaced_to') } : {}),
        basis: typedText(typed, 'basis'),
        ...(isTyped ? { again_on: again } : {}),
      }, outcome === 'displaced' && typedText(typed, 'displaced_to') === undefined ? { displaced_to: 'Say where, to which route or to which method' } : {})
      await checkEffect(scope, id, typedNumber(typed, 'revision'), said)
      return [at(id), 'Noted what became of its effect.']
    },
  },
  same: {
    show: 'disruptions.disruption.show-same',
    operation: 'disruptions.disruption.same',
    send: async (scope, id, typed) => {
      const other = recordId.safeParse(typedText(typed, 'as'))
      if (!other.success) throw invalid({ as: 'Choose the other disruption' })
      const { words } = checked(claimSchema, { words: typedText(typed, 'words') })
      await joinOther(scope, id, typedNumber(typed, 'revision'), other.data, words)
      return [at(other.data), 'Your claim stands here now. The other one counts no more.']
    },
  },
  discard: {
    show: 'disruptions.disruption.show-discard',
    operation: 'disruptions.disruption.discard',
    send: async (scope, id) => {
      await discardDraft(scope, id)
      return ['/disruptions', 'Thrown away.']
    },
  },
} // prettier-ignore

const at = (id: RecordId) => `/disruptions/${id}`
const askedQuery = z.object({ as: recordId.optional().catch(undefined) })

/** Registers the page and the form of each. */
export function actPages(app: FastifyInstance): void {
  for (const [step, act] of Object.entries(ACTS) as [Step, Act][]) {
    const path = `/disruptions/:id/${step}`
    app.get(
      path,
      { config: { operation: act.show, access: whoever.decides } },
      (request: FastifyRequest, reply: FastifyReply) => {
        const { as } = queryOf(request, askedQuery)
        return showAct(request, reply, step, as ?? null, null)
      },
    )
    app.post(
      path,
      { config: { operation: act.operation, access: whoever.decides } },
      (request: FastifyRequest, reply: FastifyReply) => {
        const { id } = pathOf(request, recordPath)
        return orAgain(
          request,
          async () => {
            const typed = formOf(request)
            const [href, said] = await request.perform((scope) => act.send(scope, id, typed))
            return reply.done(href, said)
          },
          (refused) => {
            const other = recordId.safeParse(refused.values['as'])
            return showAct(request, reply, step, other.success ? other.data : null, refused)
          },
        )
      },
    )
  }
}

/**
 * @param needed - what is missing between fields: said with the other faults, so that one answer names every one
 * @throws invalid with what is wrong with which field
 */
function checked<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  needed: Record<string, string> = {},
): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw invalid({ ...needed, ...fieldErrors(parsed.error) })
  return parsed.data
}
