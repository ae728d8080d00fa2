/** Lines of addressees, their progress, actions, evidence and decisions: the statements. Policies say who sees which. */
import type { Scope } from '../../../platform/database/scope.ts'
import type { Duty, Outcome, Stage } from '../standing.ts'
import type { FileType } from './file-type.ts'

const columns = `s.id, s.inspection_id as "inspectionId", s.recommendation_id as "recommendationId",
  s.agency_id as "agencyId", s.agency_name as "agencyName", s.number, s.area_id as "areaId", s.due_on::text as "dueOn",
  s.owner_post as "ownerPost", s.ended_on::text as "endedOn", s.ended_because as "endedBecause", s.version, s.stage,
  s.signed_at as "signedAt", s.statement, s.outcome, s.decided_at as "decidedAt", s.next_action_on::text as "nextActionOn"`

/**
 * Lists the lines that the viewer may see.
 * @param of - of one inspection, of one recommendation, of one agency; what is left out narrows nothing
 * @returns by number and agency
 */
export const listDuties = (
  scope: Scope,
  of: { inspectionId?: string; recommendationId?: string; agencyId?: number } = {},
): Promise<Duty[]> =>
  scope.tx.many<Duty>(
    `select ${columns} from oversight.duty_state s
     where ($1::uuid is null or s.inspection_id = $1) and ($2::uuid is null or s.recommendation_id = $2)
       and ($3::int is null or s.agency_id = $3)
     order by s.number, s.agency_name limit 5000`,
    [of.inspectionId ?? null, of.recommendationId ?? null, of.agencyId ?? null],
  )

/**
 * Finds a line.
 * @param id - of it
 * @returns null where there is none that the viewer may see
 */
export const findDuty = (scope: Scope, id: string): Promise<Duty | null> =>
  scope.tx.maybe<Duty>(`select ${columns} from oversight.duty_state s where s.id = $1`, [id])

/** One entry of the dated history. */
export type Progress = {
  id: string
  dutyId: string
  stage: Stage
  statement: string
  /** null where the person is of another agency */
  by: string | null
  personId: string
  at: Date
  signedBy: string | null
  signedAt: Date | null
}

/**
 * Lists the progress of a line: to others than the addressee, what was signed.
 * @param dutyId - of the line
 * @returns the newest first, at most 200
 */
export const listProgress = (scope: Scope, dutyId: string): Promise<Progress[]> =>
  scope.tx.many<Progress>(
    `select p.id, p.duty_id as "dutyId", p.stage, p.statement, e.name as by, p.person_id as "personId", p.at,
            s.name as "signedBy", p.signed_at as "signedAt"
     from oversight.progress p left join identity.person e on e.id = p.person_id
     left join identity.person s on s.id = p.signed_by
     where p.duty_id = $1 order by p.at desc, p.id desc limit 200`,
    [dutyId],
  )

/**
 * Writes progress, unsigned.
 * @param one - all of it
 */
