/** The SQL of groups: their record, what only a group says, and the words by which search finds them. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { PersonId, RecordId } from '../../../wire/ids.ts'
import { keepEntries, searchText } from '../../search/index.ts'
import { recipientsOf } from '../../sharing/index.ts'
import type { Group } from './group.ts'

/** A filed group is looked at again, for whether it is kept, so many days after each of its versions. */
export const KEPT_FOR_DAYS = 365

/** The columns of the envelope that a group fills, in the order of `envelopeOf`. */
const envelopeOf = (group: Group): unknown[] => [
  group.name,
  group.classification,
  group.handling,
  group.conditions ?? null,
  group.action_code ?? null,
  group.sanitisation_code ?? null,
  group.compartment ?? null,
]

const saysOf = (group: Group): unknown[] => [
  group.aliases,
  group.why_a_group,
  group.routes,
  group.methods,
  group.commodities,
  group.areas,
  group.status,
  group.apmis_reference ?? null,
  group.place ?? null,
  group.phase ?? null,
  group.clear_on ?? null,
  group.hold_on ?? null,
  group.build_on ?? null,
]

/**
 * Inserts the record of a group.
 * @param as - its id and reference
 * @param group - what it says
 * @param reviewOn - YYYY-MM-DD: when it is looked at whether it is kept
 * @returns false where the same form has filed it already
 */
export async function insertRecord(
  scope: MemberScope,
  as: { id: RecordId; reference: string },
  group: Group,
  reviewOn: string,
): Promise<boolean> {
  const inserted = await scope.tx.run(
    `insert into access.record (id, kind, reference, agency_id, author_id, status, title, classification, handling,
       conditions, action_code, sanitisation_code, compartment_id, discoverable, review_on, created_at, filed_at)
     values ($1, 'group', $2, $3, $4, 'disseminated', $5, $6, $7, $8, $9, $10, $11, false, $12, $13, $13)
     on conflict (id) do nothing`,
    [
      as.id,
      as.reference,
      scope.actor.agencyId,
      scope.actor.personId,
      ...envelopeOf(group),
      reviewOn,
      scope.now,
    ],
  )
  return inserted === 1
}

/**
 * Inserts what only a group says.
 * @param id - of its record
 * @param group - what it says
 * @param more - who leads, and when it is looked at as a whole
 */
export async function insertGroup(
  scope: MemberScope,
  id: RecordId,
  group: Group,
  more: { lead: PersonId | null; nextReviewOn: string },
): Promise<void> {
  await scope.tx.run(
    `insert into networks.crime_group (id, agency_id, created_at, aliases, basis, routes, methods, commodities, areas,
       status, apmis_reference, place, phase, clear_on, hold_on, build_on, lead_id, next_review_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [id, scope.actor.agencyId, scope.now, ...saysOf(group), more.lead, more.nextReviewOn],
  )
}

/**
 * Writes the next version of an own group.
 * @param id - of the group
 * @param group - what it says from now on
 * @param reviewOn - YYYY-MM-DD
 */
export async function updateGroup(
  scope: MemberScope,
  id: RecordId,
  group: Group,
  reviewOn: string,
): Promise<void> {
  await scope.tx.run(
    `update access.record set version = version + 1, revision = revision + 1, title = $2, classification = $3,
       handling = $4, conditions = $5, action_code = $6, sanitisation_code = $7, compartment_id = $8, review_on = $9
     where id = $1`,
    [id, ...envelopeOf(group), reviewOn],
  )
  await scope.tx.run(
    `update networks.crime_group set aliases = $2, basis = $3, routes = $4, methods = $5, commodities = $6, areas = $7,
       status = $8, apmis_reference = $9, place = $10, phase = $11, clear_on = $12, hold_on = $13, build_on = $14,
       revision = revision + 1
     where id = $1`,
    [id, ...saysOf(group)],
  )
}

/**
 * Says which stretches of the own coast a group has to do with: these, and no others.
 * @param id - of the group
 * @param stretches - ids of the own coastal plan
 */
export async function keepStretches(
  scope: MemberScope,
  id: RecordId,
  stretches: readonly string[],
): Promise<void> {
  await scope.tx.run(
    'delete from networks.group_stretch where group_id = $1 and not stretch_id = any ($2::uuid[])',
    [id, stretches],
  )
  await scope.tx.run(
    `insert into networks.group_stretch (group_id, stretch_id) select $1, one from unnest($2::uuid[]) one
     on conflict do nothing`,
    [id, stretches],
  )
}

/**
 * Keeps the words by which a group is found: all that whoever reads it reads, and who is said to be of it.
 * @param id - of an own group, as it stands in this transaction
 */
export async function keepWords(scope: MemberScope, id: RecordId): Promise<void> {
  const group = await scope.tx.one<{
    title: string
    handling: string
    createdAt: Date
    texts: string[]
    names: string[]
  }>(
    `select r.title, r.handling, r.created_at as "createdAt",
            array[g.basis, coalesce(g.place, '')] || g.routes || g.methods || g.commodities || g.areas
              || coalesce(m.roles, '{}') as texts,
            g.aliases || coalesce(g.apmis_reference, '') || coalesce(m.names, '{}') as names
     from networks.crime_group g join access.record r on r.id = g.id
     left join lateral (select array_agg(x.name order by x.at) as names, array_agg(x.role order by x.at) as roles
                        from (select * from networks.group_member n where n.group_id = g.id order by n.at limit 500) x) m on true
     where g.id = $1`,
    [id],
  )
  const words = searchText({ title: group.title, texts: group.texts, names: group.names, notes: [] })
  await scope.tx.run(
    `with input as (
       select $1::uuid as id, $2::timestamptz as created_at, $3::text as handling, $4::text as title, $5::text as body,
              $6::text as names, $7::text[] as exact, '{}'::text[] as grades, '{}'::text[] as kinds)
     ${keepEntries('input', '$8::integer')}`,
    [
      id,
      group.createdAt,
      group.handling,
      words.title,
      words.body,
      words.names,
      words.exact,
      scope.actor.agencyId,
    ],
  )
}

export type OwnGroup = {
  revision: number
  version: number
  leadId: PersonId | null
  /** agencies to which it is released */
  releasedTo: number[]
}

/**
 * Reads an own group that was not recalled, and locks it until the transaction ends.
 * @param id - of the group
 * @returns what changing it needs
 * @throws not-found for what is absent, hidden, recalled or another agency's: they look alike
 */
export async function lockOwn(scope: MemberScope, id: RecordId): Promise<OwnGroup> {
  const row = await scope.tx.maybe<
    Omit<OwnGroup, 'releasedTo'> & { released_to_all: boolean; released_to: number[] }
  >(
    `select g.revision, r.version, g.lead_id as "leadId", r.released_to, r.released_to_all
     from networks.crime_group g join access.record r on r.id = g.id
     where g.id = $1 and g.agency_id = $2 and r.status = 'disseminated'
     for update of g`,
    [id, scope.actor.agencyId],
  )
  if (!row) throw notFound()
  const { revision, version, leadId, ...released } = row
  return { revision, version, leadId, releasedTo: await recipientsOf(scope, released) }
}
