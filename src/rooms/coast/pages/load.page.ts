/** Loading a coast: its line, and its sites out of a file. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { plural } from '../../../design/words.ts'
import { bodyOf } from '../../../platform/http/input.ts'
import { takeFiles, textOf } from '../../../platform/http/one-file.ts'
import { orAgain } from '../../../platform/http/or-again.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { readCoastline } from '../chainage/read-coastline.ts'
import { loadLine, type LoadedLine } from '../plan/load-line.ts'
import { siteKinds } from '../plan/plan.ts'
import { findLine } from '../plan/plan-store.ts'
import { loadSites } from '../sites/load-sites.ts'
import { readSites } from '../sites/read-sites.ts'
import { lengthWords } from './words.ts'

const lineForm = z.object({ name: z.string().trim().max(200).default('') })

/** Registers the forms that take files. */
export async function loadPages(app: FastifyInstance): Promise<void> {
  await takeFiles(app)

  app.get(
    '/coast/load',
    { config: { operation: 'coast.load.show', access: whoever.keepsCoastalPlan } },
    async (request, reply) => show(request, reply, {}, {}),
  )

  app.post(
    '/coast/load/line',
    { config: { operation: 'coast.line.load', access: whoever.keepsCoastalPlan } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { name } = bodyOf(request, lineForm)
          const coastline = readCoastline(textOf(request, 'line').text, name === '' ? null : name)
          const loaded = await request.perform((scope) => loadLine(scope, coastline))
          return reply.done('/coast', lineWords(loaded), loaded.stretchesKept ? 'important' : 'success')
        },
        ({ errors, values }) => show(request, reply, errors, { name: values['name'] }),
      ),
  )

  app.post(
    '/coast/load/sites',
    { config: { operation: 'coast.sites.load', access: whoever.keepsCoastalPlan } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { name, text } = textOf(request, 'sites')
          const rows = readSites(text, name)
          const loaded = await request.perform((scope) => loadSites(scope, rows))
          const said = `${plural(loaded.read, 'site')} read: ${String(loaded.added)} added, ${String(loaded.already)} there already, ${String(loaded.refused.length)} refused.`
          if (loaded.refused.length === 0) return reply.done('/coast', said)
          return await reply.page('rooms/coast/pages/loaded.njk', {
            title: 'Some sites were refused',
            said,
            isGeoJson: /json$/i.test(name),
            refused: loaded.refused.slice(0, 500).map(({ line, reason }) => [{ number: line }, reason]),
            more: Math.max(0, loaded.refused.length - 500),
          })
        },
        ({ errors }) => show(request, reply, errors, {}),
      ),
  )
}

function lineWords({ miles, sites, stretches, stretchesKept }: LoadedLine): string {
  const moved = `${plural(stretches, 'stretch', 'stretches')} and ${plural(sites, 'site')} got other miles`
  return stretchesKept
    ? `The line is loaded: ${lengthWords(miles)}. The stretches do not fit it and kept their miles: look at each of them.`
    : `The line is loaded: ${lengthWords(miles)}; ${moved}.`
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: Record<string, string>,
  values: Record<string, unknown>,
): Promise<FastifyReply> {
  const line = await request.perform(findLine)
  return await reply.page('rooms/coast/pages/load.njk', {
    title: 'Load a line or sites',
    back: { text: 'Back to the coastal plan', href: '/coast' },
    line: line && { name: line.name, miles: lengthWords(line.chainage.miles), loadedAt: line.loadedAt },
    kinds: Object.keys(siteKinds),
    values,
    ...(Object.keys(errors).length > 0 ? { errors } : {}),
  })
}
