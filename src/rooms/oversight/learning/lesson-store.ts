/** SQL of lessons. */
import type { MemberScope, Scope } from '../../../platform/database/scope.ts'
import type { CheckOutcome, Lesson } from './lesson.ts'
import { daysAfter } from '../../../platform/london-day.ts'

/** Days before it is due from which a lesson of a debrief waits. */
const SOON = 14

const LESSON = `select l.id, l.agency_id as "agencyId", a.name as "agencyName", l.title, l.happened, l.verdict, l.what,
  l.owner_post as "ownerPost", l.due_on::text as "dueOn", l.at, l.evidence, l.evidence_at as "evidenceAt",
  l.asked_agency_id as "askedAgencyId", k.name as "askedName", l.from_debrief as "fromDebrief", l.why,
  l.jol_reference as "jolReference", l.accepted_at as "acceptedAt", l.version,
  oversight.is_learned(l.id) as learned,
  (select count(*)::integer from oversight.lesson_check c where c.lesson_id = l.id) as checks
  from oversight.lesson l join identity.agency a on a.id = l.agency_id
  left join identity.agency k on k.id = l.asked_agency_id`

/**
 * Lists lessons that the viewer reads, newest first.
 * @param at - how many to leave out, and how many to give
 * @returns lessons, and how many there are in all
 */
export async function listLessons(
  scope: Scope,
  at: { offset: number; limit: number },
): Promise<{ lessons: Lesson[]; total: number }> {
  const { total } = await scope.tx.one<{ total: number }>(
    'select count(*)::integer as total from oversight.lesson',
  )
  const lessons = await scope.tx.many<Lesson>(`${LESSON} order by l.at desc, l.id desc offset $1 limit $2`, [
    at.offset,
    at.limit,
  ])
  return { lessons, total }
}

/**
 * Finds a lesson.
 * @param id - of it
 * @returns the lesson, or null: absent and hidden look alike
 */
export const findLesson = (scope: Scope, id: string): Promise<Lesson | null> =>
  scope.tx.maybe<Lesson>(`${LESSON} where l.id = $1`, [id])

export type LessonCheck = { outcome: CheckOutcome; words: string; byName: string; at: Date }

/**
 * Lists what other agencies found.
 * @param lessonId - of which lesson
 * @returns newest first
 */
export const listChecks = (scope: Scope, lessonId: string): Promise<LessonCheck[]> =>
  scope.tx.many<LessonCheck>(
    `select c.outcome, c.words, a.name as "byName", c.at
     from oversight.lesson_check c join identity.agency a on a.id = c.by_agency_id
     where c.lesson_id = $1 order by c.at desc, c.id desc limit 50`,
    [lessonId],
  )

/**
 * May the viewer's agency say whether it is learned? The database says the same when somebody does.
 * @param lessonId - of the lesson
 * @returns true when it may
 */
export async function mayCheck(scope: MemberScope, lessonId: string): Promise<boolean> {
  const { may } = await scope.tx.one<{ may: boolean }>('select oversight.checks_lesson($1, $2) as may', [
    lessonId,
    scope.actor.agencyId,
  ])
  return may
}

/** @returns agencies that can be asked to look: all others that are no body which holds to account, by name */
export const listOtherAgencies = (scope: MemberScope): Promise<{ id: number; name: string }[]> =>
  scope.tx.many<{ id: number; name: string }>(
    `select id, name from identity.agency where id <> $1 and kind not in ('commissioner', 'inspectorate') order by name`,
    [scope.actor.agencyId],
  )

/**
 * Lists lessons that wait for the viewer's agency: its own that are late, those of debriefs that it has not taken on or that are
 * due within two weeks, and those that it is asked to look at.
 * @param today - YYYY-MM-DD
 * @returns the oldest first, 30 at most
 */
export const listWaitingLessons = (scope: MemberScope, today: string): Promise<Lesson[]> =>
  scope.tx.many<Lesson>(
    `${LESSON}
     where not oversight.is_learned(l.id)
       and (l.agency_id = $1 and l.evidence is null
              and (l.due_on < $2 or l.from_debrief and (l.accepted_at is null or l.due_on < $3))
            or l.asked_agency_id = $1 and not exists (
              select from oversight.lesson_check c
              where c.lesson_id = l.id and c.by_agency_id = $1 and c.at >= l.evidence_at))
     order by l.due_on, l.id limit 30`,
    [scope.actor.agencyId, today, daysAfter(today, SOON)],
  )
