/** Stretches: one of them, and the forms that add, change and remove it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { faultOfDate, readDateField } from '../../../design/fields.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import { bodyOf, idPath, parse, pathOf, queryOf, typedValues } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { sliceBetween } from '../chainage/chainage.ts'
import {
  addStretch,
  changeStretch,
  partSchemas,
  removeStretch,
  versionSchema,
  type Part,
  type StretchChange,
} from '../plan/change-stretch.ts'
import type { Stretch } from '../plan/plan.ts'
import { findLine, findStretch, listPossibleLeads } from '../plan/plan-store.ts'
import { todayOf } from '../../../platform/london-day.ts'
import { readStretch, type WholeStretch } from '../plan/read-plan.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { eventsNear, mayEdit } from './form.ts'
import { drawMap, linesOf, viewOf } from './map.view.ts'
import { bothOf, leadItems, parts, stretchView, valuesOf } from './stretch.view.ts'
import { mileWords, milesWords } from './words.ts'

const FORM = 'rooms/coast/pages/stretch-form.njk'
const fromQuery = z.object({
  from: z.string().max(10).default(''),
  to: z.string().max(10).default(''),
})

/**
 * Registers the pages of stretches.
 * @param dataFolder - of the node, where layers lie
 */
export function stretchPages(app: FastifyInstance, dataFolder: string): void {
  app.get(
    '/coast/stretches/new',
    { config: { operation: 'coast.stretch.add.show', access: whoever.keepsCoastalPlan } },
    async (request, reply) => {
      const { from, to } = queryOf(request, fromQuery)
      return await showNew(request, reply, { values: { fromMile: from, toMile: to, publicName: 'yes' } })
    },
  )

  app.post(
    '/coast/stretches/new',
    { config: { operation: 'coast.stretch.add', access: whoever.keepsCoastalPlan } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const id = await request.perform((scope) => addStretch(scope, bodyOf(request, partSchemas.place)))
          return reply.done(`/coast/stretches/${id}`, 'The stretch is added. Next: who leads it?')
        },
        (refused) => showNew(request, reply, refused),
      ),
  )

  app.get(
    '/coast/stretches/:id',
    { config: { operation: 'coast.stretch.show', access: whoever.readsCoastalPlan } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const { whole, today } = await request.perform(async (scope) => ({
        whole: await readStretch(scope, id),
        today: todayOf(scope),
      }))
      const { name, fromMile, toMile } = whole.stretch
      const view = stretchView(whole, today, mayEdit(request))
      return await reply.page('rooms/coast/pages/stretch.njk', {
        title: name,
        id,
        miles: milesWords({ fromMile, toMile }),
        back: { text: 'Back to the coastal plan', href: '/coast' },
        ...view,
        eventsHref: eventsNear(request, id),
        drawn: await drawStretch(dataFolder, whole, view.mapSays),
      })
    },
  )

  for (const part of Object.keys(parts) as Part[]) partPages(app, part)

  app.get(
    '/coast/stretches/:id/remove',
    { config: { operation: 'coast.stretch.remove.show', access: whoever.keepsCoastalPlan } },
    async (request, reply) => showRemove(request, reply, {}),
  )

  app.post(
    '/coast/stretches/:id/remove',
    { config: { operation: 'coast.stretch.remove', access: whoever.keepsCoastalPlan } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { id } = pathOf(request, idPath)
          const { version } = bodyOf(request, versionSchema)
          await request.perform((scope) => removeStretch(scope, id, version))
          return reply.done('/coast', 'The stretch and its contacts are removed. Its sites stay.')
        },
        ({ errors }) => showRemove(request, reply, errors),
      ),
  )
}

/** One part of a stretch, changed on a page of its own. */
function partPages(app: FastifyInstance, part: Part): void {
  const path = `/coast/stretches/:id/${part}`
  app.get(
    path,
    { config: { operation: 'coast.stretch.change.show', access: whoever.keepsCoastalPlan } },
    async (request, reply) => showPart(request, reply, part, null),
  )
  app.post(
    path,
    { config: { operation: 'coast.stretch.change', access: whoever.keepsCoastalPlan } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { id } = pathOf(request, idPath)
          const { version } = bodyOf(request, versionSchema)
          const change = changeOf(part, request)
          await request.perform((scope) => changeStretch(scope, id, version, change))
          return reply.done(`/coast/stretches/${id}`, parts[part].done)
        },
        (refused) => showPart(request, reply, part, refused),
      ),
  )
}

