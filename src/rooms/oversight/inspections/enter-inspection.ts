/** A person enters a published inspection, and what each of its recommendations says. */
import { z } from 'zod'
import type { MemberScope, Scope } from '../../../platform/database/scope.ts'
import { conflict, forbidden, invalid, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { MOST_AREAS, MOST_RECOMMENDATIONS, type Inspection, type Recommendation } from './inspection.ts'
import * as store from './inspection-store.ts'

const words = (most: number, missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(most, `Must be ${String(most)} characters or fewer`)
/**
 * A day of a form; dates in three boxes arrive joined.
 * @param missing - what to say where it is no day
 * @returns takes YYYY-MM-DD
 */
export const day = (missing: string) =>
  z.iso
    .date({ error: missing })
    .refine((value) => value > '1990' && value < '2100', 'Enter a year between 1990 and 2099')

export const inspectionSchema = z.object({
  reference: words(40, 'Enter a short name, like OIC 2025').regex(
    /^[A-Za-z0-9][A-Za-z0-9 .-]*$/,
    'Use letters, figures, spaces, points and hyphens',
  ),
  title: words(300, 'Enter the title of the report'),
  publisher: words(200, 'Enter who published it'),
  publishedOn: day('Enter the day of publication, like 16 5 2025'),
  areas: z.string().max(5_000, 'Must be 5,000 characters or fewer').default(''),
  recommendations: z.coerce
    .number({ error: 'Enter how many recommendations it has, like 10' })
    .int('Enter a whole number')
    .min(0, 'Enter 0 or more')
    .max(MOST_RECOMMENDATIONS, `No more than ${String(MOST_RECOMMENDATIONS)} are taken`)
    .default(0),
})

/**
 * Enters an inspection with its areas, and its recommendations by their numbers alone.
 * @param input - as the form gives it; areas one a line
 * @param invented - made up for an exercise
 * @returns its id
 * @throws invalid when it is called as another, or is not published yet; forbidden where the agency enters none
 */
export async function enterInspection(
  scope: Scope,
  input: z.output<typeof inspectionSchema>,
  invented = false,
): Promise<string> {
  const kind = await store.kindOfViewer(scope)
  if (!['commissioner', 'inspectorate', 'task-force'].includes(kind) || scope.actor.agencyId === null)
    throw forbidden(
      'enters-no-inspection',
      'Inspections are entered by those who oversee and by the task force. Ask them to enter it.',
    )
  if (input.publishedOn > londonDay(scope.now))
    throw invalid({ publishedOn: 'The day of publication cannot lie in the future' })
  if (await store.findByReference(scope, input.reference))
    throw invalid({ reference: 'Another inspection is called so. Choose another short name' })
  const areas = linesOf(input.areas)
  if (areas.length > MOST_AREAS) throw invalid({ areas: `Enter ${String(MOST_AREAS)} areas or fewer` })
  if (areas.some((one) => one.length > 200))
    throw invalid({ areas: 'Each area must be 200 characters or fewer' })
  const { reference, title, publisher, publishedOn } = input
  const id = newId()
  await orTwice(() =>
    store.insertInspection(scope, {
      ...{ id, agencyId: scope.actor.agencyId as number, reference, title, publisher, publishedOn, invented },
    }),
  )
  for (const [at, area] of areas.entries())
    await store.insertArea(scope, id, { id: newId(), place: at + 1, title: area })
  for (let number = 1; number <= input.recommendations; number++)
    await store.insertRecommendation(scope, { ...blank(id, number), id: newId() })
  scope.record({
    kind: 'collection',
    subject: { kind: 'inspection', id },
    detail: { areas: areas.length, recommendations: input.recommendations },
  })
  return id
}

/**
 * A recommendation of which nothing is entered but its number.
 * @param inspectionId - of the inspection
 * @param number - as the report has it
 * @returns without an id
 */
export const blank = (inspectionId: string, number: number): Omit<Recommendation, 'id' | 'version'> => ({
  ...{ inspectionId, number, text: null, addressedTo: null, source: null, dueOn: null, areaId: null },
})

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

const orNull = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Must be ${String(most)} characters or fewer`)
    .default('')
    .transform((text) => (text === '' ? null : text))

export const recommendationSchema = z.object({
  version: z.coerce.number().int().min(1).max(2_000_000_000),
  text: orNull(10_000),
  addressedTo: orNull(300),
  source: orNull(300),
  dueOn: day('Enter a real day').nullable().default(null),
  areaId: z
    .union([z.uuid(), z.literal('')])
    .default('')
    .transform((id) => (id === '' ? null : id)),
  addressees: z.preprocess(
    (value: unknown): unknown[] =>
      value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value],
    z.array(z.coerce.number().int()).max(200),
  ),
})

/**
 * Writes what a recommendation says, to whom it is addressed and by when. Agencies become addressees; none is taken out.
 * @param id - of the recommendation
 * @param input - as the form gives it, with the version that the person was looking at
 * @throws not-found; invalid where it is addressed to nobody; conflict `stale`
 */
export async function changeRecommendation(
  scope: Scope,
  id: string,
  input: z.output<typeof recommendationSchema>,
): Promise<void> {
  const before = await store.findRecommendation(scope, id)
  const inspection = before && (await keptBy(scope, before.inspectionId))
  if (!before || !inspection) throw notFound()
  const { addressees, ...said } = input
  const faults = faultsOf(said, addressees, inspection)
  if (Object.keys(faults).length > 0) throw invalid(faults)
  const areas = await store.listAreas(scope, inspection.id)
  if (said.areaId !== null && !areas.some((one) => one.id === said.areaId))
    throw invalid({ areaId: 'Choose an area of this inspection' })
  const possible = new Set((await store.listPossibleAddressees(scope)).map((one) => one.id))
  if (addressees.some((agency) => !possible.has(agency)))
    throw invalid({ addressees: 'Choose agencies from the list' })
  if (!(await store.updateRecommendation(scope, { ...before, ...said }))) throw stale()
  for (const agencyId of addressees) await address(scope, before, agencyId)
  scope.record({
    kind: 'alteration',
    subject: { kind: 'inspection', id: inspection.id },
    detail: { recommendation: before.number },
  })
  scope.wake(addressees)
}

/**
 * Makes an agency an addressee of a recommendation.
 * @param recommendation - which
 * @param agencyId - of the addressee
 */
export async function address(
  scope: Scope,
  recommendation: Pick<Recommendation, 'id' | 'inspectionId'>,
  agencyId: number,
): Promise<void> {
  const id = newId()
  const { id: recommendationId, inspectionId } = recommendation
  if (await store.insertDuty(scope, { id, recommendationId, inspectionId, agencyId }))
    scope.record({ kind: 'collection', subject: { kind: 'duty', id }, recipients: [agencyId] })
}

function faultsOf(
  { text, addressedTo, dueOn }: Pick<Recommendation, 'text' | 'addressedTo' | 'dueOn'>,
  addressees: readonly number[],
  { publishedOn }: Inspection,
): Record<string, string> {
  return {
    ...(addressedTo === null && (text !== null || addressees.length > 0)
      ? { addressedTo: 'Enter to whom the report addresses it, like “Chief constables”' }
      : {}),
    ...(dueOn !== null && dueOn < publishedOn
      ? { dueOn: 'It cannot be due before the report was published' }
      : {}),
  }
}

/**
 * The inspection, if the viewer's agency keeps it.
 * @param id - of the inspection
 * @returns null where it is another agency's, or not there
 */
export async function keptBy(scope: Scope, id: string): Promise<Inspection | null> {
  const inspection = await store.findInspection(scope, id)
  return inspection?.agencyId === scope.actor.agencyId ? inspection : null
}

export const endSchema = z.object({
  version: z.coerce.number().int().min(1).max(2_000_000_000),
  because: words(500, 'Say why it is no longer an addressee'),
})

/**
 * Ends an agency's line: it is no longer an addressee. What was done stays, and nothing of it is late any more.
 * @param dutyId - of the line
 * @param input - why, and the version that the person was looking at
 * @throws not-found; conflict `stale`
 */
export async function endDuty(
  scope: MemberScope,
  dutyId: string,
  input: z.output<typeof endSchema>,
): Promise<void> {
  const duty = await scope.tx.maybe<{ inspectionId: string; endedOn: string | null }>(
    'select inspection_id as "inspectionId", ended_on::text as "endedOn" from oversight.duty where id = $1',
    [dutyId],
  )
  if (!duty || duty.endedOn !== null || !(await keptBy(scope, duty.inspectionId))) throw notFound()
  const changed = await scope.tx.run(
    `update oversight.duty set ended_on = $2, ended_because = $3, version = version + 1
     where id = $1 and version = $4`,
    [dutyId, londonDay(scope.now), input.because, input.version],
  )
  if (changed !== 1) throw stale()
  scope.record({ kind: 'alteration', subject: { kind: 'duty', id: dutyId }, detail: { ended: true } })
}

/**
 * Makes the refusal of a change to what somebody else has changed.
 * @returns conflict `stale`
 */
export const stale = () =>
  conflict(
    'stale',
    'Somebody changed this meanwhile. What you typed is still here. Look at what is saved now, then send it again if it is still needed.',
  )

/** Two people may enter one inspection at the same moment; the database lets one of them. */
async function orTwice(write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === '23505')
      throw invalid({ reference: 'Somebody has just entered an inspection with this short name' })
    throw fault
  }
}
