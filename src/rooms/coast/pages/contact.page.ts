/** Contacts of a stretch. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../../../platform/errors.ts'
import { bodyOf, idPath, pathOf } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { versionSchema } from '../plan/change-stretch.ts'
import { addContact, changeContact, contactSchema, readContact, removeContact } from '../plan/contacts.ts'
import type { Contact } from '../plan/plan.ts'
import { findStretch } from '../plan/plan-store.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'

const FORM = 'rooms/coast/pages/contact-form.njk'
const labels = { organisation: 'Organisation', role: 'Post', telephone: 'Telephone', notes: 'Notes' } as const

/** Registers the forms that add, change and remove a contact. */
export function contactPages(app: FastifyInstance): void {
  app.get(
    '/coast/stretches/:id/contacts/new',
    { config: { operation: 'coast.contact.add.show', access: whoever.keepsCoastalPlan } },
    async (request, reply) => showNew(request, reply, null),
  )

  app.post(
    '/coast/stretches/:id/contacts/new',
    { config: { operation: 'coast.contact.add', access: whoever.keepsCoastalPlan } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { id } = pathOf(request, idPath)
          await request.perform((scope) => addContact(scope, id, bodyOf(request, contactSchema)))
          return reply.done(`/coast/stretches/${id}`, 'The contact is added.')
        },
        (refused) => showNew(request, reply, refused),
      ),
  )

  app.get(
    '/coast/contacts/:id',
    { config: { operation: 'coast.contact.change.show', access: whoever.keepsCoastalPlan } },
    async (request, reply) => showContact(request, reply, null),
  )

  app.post(
    '/coast/contacts/:id',
    { config: { operation: 'coast.contact.change', access: whoever.keepsCoastalPlan } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { id } = pathOf(request, idPath)
          const { version } = bodyOf(request, versionSchema)
          const values = bodyOf(request, contactSchema)
          const stretch = await request.perform((scope) => changeContact(scope, id, version, values))
          return reply.done(`/coast/stretches/${stretch}`, 'The contact is changed.')
        },
        (refused) => showContact(request, reply, refused),
      ),
  )

  app.post(
    '/coast/contacts/:id/remove',
    { config: { operation: 'coast.contact.remove', access: whoever.keepsCoastalPlan } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { id } = pathOf(request, idPath)
          const { version } = bodyOf(request, versionSchema)
          const stretch = await request.perform((scope) => removeContact(scope, id, version))
          return reply.done(`/coast/stretches/${stretch}`, 'The contact is removed.')
        },
        ({ errors }) => showContact(request, reply, { errors, values: {}, stale: true }),
      ),
  )
}

async function showNew(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { id } = pathOf(request, idPath)
  const stretch = await request.perform((scope) => findStretch(scope, id))
  if (!stretch) throw notFound()
  return await reply.page(FORM, {
    title: 'Add a contact',
    name: stretch.name,
    cancel: `/coast/stretches/${id}`,
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}

async function showContact(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { id } = pathOf(request, idPath)
  const { contact, stretch } = await request.perform(async (scope) => {
    const contact = await readContact(scope, id)
    return { contact, stretch: await findStretch(scope, contact.stretchId) }
  })
  const typed = refused && Object.keys(refused.values).length > 0 ? refused.values : null
  return await reply.page(FORM, {
    title: 'Change a contact',
    name: stretch?.name ?? '',
    cancel: `/coast/stretches/${contact.stretchId}`,
    removes: `/coast/contacts/${id}/remove`,
    values: { ...contact, ...typed, version: contact.version },
    both: refused?.stale === true && typed ? bothOf(typed, contact) : null,
    ...(refused ? { errors: refused.errors } : {}),
  })
}

function bothOf(typed: Readonly<Record<string, unknown>>, contact: Contact) {
  return Object.entries(labels).map(([name, label]) => {
    const left = typed[name]
    return { label, left: typeof left === 'string' ? left : '', right: contact[name as keyof typeof labels] }
  })
}
