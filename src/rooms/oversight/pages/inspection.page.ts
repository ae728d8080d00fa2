/** Inspections: one of them, entering it, its recommendations, and the areas by which a body asks. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { plural } from '../../../design/words.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { notFound } from '../../../platform/errors.ts'
import { bodyOf, idPath, pathOf } from '../../../platform/http/input.ts'
import { takeFiles, textOf } from '../../../platform/http/one-file.ts'
import { orAgain } from '../../../platform/http/or-again.ts'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { areasOf, areasSchema, setAreas } from '../areas.ts'
import { londonDay } from '../../../platform/london-day.ts'
import {
  changeRecommendation,
  enterInspection,
  inspectionSchema,
  recommendationSchema,
} from '../inspections/enter-inspection.ts'
import { importRecommendations, type Imported } from '../inspections/import-recommendations.ts'
import {
  findInspection,
  findRecommendation,
  kindOfViewer,
  listAreas,
  listPossibleAddressees,
  listRecommendations,
} from '../inspections/inspection-store.ts'
import { LONGEST_FILE } from '../inspections/read-recommendations.ts'
import { listDuties } from '../progress/duty-store.ts'
import { listResponses } from '../response/response-store.ts'
import { formPages, noPath } from './form.ts'
import { inspectionView, recommendationView } from './inspection.view.ts'
import { areaItems, captionOf } from './words.ts'

/** Registers the pages of inspections and recommendations. */
export async function inspectionPages(app: FastifyInstance): Promise<void> {
  formPages(app, {
    ...{ path: '/oversight/inspections/new', operation: 'oversight.inspection.enter' },
    ...{ access: whoever.entersInspections, pathSchema: noPath, schema: inspectionSchema },
    dates: ['publishedOn'],
    view: () =>
      Promise.resolve({
        title: 'Enter an inspection',
        intro: [
          'Type it in from the published report. Seamark ships no text of any report.',
          'What you do not know yet can stay empty: it counts as not entered yet, and is never late.',
        ],
        fields: [
          { kind: 'input', options: { name: 'reference', label: 'Short name', hint: 'What everybody calls it, like OIC 2025', width: 20 } },
          { kind: 'input', options: { name: 'title', label: 'Title of the report' } },
          { kind: 'input', options: { name: 'publisher', label: 'Who published it', width: 20 } },
          { kind: 'date', options: { name: 'publishedOn', label: 'Day of publication' } },
          { kind: 'textarea', options: { name: 'areas', label: 'Areas of the inspection', hint: 'One a line, in the order of the report', rows: 6, optional: true } },
          { kind: 'input', options: { name: 'recommendations', label: 'How many recommendations does it have?', width: 3, inputmode: 'numeric' } },
        ],
        submit: 'Enter it',
        cancel: '/oversight',
        values: {},
      }), // prettier-ignore
    send: async (scope, input) => {
      const id = await enterInspection(scope, input)
      return {
        to: `/oversight/inspections/${id}`,
        said: 'The inspection is entered. Next: what does each recommendation say?',
      }
    },
  })

  app.get(
    '/oversight/inspections/:id',
    { config: { operation: 'oversight.inspection.show', access: whoever.readsOversight } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const all = await request.perform(async (scope) => {
        const inspection = await findInspection(scope, id)
        if (!inspection) throw notFound()
        return {
          inspection,
          recommendations: await listRecommendations(scope, id),
          duties: await listDuties(scope, { inspectionId: id }),
          areas: await areasOf(scope, id, scope.actor.agencyId),
          responses: await listResponses(scope, id),
          today: londonDay(scope.now),
          keeps: mayKeep(scope, inspection.agencyId),
          oversees: may(scope.actor.roles, 'oversees'),
          responds: may(scope.actor.roles, 'oversees') && (await kindOfViewer(scope)) === 'commissioner',
        }
      })
      return await reply.page('rooms/oversight/pages/inspection.njk', {
        title: all.inspection.title,
        back: { text: 'Back to oversight', href: '/oversight' },
        ...inspectionView(all),
      })
    },
  )

  formPages(app, {
    ...{ path: '/oversight/inspections/:id/areas', operation: 'oversight.areas.set' },
    ...{ access: whoever.oversees, pathSchema: idPath, schema: areasSchema },
    view: async (scope, { id }) => {
      const inspection = await findInspection(scope, id)
      if (!inspection) throw notFound()
      const theirs = await listAreas(scope, id)
      const ours = await areasOf(scope, id, scope.actor.agencyId)
      return {
        title: 'By which areas do you ask?',
        caption: captionOf(inspection),
        intro: [
          'Your meetings, your pages and your response go by these areas. Each gathers areas of the inspection.',
        ],
        facts: theirs.map(({ place, title }) => ({ key: `Area ${String(place)}`, text: title })),
        fields: [
          { kind: 'textarea', options: { name: 'areas', label: 'Your areas', hint: 'One a line. Behind a colon, the numbers of the areas that it gathers, like “Governance and direction: 1”', rows: 8 } },
        ],
        submit: 'Save',
        cancel: `/oversight/inspections/${id}`,
        values: {
          areas: ours
            .map(({ title, gathers }) => {
              const places = theirs.filter((one) => gathers.includes(one.id)).map(({ place }) => place)
              return places.length > 0 ? `${title}: ${places.join(', ')}` : title
            })
            .join('\n'),
        },
      }
    }, // prettier-ignore
    send: async (scope, input, { id }) => {
      await setAreas(scope, id, input)
      return { to: `/oversight/inspections/${id}`, said: 'Your areas are saved.' }
    },
  })

  app.get(
    '/oversight/recommendations/:id',
    { config: { operation: 'oversight.recommendation.show', access: whoever.readsOversight } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const all = await request.perform(async (scope) => {
        const recommendation = await findRecommendation(scope, id)
        const inspection = recommendation && (await findInspection(scope, recommendation.inspectionId))
        if (!recommendation || !inspection) throw notFound()
        return {
          ...{ recommendation, inspection },
          areas: await listAreas(scope, inspection.id),
          duties: await listDuties(scope, { recommendationId: id }),
          today: londonDay(scope.now),
          keeps: mayKeep(scope, inspection.agencyId),
        }
      })
      return await reply.page('rooms/oversight/pages/recommendation.njk', {
        title: `Recommendation ${String(all.recommendation.number)}`,
        back: { text: 'Back to the inspection', href: `/oversight/inspections/${all.inspection.id}` },
        ...recommendationView(all),
      })
    },
  )

  formPages(app, {
    ...{ path: '/oversight/recommendations/:id/change', operation: 'oversight.recommendation.change' },
    ...{ access: whoever.entersInspections, pathSchema: idPath, schema: recommendationSchema },
    ...{ dates: ['dueOn'], body: 'large' },
    view: async (scope, { id }) => {
      const one = await findRecommendation(scope, id)
      const inspection = one && (await findInspection(scope, one.inspectionId))
      if (!one || !inspection || !mayKeep(scope, inspection.agencyId)) throw notFound()
      const duties = await listDuties(scope, { recommendationId: id })
      const there = new Set(duties.map(({ agencyId }) => agencyId))
      const possible = (await listPossibleAddressees(scope)).filter((agency) => !there.has(agency.id))
      return {
        title: `What recommendation ${String(one.number)} says`,
        caption: captionOf(inspection),
        intro: ['Type or paste it from the published report. Leave empty what you do not know.'],
        fields: [
          { kind: 'textarea', options: { name: 'text', label: 'Text', rows: 8, maxlength: 10_000, threshold: 90, optional: true } },
          { kind: 'input', options: { name: 'addressedTo', label: 'To whom does the report address it?', hint: 'In the words of the report, like “Chief constables”', optional: true } },
          { kind: 'input', options: { name: 'source', label: 'Where is that written?', hint: 'A page of the report, or another published source', optional: true } },
          { kind: 'date', options: { name: 'dueOn', label: 'By when is it to be done?', optional: true } },
          { kind: 'select', options: { name: 'areaId', label: 'Area of the inspection', items: areaItems(await listAreas(scope, inspection.id)), optional: true } },
          ...(possible.length > 0
            ? [{ kind: 'checkboxes' as const, options: { name: 'addressees', label: 'Which agencies here are addressees?', hint: there.size > 0 ? `${plural(there.size, 'agency', 'agencies')} already. Each gets its own line` : 'Each gets its own line', items: possible.map(({ id: agency, name }) => ({ value: String(agency), text: name })), small: true } }]
            : []),
        ],
        submit: 'Save',
        cancel: `/oversight/recommendations/${id}`,
        values: { version: one.version, text: one.text ?? '', addressedTo: one.addressedTo ?? '', source: one.source ?? '', dueOn: one.dueOn ?? '', areaId: one.areaId ?? '' },
      }
    }, // prettier-ignore
    send: async (scope, input, { id }) => {
      await changeRecommendation(scope, id, input)
      return { to: `/oversight/recommendations/${id}`, said: 'The recommendation is saved.' }
    },
  })

  await app.register(importPages)
}

