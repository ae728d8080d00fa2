/** The agency's people and desk (administrator), and everybody's directory of desks. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sentenceList } from '../../../design/words.ts'
import { asSeamarkError, notFound } from '../../../platform/errors.ts'
import { bodyOf, idOf, pathOf, typedValues } from '../../../platform/http/input.ts'
import type { PersonId } from '../../../wire/ids.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { agencyKind, roleWords } from '../../../wire/codes.ts'
import {
  addPerson,
  changeDesk,
  changedPersonSchema,
  changePerson,
  deskSchema,
  newPersonSchema,
} from '../change-people.ts'
import { endSessionsOf } from '../end-sessions.ts'
import * as store from '../people-store.ts'
import { listProposals } from '../proposals.ts'
import { ranksHeld, type HeldRank } from '../ranks/holds-rank.ts'
import { rankTold } from '../ranks/rank.ts'
import { roleHints } from '../roles.ts'
import { unbindingOf } from '../unbinding.ts'

const roleItems = Object.entries(roleWords).map(([value, text]) => ({
  value,
  text,
  hint: roleHints[value as never],
}))

/** Registers the pages of people and desks. */
export function peoplePages(app: FastifyInstance): void {
  app.get(
    '/people',
    { config: { operation: 'people.list', access: whoever.administers } },
    async (request, reply) => {
      const { people, ranks, proposed, ...about } = await request.perform(async (scope) => {
        const listed = await store.listPeople(scope)
        return {
          people: listed,
          ranks: await ranksHeld(
            scope,
            listed.map(({ id }) => id),
          ),
          proposed: (await listProposals(scope)).total,
          desk: await store.ownDesk(scope),
          domains: await store.listDomains(scope),
          told: await store.hasRecordsManager(scope),
        }
      })
      const rows = people.map((person) => [
        { text: person.name, href: `/people/${person.id}`, detail: person.email },
        person.roles.map((role) => roleWords[role]).join(', '),
        person.clearance,
        rankCell(ranks.get(person.id)),
        person.active
          ? {
              tag: {
                text: person.bound ? 'Active' : 'Has not signed in yet',
                colour: person.bound ? 'green' : 'grey',
              },
            }
          : { tag: { text: 'Not active', colour: 'red' } },
      ])
      return reply.page('rooms/people/pages/people.njk', {
        title: `People of ${about.desk.name}`,
        rows,
        proposed,
        ...about,
      })
    },
  )

  app.get(
    '/people/new',
    { config: { operation: 'people.add.show', access: whoever.administers } },
    async (request, reply) =>
      reply.page('rooms/people/pages/person.njk', {
        title: 'Add a person',
        roleItems,
        person: null,
        agencySlug: request.signedIn?.agencySlug,
        domains: await request.perform(store.listDomains),
        values: { roles: [] },
      }),
  )

  app.post(
    '/people/new',
    { config: { operation: 'people.add', access: whoever.administers } },
    (request, reply) =>
      orAgain(request, reply, { title: 'Add a person', person: null }, async () => {
        await request.perform((scope) => addPerson(scope, bodyOf(request, newPersonSchema)))
        return reply.done('/people', 'The person is entered. They can sign in with their agency’s account.')
      }),
  )

  app.get(
    '/people/:id',
    { config: { operation: 'people.change.show', access: whoever.administers } },
    async (request, reply) => {
      const person = await readPerson(request)
      return reply.page('rooms/people/pages/person.njk', {
        title: `Change ${person.name}`,
        roleItems,
        unbinding: await request.perform((scope) => unbindingOf(scope, person.id)),
        ...viewOf(request, person),
        values: { ...person, active: person.active ? 'yes' : 'no' },
      })
    },
  )

  app.post(
    '/people/:id',
    { config: { operation: 'people.change', access: whoever.administers } },
    async (request, reply) => {
      const person = await readPerson(request)
      const view = { title: `Change ${person.name}`, ...viewOf(request, person) }
      return await orAgain(request, reply, view, async () => {
        await request.perform((scope) => changePerson(scope, person.id, bodyOf(request, changedPersonSchema)))
        return reply.done('/people', 'The change is saved and counts from the next thing they do.')
      })
    },
  )

  app.post(
    '/people/:id/end-sessions',
    { config: { operation: 'people.sessions.end', access: whoever.administers } },
    async (request, reply) => {
      const person = await readPerson(request)
      await request.perform((scope) => endSessionsOf(scope, person.id))
      if (person.id === request.signedIn?.personId) return await reply.redirect('/signed-out', 303)
      return await reply.done(
        `/people/${person.id}`,
        'All sessions and tokens of this account have ended. The account may be used: they can sign in again.',
      )
    },
  )

  app.get(
    '/people/desk',
    { config: { operation: 'people.desk.show', access: whoever.administers } },
    async (request, reply) =>
      reply.page('rooms/people/pages/desk.njk', {
        title: 'Change the desk',
        values: await request.perform((scope) => store.ownDesk(scope)),
      }),
  )

  app.post(
    '/people/desk',
    { config: { operation: 'people.desk.change', access: whoever.administers } },
    async (request, reply) => {
      try {
        await request.perform((scope) => changeDesk(scope, bodyOf(request, deskSchema)))
        return await reply.done('/people', 'The desk is changed. Partners see it at once.')
      } catch (fault) {
        const error = asSeamarkError(fault)
        if (error.kind !== 'invalid' && error.code !== 'stale') throw fault
        const now = await request.perform((scope) => store.ownDesk(scope))
        return await reply.page('rooms/people/pages/desk.njk', {
          title: 'Change the desk',
          values: { ...typedValues(request), version: now.version },
          now: error.code === 'stale' ? now : null,
          errors: error.fields ?? { form: error.message },
        })
      }
    },
  )

  app.get(
    '/desks',
    { config: { operation: 'people.desks.list', access: 'signed-in' } },
    async (request, reply) => {
      const desks = await request.perform((scope) => store.listDesks(scope))
      return reply.page('rooms/people/pages/desks.njk', {
        title: 'Partners and their desks',
        rows: desks.map((desk) => [
          { text: desk.name, detail: whatItIs(desk) },
          desk.deskName,
          { text: desk.deskPhone },
          { text: desk.deskEmail, href: undefined },
          desk.deskHours,
        ]),
      })
    },
  )
}

