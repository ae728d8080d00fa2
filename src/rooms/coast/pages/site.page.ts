/** Sites: one of them, and the forms that add, change and remove it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { plural } from '../../../design/words.ts'
import { notFound } from '../../../platform/errors.ts'
import { bodyOf, idPath, pathOf } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { versionSchema } from '../plan/change-stretch.ts'
import { siteKinds, stretchAt, type Site } from '../plan/plan.ts'
import { listStretches } from '../plan/plan-store.ts'
import { writePosition, type Position } from '../positions/index.ts'
import { addSite, changeSite, readSite, removeSite, siteSchema } from '../sites/change-site.ts'
import { findSite, listSites } from '../sites/site-store.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { eventsNear, mayEdit } from './form.ts'
import { drawMap, viewOf } from './map.view.ts'
import { siteRows, sitesHead } from './plan.view.ts'
import { metresWords, mileWords } from './words.ts'

const FORM = 'rooms/coast/pages/site-form.njk'
const kinds = Object.entries(siteKinds).map(([value, text]) => ({ value, text }))

/**
 * Registers the pages of sites.
 * @param dataFolder - of the node, where layers lie
 */
export function sitePages(app: FastifyInstance, dataFolder: string): void {
  app.get(
    '/coast/sites',
    { config: { operation: 'coast.site.list', access: whoever.readsCoastalPlan } },
    async (request, reply) => {
      const { sites, stretches } = await request.perform(async (scope) => ({
        sites: await listSites(scope),
        stretches: await listStretches(scope),
      }))
      const silent = sites.filter(({ contact, telephone }) => contact === '' && telephone === '').length
      return await reply.page('rooms/coast/pages/sites.njk', {
        title: 'Sites on our coast',
        back: { text: 'Back to the coastal plan', href: '/coast' },
        head: sitesHead,
        rows: siteRows(sites, stretches),
        silent: silent === 0 ? '' : plural(silent, 'site'),
        edits: mayEdit(request),
      })
    },
  )

  app.get(
    '/coast/sites/new',
    { config: { operation: 'coast.site.add.show', access: whoever.keepsCoastalPlan } },
    (_request, reply) => reply.page(FORM, newForm({})),
  )

  app.post(
    '/coast/sites/new',
    { config: { operation: 'coast.site.add', access: whoever.keepsCoastalPlan } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const id = await request.perform((scope) => addSite(scope, bodyOf(request, siteSchema)))
          return reply.done(`/coast/sites/${id}`, 'The site is added.')
        },
        ({ values, errors }) => reply.page(FORM, { ...newForm(values), errors }),
      ),
  )

  app.get(
    '/coast/sites/:id',
    { config: { operation: 'coast.site.show', access: whoever.readsCoastalPlan } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const { site, stretches } = await request.perform(async (scope) => ({
        site: await readSite(scope, id),
        stretches: await listStretches(scope),
      }))
      const stretch = site.mile === null ? null : stretchAt(stretches, site.mile)
      return await reply.page('rooms/coast/pages/site.njk', {
        title: site.name,
        id,
        kind: siteKinds[site.kind],
        back: { text: 'Back to the sites', href: '/coast/sites' },
        facts: factsOf(site, stretch?.name ?? null),
        silent: site.contact === '' && site.telephone === '',
        edits: mayEdit(request),
        eventsHref: eventsNear(request, id),
        drawn: await drawMap(dataFolder, {
          view: { ...viewOf([site.position], 12), height: 420 },
          marks: [{ position: site.position, label: site.name, kind: 'pin' }],
          alt: `Map with ${site.name} in the middle.`,
        }),
      })
    },
  )

  app.get(
    '/coast/sites/:id/change',
    { config: { operation: 'coast.site.change.show', access: whoever.keepsCoastalPlan } },
    async (request, reply) => showChange(request, reply, null),
  )

  app.post(
    '/coast/sites/:id/change',
    { config: { operation: 'coast.site.change', access: whoever.keepsCoastalPlan } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { id } = pathOf(request, idPath)
          const { version } = bodyOf(request, versionSchema)
          await request.perform((scope) => changeSite(scope, id, version, bodyOf(request, siteSchema)))
          return reply.done(`/coast/sites/${id}`, 'The site is changed.')
        },
        (refused) => showChange(request, reply, refused),
      ),
  )

  app.get(
    '/coast/sites/:id/remove',
    { config: { operation: 'coast.site.remove.show', access: whoever.keepsCoastalPlan } },
    async (request, reply) => showRemove(request, reply, {}),
  )

  app.post(
    '/coast/sites/:id/remove',
    { config: { operation: 'coast.site.remove', access: whoever.keepsCoastalPlan } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { id } = pathOf(request, idPath)
          const { version } = bodyOf(request, versionSchema)
          await request.perform((scope) => removeSite(scope, id, version))
          return reply.done('/coast', 'The site is removed.')
        },
        ({ errors }) => showRemove(request, reply, errors),
      ),
  )
}

