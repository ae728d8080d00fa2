/** Courses, who has to have them, and how many do. Nobody is named, and nobody is compared. */
import { z } from 'zod'
import type { MemberScope, Scope } from '../../../platform/database/scope.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { londonDay } from '../../../platform/london-day.ts'

export type Course = {
  id: string
  agencyId: number
  agencyName: string
  title: string
  about: string
  posts: string[]
}

/** How many of a post have a course; null: a number that is not shown. */
export type Coverage = {
  agencyName: string
  post: string
  countedOn: string
  must: number | null
  have: number | null
}

const MOST_POSTS = 20
const text = (most: number, missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(most, `Must be ${String(most)} characters or fewer`)

export const courseSchema = z.object({
  title: text(200, 'Enter what the course is called'),
  teaches: text(2_000, 'Say what it teaches'),
  posts: text(2_100, 'Enter who has to have it, one post a line'),
})

/** One line a post: `12 of 30`. */
export const coverageSchema = z.object({ counts: text(2_000, 'Enter how many have it, one post a line') })

const COURSE = `select c.id, c.agency_id as "agencyId", a.name as "agencyName", c.title, c.about,
  array(select p.post from oversight.course_post p where p.course_id = c.id order by p.place) as posts
  from oversight.course c join identity.agency a on a.id = c.agency_id`

/** @returns courses by title, 200 at most */
export const listCourses = (scope: Scope): Promise<Course[]> =>
  scope.tx.many<Course>(`${COURSE} order by c.title, c.id limit 200`)

/**
 * Finds a course.
 * @param id - of it
 * @returns the course
 * @throws not-found
 */
export async function findCourse(scope: Scope, id: string): Promise<Course> {
  const found = await scope.tx.maybe<Course>(`${COURSE} where c.id = $1`, [id])
  if (!found) throw notFound()
  return found
}

/**
 * Reads coverage: of agencies for which the viewer answers or which they hold to account; of all for the task force.
 * @param courseId - of the course
 * @param all - whether the viewer's agency is the task force
 * @returns by agency and post, the newest quarter of each
 */
export const listCoverage = (scope: MemberScope, courseId: string, all: boolean): Promise<Coverage[]> =>
  scope.tx.many<Coverage>(
    all
      ? `select agency_name as "agencyName", post, counted_on::text as "countedOn", must, have
         from oversight.coverage_of_all($1)`
      : `select a.name as "agencyName", p.post, v.counted_on::text as "countedOn", v.must_shown as must, v.have_shown as have
         from (select distinct on (c.place, c.agency_id) c.course_id, c.place, c.agency_id, c.counted_on, c.must_shown,
                      c.have_shown
               from oversight.coverage c where c.course_id = $1
               order by c.place, c.agency_id, c.counted_on desc) v
         join oversight.course_post p on p.course_id = v.course_id and p.place = v.place
         join identity.agency a on a.id = v.agency_id
         order by a.name, p.place`,
    [courseId],
  )

/**
 * Enters a course.
 * @param input - what it teaches, and one post a line that has to have it
 * @returns its id
 * @throws invalid with `posts` or `title`
 */
export async function enterCourse(scope: MemberScope, input: z.output<typeof courseSchema>): Promise<string> {
  const id = newId()
  const posts = postsOf(input.posts)
  const there = await scope.tx.maybe(
    'select from oversight.course where agency_id = $1 and lower(title) = lower($2)',
    [scope.actor.agencyId, input.title],
  )
  if (there) throw invalid({ title: 'Your agency has a course of this name' })
  await scope.tx.run('insert into oversight.course (id, agency_id, title, about) values ($1, $2, $3, $4)', [
    ...[id, scope.actor.agencyId, input.title, input.teaches],
  ])
  for (const [at, post] of posts.entries())
    await scope.tx.run('insert into oversight.course_post (course_id, place, post) values ($1, $2, $3)', [
      ...[id, at + 1, post],
    ])
  scope.record({ kind: 'collection', subject: { kind: 'course', id }, detail: { posts: posts.length } })
  return id
}

function postsOf(typed: string): string[] {
  const posts = typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (posts.length > MOST_POSTS) throw invalid({ posts: `Enter ${String(MOST_POSTS)} posts or fewer` })
  if (posts.some((post) => post.length > 100)) throw invalid({ posts: 'A post has 100 characters or fewer' })
  if (new Set(posts.map((post) => post.toLowerCase())).size < posts.length)
    throw invalid({ posts: 'A post is entered twice' })
  return posts
}

/**
 * The quarter for which coverage is entered.
 * @param today - YYYY-MM-DD
 * @returns its first day
 */
export function quarterOf(today: string): string {
  const month = Number(today.slice(5, 7))
  return `${today.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
}

/**
 * Enters how many of the own agency have a course, once for a quarter.
 * @param courseId - of the course
 * @param input - a line a post, in the order of the posts, as `12 of 30`
 * @throws not-found; invalid with `counts`; conflict `counted`
 */
export async function enterCoverage(
  scope: MemberScope,
  courseId: string,
  input: z.output<typeof coverageSchema>,
): Promise<void> {
  const course = await findCourse(scope, courseId)
  const counts = countsOf(input.counts, course.posts)
  const countedOn = quarterOf(londonDay(scope.now))
  const there = await scope.tx.maybe(
    'select from oversight.coverage where course_id = $1 and agency_id = $2 and counted_on = $3 limit 1',
    [courseId, scope.actor.agencyId, countedOn],
  )
  if (there)
    throw conflict('counted', 'This quarter is counted already. Enter the next numbers in the next quarter.')
  for (const [at, { have, must }] of counts.entries())
    await scope.tx.run(
      `insert into oversight.coverage (course_id, place, agency_id, counted_on, must, have, person_id, at)
       values ($1, $2, $3, $4, $5, $6, $7, now())`,
      [courseId, at + 1, scope.actor.agencyId, countedOn, must, have, scope.actor.personId],
    )
  scope.record({
    kind: 'collection',
    subject: { kind: 'course', id: courseId },
    detail: { part: 'coverage' },
  })
}

/**
 * Reads how many have a course, as a person types it.
 * @param typed - a line a post, as `12 of 30`
 * @param posts - in their order
 * @returns for each post
 * @throws invalid with `counts`
 */
export function countsOf(typed: string, posts: readonly string[]): { have: number; must: number }[] {
  const lines = typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length !== posts.length)
    throw invalid({ counts: `Enter one line for each post: ${posts.join(', ')}` })
  return lines.map((line, at) => {
    const fault = (what: string) =>
      invalid({ counts: `Line ${String(at + 1)} (${posts[at] ?? ''}): ${what}` })
    const found = /^(\d{1,5})\s+of\s+(\d{1,5})$/.exec(line)
    if (!found) throw fault('enter how many have it of how many, like 12 of 30')
    const [have, must] = [Number(found[1]), Number(found[2])]
    if (have > must) throw fault('those who have it cannot be more than those who have to')
    return { have, must }
  })
}
