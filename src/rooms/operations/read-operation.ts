/** Operations as their members read them: the list, one, its agencies and its people. */
import { notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type {
  Classification,
  GroupPhase,
  GroupStrand,
  OperationOrigin,
  OperationPost,
  OperationState,
  ParticipationState,
} from '../../wire/codes.ts'
import type { AgencyId, PersonId, RecordId } from '../../wire/ids.ts'
import { noteReading } from '../sharing/index.ts'
import type { OperationId, ParticipationId, PostId } from './ids.ts'

export type OperationRow = {
  id: OperationId
  reference: string
  codename: string
  classification: Classification
  lead: string
  state: OperationState
  /** what the viewer holds in it */
  posts: OperationPost[]
  /** YYYY-MM-DD */
  endsOn: string
}

/** As many as a page lists: nobody is in more. */
const MOST = 200

/**
 * Lists the operations that the viewer is in; nothing else exists for them.
 * @returns those that are worked on first, the newest first
 */
export const listOperations = (scope: MemberScope): Promise<OperationRow[]> =>
  scope.tx.many<OperationRow>(
    `select o.id, r.reference, o.codename, r.classification, a.name as lead, o.state, o.ends_on::text as "endsOn",
            array(select p.post from operations.post p
                  where p.operation_id = o.id and p.person_id = $1 and p.state in ('proposed', 'accepted')
                  order by 1) as posts
     from access.compartment c
     join operations.operation o on o.id = c.id
     join access.record r on r.id = o.id
     join identity.agency a on a.id = o.agency_id
     order by o.state in ('closed', 'archived'), o.created_at desc, o.id limit ${String(MOST)}`,
    [scope.actor.personId],
  )

export type OperationView = Omit<OperationRow, 'posts'> & {
  version: number
  leadAgency: AgencyId
  aim: string
  purpose: string
  origin: OperationOrigin
  priority: string | null
  strands: GroupStrand[]
  phase: GroupPhase | null
  dpiaReference: string | null
  openedAt: Date | null
  closedAt: Date | null
  closingNote: string | null
  inRegister: boolean
  informationOwner: string
  leaving: string
  /** what the viewer may do in it, by what they hold */
  leads: boolean
  deputises: boolean
  acts: boolean
}

/**
 * Reads an operation; that somebody has is in the ledger.
 * @throws not-found: absent and hidden look alike
 */
export async function readOperation(scope: MemberScope, id: OperationId): Promise<OperationView> {
  const row = await scope.tx.maybe<OperationView>(
    `select o.id, r.reference, r.version, o.codename, r.classification, a.name as lead, o.agency_id as "leadAgency",
            o.state, o.ends_on::text as "endsOn", o.aim, o.purpose, o.origin, o.priority, o.strands, o.phase,
            o.dpia_reference as "dpiaReference", o.opened_at as "openedAt", o.closed_at as "closedAt",
            o.closing_note as "closingNote", o.in_register as "inRegister",
            t.information_owner as "informationOwner", t.leaving,
            operations.viewer_holds(o.id, 'lead') as leads, operations.viewer_holds(o.id, 'deputy') as deputises,
            operations.viewer_acts(o.id) as acts
     from operations.operation o
     join access.record r on r.id = o.id
     join identity.agency a on a.id = o.agency_id
     join operations.terms t on t.operation_id = o.id and t.version = operations.terms_in_force(o.id)
     where o.id = $1`,
    [id],
  )
  if (!row) throw notFound()
  scope.record({ kind: 'consultation', subject: { kind: 'operation', id } })
  await noteReading(scope, id as string as RecordId, row.version)
  return row
}

export type Part = {
  id: ParticipationId
  agency: string
  /** of the terms that it accepted, or was offered */
  version: number
  /** of the newest terms that were written */
  newest: number
  gateway: string
  state: ParticipationState
  since: Date
}

/** Lists the agencies of an operation that the viewer reads, the newest first. */
export const agenciesOf = (scope: MemberScope, id: OperationId): Promise<Part[]> =>
  scope.tx.many<Part>(
    `select p.id, a.name as agency, p.terms_version as version,
            (select max(t.version) from operations.terms t where t.operation_id = p.operation_id) as newest, p.gateway, p.state, coalesce(p.ended_at, p.accepted_at, p.offered_at) as since
     from operations.participation p join identity.agency a on a.id = p.agency_id
     where p.operation_id = $1 order by p.state <> 'accepted', a.name, p.offered_at desc limit ${String(MOST)}`,
    [id],
  )

export type InPost = {
  id: PostId
  personId: PersonId
  who: string
  agency: string
  post: OperationPost
  state: 'proposed' | 'accepted'
  confirmedUntil: Date | null
  awake: boolean
  own: boolean
}

/** Lists the people of an operation that the viewer reads; those of other agencies without a name. */
export const peopleOf = (scope: MemberScope, id: OperationId): Promise<InPost[]> =>
  scope.tx.many<InPost>(
    `select id, person_id as "personId", who, agency, post, state, confirmed_until as "confirmedUntil", awake, own
     from operations.people_in($1)`,
    [id],
  )

/** What people of agencies that have left had read: it stays read, and whoever leads sees that it was. */
export const readByThoseWhoLeft = (
  scope: MemberScope,
  id: OperationId,
): Promise<{ agency: string; leftAt: Date; records: number; lastAt: Date | null }[]> =>
  scope.tx.many(
    `select agency, left_at as "leftAt", records, last_at as "lastAt" from operations.read_by_those_who_left($1)`,
    [id],
  )
