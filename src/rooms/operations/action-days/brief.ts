/** Briefings of an action day: each version stays as it was read, and says who has read it. */
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import type { Classification, OperationPost } from '../../../wire/codes.ts'
import type { PersonId } from '../../../wire/ids.ts'
import { SCHEMA, wakeOperation } from '../actions/wake.ts'
import type { OperationId } from '../ids.ts'
import type { ActionDayId, BriefingId } from './ids.ts'
import { notYours } from './plan-day.ts'
import { findActionDay } from './read-day.ts'
import type { ActionDayState } from './words.ts'

/** A version that is to be issued, checked by parseBriefing. */
export type VersionToIssue = {
  posts: readonly OperationPost[]
  classification: Classification
  says: Record<string, string>
}

/**
 * Issues the next version of a briefing.
 * @param day - that the viewer runs
 * @param version - for whom it is, and what it says
 * @param id - under which it is kept
 * @returns its id and its number, among those for the same posts
 * @throws not-found; forbidden `wrong-post`; conflict `day-is-over`; invalid with `classification`
 */
export async function issueBriefing(
  scope: MemberScope,
  day: ActionDayId,
  { posts, classification, says }: VersionToIssue,
  id: BriefingId = newId<BriefingId>(),
): Promise<{ id: BriefingId; version: number }> {
  const { runs, operationId, state } = await findActionDay(scope, day)
  if (!runs) throw notYours()
  if (state === 'done' || state === 'no-go')
    throw conflict('day-is-over', 'This day is done or does not go. Nobody is briefed for it any more.')
  if (classification === 'OFFICIAL-SENSITIVE' && scope.actor.clearance !== 'OFFICIAL-SENSITIVE')
    throw invalid({ classification: 'Choose a classification for which you are cleared' })
  const { version } = await scope.tx.one<{ version: number | null }>(
    'select operations.issue_briefing($1, $2, $3, $4::jsonb, $5) as version',
    [id, day, [...posts], JSON.stringify(says), classification],
  )
  if (version === null) throw notFound()
  scope.record({
    kind: 'disclosure',
    subject: { kind: 'briefing', id },
    detail: { version, posts: posts.length, headings: Object.keys(says).length },
  })
  scope.record({ kind: 'alteration', subject: { kind: 'action-day', id: day }, detail: { briefed: true } })
  await wakeOperation(scope, operationId)
  return { id, version }
}

export type Briefing = {
  id: BriefingId
  dayId: ActionDayId
  operationId: OperationId
  codename: string
  onDay: string
  dayState: ActionDayState
  posts: OperationPost[]
  version: number
  /** the number of the newest for the same posts */
  newest: number
  classification: Classification
  /** by heading */
  says: Record<string, string>
  author: string
  at: Date
  readAt: Date | null
  /** is it for this person, or do they read it because they lead or wrote it? */
  isForViewer: boolean
  /** may they issue the next version? */
  runs: boolean
  /** do they see who has not read it? */
  seesReaders: boolean
}

/**
 * Reads a version. The reading is an event; that somebody has read it is theirs to say.
 * @throws not-found: absent, hidden, and for others look alike
 */
export async function readBriefing(scope: MemberScope, id: BriefingId): Promise<Briefing> {
  const found = await scope.tx.maybe<Briefing>(
    `select b.id, b.action_day_id as "dayId", b.operation_id as "operationId", o.codename, d.on_day::text as "onDay",
            d.state as "dayState", b.posts, b.version,
            (select max(n.version) from operations.briefing n
             where n.action_day_id = b.action_day_id and n.posts = b.posts) as newest,
            b.classification, b.says, coalesce(identity.person_label(b.author_id), 'Somebody') as author, b.at,
            (select r.at from operations.read_receipt r where r.briefing_id = b.id and r.person_id = $2) as "readAt",
            b.posts = '{}' or operations.viewer_holds(b.operation_id, variadic b.posts) as "isForViewer",
            operations.viewer_runs_days(b.operation_id) as runs,
            b.author_id = $2 or operations.viewer_holds(b.operation_id, 'lead', 'deputy') as "seesReaders"
     from operations.briefing b
     join operations.action_day d on d.id = b.action_day_id join operations.operation o on o.id = b.operation_id
     where b.id = $1`,
    [id, scope.actor.personId],
  )
  if (!found) throw notFound()
  scope.record({ kind: 'consultation', subject: { kind: 'briefing', id } })
  return found
}

/** Versions for the same posts, which the viewer reads; the newest first. */
export const versionsOf = (
  scope: MemberScope,
  { dayId, posts }: Pick<Briefing, 'dayId' | 'posts'>,
): Promise<{ id: BriefingId; version: number; at: Date }[]> =>
  scope.tx.many<{ id: BriefingId; version: number; at: Date }>(
    `select id, version, at from operations.briefing
     where action_day_id = $1 and posts = $2 order by version desc limit 100`,
    [dayId, posts],
  )

export type Reader = { personId: PersonId; label: string; agency: string; readAt: Date | null }

/**
 * Lists for whom a version is, and when they read it: to who leads, and to its author; nobody to anybody else.
 * @param id - of a version
 * @returns who has not read it first
 */
export const readersOf = (scope: MemberScope, id: BriefingId): Promise<Reader[]> =>
  scope.tx.many<Reader>(
    `select p.person_id as "personId", coalesce(identity.person_label(p.person_id), 'Somebody') as label, a.name as agency,
            p.read_at as "readAt"
     from operations.audience_of_briefing($1) p join identity.agency a on a.id = p.agency_id
     order by p.read_at is not null, a.name, label, p.person_id`,
    [id],
  )

/**
 * Says that this person has read a version. To say it twice changes nothing.
 * @throws not-found
 */
export async function acknowledgeBriefing(scope: MemberScope, id: BriefingId): Promise<void> {
  const { operationId } = await readBriefing(scope, id)
  const { done } = await scope.tx.one<{ done: boolean | null }>(
    'select operations.acknowledge_briefing($1) as done',
    [id],
  )
  if (done === null) throw notFound()
  if (!done) return
  scope.record({ kind: 'alteration', subject: { kind: 'briefing', id }, detail: { read: true } })
  // Hundreds read within minutes: only those look again who see who has not.
  const told = await scope.tx.many<{ id: number }>(
    `select agency_id as id from operations.briefing where id = $1
     union select agency_id from operations.post
     where operation_id = $2 and post in ('lead', 'deputy') and state = 'accepted'`,
    [id, operationId],
  )
  scope.wake([scope.actor.agencyId, ...told.map((one) => one.id)], SCHEMA)
}
