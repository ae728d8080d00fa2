/** The actions of an operation: a list with comments and results in it, and allocating several at once. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../../design/dates.ts'
import { plural } from '../../../../design/words.ts'
import { invalid } from '../../../../platform/errors.ts'
import { personId } from '../../../../platform/http/ids.ts'
import { pathOf, queryOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedList, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { codesOf } from '../../../../wire/codes.ts'
import type { PersonId } from '../../../../wire/ids.ts'
import { operationPath } from '../../ids.ts'
import { LONGEST } from '../action.ts'
import { actionId } from '../ids.ts'
import { allocateSeveral } from '../move-action.ts'
import { colleaguesIn, findPlace, listActions, LISTS, type Action } from '../read-actions.ts'
import { actionTag, PRIORITIES } from '../words.ts'

const access = whoever.readsInOperations
const number = z.coerce.number().int().min(1).max(2_000_000_000).optional()
const listQuery = z.object({
  list: z.enum(codesOf(LISTS)).default('open').catch('open'),
  before: number,
  after: number,
})

/** Registers the list and its form. */
export function listPages(app: FastifyInstance): void {
  app.get(
    '/operations/:operation/actions',
    { config: { operation: 'operations.action.list', access } },
    (request, reply) => show(request, reply, null),
  )
  app.post(
    '/operations/:operation/actions',
    { config: { operation: 'operations.action.allocate', access } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { operation } = pathOf(request, operationPath)
          const typed = formOf(request)
          const chosen = actionId
            .array()
            .min(1)
            .max(50)
            .safeParse(typedList(typed, 'actions').filter((one) => one !== ''))
          if (!chosen.success) throw invalid({ actions: 'Choose the actions' })
          const to = readWhom(typed)
          const done = await request.perform((scope) => allocateSeveral(scope, operation, chosen.data, to))
          return await reply.done(`/operations/${operation}/actions`, `${plural(done, 'action')} allocated.`)
        },
        (refused) => show(request, reply, refused),
      ),
  )
}

/**
 * Reads to whom something is allocated.
 * @param typed - a form with `person` and `team`
 * @throws invalid where both or neither are given
 */
export function readWhom(typed: Typed): { person: PersonId | null; team: string | null } {
  const person = personId.safeParse(typedText(typed, 'person') ?? '')
  const team = typedText(typed, 'team') ?? null
  if (person.success === (team !== null)) throw invalid({ person: 'Choose a person, or enter a team' })
  if (team !== null && team.length > LONGEST.team)
    throw invalid({ team: `Must be ${String(LONGEST.team)} characters or fewer` })
  return { person: person.success ? person.data : null, team }
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { operation } = pathOf(request, operationPath)
  const { list, before, after } = queryOf(request, listQuery)
  const { place, page, people, agency } = await request.perform(async (scope) => {
    const found = await findPlace(scope, operation)
    return {
      place: found,
      page: await listActions(scope, operation, { list, before, after }),
      people: found.tasks ? await colleaguesIn(scope, operation) : [],
      agency: scope.actor.agencyId,
    }
  })
  const at = `/operations/${operation}/actions`
  const open = page.rows.filter(
    ({ agencyId, state }) => agencyId === agency && (state === 'accepted' || state === 'allocated'),
  )
  return await reply.page('rooms/operations/actions/pages/list.njk', {
    title: 'Actions',
    classification: place.classification,
    back: { text: `Back to ${place.codename}`, href: `/operations/${operation}` },
    place,
    raiseHref: place.acts ? `${at}/new` : undefined,
    tabs: Object.entries(LISTS).map(([key, text]) => ({
      text,
      href: key === 'open' ? at : `${at}?list=${key}`,
      here: key === list,
    })),
    allocates: place.tasks && open.length > 0,
    people: people.map(({ id, name }) => ({ value: id, text: name })),
    choices: open.map((one) => ({
      value: one.id,
      text: `Action ${String(one.number)}: ${one.brief?.what ?? ''}`.slice(0, 120),
    })),
    rows: page.rows.map(rowOf),
    olderHref: page.older === null ? undefined : `${at}?list=${list}&before=${String(page.older)}`,
    newerHref: page.newer === null ? undefined : `${at}?list=${list}&after=${String(page.newer)}`,
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}

const short = (text: string): string => (text.length > 160 ? `${text.slice(0, 159)}…` : text)

function rowOf(one: Action) {
  const { brief, work } = one
  const said = [
    ...(work === null || work.result === null ? [] : [`Result: ${short(work.result)}`]),
    ...(one.lastComment === null
      ? []
      : [`${plural(one.comments, 'comment')}, the last: ${short(one.lastComment)}`]),
    ...(brief === null || brief.reason === null ? [] : [`Reason: ${short(brief.reason)}`]),
  ]
  return [
    { text: `Action ${String(one.number)}`, href: `/operations/actions/${one.id}` },
    brief === null
      ? { text: 'What is asked is read by those who ask and those who do it' }
      : {
          text: brief.what,
          detail: [`Priority: ${PRIORITIES[brief.priority].toLowerCase()}`, ...said].join('. '),
        },
    { text: one.agency ?? 'Offered to nobody yet', detail: work?.person ?? work?.team ?? '' },
    { text: ukDate(one.dueOn) },
    { tags: [actionTag(one.state), ...(one.isOverdue ? [{ text: 'Overdue', colour: 'orange' }] : [])] },
  ]
}
