/** The 4P plan of a group: a line is added, given to somebody else, and said how far it has come. */
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import { may } from '../../../platform/identity/roles.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import type { Classification, GroupLineState, GroupStrand } from '../../../wire/codes.ts'
import type { PersonId, RecordId } from '../../../wire/ids.ts'
import { faultOfDayToCome } from './group.ts'
import { lockOwn } from './group-store.ts'
import type { GroupLineId } from './ids.ts'
import { askPartner } from './ask-partner.ts'
import { todayOf } from '../../../platform/london-day.ts'
import { mustBeColleague, stale } from './write-group.ts'

/** More lines than this are no plan. The table says the same. */
const MOST_LINES = 100

/** A colleague; or an agency that the group is released to, of which somebody takes it. */
export type LineOwner = PersonId | { agency: number }

export type NewLine = {
  strand: GroupStrand
  what: string
  owner: LineOwner
  /** YYYY-MM-DD */
  dueOn: string
}

/**
 * Adds a line to the plan of an own group. It is a task of its owner's from then on; a partner is asked for an owner.
 * @param id - of the group
 * @param line - what is done, in which part of the plan, by whom and by when
 * @returns the line's id
 * @throws forbidden `wrong-role`; not-found; conflict `plan-is-full`; invalid with `owner` or `due_on`
 */
