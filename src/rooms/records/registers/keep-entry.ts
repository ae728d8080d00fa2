/** Entries of the registers, each in versions: typed by people, never changed without the version before staying. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import { newId } from '../../../platform/identifiers.ts'
import type { Id } from '../../../wire/ids.ts'
import { aDay, maybeDay, maybeWords, seenVersion, words } from '../forms.ts'
import { fieldsOf, type Register } from './words.ts'

export type EntryId = Id<'register entry'>

export type EntryRow = {
  id: EntryId
  register: Register
  version: number
  title: string
  /** YYYY-MM-DD */
  dueOn: string
  endedOn: string | null
  changedBy: string
  changedAt: Date
}

export type EntryVersion = {
  version: number
  title: string
  said: Record<string, string>
  dueOn: string
  endedOn: string | null
  why: string | null
  by: string
  at: Date
}

const LONGEST = 5_000

/**
 * The form of an entry.
 * @param register - whose fields it has
 * @returns its schema; `said` holds what the register asks, by name
 */
export const entrySchema = (register: Register) =>
  z
    .looseObject({ title: words(200, 'Enter what it is called'), due_on: aDay('Enter a date') })
    .transform((typed, context) => {
      const said: Record<string, string> = {}
      for (const { name, label, required } of fieldsOf(register)) {
        const value = typed[name]
        const text = typeof value === 'string' ? value.trim() : ''
        if (text === '' && required)
          context.addIssue({ code: 'custom', path: [name], message: `Enter: ${label.toLowerCase()}` })
        if (text.length > LONGEST)
          context.addIssue({ code: 'custom', path: [name], message: 'Must be 5,000 characters or fewer' })
        if (text !== '') said[name] = text
      }
      return { title: typed.title, due_on: typed.due_on, said }
    })

/** What a next version needs besides. */
export const changeSchema = z.object({ version: seenVersion, ended_on: maybeDay, why: maybeWords(2_000) })

type Written = { title: string; due_on: string; said: Record<string, string> }

const ENTRIES = `
  select e.id, e.register, e.version, e.title, e.due_on::text as "dueOn", e.ended_on::text as "endedOn",
         identity.person_label(e.changed_by) as "changedBy", e.changed_at as "changedAt"
  from records.register_entry e where e.agency_id = $1`

/**
 * Lists the entries of all registers.
 * @returns by register and title, those in force first; 500 at most
 */
export const listEntries = (scope: MemberScope): Promise<EntryRow[]> =>
  scope.tx.many<EntryRow>(`${ENTRIES} order by e.register, e.ended_on is not null, e.title, e.id limit 500`, [
    scope.actor.agencyId,
  ])

/**
 * Reads an entry with all its versions.
 * @param id - of the entry
 * @returns the entry; its versions, the last first, 100 at most
 * @throws not-found: absent and hidden look alike
 */
export async function readEntry(
  scope: MemberScope,
  id: string,
): Promise<{ entry: EntryRow; versions: EntryVersion[] }> {
  const entry = await scope.tx.maybe<EntryRow>(`${ENTRIES} and e.id = $2`, [scope.actor.agencyId, id])
  if (!entry) throw notFound()
  const versions = await scope.tx.many<EntryVersion>(
    `select version, title, said, due_on::text as "dueOn", ended_on::text as "endedOn", why,
            identity.person_label(person_id) as by, at
     from records.register_version where entry_id = $1 and agency_id = $2 order by version desc limit 100`,
    [id, scope.actor.agencyId],
  )
  return { entry, versions }
}

async function writeVersion(
  scope: MemberScope,
  id: EntryId,
  version: number,
  { title, said, due_on }: Written,
  more: { ended_on: string | null; why: string | null },
): Promise<void> {
  await scope.tx.run(
    `insert into records.register_version (entry_id, version, agency_id, title, said, due_on, ended_on, why, person_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[id, version, scope.actor.agencyId, title, JSON.stringify(said), due_on, more.ended_on, more.why],
      ...[scope.actor.personId, scope.now],
    ],
  )
}

/**
 * Makes an entry.
 * @param register - in which
 * @param input - as its form has it
 * @returns the entry
 * @throws forbidden `wrong-role`
 */
export async function addEntry(scope: MemberScope, register: Register, input: Written): Promise<EntryId> {
  mustBeOneWho(scope, 'managesRecords')
  const id = newId<EntryId>()
  await scope.tx.run(
    `insert into records.register_entry (id, agency_id, register, title, due_on, changed_by, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, scope.actor.agencyId, register, input.title, input.due_on, scope.actor.personId, scope.now],
  )
  await writeVersion(scope, id, 1, input, { ended_on: null, why: null })
  scope.record({ kind: 'collection', subject: { kind: 'register-entry', id }, detail: { register } })
  return id
}

/**
 * Writes the next version of an entry.
 * @param id - of the entry
 * @param input - as it is from now on; `ended_on` where it is in force no more; `why`: what changed
 * @throws forbidden `wrong-role`; not-found; conflict `stale`; invalid with `ended_on`
 */
export async function changeEntry(
  scope: MemberScope,
  id: EntryId,
  input: Written & z.output<typeof changeSchema>,
): Promise<void> {
  mustBeOneWho(scope, 'managesRecords')
  const { entry } = await readEntry(scope, id)
  if (entry.endedOn !== null && input.ended_on === null)
    throw invalid({ ended_on: 'It has ended. Make a new entry if it is in force again' })
  const changed = await scope.tx.run(
    `update records.register_entry set version = version + 1, title = $4, due_on = $5, ended_on = $6, changed_by = $7,
       changed_at = $8
     where id = $1 and agency_id = $2 and version = $3`,
    [
      ...[id, scope.actor.agencyId, input.version, input.title, input.due_on, input.ended_on],
      ...[scope.actor.personId, scope.now],
    ],
  )
  if (changed === 0) throw conflict('stale', 'Somebody has changed this entry meanwhile.')
  await writeVersion(scope, id, input.version + 1, input, input)
  scope.record({
    kind: 'alteration',
    subject: { kind: 'register-entry', id },
    detail: { version: input.version + 1 },
  })
}