const newForm = (values: Record<string, unknown>) => ({
  title: 'Add a site',
  kinds,
  submit: 'Add it',
  cancel: '/coast',
  values: { publicName: 'yes', ...values },
})

function factsOf(site: Site, stretch: string | null) {
  const written = writePosition(site.position)
  const off = site.coastMetres === null ? '' : `, ${metresWords(site.coastMetres)} from the line`
  return [
    {
      key: 'Position',
      text: written.decimal,
      lines: [written.mariners, ...(written.grid ? [written.grid] : [])],
    },
    { key: 'Mile', text: site.mile === null ? 'No line is loaded' : `${mileWords(site.mile)}${off}` },
    { key: 'Stretch', text: stretch ?? 'Not covered by a stretch' },
    { key: 'Whom to ring', text: site.contact === '' ? 'Not said' : site.contact },
    { key: 'Telephone', text: site.telephone === '' ? 'Not said' : site.telephone },
    {
      key: 'Public search',
      text: site.publicName ? 'The public can find this name' : 'Only our own desk finds this name',
    },
  ]
}

const asTyped = ({ lat, lon }: Position): string => `${lat.toFixed(5)}, ${lon.toFixed(5)}`

async function found(request: FastifyRequest): Promise<Site> {
  const { id } = pathOf(request, idPath)
  const site = await request.perform((scope) => findSite(scope, id))
  if (!site) throw notFound()
  return site
}

async function showChange(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const site = await found(request)
  const saved = { ...site, position: asTyped(site.position), publicName: site.publicName ? 'yes' : 'no' }
  return await reply.page(FORM, {
    title: 'Change a site',
    name: site.name,
    kinds,
    cancel: `/coast/sites/${site.id}`,
    values: refused ? { ...refused.values, ...(refused.stale ? { version: site.version } : {}) } : saved,
    both: refused?.stale === true ? bothOf(refused.values, saved) : null,
    ...(refused ? { errors: refused.errors } : {}),
  })
}

function bothOf(typed: Readonly<Record<string, unknown>>, saved: Record<string, unknown>) {
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const labels = {
    name: 'Name',
    kind: 'What it is',
    position: 'Position',
    contact: 'Whom to ring',
    telephone: 'Telephone',
    publicName: 'Found by the public',
  }
  return Object.entries(labels).map(([name, label]) => ({
    label,
    left: text(typed[name]),
    right: text(saved[name]),
  }))
}

async function showRemove(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const site = await found(request)
  return await reply.page('rooms/coast/pages/remove.njk', {
    title: 'Remove this site?',
    name: site.name,
    follows: 'It goes from the plan, with its contact. The ledger keeps that it was removed, and by whom.',
    submit: 'Remove the site',
    cancel: `/coast/sites/${site.id}`,
    values: { version: site.version },
    ...(Object.keys(errors).length > 0 ? { errors } : {}),
  })
}
