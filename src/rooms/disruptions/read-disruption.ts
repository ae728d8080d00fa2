/** Reads one disruption by the rule of sight. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { AgencyName, RecordHeader } from '../../platform/rooms/record-kind.ts'
import type {
  DisruptionAbout,
  DisruptionDone,
  DisruptionLevel,
  DisruptionState,
  GroupStrand,
} from '../../wire/codes.ts'
import type { RecordId } from '../../wire/ids.ts'
import { noteReading } from '../sharing/index.ts'

/** What a reader gets before they have accepted the conditions of a disruption. */
export type DisruptionHeader = RecordHeader

/** What only a disruption says; null under `conditions`. Days are YYYY-MM-DD. */
export type DisruptionBody = {
  happenedOn: string
  aboutKind: DisruptionAbout
  about: string
  personCategory: 'suspected' | 'convicted' | null
  personBasis: string | null
  done: DisruptionDone
  what: string
  strand: GroupStrand
  before: string
  after: string
  levelProposed: DisruptionLevel
  levelReason: string
  apmisReference: string | null
  effectDueOn: string | null
  state: DisruptionState
  /** as it was accepted */
  level: DisruptionLevel | null
  revision: number
  /** the group, where the reader may read that too */
  group: { id: RecordId; name: string; reference: string } | null
  /** own only: a reference that was typed, and names no group that its writer may read */
  groupTyped: string | null
  /** whom the owner asks to moderate: for the owner and for who is asked */
  asked: AgencyName | null
  /** the other one, where the reader may read that too */
  sameAs: { id: RecordId; title: string } | null
  /** own only: of an operation */
  compartment: { id: string; name: string } | null
  /** own only */
  recallReason: string | null
}

export type DisruptionView = DisruptionHeader & { body: DisruptionBody | null }
export type WholeDisruption = DisruptionHeader & { body: DisruptionBody }

/**
 * Reads one disruption as far as the rule of sight lets this person; that they have is in the ledger.
 * @param id - of the disruption
 * @returns the disruption; under `conditions` only its header
 * @throws not-found: absent and hidden look alike
 */
export async function readDisruption(scope: MemberScope, id: RecordId): Promise<DisruptionView> {
  const row = await scope.tx.maybe<Row>(READ, [id])
  if (!row) throw notFound()
  const own = row.owner.id === scope.actor.agencyId
  scope.record({
    kind: 'consultation',
    subject: { kind: 'disruption', id },
    detail: { version: row.version, sight: row.sight },
  })
  const { body, released, reference, status, ...header } = row
  const seen = { ...header, own, discoverable: own ? false : null }
  if (row.sight === 'conditions' || body === null)
    return { ...seen, sight: 'conditions', reference: null, status: null, released: null, body: null }
  if (status !== 'draft') await noteReading(scope, row.id, row.version)
  return {
    ...seen,
    reference,
    status,
    released: own ? released : null,
    body: own ? body : { ...body, compartment: null, recallReason: null },
  }
}

/**
 * Reads one in full.
 * @param id - of the disruption
 * @throws not-found also for whoever has not accepted its conditions yet
 */
export async function readWhole(scope: MemberScope, id: RecordId): Promise<WholeDisruption> {
  const view = await readDisruption(scope, id)
  if (view.body === null) throw notFound()
  return { ...view, body: view.body }
}

type Row = Omit<DisruptionHeader, 'own' | 'discoverable'> & { body: DisruptionBody | null }

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
         case when d.id is not null then jsonb_build_object(
           'happenedOn', d.happened_on, 'aboutKind', d.about_kind, 'about', d.about,
           'personCategory', d.person_category, 'personBasis', d.person_basis, 'done', d.done, 'what', d.what,
           'strand', d.strand, 'before', d.before_words, 'after', d.after_words,
           'levelProposed', d.level_proposed, 'levelReason', d.level_reason, 'apmisReference', d.apmis_reference,
           'effectDueOn', d.effect_due_on, 'state', d.state, 'level', d.level, 'revision', d.revision,
           'group', (select jsonb_build_object('id', g.id, 'name', g.title, 'reference', g.reference)
                     from disruptions.of_group o join access.record g on g.id = o.group_id where o.disruption_id = d.id),
           'groupTyped', (select o.reference from disruptions.of_group o
                          where o.disruption_id = d.id and o.group_id is null),
           'asked', (select jsonb_build_object('id', g.id, 'slug', g.slug, 'name', g.name)
                     from disruptions.asked k join identity.agency g on g.id = k.agency_id where k.disruption_id = d.id),
           'sameAs', (select jsonb_build_object('id', x.id, 'title', x.title)
                      from disruptions.same s join access.record x on x.id = s.other_id where s.disruption_id = d.id),
           'recallReason', (select l.reason from access.recall l where l.record_id = r.id),
           'compartment', (select jsonb_build_object('id', c.id, 'name', c.name)
                           from access.compartment c where c.id = r.compartment_id)) end as body
  from access.record r
  join identity.agency a on a.id = r.agency_id
  left join disruptions.disruption d on d.id = r.id
  where r.id = $1 and r.kind = 'disruption'`
