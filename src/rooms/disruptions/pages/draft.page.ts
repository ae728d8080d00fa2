/** Drafting a disruption, and changing what a draft or a returned one says: one page. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { recordId, recordPath } from '../../../platform/http/ids.ts'
import { pathOf, queryOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedNumber, typedText } from '../../../platform/http/typed-form.ts'
import { newId, newReference } from '../../../platform/identifiers.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { disruptionLevel } from '../../../wire/codes.ts'
import { LONGEST } from '../disruption.ts'
import { readWhole } from '../read-disruption.ts'
import { effectDaysOf } from '../settings.ts'
import { levelsOf } from '../terms.ts'
import { todayOf } from '../../../platform/london-day.ts'
import { changeDisruption, draftDisruption } from '../write-disruption.ts'
import { isClosed } from '../refusals.ts'
import { readForm, valuesOf } from './draft.form.ts'

const facts = (operation: string) => ({ config: { operation, access: whoever.decides } })
const newQuery = z.object({ group: recordId.optional().catch(undefined) })

/** Registers both pages and their forms. */
export function draftPages(app: FastifyInstance): void {
  app.get('/disruptions/new', facts('disruptions.disruption.show-draft'), (request, reply) =>
    show(request, reply, null, null),
  )
  app.post('/disruptions/new', facts('disruptions.disruption.draft'), (request, reply) =>
    orAgain(
      request,
      async () => {
        const typed = formOf(request)
        const { id } = await request.perform(async (scope) => {
          const read = readForm(typed, todayOf(scope))
          if ('fields' in read) throw invalid(read.fields)
          const as = recordId.safeParse(typedText(typed, 'id'))
          return await draftDisruption(
            scope,
            read.disruption,
            as.success ? { id: as.data, reference: newReference() } : undefined,
          )
        })
        return reply.done(
          `/disruptions/${id}/evidence`,
          'Drafted. Add what shows how it was before and after, then claim it.',
        )
      },
      (refused) => show(request, reply, null, refused),
    ),
  )

  const at = '/disruptions/:id/edit'
  app.get(at, facts('disruptions.disruption.show-change'), (request, reply) =>
    show(request, reply, pathOf(request, recordPath).id, null),
  )
  app.post(at, facts('disruptions.disruption.change'), (request, reply) => {
    const { id } = pathOf(request, recordPath)
    return orAgain(
      request,
      async () => {
        const typed = formOf(request)
        await request.perform(async (scope) => {
          const read = readForm(typed, todayOf(scope))
          if ('fields' in read) throw invalid(read.fields)
          await changeDisruption(scope, id, typedNumber(typed, 'revision'), read.disruption)
        })
        return reply.done(`/disruptions/${id}`, 'Changed.')
      },
      (refused) => show(request, reply, id, refused),
    )
  })
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  id: Parameters<typeof readWhole>[1] | null,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { group } = id === null ? queryOf(request, newQuery) : {}
  const { view, levels, effectDays, compartments, groupValues } = await request.perform(async (scope) => {
    const read = id === null ? null : await readWhole(scope, id)
    if (read !== null && (!read.own || !['drafted', 'returned'].includes(read.body.state))) throw isClosed()
    return {
      view: read,
      levels: await levelsOf(scope),
      effectDays: await effectDaysOf(scope),
      compartments: await scope.tx.many<{ id: string; name: string }>(
        'select id, name from access.compartment order by name',
      ),
      groupValues: group === undefined ? {} : await ofGroup(scope, group),
    }
  })
  const values = view === null ? { id: newId(), ...groupValues } : valuesOf(view)
  return await reply.page('rooms/disruptions/pages/draft.njk', {
    title: view === null ? 'Draft a disruption' : 'Change this disruption',
    // What is typed may be as high as this person is cleared for.
    classification: request.signedIn?.clearance ?? 'OFFICIAL',
    back:
      view === null
        ? { text: 'Back to our disruptions', href: '/disruptions' }
        : { text: 'Back to the disruption', href: `/disruptions/${view.id}` },
    cancelHref: view === null ? '/disruptions' : `/disruptions/${view.id}`,
    isNew: view === null,
    isReturned: view?.body.state === 'returned',
    longest: LONGEST,
    effectDays,
    unverified: levels.unverified,
    levels: disruptionLevel.map((one) => ({ value: one, text: levels.words[one] })),
    compartments: compartments.map((one) => ({ value: one.id, text: one.name })),
    values: { ...values, ...refused?.values, ...(view === null ? {} : { revision: view.body.revision }) },
    ...(refused ? { errors: refused.errors } : {}),
  })
}

/** From a group's page its name and reference are there already; of one that is not in sight nothing. */
async function ofGroup(scope: MemberScope, id: string): Promise<Record<string, string>> {
  const found = await scope.tx.maybe<{ reference: string; title: string }>(
    `select reference, title from access.record where id = $1 and kind = 'group' and status = 'disseminated'`,
    [id],
  )
  return found === null ? {} : { about_kind: 'group', group: found.reference, about: found.title }
}
