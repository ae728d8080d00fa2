/** The registers: all entries by register, one of them in its versions, and the forms that add and change one. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../../design/dates.ts'
import { idOf, pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { formWithDates, type Field } from '../../forms.ts'
import { MARKING } from '../../ledger-csv.ts'
import { londonDay } from '../../../../platform/london-day.ts'
import { standingOf } from '../../requests/clock.ts'
import {
  addEntry,
  changeEntry,
  changeSchema,
  entrySchema,
  listEntries,
  readEntry,
  type EntryId,
  type EntryRow,
  type EntryVersion,
} from '../keep-entry.ts'
import { fieldsOf, registerNames, registerWords, type Register } from '../words.ts'

const access = whoever.managesRecords
const registerPath = z.object({ register: z.enum(registerNames) })
const entryPath = z.object({ id: idOf<EntryId>() })

/** Registers the pages. */
export function registerPages(app: FastifyInstance): void {
  app.get(
    '/registers',
    { config: { operation: 'records.register.list', access } },
    async (request, reply) => {
      const { entries, today } = await request.perform(async (scope) => ({
        entries: await listEntries(scope),
        today: londonDay(scope.now),
      }))
      return await reply.page('rooms/records/registers/pages/registers.njk', {
        title: 'Registers',
        classification: MARKING,
        back: { text: 'Back to requests', href: '/requests' },
        registers: registerNames.map((register) => ({
          ...registerWords[register],
          addHref: `/registers/new/${register}`,
          rows: entries.filter((one) => one.register === register).map((one) => rowOf(one, today)),
        })),
      })
    },
  )

  app.get(
    '/registers/new/:register',
    { config: { operation: 'records.register.add.show', access } },
    (request, reply) => showAdd(request, reply, null),
  )
  app.post(
    '/registers/new/:register',
    { config: { operation: 'records.register.add', access, body: 'large' } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { register } = pathOf(request, registerPath)
          const input = formWithDates(request, entrySchema(register), DATES)
          const id = await request.perform((scope) => addEntry(scope, register, input))
          return reply.done(`/registers/${id}`, 'The entry is added.')
        },
        (refused) => showAdd(request, reply, refused),
      ),
  )

  app.get(
    '/registers/:id',
    { config: { operation: 'records.register.show', access } },
    async (request, reply) => {
      const { id } = pathOf(request, entryPath)
      const { entry, versions } = await request.perform((scope) => readEntry(scope, id))
      return await reply.page('rooms/records/registers/pages/entry.njk', {
        title: entry.title,
        caption: registerWords[entry.register].title,
        classification: MARKING,
        back: { text: 'Back to registers', href: '/registers' },
        changeHref: `/registers/${id}/change`,
        versions: versions.map((one) => ({
          heading: `Version ${String(one.version)}`,
          by: one.by,
          at: one.at,
          rows: factsOf(entry.register, one),
        })),
      })
    },
  )

  app.get(
    '/registers/:id/change',
    { config: { operation: 'records.register.change.show', access } },
    (request, reply) => showChange(request, reply, null),
  )
  app.post(
    '/registers/:id/change',
    { config: { operation: 'records.register.change', access, body: 'large' } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { id } = pathOf(request, entryPath)
          const more = formWithDates(request, changeSchema, DATES)
          await request.perform(async (scope) => {
            const { entry } = await readEntry(scope, id)
            const input = formWithDates(request, entrySchema(entry.register), DATES)
            await changeEntry(scope, id, { ...input, ...more })
          })
          return reply.done(`/registers/${id}`, 'Saved as the next version.')
        },
        (refused) => showChange(request, reply, refused),
      ),
  )
}

const DATES = ['due_on', 'ended_on']

const fieldsIn = (register: Register): Field[] => [
  { kind: 'input', options: { name: 'title', label: 'What it is called' } },
  ...fieldsOf(register).map(({ name, label, hint }): Field => ({
    kind: 'textarea',
    options: { name, label, rows: 3, ...(hint === undefined ? {} : { hint }) },
  })),
  { kind: 'date', options: { name: 'due_on', legend: registerWords[register].due } },
]

const ending: readonly Field[] = [
  { kind: 'date', options: { name: 'ended_on', legend: 'In force until', hint: 'Leave it empty while it is in force' } },
  { kind: 'textarea', options: { name: 'why', label: 'What changed', rows: 2 } },
] // prettier-ignore

async function showAdd(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { register } = pathOf(request, registerPath)
  return await reply.page('rooms/records/form.njk', {
    title: `Add: ${registerWords[register].one.toLowerCase()}`,
    classification: MARKING,
    back: { text: 'Back to registers', href: '/registers' },
    intro: [registerWords[register].about],
    fields: fieldsIn(register),
    submit: 'Add it',
    cancel: '/registers',
    values: refused?.values ?? {},
    errors: refused?.errors ?? {},
  })
}

async function showChange(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { id } = pathOf(request, entryPath)
  const { entry, versions } = await request.perform((scope) => readEntry(scope, id))
  const values = {
    ...versions[0]?.said,
    ...{ title: entry.title, due_on: entry.dueOn, ended_on: entry.endedOn ?? '', version: entry.version },
  }
  return await reply.page('rooms/records/form.njk', {
    title: `Change: ${entry.title}`,
    classification: MARKING,
    back: { text: 'Back', href: `/registers/${id}` },
    fields: [...fieldsIn(entry.register), ...ending],
    submit: 'Save as the next version',
    cancel: `/registers/${id}`,
    stale: refused?.stale === true,
    values:
      refused === null
        ? values
        : {
            ...refused.values,
            version: refused.stale ? entry.version : (refused.values['version'] ?? entry.version),
          },
    errors: refused?.errors ?? {},
  })
}

function rowOf(one: EntryRow, today: string) {
  const standing = standingOf(one.dueOn, today)
  return [
    { text: one.title, href: `/registers/${one.id}` },
    one.endedOn === null
      ? { text: ukDate(one.dueOn), ...(standing.colour === 'grey' ? {} : { tag: standing }) }
      : { text: `In force until ${ukDate(one.endedOn)}` },
    `Version ${String(one.version)}`,
    { time: one.changedAt, detail: one.changedBy },
  ]
}

const factsOf = (register: Register, one: EntryVersion) => [
  { key: 'Called', text: one.title },
  ...fieldsOf(register).flatMap(({ name, label }) => {
    const text = one.said[name]
    return text === undefined ? [] : [{ key: label, text }]
  }),
  { key: registerWords[register].due, text: ukDate(one.dueOn) },
  ...(one.endedOn === null ? [] : [{ key: 'In force until', text: ukDate(one.endedOn) }]),
  ...(one.why === null ? [] : [{ key: 'What changed', text: one.why }]),
]