function changeOf(part: Part, request: FastifyRequest): StretchChange {
  if (part === 'lead') {
    const { leadId } = bodyOf(request, partSchemas.lead)
    return { leadId: leadId === 'nobody' ? null : leadId }
  }
  if (part === 'review') {
    const typed = typedValues(request)
    const faults = {
      ...faultNamed(typed, 'reviewedOn', 'Date of the review'),
      ...faultNamed(typed, 'reviewOn', 'Date of the next review'),
    }
    if (Object.keys(faults).length > 0) throw invalid(faults)
    return parse(partSchemas.review, {
      reviewedOn: readDateField(typed, 'reviewedOn'),
      reviewOn: readDateField(typed, 'reviewOn'),
    })
  }
  return bodyOf(request, partSchemas[part])
}

const faultNamed = (typed: Record<string, unknown>, name: string, what: string): Record<string, string> => {
  const fault = faultOfDate(typed, name, what)
  return fault === undefined ? {} : { [name]: fault }
}

async function showPart(
  request: FastifyRequest,
  reply: FastifyReply,
  part: Part,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { id } = pathOf(request, idPath)
  const { stretch, people, end, today } = await request.perform(async (scope) => ({
    stretch: await findStretch(scope, id),
    people: part === 'lead' ? await listPossibleLeads(scope) : [],
    end: (await findLine(scope))?.chainage.miles ?? null,
    today: todayOf(scope),
  }))
  if (!stretch) throw notFound()
  return await reply.page(FORM, {
    title: parts[part].title,
    part,
    name: stretch.name,
    items: leadItems(people),
    end: end === null ? '' : mileWords(end),
    cancel: `/coast/stretches/${id}`,
    values: valuesIn(part, stretch, today, refused),
    both: refused?.stale === true ? bothOf(part, datesRead(refused.values), stretch, people) : null,
    ...(refused ? { errors: refused.errors } : {}),
  })
}

/** What was typed stays; a form that was stale goes on from what is saved now. */
function valuesIn(
  part: Part,
  stretch: Stretch,
  today: string,
  refused: Refused | null,
): Record<string, unknown> {
  if (refused === null) return valuesOf(part, stretch, today)
  return {
    ...refused.values,
    version: refused.stale ? stretch.version : (refused.values['version'] ?? stretch.version),
  }
}

const datesRead = (values: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  ...values,
  reviewedOn: readDateField(values, 'reviewedOn'),
  reviewOn: readDateField(values, 'reviewOn'),
})

async function showNew(
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { values: Record<string, unknown>; errors?: Record<string, string> },
): Promise<FastifyReply> {
  const line = await request.perform(findLine)
  return await reply.page(FORM, {
    title: 'Add a stretch',
    part: 'place',
    end: line ? mileWords(line.chainage.miles) : '',
    submit: 'Add it',
    cancel: '/coast',
    values: shown.values,
    ...(shown.errors ? { errors: shown.errors } : {}),
  })
}

async function showRemove(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const { id } = pathOf(request, idPath)
  const stretch = await request.perform((scope) => findStretch(scope, id))
  if (!stretch) throw notFound()
  return await reply.page('rooms/coast/pages/remove.njk', {
    title: 'Remove this stretch?',
    name: stretch.name,
    follows: `Miles ${milesWords(stretch)} will not be covered. Its contacts are removed too. Its sites stay in the plan.`,
    submit: 'Remove the stretch',
    cancel: `/coast/stretches/${id}`,
    values: { version: stretch.version },
    ...(Object.keys(errors).length > 0 ? { errors } : {}),
  })
}

async function drawStretch(dataFolder: string, { stretch, sites, plan }: WholeStretch, alt: string) {
  if (!plan.line) return null
  const points = sliceBetween(plan.line.chainage, stretch.fromMile, stretch.toMile)
  return await drawMap(dataFolder, {
    view: viewOf([...points, ...sites.map(({ position }) => position)]),
    lines: linesOf(plan.line, [stretch], []),
    marks: sites.map(({ name, position }) => ({ position, label: name, kind: 'site' as const })),
    alt,
  })
}
