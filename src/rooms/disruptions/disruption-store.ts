/** The SQL of disruptions: their record, what only a disruption says, and the words by which search finds them. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { DisruptionState } from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'
import { keepEntries, searchText } from '../search/index.ts'
import { recipientsOf } from '../sharing/index.ts'
import type { Disruption } from './disruption.ts'
import { daysAfter, todayOf } from '../../platform/london-day.ts'

/** A disruption is looked at again, for whether it is kept, so many days after each of its versions. */
const KEPT_FOR_DAYS = 365

const envelopeOf = (scope: MemberScope, of: Disruption): unknown[] => [
  of.title,
  of.classification,
  of.handling,
  of.conditions ?? null,
  of.action_code ?? null,
  of.sanitisation_code ?? null,
  of.compartment ?? null,
  daysAfter(todayOf(scope), KEPT_FOR_DAYS),
]

/** What is written: the day of effect is there. */
export type DatedDisruption = Disruption & { effect_due_on: string }

const saysOf = (of: DatedDisruption): unknown[] => [
  of.happened_on,
  of.about_kind,
  of.about,
  of.person_category ?? null,
  of.person_basis ?? null,
  of.person_is_adult ?? null,
  of.done,
  of.what,
  of.strand,
  of.before,
  of.after,
  of.level,
  of.level_reason,
  of.apmis_reference ?? null,
  of.effect_due_on,
]

/**
 * Inserts a draft.
 * @param as - its id and reference
 * @param disruption - what it says
 * @returns false where the same form has made it already
 */
export async function insertDraft(
  scope: MemberScope,
  as: { id: RecordId; reference: string },
  disruption: DatedDisruption,
): Promise<boolean> {
  const inserted = await scope.tx.run(
    `insert into access.record (id, kind, reference, agency_id, author_id, status, title, classification, handling,
       conditions, action_code, sanitisation_code, compartment_id, review_on, discoverable, created_at, filed_at)
     values ($1, 'disruption', $2, $3, $4, 'draft', $6, $7, $8, $9, $10, $11, $12, $13, false, $5, $5)
     on conflict (id) do nothing`,
    [
      as.id,
      as.reference,
      scope.actor.agencyId,
      scope.actor.personId,
      scope.now,
      ...envelopeOf(scope, disruption),
    ],
  )
  if (inserted === 0) return false
  await scope.tx.run(
    `insert into disruptions.disruption (id, agency_id, happened_on, about_kind, about, person_category, person_basis,
       person_is_adult, done, what, strand, before_words, after_words, level_proposed, level_reason, apmis_reference,
       effect_due_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [as.id, scope.actor.agencyId, ...saysOf(disruption)],
  )
  return true
}

/**
 * Writes anew what a draft says, or what one that was returned says, as its next version.
 * @param id - of the disruption
 * @param disruption - what it says from now on
 * @param isFiled - it has another version then
 */
export async function updateDisruption(
  scope: MemberScope,
  id: RecordId,
  disruption: DatedDisruption,
  isFiled: boolean,
): Promise<void> {
  await scope.tx.run(
    `update access.record set version = version + $10, revision = revision + 1, title = $2, classification = $3,
       handling = $4, conditions = $5, action_code = $6, sanitisation_code = $7, compartment_id = $8, review_on = $9
     where id = $1`,
    [id, ...envelopeOf(scope, disruption), isFiled ? 1 : 0],
  )
  await scope.tx.run(
    `update disruptions.disruption set happened_on = $2, about_kind = $3, about = $4, person_category = $5,
       person_basis = $6, person_is_adult = $7, done = $8, what = $9, strand = $10, before_words = $11, after_words = $12,
       level_proposed = $13, level_reason = $14, apmis_reference = $15, effect_due_on = $16, revision = revision + 1
     where id = $1`,
    [id, ...saysOf(disruption)],
  )
}

/**
 * Keeps the words by which a filed disruption is found: all that whoever reads it reads.
 * @param id - of an own disruption, as it stands in this transaction
 */
export async function keepWords(scope: MemberScope, id: RecordId): Promise<void> {
  const row = await scope.tx.one<{
    title: string
    handling: string
    createdAt: Date
    aboutKind: string
    about: string
    texts: string[]
  }>(
    `select r.title, r.handling, r.created_at as "createdAt", d.about_kind as "aboutKind", d.about,
            array[d.what, d.before_words, d.after_words, d.level_reason, coalesce(d.person_basis, ''),
                  coalesce(d.apmis_reference, '')] as texts
     from disruptions.disruption d join access.record r on r.id = d.id where d.id = $1`,
    [id],
  )
  const isPerson = row.aboutKind === 'person'
  const words = searchText({
    title: row.title,
    texts: isPerson ? row.texts : [...row.texts, row.about],
    names: isPerson ? [row.about] : [],
    notes: [],
  })
  await scope.tx.run(
    `with input as (
       select $1::uuid as id, $2::timestamptz as created_at, $3::text as handling, $4::text as title, $5::text as body,
              $6::text as names, $7::text[] as exact, '{}'::text[] as grades, '{}'::text[] as kinds)
     ${keepEntries('input', '$8::integer')}`,
    [
      id,
      row.createdAt,
      row.handling,
      words.title,
      words.body,
      words.names,
      words.exact,
      scope.actor.agencyId,
    ],
  )
}

export type OwnDisruption = {
  state: DisruptionState
  revision: number
  version: number
  /** agencies to which it is released */
  releasedTo: number[]
}

/**
 * Reads an own disruption that was not recalled, and locks it until the transaction ends.
 * @param id - of the disruption
 * @returns what changing it needs
 * @throws not-found for what is absent, hidden, recalled or another agency's: they look alike
 */
export async function lockOwn(scope: MemberScope, id: RecordId): Promise<OwnDisruption> {
  const row = await scope.tx.maybe<
    Omit<OwnDisruption, 'releasedTo'> & { released_to_all: boolean; released_to: number[] }
  >(
    `select d.state, d.revision, r.version, r.released_to, r.released_to_all
     from disruptions.disruption d join access.record r on r.id = d.id
     where d.id = $1 and d.agency_id = $2 and r.status <> 'withdrawn'
     for update of d`,
    [id, scope.actor.agencyId],
  )
  if (!row) throw notFound()
  const { state, revision, version, ...released } = row
  return { state, revision, version, releasedTo: await recipientsOf(scope, released) }
}

/**
 * Lists the agencies with a part in a disruption: its owner, those that claim it, those that moderate it.
 * @param id - of a disruption that this person reads
 * @returns their numbers
 */
export async function partiesOf(scope: MemberScope, id: RecordId): Promise<number[]> {
  const rows = await scope.tx.many<{ id: number }>(
    `select agency_id as id from disruptions.disruption where id = $1
     union select agency_id from disruptions.side where disruption_id = $1
     union select agency_id from disruptions.asked where disruption_id = $1`,
    [id],
  )
  return rows.map((one) => one.id)
}
