/** Enters an incident, keeps it true while it is looked into, and closes it when it is whole. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import { newId, readReference } from '../../../platform/identifiers.ts'
import { codesOf } from '../../../wire/codes.ts'
import { aDay, maybeDay, maybeWords, momentOf, seenVersion, words } from '../forms.ts'
import { recordsCalled } from '../ledger-store.ts'
import { dueAt } from './clock.ts'
import { incidentOf, type IncidentId } from './incident-store.ts'
import { breachWords, notToldWords, riskWords } from './words.ts'

const timeOf = (missing: string) => z.string({ error: missing }).trim().min(1, missing).max(5, missing)
const maybeNumber = z
  .string()
  .trim()
  .default('')
  .refine((text) => /^\d{0,9}$/.test(text), 'Enter a number, like 120')
  .transform((text) => (text === '' ? null : Number(text)))

/** What is known when an incident is entered. */
export const enterSchema = z.object({
  title: words(200, 'Say in a line what happened'),
  aware_on: aDay('Enter the day on which your agency became aware'),
  aware_time: timeOf('Enter the time'),
  happened_on: maybeDay,
  breach: z.enum(codesOf(breachWords), { error: 'Choose what kind of breach it is' }),
  who: words(2_000, 'Say who was involved, by post'),
  facts: words(10_000, 'Enter the facts as far as they are known'),
})

/** What is added while it is looked into. */
export const changeSchema = enterSchema.extend({
  version: seenVersion,
  effects: maybeWords(10_000),
  remedy: maybeWords(10_000),
  subjects_about: maybeNumber,
  records_about: maybeNumber,
  risk: z.union([z.enum(codesOf(riskWords)), z.literal('').transform(() => null)]).nullish().default(null),
  told_on: maybeDay,
  told_time: z.string().trim().max(5).default(''),
  regulator_reference: maybeWords(100),
  regulator_why: maybeWords(2_000),
  told_subjects_on: maybeDay,
  subjects_ground: z.union([z.enum(codesOf(notToldWords)), z.literal('').transform(() => null)]).nullish().default(null),
  subjects_why: maybeWords(2_000),
}) // prettier-ignore

/**
 * Enters an incident. The 72 hours run from when the agency became aware.
 * @param input - as the form has it
 * @returns the incident
 * @throws forbidden `wrong-role`; invalid with `aware_on` or `aware_time`
 */