const mayKeep = (scope: MemberScope, agencyId: number): boolean =>
  agencyId === scope.actor.agencyId && may(scope.actor.roles, 'entersInspections')

const pasteSchema = z.object({ csv: z.string().max(LONGEST_FILE, 'This is too long').default('') })

/** Encapsulated: only these routes take a file. */
async function importPages(app: FastifyInstance): Promise<void> {
  await takeFiles(app)
  const show = async (request: FastifyRequest, reply: FastifyReply, more: object) => {
    const { id } = pathOf(request, idPath)
    const inspection = await request.perform(async (scope) => {
      const found = await findInspection(scope, id)
      return found && mayKeep(scope, found.agencyId) ? found : null
    })
    if (!inspection) throw notFound()
    return await reply.page('rooms/oversight/pages/import.njk', {
      title: 'Import recommendations',
      back: { text: 'Back to the inspection', href: `/oversight/inspections/${id}` },
      ...{ id, caption: captionOf(inspection), values: {} },
      ...more,
    })
  }
  const answer = async (request: FastifyRequest, reply: FastifyReply, content: string) => {
    const { id } = pathOf(request, idPath)
    const imported = await request.perform((scope) => importRecommendations(scope, id, content))
    if (imported.refused.length === 0)
      return reply.done(`/oversight/inspections/${id}`, importedWords(imported))
    return await show(request, reply, {
      said: importedWords(imported),
      refused: imported.refused.map(({ line, reason }) => [{ number: line }, reason]),
    })
  }

  app.get(
    '/oversight/inspections/:id/import',
    { config: { operation: 'oversight.recommendations.import.show', access: whoever.entersInspections } },
    (request, reply) => show(request, reply, {}),
  )
  app.post(
    '/oversight/inspections/:id/import',
    {
      config: {
        operation: 'oversight.recommendations.paste',
        access: whoever.entersInspections,
        body: 'large',
      },
    },
    (request, reply) =>
      orAgain(
        request,
        () => answer(request, reply, bodyOf(request, pasteSchema).csv),
        ({ errors, values }) => show(request, reply, { errors, values }),
      ),
  )
  app.post(
    '/oversight/inspections/:id/import/file',
    { config: { operation: 'oversight.recommendations.import', access: whoever.entersInspections } },
    (request, reply) =>
      orAgain(
        request,
        () => answer(request, reply, textOf(request, 'file').text),
        ({ errors }) =>
          show(request, reply, {
            errors: { file: Object.values(errors)[0] ?? 'The file could not be read' },
          }),
      ),
  )
}

const importedWords = ({ added, changed, same, refused }: Imported): string =>
  `${plural(added, 'recommendation')} added, ${String(changed)} filled in, ${String(same)} there already, ${String(refused.length)} refused.`
