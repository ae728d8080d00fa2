/** Statements that somebody is of a group: made, taken back, read. */
import { invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import { mustBeOneWho } from '../../../platform/identity/wrong-role.ts'
import type {
  GroupMemberKind,
  IntelligenceAssessment,
  SourceEvaluation,
  StatementBasis,
} from '../../../wire/codes.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { personFolds } from '../../../library/matchable/index.ts'
import { keepWords, lockOwn } from './group-store.ts'
import type { GroupMemberId } from './ids.ts'
import { byReference } from './linked-reports.ts'
import type { NewMember } from './member.ts'

/** A group with more statements than this is several groups. */
const MOST_MEMBERS = 500

type Grading = {
  basis: StatementBasis
  source_evaluation: SourceEvaluation
  intelligence_assessment: IntelligenceAssessment
}

/**
 * Says that somebody, a company or another group is of an own group. It rests on an item of a report, whose grading it takes
 * over, or it is graded here. A victim, a witness or a child never is; the database refuses it too.
 * @param id - of the group
 * @param member - checked by parseMember
 * @returns the statement's id
 * @throws forbidden `wrong-role`; not-found; invalid with `report`, `item`, `name`, `member_group` or `form`
 */
export async function addMember(scope: MemberScope, id: RecordId, member: NewMember): Promise<GroupMemberId> {
  mustBeOneWho(scope, 'keepsGroups')
  const own = await lockOwn(scope, id)
  const { count } = await scope.tx.one<{ count: number }>(
    'select count(*)::integer as count from networks.group_member where group_id = $1',
    [id],
  )
  if (count >= MOST_MEMBERS)
    throw invalid({
      form: `This group has ${String(MOST_MEMBERS)} statements, which is the most. Take some back`,
    })
  const ground = await groundOf(scope, member)
  if (member.kind === 'person') await mustBeNameable(scope, member.name, ground)
  const inside = member.member_group ? await groupInside(scope, id, member.member_group) : null
  const memberId = newId<GroupMemberId>()
  const { basis, source_evaluation, intelligence_assessment } = (ground?.grading ?? member) as Grading
  await scope.tx.run(
    `insert into networks.group_member (id, group_id, kind, name, role, category, is_adult, member_group_id, from_on,
       until_on, basis, source_evaluation, intelligence_assessment, words, person_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      ...[
        memberId,
        id,
        member.kind,
        member.name,
        member.role,
        member.category ?? null,
        member.is_adult ?? null,
      ],
      ...[inside, member.from_on ?? null, member.until_on ?? null],
      ...[basis, source_evaluation, intelligence_assessment, member.words ?? null],
      ...[scope.actor.personId, scope.now],
    ],
  )
  if (ground !== null)
    await scope.tx.run(
      `insert into networks.group_ground (member_id, group_id, report_id, version, item, number) values ($1, $2, $3, $4, $5, $6)`,
      [memberId, id, ground.report, ground.version, member.item, ground.number],
    )
  await keepWords(scope, id)
  scope.record({
    kind: 'alteration',
    subject: { kind: 'group', id },
    recipients: own.releasedTo,
    detail: { member: true },
  })
  scope.wake([scope.actor.agencyId, ...own.releasedTo])
  return memberId
}

type Ground = { report: RecordId; version: number; grading: Grading; number: number | null }

/** @throws invalid with `name` where this agency keeps somebody of this name apart, in whichever of its reports */
async function mustBeNameable(scope: MemberScope, name: string, ground: Ground | null): Promise<void> {
  const { may } = await scope.tx.one<{ may: boolean }>(
    `select networks.may_be_named($1)
            and ($3::integer is null or not networks.own_report_keeps_apart($2, $3)) as may`,
    [personFolds([name], null), ground?.report ?? null, ground?.number ?? null],
  )
  if (!may) throw invalid({ name: NOT_A_MEMBER })
}

/** @throws invalid with `report` or `item`, or with `name` where the report keeps somebody of that name apart */
async function groundOf(scope: MemberScope, member: NewMember): Promise<Ground | null> {
  if (!member.report) return null
  const report = await byReference(scope, member.report, 'report').catch((fault: unknown) => {
    throw inField(fault, 'report')
  })
  const found = await scope.tx.maybe<{
    version: number
    item: Grading | null
    number: number | null
    apart: boolean
  }>(
    `select w.version, w.document -> 'items' -> ($2::integer - 1) as item,
            (select (s ->> 'number')::integer
             from jsonb_array_elements(w.document -> 'subjects') s
             where $3 = 'person' and s ->> 'kind' = 'person'
               and exists (select from jsonb_array_elements_text(s -> 'names') name where lower(btrim(name)) = lower($4))
             limit 1) as number,
            $3 = 'person' and (
              intelligence.keeps_apart(w.report_id, w.version, $4)
              or exists (select from jsonb_array_elements(w.document -> 'subjects') s,
                           jsonb_array_elements_text(s -> 'names') name
                         where s ->> 'kind' = 'person' and s ->> 'category' not in ('suspected', 'convicted')
                           and lower(btrim(name)) = lower($4))) as apart
     from access.record r join intelligence.what_it_says w on w.report_id = r.id and w.version = r.version
     where r.id = $1`,
    [report, member.item, member.kind, member.name],
  )
  if (!found)
    throw invalid({ report: 'There is no filed report with this reference that you may read. Check it' })
  if (found.item === null) throw invalid({ item: 'The report has no such item. Look at its page' })
  if (found.apart) throw invalid({ name: NOT_A_MEMBER })
  return { report, version: found.version, grading: found.item, number: found.number }
}

const NOT_A_MEMBER =
  'Your agency keeps somebody of this name apart: a victim, a witness or a child is never named as a member'

const inField = (fault: unknown, field: string): unknown =>
  fault instanceof Error && 'fields' in fault
    ? invalid({
        [field]: Object.values((fault as { fields?: Record<string, string> }).fields ?? {})[0] ?? '',
      })
    : fault

/** @throws invalid with `member_group` where it is not in sight, or contains the group */
async function groupInside(scope: MemberScope, id: RecordId, reference: string): Promise<RecordId> {
  const inside = await byReference(scope, reference, 'group').catch((fault: unknown) => {
    throw inField(fault, 'member_group')
  })
  const { circle } = await scope.tx.one<{ circle: boolean }>(
    `with recursive inside (id) as (
       select $2::uuid
       union
       select m.member_group_id from inside i join networks.group_member m on m.group_id = i.id
       where m.member_group_id is not null)
     select exists (select from inside where id = $1) as circle`,
    [id, inside],
  )
  if (circle)
    throw invalid({
      member_group: 'A group does not contain itself, also not by way of another. Choose another group',
    })
  return inside
}

/**
 * Takes back a statement of an own group. That it was there stays in the ledger.
 * @param id - of the statement
 * @returns the group
 * @throws forbidden `wrong-role`; not-found
 */
export async function takeMemberBack(scope: MemberScope, id: GroupMemberId): Promise<RecordId> {
  mustBeOneWho(scope, 'keepsGroups')
  const found = await scope.tx.maybe<{ group_id: RecordId }>(
    'select group_id from networks.group_member where id = $1',
    [id],
  )
  if (!found) throw notFound()
  const own = await lockOwn(scope, found.group_id)
  if ((await scope.tx.run('delete from networks.group_member where id = $1', [id])) === 0) throw notFound()
  await keepWords(scope, found.group_id)
  scope.record({
    kind: 'alteration',
    subject: { kind: 'group', id: found.group_id },
    recipients: own.releasedTo,
    detail: { member: false },
  })
  scope.wake([scope.actor.agencyId, ...own.releasedTo])
  return found.group_id
}

export type Member = Grading & {
  id: GroupMemberId
  groupId: RecordId
  kind: GroupMemberKind
  name: string
  role: string
  category: 'suspected' | 'convicted' | null
  /** YYYY-MM-DD */
  fromOn: string | null
  untilOn: string | null
  words: string | null
  at: Date
  /** who made the statement: by name in their own agency, else by role */
  by: string | null
  /** a group that this person reads */
  group: { id: RecordId; name: string } | null
  /** as far as this person may know of the report */
  report: { id: RecordId; reference: string; item: number } | null
}

const MEMBERS = `
  select m.id, m.group_id as "groupId", m.kind, m.name, m.role, m.category, m.from_on::text as "fromOn",
         m.until_on::text as "untilOn", m.basis, m.source_evaluation, m.intelligence_assessment, m.words, m.at,
         identity.person_label(m.person_id) as by,
         case when i.id is not null then jsonb_build_object('id', i.id, 'name', i.title) end as "group",
         case when p.id is not null then jsonb_build_object('id', p.id, 'reference', p.reference, 'item', d.item) end as report
  from networks.group_member m
  left join access.record i on i.id = m.member_group_id
  left join networks.group_ground d on d.member_id = m.id
  left join access.record p on p.id = d.report_id`

/**
 * Lists who is said to be of a group. Statements stand side by side, also when they contradict each other.
 * @param id - of a group in full sight
 * @returns by name, then by when they were made
 */
export const membersOf = (scope: MemberScope, id: RecordId): Promise<Member[]> =>
  scope.tx.many<Member>(`${MEMBERS} where m.group_id = $1 order by lower(m.name), m.at, m.id limit 500`, [id])

/**
 * Reads one statement.
 * @param id - of the statement
 * @returns as far as this person sees it
 * @throws not-found
 */
export async function findMember(scope: MemberScope, id: GroupMemberId): Promise<Member> {
  const found = await scope.tx.maybe<Member>(`${MEMBERS} where m.id = $1`, [id])
  if (!found) throw notFound()
  return found
}