const personPath = z.object({ id: idOf<PersonId>() })

const rankCell = (held: HeldRank | undefined) => (held === undefined ? '' : rankTold(held))

/** `Police and crime commissioner; holds Sussex Police to account` */
const whatItIs = ({ kind, holdsToAccount }: store.PartnerDesk): string =>
  holdsToAccount.length === 0
    ? agencyKind[kind]
    : `${agencyKind[kind]}; holds ${sentenceList(holdsToAccount)} to account`

async function readPerson(request: FastifyRequest): Promise<store.Person> {
  const { id } = pathOf(request, personPath)
  const person = await request.perform((scope) => store.findPersonOfAgency(scope, id))
  if (!person) throw notFound()
  return person
}

/** Of one's own account only the name is changed here; the rest of the form is text. */
const viewOf = (request: FastifyRequest, person: store.Person) => ({
  person,
  own: person.id === request.signedIn?.personId,
  roleNames: person.roles.map((role) => roleWords[role]),
})

/** A form that was refused comes back with everything that was typed. */
async function orAgain(
  request: FastifyRequest,
  reply: FastifyReply,
  view: { title: string; person: store.Person | null },
  send: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await send()
  } catch (fault) {
    const error = asSeamarkError(fault)
    if (error.kind !== 'invalid' && error.code !== 'stale') throw fault
    const typed = typedValues(request)
    const now = error.code === 'stale' ? await readPerson(request) : null
    const domains = view.person === null ? await request.perform(store.listDomains) : []
    return await reply.page('rooms/people/pages/person.njk', {
      ...view,
      roleItems,
      agencySlug: request.signedIn?.agencySlug,
      domains,
      now: now && { ...now, roleNames: now.roles.map((role) => roleWords[role]) },
      values: {
        ...typed,
        roles: z.array(z.string()).parse([typed['roles'] ?? []].flat()),
        version: now?.version ?? typed['version'],
      },
      errors: error.fields ?? { form: error.message },
    })
  }
}
