/** Stretches are added, changed part by part, reviewed and removed. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { publicNameSchema, tenths, type Line, type Stretch } from './plan.ts'
import * as store from './plan-store.ts'

const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Must be ${String(most)} characters or fewer`)
const mile = (what: string) =>
  z.preprocess(
    (value) =>
      typeof value === 'string' && value.trim() !== '' ? Number(value.trim().replace(',', '.')) : value,
    z
      .number({ error: `Enter the mile at which it ${what}, like 12.5` })
      .min(0, 'Miles are counted from 0')
      .max(99_999, 'No coast is so long'),
  )
const day = (missing: string) =>
  z.iso
    .date({ error: missing })
    .refine((value) => value > '2000' && value < '2100', 'Enter a year of this century')

/** What each form holds. The version says on what the person was looking. */
export const partSchemas = {
  place: z.object({
    name: words(100).min(1, 'Enter a name, like the places at its ends'),
    fromMile: mile('begins'),
    toMile: mile('ends'),
    publicName: publicNameSchema,
  }),
  lead: z.object({
    leadId: z.union([z.uuid(), z.literal('nobody')], { error: 'Say who leads this stretch' }),
  }),
  cover: z.object({ cover: words(2_000) }),
  vulnerabilities: z.object({ vulnerabilities: words(4_000) }),
  review: z.object({
    reviewedOn: day('Enter the day of the review, like 22 11 2026'),
    reviewOn: day('Enter the day of the next review, like 22 5 2027'),
  }),
} as const
export type Part = keyof typeof partSchemas
export const versionSchema = z.object({ version: z.coerce.number().int().min(1).max(2_000_000_000) })

/**
 * Adds a stretch, with nobody to lead it yet.
 * @param place - name and miles, as the form gives them
 * @returns its id
 * @throws invalid when it overlaps another, or lies beyond the coast
 */
export async function addStretch(
  scope: MemberScope,
  place: z.output<(typeof partSchemas)['place']>,
): Promise<string> {
  const id = newId()
  const stretch = await placed(scope, id, place)
  await orOverlap(() =>
    store.insertStretch(scope, {
      id,
      ...stretch,
      publicName: place.publicName ?? true,
      leadId: null,
      cover: '',
      vulnerabilities: '',
      reviewedOn: null,
      reviewOn: null,
    }),
  )
  scope.record({ kind: 'collection', subject: { kind: 'stretch', id } })
  return id
}

export type StretchChange = Partial<
  Pick<
    Stretch,
    'name' | 'fromMile' | 'toMile' | 'leadId' | 'cover' | 'vulnerabilities' | 'reviewedOn' | 'reviewOn'
  >
> & { publicName?: boolean | undefined }

/**
 * Changes part of a stretch.
 * @param id - of the stretch
 * @param version - of the stretch that the person was looking at
 * @param change - the fields of one part
 * @throws not-found; invalid; conflict `stale` when somebody changed it meanwhile
 */
export async function changeStretch(
  scope: MemberScope,
  id: string,
  version: number,
  change: StretchChange,
): Promise<void> {
  const before = await store.findStretch(scope, id)
  if (!before) throw notFound()
  const after = { ...before, ...change, publicName: change.publicName ?? before.publicName }
  const place = 'fromMile' in change || 'toMile' in change ? await placed(scope, id, after) : {}
  if (typeof change.leadId === 'string') await mayLead(scope, change.leadId)
  if (typeof change.reviewedOn === 'string') reviewFits(change, scope.now)
  if (!(await orOverlap(() => store.updateStretch(scope, { ...after, ...place }, version)))) throw stale()
  scope.record({
    kind: 'alteration',
    subject: { kind: 'stretch', id },
    detail: { parts: Object.keys(change) },
  })
  scope.wake([scope.actor.agencyId])
}

/**
 * Removes a stretch and its contacts.
 * @param id - of the stretch
 * @param version - of the stretch that the person was looking at
 * @throws not-found; conflict `stale`
 */
export async function removeStretch(scope: MemberScope, id: string, version: number): Promise<void> {
  if (!(await store.findStretch(scope, id))) throw notFound()
  if (!(await store.deleteStretch(scope, id, version))) throw stale()
  scope.record({ kind: 'erasure', subject: { kind: 'stretch', id } })
  scope.wake([scope.actor.agencyId])
}

/**
 * Makes the refusal of a change to what somebody else has changed.
 * @returns conflict `stale`
 */
export const stale = () =>
  conflict(
    'stale',
    'Somebody changed this meanwhile. Look at what is there now, then change it again if it is still needed.',
  )

type Place = { name: string; fromMile: number; toMile: number }

/** @returns the place as it is kept: to the tenth of a mile, and not beyond the end of the line */
async function placed(
  scope: MemberScope,
  id: string,
  { name, ...miles }: Place,
): Promise<Pick<Place, 'name' | 'fromMile' | 'toMile'>> {
  const line = await store.findLine(scope)
  if (!line) throw invalid({ form: 'Load the line of your coast first: miles are measured along it' })
  const fromMile = tenths(miles.fromMile)
  const toMile = upToTheEnd(line, tenths(miles.toMile))
  if (toMile <= fromMile) throw invalid({ toMile: 'The stretch must end behind its beginning' })
  const others = (await store.listStretches(scope)).filter((one) => one.id !== id)
  const over = others.find((one) => fromMile < one.toMile && one.fromMile < toMile)
  if (over)
    throw invalid({
      [fromMile < over.fromMile ? 'toMile' : 'fromMile']:
        `Overlaps ${over.name}, miles ${over.fromMile.toFixed(1)} to ${over.toMile.toFixed(1)}`,
    })
  return { name, fromMile, toMile }
}

/** People read 139.0 where the line measures 138.99. */
function upToTheEnd({ chainage }: Line, mile: number): number {
  if (mile > Math.ceil(chainage.miles * 10) / 10)
    throw invalid({ toMile: `The coast ends at mile ${chainage.miles.toFixed(1)}` })
  return mile
}

async function mayLead(scope: MemberScope, leadId: string): Promise<void> {
  const people = await store.listPossibleLeads(scope)
  if (!people.some(({ id }) => id === leadId)) throw invalid({ leadId: 'Choose somebody of your agency' })
}

function reviewFits({ reviewedOn, reviewOn }: StretchChange, now: Date): void {
  if (typeof reviewedOn === 'string' && reviewedOn > now.toISOString().slice(0, 10))
    throw invalid({ reviewedOn: 'A review that is done cannot lie in the future' })
  if (typeof reviewedOn === 'string' && typeof reviewOn === 'string' && reviewOn <= reviewedOn)
    throw invalid({ reviewOn: 'The next review must come after this one' })
}

/** Two people may draw overlapping stretches at the same moment; the database lets one of them. */
async function orOverlap<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === '23P01')
      throw invalid({ fromMile: 'Overlaps a stretch that somebody has just added' })
    throw fault
  }
}
