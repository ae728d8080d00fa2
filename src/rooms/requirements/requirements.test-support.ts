/** A requirement as it may be written, and short ways through its use cases. */
import type { MemberScope } from '../../platform/database/scope.ts'
import type { RecordId } from '../../wire/ids.ts'
import { releaseRecord } from '../sharing/index.ts'
import { linesOf, type Line } from './line-store.ts'
import { requirementKind } from './requirement-kind.ts'
import { parseRequirement, type Requirement } from './requirement.ts'
import { writeRequirement } from './write-requirement.ts'

/** @returns YYYY-MM-DD, so many days from now */
export const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** The body of a requirement as the API takes it. */
export const requirementBody = (changes: object = {}): Record<string, unknown> => ({
  question: 'Which yards sell outboard engines for cash?',
  why: 'Engines found on the beach come from one supplier, and nobody knows which.',
  decision: 'Whether to visit suppliers in the county before the spring.',
  priority: 'Organised immigration crime: supply of boats',
  about_kind: 'supply',
  about: 'Outboard engines of 20 horsepower and more',
  valuable_until: inDays(30),
  classification: 'OFFICIAL',
  handling: 'P',
  ...changes,
})

/** @throws Error with what is wrong */
export function requirementOf(changes: object = {}): Requirement {
  const parsed = parseRequirement(requirementBody(changes), new Date().toISOString().slice(0, 10))
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  return parsed.requirement
}

/** Writes a requirement. @returns its id */
export const write = async (scope: MemberScope, changes: object = {}): Promise<RecordId> =>
  (await writeRequirement(scope, requirementOf(changes))).id

/** Releases a requirement to agencies by number. */
export const release = (scope: MemberScope, id: RecordId, agencies: readonly number[]): Promise<void> =>
  releaseRecord(scope, requirementKind, id, { to: { agencies }, reason: 'They may know' })

/** The first line of a requirement that the scope's person sees. */
export async function firstLine(scope: MemberScope, id: RecordId): Promise<Line> {
  const [line] = await linesOf(scope, id)
  if (!line) throw new Error('no line in sight')
  return line
}