export async function insertProgress(
  scope: Scope,
  one: {
    id: string
    dutyId: string
    agencyId: number
    stage: Stage
    statement: string
    personId: string
  },
): Promise<void> {
  await scope.tx.run(
    `insert into oversight.progress (id, duty_id, agency_id, stage, statement, person_id, at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [one.id, one.dutyId, one.agencyId, one.stage, one.statement, one.personId, scope.now],
  )
}

/** Unsigned progress, the newest of each line. */
export type Unsigned = {
  id: string
  dutyId: string
  number: number
  inspectionId: string
  reference: string
  stage: Stage
  at: Date
  personId: string
}

/**
 * Lists what waits for a signature in the viewer's agency: of each line the newest entry, unless a newer one is signed.
 * @param most - how many
 * @returns the oldest first
 */
export const listUnsigned = (scope: Scope, most: number): Promise<Unsigned[]> =>
  scope.tx.many<Unsigned>(
    `select * from (
       select distinct on (p.duty_id) p.id, p.duty_id as "dutyId", r.number, d.inspection_id as "inspectionId",
              i.reference, p.stage, p.at, p.person_id as "personId", p.signed_at
       from oversight.progress p join oversight.duty d on d.id = p.duty_id
       join oversight.recommendation r on r.id = d.recommendation_id
       join oversight.inspection i on i.id = d.inspection_id
       where p.agency_id = $1 and d.ended_on is null
       order by p.duty_id, p.at desc, p.id desc) newest
     where newest.signed_at is null order by newest.at limit $2`,
    [scope.actor.kind === 'person' ? scope.actor.agencyId : null, most],
  )

export type Action = {
  id: string
  dutyId: string
  text: string
  ownerPost: string
  /** YYYY-MM-DD */
  dueOn: string
  doneOn: string | null
  version: number
}

const actionColumns = `a.id, a.duty_id as "dutyId", a.text, a.owner_post as "ownerPost", a.due_on::text as "dueOn",
  a.done_on::text as "doneOn", a.version`

/**
 * Lists the actions of a line.
 * @param dutyId - of the line
 * @returns what is open first, by day
 */
export const listActions = (scope: Scope, dutyId: string): Promise<Action[]> =>
  scope.tx.many<Action>(
    `select ${actionColumns} from oversight.action a where a.duty_id = $1
     order by a.done_on is not null, a.due_on, a.id limit 200`,
    [dutyId],
  )

/**
 * Finds an action.
 * @param id - of it
 * @returns null where there is none that the viewer may see
 */
export const findAction = (scope: Scope, id: string): Promise<Action | null> =>
  scope.tx.maybe<Action>(`select ${actionColumns} from oversight.action a where a.id = $1`, [id])

/**
 * Writes a new action.
 * @param one - all of it
 */
export async function insertAction(
  scope: Scope,
  one: Omit<Action, 'version' | 'doneOn'> & { agencyId: number },
): Promise<void> {
  await scope.tx.run(
    `insert into oversight.action (id, duty_id, agency_id, text, owner_post, due_on, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [one.id, one.dutyId, one.agencyId, one.text, one.ownerPost, one.dueOn, scope.now],
  )
}

/**
 * Writes an action anew.
 * @param one - as it is from now on; its version is the one that the person was looking at
 * @returns false when somebody changed it since
 */
export async function updateAction(scope: Scope, one: Omit<Action, 'dutyId'>): Promise<boolean> {
  const changed = await scope.tx.run(
    `update oversight.action set text = $2, owner_post = $3, due_on = $4, done_on = $5, changed_at = $6,
       version = version + 1
     where id = $1 and version = $7`,
    [one.id, one.text, one.ownerPost, one.dueOn, one.doneOn, scope.now, one.version],
  )
  return changed === 1
}

/** What shows that something was done. */
export const evidenceKinds = {
  statement: 'Statement',
  figure: 'Figure, with how it is counted',
  document: 'Document, with where it is kept',
  file: 'File, with what it shows',
} as const
export type EvidenceKind = keyof typeof evidenceKinds

export type Evidence = {
  id: string
  kind: EvidenceKind
  title: string
  text: string
  at: Date
  file: EvidenceFile | null
}

/** A file, without its bytes. */
export type EvidenceFile = {
  /** as it was called where it came from */
  name: string
  type: FileType
  /** bytes */
  size: number
  /** hexadecimal */
  sha256: string
}

/**
 * Lists the evidence of a line.
 * @param dutyId - of the line
 * @returns the newest first
 */
export const listEvidence = (scope: Scope, dutyId: string): Promise<Evidence[]> =>
  scope.tx.many<Evidence>(
    `select e.id, e.kind, e.title, e.text, e.at,
            case when f.evidence_id is not null then jsonb_build_object('name', f.name, 'type', f.type,
              'size', octet_length(f.bytes), 'sha256', encode(f.sha256, 'hex')) end as file
     from oversight.evidence e left join oversight.evidence_file f on f.evidence_id = e.id
     where e.duty_id = $1 order by e.at desc, e.id desc limit 200`,
    [dutyId],
  )

/**
 * Writes evidence.
 * @param one - all of it
 */
export async function insertEvidence(
  scope: Scope,
  one: Omit<Evidence, 'at' | 'file'> & { dutyId: string; agencyId: number; personId: string },
): Promise<void> {
  await scope.tx.run(
    `insert into oversight.evidence (id, duty_id, agency_id, kind, title, text, person_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [one.id, one.dutyId, one.agencyId, one.kind, one.title, one.text, one.personId, scope.now],
  )
}

/**
 * Writes the file of evidence that was written in the same transaction.
 * @param one - its evidence, its line, its bytes
 */
export async function insertEvidenceFile(
  scope: Scope,
  one: {
    evidenceId: string
    dutyId: string
    agencyId: number
    name: string
    type: FileType
    bytes: Buffer
    sha256: Uint8Array
  },
): Promise<void> {
  await scope.tx.run(
    `insert into oversight.evidence_file (evidence_id, duty_id, agency_id, name, type, bytes, sha256)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [one.evidenceId, one.dutyId, one.agencyId, one.name, one.type, one.bytes, Buffer.from(one.sha256)],
  )
}

/**
 * Reads a file of evidence.
 * @param evidenceId - of the evidence
 * @returns null where there is none that the viewer may see
 */
export const readEvidenceFile = (
  scope: Scope,
  evidenceId: string,
): Promise<{ dutyId: string; type: FileType; bytes: Buffer } | null> =>
  scope.tx.maybe(
    'select duty_id as "dutyId", type, bytes from oversight.evidence_file where evidence_id = $1',
    [evidenceId],
  )

/**
 * Counts the files of a line.
 * @param dutyId - of the line
 * @returns how many there are
 */
export const countEvidenceFiles = async (scope: Scope, dutyId: string): Promise<number> =>
  (
    await scope.tx.one<{ n: number }>(
      'select count(*)::int as n from oversight.evidence_file where duty_id = $1',
      [dutyId],
    )
  ).n

export type Decision = { id: string; outcome: Outcome; reason: string; body: string; at: Date }

/**
 * Lists what the inspectorate decided of a line.
 * @param dutyId - of the line
 * @returns the newest first
 */
export const listDecisions = (scope: Scope, dutyId: string): Promise<Decision[]> =>
  scope.tx.many<Decision>(
    `select d.id, d.outcome, d.reason, b.name as body, d.at
     from oversight.decision d join identity.agency b on b.id = d.body_id
     where d.duty_id = $1 order by d.at desc, d.id desc limit 100`,
    [dutyId],
  )
