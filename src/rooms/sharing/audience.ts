/** Who will see which part, and why; and afterwards who has opened it. The owner's question only. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { AgencyName, RecordKind, RecordStatus } from '../../platform/rooms/record-kind.ts'
import type { Stated } from './recall-notices.ts'
import type { RecordId } from '../../wire/ids.ts'

export type Mark = { who: string; at: Date }

export type AudienceRow = {
  agency: AgencyName
  sight: 'full' | 'conditions' | 'hit' | 'none'
  /** how many people of the agency are cleared to read it */
  readers: number
  /** in words */
  reason: string
  /** `reader` counts the persons of the agency: one who opened two versions is there twice under one number */
  opened: (Mark & { reader: number; version: number; lastAt: Date })[]
  accepted: (Mark & { reader: number; version: number })[]
  recallAcknowledged: Mark | null
  /** what the agency did with its copies after a recall, the first first */
  stated: Stated[]
}

/** To whom it is meant to go besides those who have it; agencies by id. */
export type Intended = { all: boolean; agencies: readonly number[] }

/** What of a record decides who sees what. */
export type Envelope = {
  status: RecordStatus
  handling: 'P' | 'C'
  discoverable: boolean
  compartment: boolean
  /** a sanitised version whose current version no second officer has checked */
  unchecked: boolean
  releasedToAll: boolean
  releasedTo: readonly number[]
}

/** What of that a new version may change. */
export type ChangedEnvelope = Pick<Envelope, 'handling' | 'discoverable' | 'unchecked'> & {
  classification: string
  compartmentId: string | null
}

/**
 * Reads every other agency, with what its people see of an own record.
 * @param kind - of the record
 * @param id - of the record
 * @param intended - a release that is only being thought about: the answer is what it would be after it
 * @param changed - what a new version would change of what decides: the answer is what it would be with it
 * @returns one row for each other agency, by name
 * @throws not-found unless it is an own record that this person may read
 */
export async function audienceOf(
  scope: MemberScope,
  kind: RecordKind,
  id: RecordId,
  intended?: Intended,
  changed: Partial<ChangedEnvelope> = {},
): Promise<AudienceRow[]> {
  const found = await scope.tx.maybe<
    Omit<Envelope, 'unchecked'> & { version: number; classification: string; compartmentId: string | null }
  >(
    `select access.stage_of(r) as status, version, handling, discoverable, compartment_id is not null as compartment,
            classification, compartment_id as "compartmentId", released_to_all as "releasedToAll",
            released_to as "releasedTo"
     from access.record r where id = $1 and agency_id = $2 and kind = $3`,
    [id, scope.actor.agencyId, kind.kind],
  )
  if (!found) throw notFound()
  const { compartmentId = found.compartmentId } = changed
  const unchecked =
    found.status !== 'draft' &&
    kind.isChecked !== undefined &&
    !(await kind.isChecked(scope, id, found.version))
  const envelope = { ...found, unchecked, ...changed, compartmentId, compartment: compartmentId !== null }
  scope.record({ kind: 'consultation', subject: { kind: kind.kind, id }, detail: { audience: true } })
  const agencies = await scope.tx.many<AgencyName & { readers: number }>(
    `select a.id, a.slug, a.name, coalesce(p.readers, 0) as readers
     from identity.agency a left join access.readership($2, $3) p on p.agency_id = a.id
     where a.id <> $1 order by a.name`,
    [scope.actor.agencyId, envelope.classification, envelope.compartmentId],
  )
  const partners = await scope.tx.many<{ agency_id: number }>(
    'select agency_id from deconfliction.partners_matched_with($1)',
    [id],
  )
  const matched = new Set(partners.map((one) => one.agency_id))
  const opened = await scope.tx.many<
    Mark & { agency: number; reader: number; version: number; lastAt: Date }
  >(
    `select agency_id as agency, reader, who, version, first_at as at, last_at as "lastAt" from access.readers_of($1)`,
    [id],
  )
  const accepted = await scope.tx.many<Mark & { agency: number; reader: number; version: number }>(
    `select agency_id as agency, reader, who, version, at from access.acceptances_of($1)`,
    [id],
  )
  const acknowledged = await scope.tx.many<Mark & { agency: number }>(
    `select agency_id as agency, identity.person_label(acknowledged_by) as who, acknowledged_at as at
     from access.recall_notice where record_id = $1 and acknowledged_at is not null`,
    [id],
  )
  const stated = await scope.tx.many<Stated & { agency: number }>(
    `select agency_id as agency, what as copies, note, identity.person_label(person_id) as who, at
     from access.recall_statement where record_id = $1 order by id`,
    [id],
  )
  return agencies.map(({ readers, ...agency }) => ({
    agency,
    readers,
    ...sightOf(kind, envelope, { id: agency.id, readers, matched: matched.has(agency.id) }, intended),
    opened: ofAgency(opened, agency.id),
    accepted: ofAgency(accepted, agency.id),
    recallAcknowledged: ofAgency(acknowledged, agency.id)[0] ?? null,
    stated: ofAgency(stated, agency.id),
  }))
}

function ofAgency<Row extends { agency: number }>(rows: readonly Row[], id: number): Omit<Row, 'agency'>[] {
  return rows.filter((row) => row.agency === id).map(({ agency: _agency, ...row }) => row)
}

/**
 * Says what an agency's people see, by the rule of sight, and the reason in words. The database decides for each
 * person when they ask; this says beforehand what it will decide for the agency.
 * @param kind - of the record, for its words
 * @param record - what of it decides
 * @param agency - `readers`: how many of its people are cleared to read it; `matched`: it holds a matching record
 * @param intended - a release that is only being thought about
 * @returns the sight, and a reason without a full stop
 */
export function sightOf(
  { words }: Pick<RecordKind, 'words'>,
  record: Envelope,
  agency: { id: number; readers: number; matched: boolean },
  intended: Intended = { all: false, agencies: [] },
): Pick<AudienceRow, 'sight' | 'reason'> {
  if (record.status === 'withdrawn') return { sight: 'none', reason: `The ${words.one} was recalled` }
  const toAll = record.releasedToAll || intended.all
  const named = record.releasedTo.includes(agency.id) || intended.agencies.includes(agency.id)
  const released = toAll || named
  if (agency.readers === 0)
    return {
      sight: 'none',
      reason: record.compartment
        ? 'None of its people who are cleared for it is a member of the operation'
        : 'None of its people reads intelligence at this classification',
    }
  if (released && record.status !== 'draft') {
    const to = named ? 'Released to this agency' : 'Released to all partners'
    if (record.unchecked)
      return {
        sight: record.handling === 'P' ? 'none' : 'conditions',
        reason: `${to}, but no second officer has checked this version: its text is shown to nobody there`,
      }
    return record.handling === 'P'
      ? { sight: 'full', reason: `${to} under handling code P` }
      : {
          sight: 'conditions',
          reason: `${to} under handling code C: each person accepts the conditions first`,
        }
  }
  if (record.status === 'draft') return { sight: 'none', reason: 'It is a draft' }
  if (!record.discoverable) return { sight: 'none', reason: 'Not released, and not to be discovered' }
  if (agency.matched)
    return {
      sight: 'hit',
      reason: 'It holds a matching record: it learns that you hold something, and whom to ask',
    }
  return { sight: 'none', reason: 'Not released to this agency, and it holds no matching record' }
}
