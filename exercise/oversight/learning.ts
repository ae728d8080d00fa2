/** Lessons and courses of the exercise, all invented. Days count from the day of loading. */
import type { Scope } from '../../src/platform/database/scope.ts'
import { daysAfter, londonDay } from '../../src/platform/london-day.ts'
import { idOf } from '../acts/act.ts'
import { moment, type Agencies } from './ids.ts'

type InventedLesson = {
  name: string
  title: string
  happened: string
  verdict: 'keep' | 'change'
  what: string
  owner: string
  due: number
  identified: number
  /** shown to which agency, and when */
  evidence?: { text: string; asked: string; at: number }
  check?: { outcome: 'learned' | 'not-yet'; words: string; at: number }
}

const lessons: readonly InventedLesson[] = [
  {
    name: 'handover',
    title: 'A handover between shifts lost a report',
    happened:
      'Invented: A report of a landing came at ten to six. The morning shift did not read it until noon.',
    verdict: 'change',
    what: 'The desk hands over by the list of what is new, and both shifts sign the list.',
    owner: 'Head of Contact and Control',
    due: 20,
    identified: -30,
  },
  {
    name: 'tide tables',
    title: 'Tide tables on the desk',
    happened: 'Invented: The desk looked up the tide for each call, and lost minutes.',
    verdict: 'keep',
    what: 'The tide of the day hangs at the desk since May. It stays.',
    owner: 'Duty Inspector, Coast',
    due: -5,
    identified: -60,
    evidence: {
      text: 'Invented: The sheet of every day of October is filed. The desk’s own test took half as long.',
      asked: 'kent-police',
      at: -20,
    },
    check: {
      outcome: 'learned',
      words: 'Invented: We visited the desk on two days and saw the sheet in use.',
      at: -10,
    },
  },
  {
    name: 'interpreters',
    title: 'No interpreter was called before the second hour',
    happened: 'Invented: Nobody at the beach knew the number of the interpreters’ service.',
    verdict: 'change',
    what: 'The number stands on the card that every officer carries.',
    owner: 'Head of Learning',
    due: 4,
    identified: -40,
    evidence: {
      text: 'Invented: 400 cards were printed, and 380 were handed out.',
      asked: 'kent-police',
      at: -3,
    },
  },
  {
    name: 'radio',
    title: 'Two agencies were on two channels',
    happened: 'Invented: The boat and the beach did not hear one another for forty minutes.',
    verdict: 'change',
    what: 'The channel is agreed in the operation’s order.',
    owner: 'Assistant Chief Constable',
    due: -8,
    identified: -70,
  },
]

type InventedCourse = {
  name: string
  title: string
  about: string
  posts: readonly string[]
  /** by agency, for each post: how many have it, of how many who have to */
  coverage: Readonly<Record<string, readonly (readonly [have: number, must: number])[]>>
}

const courses: readonly InventedCourse[] = [
  {
    name: 'first response',
    title: 'First response to a landing',
    about: 'Invented: Welfare first, whom to ring, what not to ask, and what to note.',
    posts: ['Response officer', 'Control room operator', 'Duty inspector'],
    coverage: {
      'sussex-police': [
        [212, 240],
        [38, 41],
        [9, 12],
      ],
      'kent-police': [
        [305, 310],
        [40, 62],
        [14, 14],
      ],
    },
  },
  {
    name: 'grading',
    title: 'Grading intelligence (3x5x2)',
    about: 'Invented: The source, the information and the handling, each by itself.',
    posts: ['Intelligence officer', 'Analyst'],
    coverage: {
      'sussex-police': [
        [22, 28],
        [3, 9],
      ],
    },
  },
]

/** The id of a lesson. */
export const idOfLesson = (name: string) => idOf(`lesson ${name}`)
/** The id of a course. */
export const idOfCourse = (name: string) => idOf(`course ${name}`)

const quarterOf = (day: string) => {
  const month = Number(day.slice(5, 7))
  return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
}

/** Enters them; `as` acts for an agency, and `personOf` finds a person by their address. */
export async function loadLearning(
  as: (slug: string, work: (scope: Scope) => Promise<void>) => Promise<void>,
  agencies: Agencies,
  personOf: (scope: Scope, email: string) => Promise<string | null>,
): Promise<void> {
  for (const lesson of lessons)
    await as('sussex-police', (scope) => enterLesson(scope, agencies, lesson, personOf))
  for (const one of courses) {
    const id = idOfCourse(one.name)
    await as('taskforce', async (scope) => {
      await scope.tx.run(
        'insert into oversight.course (id, agency_id, title, about) values ($1, $2, $3, $4)',
        [...[id, agencies.get('taskforce'), one.title, one.about]],
      )
      for (const [at, post] of one.posts.entries())
        await scope.tx.run('insert into oversight.course_post (course_id, place, post) values ($1, $2, $3)', [
          ...[id, at + 1, post],
        ])
      scope.record({ kind: 'collection', subject: { kind: 'course', id } })
    })
    for (const [slug, counts] of Object.entries(one.coverage))
      await as(slug, async (scope) => {
        const person = await personOf(scope, `coordinator@${slug}.example`)
        for (const [at, [have, must]] of counts.entries())
          await scope.tx.run(
            `insert into oversight.coverage (course_id, place, agency_id, counted_on, must, have, person_id, at)
             values ($1, $2, $3, $4, $5, $6, $7, $8)`,
            [
              ...[id, at + 1, agencies.get(slug), quarterOf(londonDay(scope.now)), must, have, person],
              moment(scope, -1),
            ],
          )
        scope.record({ kind: 'collection', subject: { kind: 'course', id } })
      })
  }
}

async function enterLesson(
  scope: Scope,
  agencies: Agencies,
  { name, evidence, check, ...lesson }: InventedLesson,
  personOf: (scope: Scope, email: string) => Promise<string | null>,
): Promise<void> {
  const id = idOfLesson(name)
  const agencyId = agencies.get('sussex-police')
  const coordinator = await personOf(scope, 'coordinator@sussex-police.example')
  if (coordinator === null) return
  const askedId = evidence ? (agencies.get(evidence.asked) ?? null) : null
  await scope.tx.run(
    `insert into oversight.lesson (id, agency_id, title, happened, verdict, what, owner_post, due_on, person_id, at,
       evidence, evidence_by, evidence_at, asked_agency_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      ...[id, agencyId, lesson.title, lesson.happened, lesson.verdict, lesson.what, lesson.owner],
      ...[daysAfter(londonDay(scope.now), lesson.due), coordinator, moment(scope, lesson.identified)],
      ...(evidence
        ? [evidence.text, coordinator, moment(scope, evidence.at), askedId]
        : [null, null, null, null]),
    ],
  )
  if (evidence && check)
    await scope.tx.run(
      `insert into oversight.lesson_check (id, lesson_id, agency_id, by_agency_id, outcome, words, person_id, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[idOf(`check ${name}`), id, agencyId, askedId, check.outcome, check.words],
        ...[await personOf(scope, `coordinator@${evidence.asked}.example`), moment(scope, check.at)],
      ],
    )
  scope.record({ kind: 'collection', subject: { kind: 'lesson', id } })
}