export async function addLine(scope: MemberScope, id: RecordId, line: NewLine): Promise<GroupLineId> {
  mustBeOneWho(scope, 'keepsGroups')
  const own = await lockOwn(scope, id)
  const late = faultOfDayToCome(line.dueOn, todayOf(scope))
  if (late !== null) throw invalid({ due_on: late })
  const colleague = typeof line.owner === 'string' ? line.owner : null
  if (colleague !== null) await mustBeColleague(scope, colleague, 'owner')
  const { last } = await scope.tx.one<{ last: number }>(
    'select coalesce(max(number), 0)::integer as last from networks.group_line where group_id = $1',
    [id],
  )
  if (last >= MOST_LINES)
    throw conflict(
      'plan-is-full',
      `This plan has ${String(MOST_LINES)} lines, which is the most. Say how the lines that are there ended.`,
    )
  const lineId = newId<GroupLineId>()
  await scope.tx.run(
    `insert into networks.group_line (id, group_id, agency_id, number, strand, what, owner_id, due_on, created_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
    [
      ...[lineId, id, scope.actor.agencyId, last + 1, line.strand, line.what, colleague, line.dueOn],
      scope.now,
    ],
  )
  if (typeof line.owner !== 'string') await askPartner(scope, { id: lineId, groupId: id }, line.owner.agency)
  note(scope, id, { line: last + 1, planned: true }, own.releasedTo)
  return lineId
}

/**
 * Gives a line to somebody else, or until another day.
 * @param id - of a line of an own group that has not ended
 * @param revision - of the line that was on the page
 * @param to - who owns it, and by when: YYYY-MM-DD
 * @returns the line as it was
 * @throws forbidden `wrong-role`; not-found; conflict `is-done`, `stale`; invalid with `owner` or `due_on`
 */
export async function replanLine(
  scope: MemberScope,
  id: GroupLineId,
  revision: number,
  to: { owner: LineOwner; dueOn: string },
): Promise<PlanLine> {
  mustBeOneWho(scope, 'keepsGroups')
  const line = await ownLine(scope, id, revision)
  const late = to.dueOn === line.dueOn ? null : faultOfDayToCome(to.dueOn, todayOf(scope))
  if (late !== null) throw invalid({ due_on: late })
  const colleague = typeof to.owner === 'string' ? to.owner : null
  if (colleague !== null) await mustBeColleague(scope, colleague, 'owner')
  const changed = await scope.tx.run(
    `update networks.group_line set owner_id = $3, due_on = $4, changed_at = $5, revision = revision + 1
     where id = $1 and revision = $2`,
    [id, revision, colleague, to.dueOn, scope.now],
  )
  if (changed === 0) throw stale()
  const asked = typeof to.owner === 'string' ? null : to.owner.agency
  const stays = asked !== null && asked === line.partner?.agencyId && line.partner.declinedWords === null
  if (!stays) {
    await scope.tx.run('delete from networks.group_line_asked where line_id = $1', [id])
    if (asked !== null) await askPartner(scope, line, asked)
  }
  const told = [line.partner?.agencyId ?? null, asked].filter((one) => one !== null)
  note(scope, line.groupId, { line: line.number, replanned: true }, [...new Set(told)])
  return line
}

/**
 * Says how far a line has come: its owner, or somebody who keeps groups.
 * @param id - of a line of an own group that has not ended
 * @param revision - of the line that was on the page
 * @param to - its state; when that ends it, what came of it
 * @returns the line as it was
 * @throws forbidden `wrong-role`; not-found; conflict `is-done`, `stale`; invalid with `state` or `words`
 */
export async function sayOfLine(
  scope: MemberScope,
  id: GroupLineId,
  revision: number,
  to: { state: Exclude<GroupLineState, 'open'>; words: string | null },
): Promise<PlanLine> {
  const line = await lineOfOurs(scope, id, revision)
  if (
    (line.ownerId ?? line.partner?.personId) !== scope.actor.personId ||
    !may(scope.actor.roles, 'readsContent')
  )
    mustBeOneWho(scope, 'keepsGroups')
  if (to.state !== 'under-way' && to.words === null) throw invalid({ words: 'Say what came of it' })
  const changed = await scope.tx.run(
    `update networks.group_line set state = $3, words = coalesce($4, words), changed_at = $5, revision = revision + 1
     where id = $1 and revision = $2`,
    [id, revision, to.state, to.words, scope.now],
  )
  if (changed === 0) throw stale()
  const others = [line.agencyId, line.partner?.agencyId].filter((one) => one !== undefined)
  note(
    scope,
    line.groupId,
    { line: line.number, state: to.state },
    others.filter((one) => one !== scope.actor.agencyId),
  )
  return line
}

/** @throws not-found; conflict `is-done`, `stale` */
async function ownLine(scope: MemberScope, id: GroupLineId, revision: number): Promise<PlanLine> {
  const line = await lineOfOurs(scope, id, revision)
  if (line.agencyId !== scope.actor.agencyId) throw notFound()
  return line
}

/** Of an own group, or one that this agency has accepted. @throws not-found; conflict `is-done`, `stale` */
async function lineOfOurs(scope: MemberScope, id: GroupLineId, revision: number): Promise<PlanLine> {
  const line = await findLine(scope, id)
  if (!line || line.isRecalled) throw notFound()
  const accepted =
    (line.partner?.personId ?? null) !== null && line.partner?.agencyId === scope.actor.agencyId
  if (line.agencyId !== scope.actor.agencyId && !accepted) throw notFound()
  if (line.state === 'done' || line.state === 'dropped')
    throw conflict('is-done', 'This line has ended already. Look at what came of it.')
  if (line.revision !== revision) throw stale()
  return line
}

function note(
  scope: MemberScope,
  id: RecordId,
  detail: Record<string, string | number | boolean>,
  recipients: readonly number[],
): void {
  scope.record({ kind: 'alteration', subject: { kind: 'group', id }, recipients: [...recipients], detail })
  scope.wake([scope.actor.agencyId, ...recipients])
}

export type LinePartner = {
  agencyId: number
  agency: string
  personId: PersonId | null
  declinedWords: string | null
  revision: number
}

export type PlanLine = {
  id: GroupLineId
  groupId: RecordId
  agencyId: number
  number: number
  strand: GroupStrand
  what: string
  /** of the group's own agency; null where a partner owns it, or is asked */
  ownerId: PersonId | null
  /** by name in their own agency, else by role; null while nobody has accepted it, and to whom it does not concern */
  owner: string | null
  /** the partner who is asked or owns it: for the group's owner and that partner, and for nobody else */
  partner: LinePartner | null
  /** YYYY-MM-DD */
  dueOn: string
  state: GroupLineState
  words: string | null
  changedAt: Date
  revision: number
  group: string
  reference: string
  classification: Classification
  isRecalled: boolean
}

const LINES = `
  select l.id, l.group_id as "groupId", l.agency_id as "agencyId", l.number, l.strand, l.what, l.owner_id as "ownerId",
         identity.person_label(coalesce(l.owner_id, q.person_id)) as owner,
         case when q.line_id is not null then jsonb_build_object('agencyId', q.agency_id, 'agency', g.name,
           'personId', q.person_id, 'declinedWords', q.declined_words, 'revision', q.revision) end as partner, l.due_on::text as "dueOn", l.state, l.words,
         l.changed_at as "changedAt", l.revision, r.title as "group", r.reference, r.classification,
         r.status = 'withdrawn' as "isRecalled"
  from networks.group_line l join access.record r on r.id = l.group_id
  left join networks.group_line_asked q on q.line_id = l.id
  left join identity.agency g on g.id = q.agency_id`

/**
 * Lists the lines of a plan.
 * @param id - of a group in full sight
 * @returns by the part of the plan, then by number
 */
export const planOf = (scope: MemberScope, id: RecordId): Promise<PlanLine[]> =>
  scope.tx.many<PlanLine>(
    `${LINES} where l.group_id = $1
     order by array_position(array['pursue', 'prevent', 'protect', 'prepare'], l.strand), l.number`,
    [id],
  )

/**
 * Reads one line.
 * @param id - of the line
 * @returns null where there is none in sight
 */
export const findLine = (scope: MemberScope, id: GroupLineId): Promise<PlanLine | null> =>
  scope.tx.maybe<PlanLine>(`${LINES} where l.id = $1`, [id])