export async function enterIncident(
  scope: MemberScope,
  input: z.output<typeof enterSchema>,
): Promise<IncidentId> {
  mustBeOneWho(scope, 'managesRecords')
  const aware = awareOf(scope, input)
  const id = newId<IncidentId>()
  await scope.tx.run(
    `insert into records.incident (id, agency_id, number, title, aware_at, happened_on, breach, who, facts, entered_by,
       entered_at)
     values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[id, scope.actor.agencyId, input.title, aware, input.happened_on, input.breach, input.who],
      ...[input.facts, scope.actor.personId, scope.now],
    ],
  )
  scope.record({ kind: 'collection', subject: { kind: 'incident', id } })
  scope.wake([scope.actor.agencyId])
  return id
}

function awareOf(scope: MemberScope, input: { aware_on: string; aware_time: string }): Date {
  const aware = momentOf('aware_time', input.aware_on, input.aware_time)
  if (aware > scope.now) throw invalid({ aware_on: 'Must not be later than now' })
  return aware
}

/**
 * Changes an incident that is not closed.
 * @param id - of the incident
 * @param input - all of it, as it is from now on
 * @throws forbidden `wrong-role`; not-found; conflict `stale`, `is-closed`; invalid by the field
 */
export async function changeIncident(
  scope: MemberScope,
  id: IncidentId,
  input: z.output<typeof changeSchema>,
): Promise<void> {
  mustBeOneWho(scope, 'managesRecords')
  const before = await incidentOf(scope, id)
  if (before.closedAt !== null) throw isClosed()
  const aware = awareOf(scope, input)
  const told = input.told_on === null ? null : momentOf('told_time', input.told_on, input.told_time)
  if (told !== null && (told > scope.now || told < aware))
    throw invalid({ told_on: 'Must lie between when your agency became aware and now' })
  if (told !== null && told > dueAt(aware) && input.regulator_why === null)
    throw invalid({ regulator_why: 'Say why it was later than 72 hours: the Commissioner is told (s.67(3))' })
  if (input.subjects_ground !== null && input.subjects_why === null)
    throw invalid({ subjects_why: 'Say why they are not told' })
  const changed = await scope.tx.run(
    `update records.incident set title = $4, aware_at = $5, happened_on = $6, breach = $7, who = $8, facts = $9,
       effects = $10, remedy = $11, subjects_about = $12, records_about = $13, risk = $14, told_regulator_at = $15,
       regulator_reference = $16, regulator_why = $17, told_subjects_on = $18, subjects_ground = $19, subjects_why = $20,
       version = version + 1
     where id = $1 and agency_id = $2 and version = $3`,
    [
      ...[id, scope.actor.agencyId, input.version, input.title, aware, input.happened_on, input.breach],
      ...[input.who, input.facts, input.effects, input.remedy, input.subjects_about, input.records_about],
      ...[input.risk, told, input.regulator_reference, input.regulator_why, input.told_subjects_on],
      ...[input.subjects_ground, input.subjects_why],
    ],
  )
  if (changed === 0) throw conflict('stale', 'Somebody has changed this incident meanwhile.')
  scope.record({ kind: 'alteration', subject: { kind: 'incident', id } })
  scope.wake([scope.actor.agencyId])
}

const isClosed = () => conflict('is-closed', 'This incident is closed. What was entered stays.')

/**
 * Says which records an incident is about, by reference: who saw them is read from the ledger.
 * @param id - of the incident
 * @param typed - a reference
 * @throws forbidden `wrong-role`; not-found; conflict `is-closed`; invalid with `reference`
 */
export async function addRecord(scope: MemberScope, id: IncidentId, typed: string): Promise<void> {
  mustBeOneWho(scope, 'managesRecords')
  if ((await incidentOf(scope, id)).closedAt !== null) throw isClosed()
  const reference = readReference(typed) ?? typed.trim().toUpperCase()
  const [record] = reference === '' ? [] : await recordsCalled(scope, reference)
  if (record === undefined) throw invalid({ reference: 'No record that your agency has or had is called so' })
  await scope.tx.run(
    `insert into records.incident_record (incident_id, record_id, agency_id, reference, added_by, added_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [id, record, scope.actor.agencyId, reference, scope.actor.personId, scope.now],
  )
  scope.record({ kind: 'alteration', subject: { kind: 'incident', id }, detail: { record } })
}

/**
 * Closes an incident that is whole: facts, effects and remedy are recorded, and whoever has to be told was, or it is said
 * why not.
 * @param id - of the incident
 * @throws forbidden `wrong-role`; not-found; conflict `is-closed`; invalid with `form`: what is missing
 */
export async function closeIncident(scope: MemberScope, id: IncidentId): Promise<void> {
  mustBeOneWho(scope, 'managesRecords')
  const row = await incidentOf(scope, id)
  if (row.closedAt !== null) throw isClosed()
  const missing = missingOf(row)
  if (missing.length > 0) throw invalid({ form: `Before it is closed: ${missing.join('; ')}` })
  await scope.tx.run(
    `update records.incident set closed_by = $3, closed_at = $4, version = version + 1
     where id = $1 and agency_id = $2 and closed_at is null`,
    [id, scope.actor.agencyId, scope.actor.personId, scope.now],
  )
  scope.record({ kind: 'alteration', subject: { kind: 'incident', id }, detail: { closed: true } })
  scope.wake([scope.actor.agencyId])
}

/**
 * What an incident lacks before it can be closed; the table's checks say the same.
 * @param row - the incident
 * @returns words; none where it is whole
 */
export const missingOf = (row: Awaited<ReturnType<typeof incidentOf>>): string[] => [
  ...(row.effects === null ? ['enter its effects'] : []),
  ...(row.remedy === null ? ['enter its remedy'] : []),
  ...(row.risk === null ? ['choose the risk'] : []),
  ...(row.toldRegulatorAt === null && !(row.risk === 'unlikely' && row.regulatorWhy !== null)
    ? ['say when the Commissioner was told, or that a risk is unlikely and why']
    : []),
  ...(row.risk === 'high' && row.toldSubjectsOn === null && row.subjectsGround === null
    ? ['say when the people were told, or on what ground they are not']
    : []),
]
