/** Who will see which part, and why; and afterwards who has opened it. The owner's question only. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { AgencyName } from './read-report.ts'
import type { Stated } from './recall-notices.ts'

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

/** What of a report decides who sees what. */
export type Envelope = {
  status: 'draft' | 'submitted' | 'disseminated' | 'withdrawn'
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
 * Every other agency, with what its people see of an own report.
 * @param intended - a release that is only being thought about: the answer is what it would be after it
 * @param changed - what a new version would change of what decides: the answer is what it would be with it
 * @throws not-found unless it is an own report that this person may read
 */
export async function audienceOf(
  scope: MemberScope,
  id: string,
  intended?: Intended,
  changed: Partial<ChangedEnvelope> = {},
): Promise<AudienceRow[]> {
  const found = await scope.tx.maybe<Envelope & { classification: string; compartmentId: string | null }>(
    `select status, handling, discoverable, compartment_id is not null as compartment, classification,
            status <> 'draft' and not intelligence.is_checked(id, version) as unchecked,
            compartment_id as "compartmentId", released_to_all as "releasedToAll", released_to as "releasedTo"
     from intelligence.report where id = $1 and agency_id = $2`,
    [id, scope.actor.agencyId],
  )
  if (!found) throw notFound()
  const { compartmentId = found.compartmentId } = changed
  const envelope = { ...found, ...changed, compartmentId, compartment: compartmentId !== null }
  scope.record({ kind: 'consultation', subject: { kind: 'report', id }, detail: { audience: true } })
  const agencies = await scope.tx.many<AgencyName & { readers: number }>(
    `select a.id, a.slug, a.name, coalesce(p.readers, 0) as readers
     from identity.agency a left join intelligence.readership($2, $3) p on p.agency_id = a.id
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
    `select agency_id as agency, reader, who, version, first_at as at, last_at as "lastAt" from intelligence.readers_of($1)`,
    [id],
  )
  const accepted = await scope.tx.many<Mark & { agency: number; reader: number; version: number }>(
    `select agency_id as agency, reader, who, version, at from intelligence.acceptances_of($1)`,
    [id],
  )
  const acknowledged = await scope.tx.many<Mark & { agency: number }>(
    `select agency_id as agency, identity.person_label(acknowledged_by) as who, acknowledged_at as at
     from intelligence.recall_notice where report_id = $1 and acknowledged_at is not null`,
    [id],
  )
  const stated = await scope.tx.many<Stated & { agency: number }>(
    `select agency_id as agency, what as copies, note, identity.person_label(person_id) as who, at
     from intelligence.recall_statement where report_id = $1 order by id`,
    [id],
  )
  return agencies.map(({ readers, ...agency }) => ({
    agency,
    readers,
    ...sightOf(envelope, { id: agency.id, readers, matched: matched.has(agency.id) }, intended),
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
 * What an agency's people see, by the rule of sight, and the reason in words. The database decides for
 * each person when they ask; this says beforehand what it will decide for the agency.
 */
export function sightOf(
  report: Envelope,
  agency: { id: number; readers: number; matched: boolean },
  intended: Intended = { all: false, agencies: [] },
): Pick<AudienceRow, 'sight' | 'reason'> {
  if (report.status === 'withdrawn') return { sight: 'none', reason: 'The report was recalled' }
  const toAll = report.releasedToAll || intended.all
  const named = report.releasedTo.includes(agency.id) || intended.agencies.includes(agency.id)
  const released = toAll || named
  if (agency.readers === 0)
    return {
      sight: 'none',
      reason: report.compartment
        ? 'None of its people who are cleared for it is a member of the operation'
        : 'None of its people reads intelligence at this classification',
    }
  if (released && report.status !== 'draft') {
    const to = named ? 'Released to this agency' : 'Released to all partners'
    if (report.unchecked)
      return {
        sight: report.handling === 'P' ? 'none' : 'conditions',
        reason: `${to}, but no second officer has checked this version: its text is shown to nobody there`,
      }
    return report.handling === 'P'
      ? { sight: 'full', reason: `${to} under handling code P` }
      : {
          sight: 'conditions',
          reason: `${to} under handling code C: each person accepts the conditions first`,
        }
  }
  if (report.status === 'draft') return { sight: 'none', reason: 'It is a draft' }
  if (!report.discoverable) return { sight: 'none', reason: 'Not released, and not to be discovered' }
  if (agency.matched)
    return {
      sight: 'hit',
      reason: 'It holds a matching record: it learns that you hold something, and whom to ask',
    }
  return { sight: 'none', reason: 'Not released to this agency, and it holds no matching record' }
}
