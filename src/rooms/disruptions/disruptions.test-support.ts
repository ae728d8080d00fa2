/** A disruption as it may be drafted, and short ways through its use cases. All of it is invented. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { RecordId } from '../../wire/ids.ts'
import { releaseRecord } from '../sharing/index.ts'
import { claimDisruption } from './act.ts'
import { disruptionKind } from './disruption-kind.ts'
import { parseDisruption, type Disruption } from './disruption.ts'
import { addEvidence } from './evidence.ts'
import { draftDisruption } from './write-disruption.ts'

/** @returns YYYY-MM-DD, so many days before today */
export const daysAgo = (days: number): string =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

/** The body of a disruption as the API takes it. */
export const disruptionBody = (changes: object = {}): Record<string, unknown> => ({
  title: 'Six engines taken from a lock-up',
  happened_on: daysAgo(5),
  about_kind: 'group',
  about: 'A group that brings engines to the coast',
  done: 'equipment-seizure',
  what: 'Six outboard engines and fuel were seized at a lock-up.',
  strand: 'pursue',
  before: 'It sent a boat each week when the sea was calm.',
  after: 'No boat of it was seen for three weeks.',
  level: 'moderate',
  level_reason: 'It has no other engines, as far as we know.',
  classification: 'OFFICIAL',
  handling: 'P',
  ...changes,
})

/** @throws Error with what is wrong */
export function disruptionOf(changes: object = {}): Disruption {
  const parsed = parseDisruption(disruptionBody(changes), new Date().toISOString().slice(0, 10))
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  return parsed.disruption
}

/** Drafts a disruption. @returns its id */
export const draft = async (scope: MemberScope, changes: object = {}): Promise<RecordId> =>
  (await draftDisruption(scope, disruptionOf(changes))).id

/** Shows a disruption by an exhibit before and one after. */
export async function show(scope: MemberScope, id: RecordId, label = 'SX/1'): Promise<void> {
  await addEvidence(scope, id, { side: 'before', kind: 'exhibit', reference: label })
  await addEvidence(scope, id, { side: 'after', kind: 'exhibit', reference: `${label}/A` })
}

/** Drafts a disruption, shows it and claims it. @returns its id */
export async function claimed(scope: MemberScope, changes: object = {}, label?: string): Promise<RecordId> {
  const id = await draft(scope, changes)
  await show(scope, id, label ?? `EX/${id.slice(-12)}`)
  await claimDisruption(scope, id, 'We searched the lock-up.')
  return id
}

/** Releases a disruption to agencies by number. */
export const release = (scope: MemberScope, id: RecordId, agencies: readonly number[]): Promise<void> =>
  releaseRecord(scope, disruptionKind, id, { to: { agencies }, reason: 'They may know' })
