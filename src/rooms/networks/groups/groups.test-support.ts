/** A group as it may be written, and short ways through its use cases. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { releaseRecord } from '../../sharing/index.ts'
import { groupKind } from './group-kind.ts'
import { parseGroup, type Group } from './group.ts'
import { parseMember, type NewMember } from './member.ts'
import { daysAfter, londonDay, todayOf } from '../../../platform/london-day.ts'
import { writeGroup } from './write-group.ts'

/** The body of a group as the API takes it. */
export const groupBody = (changes: object = {}): Record<string, unknown> => ({
  name: 'Harbour Lane group',
  why_a_group:
    'Four people buy engines together, one of them pays, and boats leave from the same two beaches.',
  aliases: ['The yard'],
  routes: ['Newhaven to Dieppe'],
  methods: ['Buys engines for cash'],
  commodities: ['Outboard engines'],
  areas: ['East Sussex'],
  classification: 'OFFICIAL',
  handling: 'P',
  ...changes,
})

/** The body of a statement that is graded here. */
export const memberBody = (changes: object = {}): Record<string, unknown> => ({
  kind: 'company',
  name: 'Quayside Yard',
  role: 'stores engines',
  basis: 'assessment',
  source_evaluation: '2',
  intelligence_assessment: 'C',
  ...changes,
})

/** @throws Error with what is wrong */
export function groupOf(changes: object = {}): Group {
  const parsed = parseGroup(groupBody(changes), todayOf({ now: new Date() }))
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  return parsed.group
}

/** @throws Error with what is wrong */
export function memberOf(changes: object = {}): NewMember {
  const parsed = parseMember(memberBody(changes), todayOf({ now: new Date() }))
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  return parsed.member
}

/** Writes a group. @returns its id */
export const write = async (scope: MemberScope, changes: object = {}): Promise<RecordId> =>
  (await writeGroup(scope, groupOf(changes))).id

/** Releases a group to agencies by number. */
export const release = (scope: MemberScope, id: RecordId, agencies: readonly number[]): Promise<void> =>
  releaseRecord(scope, groupKind, id, { to: { agencies }, reason: 'They may know' })

/** @returns YYYY-MM-DD, so many days from now */
export const inDays = (days: number): string => daysAfter(londonDay(new Date()), days)
