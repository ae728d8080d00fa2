/** Reads one requirement by the rule of sight. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { RecordHeader } from '../../platform/rooms/record-kind.ts'
import type { RequirementAbout, RequirementState } from '../../wire/codes.ts'
import type { PersonId, RecordId } from '../../wire/ids.ts'
import { noteReading } from '../sharing/index.ts'

/** What a reader gets before they have accepted the conditions of a requirement; its title is the question. */
export type RequirementHeader = RecordHeader

/** What only a requirement says; null under `conditions`. */
export type RequirementBody = {
  why: string
  decision: string
  priority: string
  aboutKind: RequirementAbout
  about: string
  personCategory: 'suspected' | 'convicted' | null
  personBasis: string | null
  /** YYYY-MM-DD */
  valuableUntil: string
  state: RequirementState
  writtenAt: Date
  closedAt: Date | null
  closingWords: string | null
  revision: number
  /** own only: who answers for it */
  answersFor: { id: PersonId; name: string; active: boolean } | null
  /** own only: of an operation */
  compartment: string | null
  /** own only: why it was recalled */
  recallReason: string | null
}

export type RequirementView = RequirementHeader & { body: RequirementBody | null }

/**
 * Reads one requirement as far as the rule of sight lets this person; that they have is in the ledger.
 * @param id - of the requirement
 * @returns the requirement; under `conditions` only its header
 * @throws not-found: absent and hidden look alike
 */
export async function readRequirement(scope: MemberScope, id: RecordId): Promise<RequirementView> {
  const row = await scope.tx.maybe<Row>(READ, [id])
  if (!row) throw notFound()
  const own = row.owner.id === scope.actor.agencyId
  scope.record({
    kind: 'consultation',
    subject: { kind: 'requirement', id },
    detail: { version: row.version, sight: row.sight },
  })
  const { body, released, reference, status, ...header } = row
  const seen = { ...header, own, discoverable: own ? false : null }
  if (row.sight === 'conditions' || body === null)
    return { ...seen, sight: 'conditions', reference: null, status: null, released: null, body: null }
  await noteReading(scope, row.id, row.version)
  return {
    ...seen,
    reference,
    status,
    released: own ? released : null,
    body: {
      ...body,
      writtenAt: new Date(body.writtenAt),
      closedAt: body.closedAt === null ? null : new Date(body.closedAt),
      answersFor: own ? body.answersFor : null,
      compartment: own ? body.compartment : null,
      recallReason: own ? body.recallReason : null,
    },
  }
}

type Row = Omit<RequirementHeader, 'own' | 'discoverable'> & {
  body:
    (Omit<RequirementBody, 'writtenAt' | 'closedAt'> & { writtenAt: string; closedAt: string | null }) | null
}

const READ = `
  select access.sight(r, exists (select from access.acceptance c
                   where c.record_id = r.id and c.version = r.version and c.person_id = identity.viewer_person()),
           false) as sight,
         r.id, r.reference, r.version, r.title, r.classification, r.handling, r.conditions,
         r.action_code as "actionCode", r.sanitisation_code as "sanitisationCode", access.stage_of(r) as status,
         jsonb_build_object('id', a.id, 'slug', a.slug, 'name', a.name, 'deskName', a.desk_name,
           'deskPhone', a.desk_phone, 'deskEmail', a.desk_email, 'deskHours', a.desk_hours) as owner,
         jsonb_build_object('toAll', r.released_to_all, 'agencies',
           (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'slug', g.slug, 'name', g.name) order by g.name), '[]')
            from identity.agency g where g.id = any (r.released_to))) as released,
         -- in full sight alone, by its own policy
         case when q.id is not null then jsonb_build_object(
           'why', q.why, 'decision', q.decision, 'priority', q.priority, 'aboutKind', q.about_kind, 'about', q.about,
           'personCategory', q.person_category, 'personBasis', q.person_basis, 'valuableUntil', q.valuable_until,
           'state', q.state, 'writtenAt', q.created_at, 'closedAt', q.closed_at, 'closingWords', q.closing_words,
           'revision', q.revision,
           'answersFor', (select jsonb_build_object('id', p.id, 'name', p.name, 'active', p.active)
                          from identity.person p where p.id = q.owner_id),
           'recallReason', (select l.reason from access.recall l where l.record_id = r.id),
           'compartment', (select c.name from access.compartment c where c.id = r.compartment_id)) end as body
  from access.record r
  join identity.agency a on a.id = r.agency_id
  left join requirements.requirement q on q.id = r.id
  where r.id = $1 and r.kind = 'requirement'`
