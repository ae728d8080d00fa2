/** Reads one group by the rule of sight. */
import { notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { RecordHeader } from '../../../platform/rooms/record-kind.ts'
import type { GroupPhase, GroupStatus } from '../../../wire/codes.ts'
import type { PersonId, RecordId } from '../../../wire/ids.ts'
import { noteReading } from '../../sharing/index.ts'

/** What a reader gets before they have accepted the conditions of a group; its title is the name. */
export type GroupHeader = RecordHeader

/** What only a group says; null under `conditions`. */
export type GroupBody = {
  aliases: string[]
  basis: string
  routes: string[]
  methods: string[]
  commodities: string[]
  areas: string[]
  status: GroupStatus
  apmisReference: string | null
  place: string | null
  phase: GroupPhase | null
  /** YYYY-MM-DD */
  clearOn: string | null
  holdOn: string | null
  buildOn: string | null
  writtenAt: Date
  revision: number
  /** by name in their own agency, else by role */
  lead: string | null
  /** own only */
  leadId: PersonId | null
  /** own only: the account is active */
  leadActive: boolean
  /** own only */
  reviewedAt: Date | null
  /** own only; YYYY-MM-DD */
  nextReviewOn: string | null
  /** own only: of the own coastal plan */
  stretches: { id: string; name: string }[]
  /** own only: of an operation */
  compartment: { id: string; name: string } | null
  /** own only: why it was recalled */
  recallReason: string | null
}

export type GroupView = GroupHeader & { body: GroupBody | null }

/**
 * Reads one group as far as the rule of sight lets this person; that they have is in the ledger.
 * @param id - of the group
 * @returns the group; under `conditions` only its header
 * @throws not-found: absent and hidden look alike
 */
export async function readGroup(scope: MemberScope, id: RecordId): Promise<GroupView> {
  const row = await scope.tx.maybe<Row>(READ, [id])
  if (!row) throw notFound()
  const own = row.owner.id === scope.actor.agencyId
  scope.record({
    kind: 'consultation',
    subject: { kind: 'group', id },
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
      reviewedAt: own && body.reviewedAt !== null ? new Date(body.reviewedAt) : null,
      ...(own
        ? {}
        : { leadId: null, leadActive: false, nextReviewOn: null, compartment: null, recallReason: null }),
      ...(own ? {} : { stretches: [] }),
    },
  }
}

type Row = Omit<GroupHeader, 'own' | 'discoverable'> & {
  body:
    (Omit<GroupBody, 'writtenAt' | 'reviewedAt'> & { writtenAt: string; reviewedAt: string | null }) | null
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
           'aliases', q.aliases, 'basis', q.basis, 'routes', q.routes, 'methods', q.methods,
           'commodities', q.commodities, 'areas', q.areas, 'status', q.status, 'apmisReference', q.apmis_reference,
           'place', q.place, 'phase', q.phase, 'clearOn', q.clear_on, 'holdOn', q.hold_on, 'buildOn', q.build_on,
           'writtenAt', q.created_at, 'revision', q.revision,
           'lead', identity.person_label(q.lead_id), 'leadId', q.lead_id,
           'leadActive', coalesce((select p.active from identity.person p where p.id = q.lead_id), false),
           'reviewedAt', q.reviewed_at, 'nextReviewOn', q.next_review_on,
           'stretches', (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name) order by n.name), '[]')
                         from networks.group_stretch s join coast.stretch_name n on n.id = s.stretch_id
                         where s.group_id = q.id),
           'recallReason', (select l.reason from access.recall l where l.record_id = r.id),
           'compartment', (select jsonb_build_object('id', c.id, 'name', c.name)
                           from access.compartment c where c.id = r.compartment_id)) end as body
  from access.record r
  join identity.agency a on a.id = r.agency_id
  left join networks.crime_group q on q.id = r.id
  where r.id = $1 and r.kind = 'group'`
