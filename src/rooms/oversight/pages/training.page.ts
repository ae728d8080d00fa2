/** Training: courses, who has to have them, and how many do, by post and agency. Never by person. */
import type { FastifyInstance } from 'fastify'
import { ukDate } from '../../../design/dates.ts'
import { idPath, pathOf } from '../../../platform/http/input.ts'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { kindOfViewer } from '../inspections/inspection-store.ts'
import * as training from '../learning/training.ts'
import { formPages, noPath } from './form.ts'
import { NOT_SAID } from './stuck.view.ts'

const to = (id: string) => `/oversight/training/${id}`
const access = whoever.entersProgress

/** Registers the pages of training. */
export function trainingPages(app: FastifyInstance): void {
  app.get(
    '/oversight/training',
    { config: { operation: 'oversight.course.list', access: whoever.readsOversight } },
    async (request, reply) => {
      const { courses, enters } = await request.perform(async (scope) => ({
        courses: await training.listCourses(scope),
        enters: may(scope.actor.roles, 'entersProgress'),
      }))
      return await reply.page('rooms/oversight/pages/courses.njk', {
        title: 'Training',
        back: { text: 'Back to oversight', href: '/oversight' },
        enters,
        items: courses.map((one) => ({
          text: one.title,
          href: to(one.id),
          detail: `Kept by ${one.agencyName}. For: ${one.posts.join(', ')}`,
        })),
      })
    },
  )

  app.get(
    '/oversight/training/:id',
    { config: { operation: 'oversight.course.show', access: whoever.readsOversight } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const { course, coverage, enters } = await request.perform(async (scope) => {
        const enters = may(scope.actor.roles, 'entersProgress')
        const all = enters && (await kindOfViewer(scope)) === 'task-force'
        return {
          course: await training.findCourse(scope, id),
          coverage: await training.listCoverage(scope, id, all),
          enters,
        }
      })
      const number = (value: number | null) => (value === null ? { text: NOT_SAID } : { number: value })
      return await reply.page('rooms/oversight/pages/course.njk', {
        ...{ id, title: course.title, caption: `Course kept by ${course.agencyName}`, enters },
        back: { text: 'Back to training', href: '/oversight/training' },
        facts: [
          { key: 'What it teaches', text: course.about },
          { key: 'Who has to have it', text: course.posts.join(', ') },
        ],
        head: [
          ...['Agency', 'Post', 'Quarter from'],
          { text: 'Have it', numeric: true },
          { text: 'Have to have it', numeric: true },
        ],
        rows: coverage.map((one) => [
          ...[one.agencyName, one.post, ukDate(one.countedOn), number(one.have), number(one.must)],
        ]),
      })
    },
  )

  formPages(app, {
    ...{ path: '/oversight/training/new', operation: 'oversight.course.enter', access },
    ...{ pathSchema: noPath, schema: training.courseSchema },
    view: () =>
      Promise.resolve({
        title: 'Enter a course',
        intro: ['Every agency can say how many of its people have it. Nobody is named.'],
        fields: [
          { kind: 'input', options: { name: 'title', label: 'What is the course called?' } },
          { kind: 'textarea', options: { name: 'teaches', label: 'What does it teach?', rows: 3, maxlength: 2_000 } },
          { kind: 'textarea', options: { name: 'posts', label: 'Who has to have it?', hint: 'One post a line, like “Intelligence officer”', rows: 4, maxlength: 2_100 } },
        ],
        ...{ submit: 'Enter it', cancel: '/oversight/training', values: {} },
      }), // prettier-ignore
    send: async (scope, input) => ({
      to: to(await training.enterCourse(scope, input)),
      said: 'The course is entered.',
    }),
  })

  formPages(app, {
    ...{ path: '/oversight/training/:id/coverage', operation: 'oversight.course.coverage', access },
    ...{ pathSchema: idPath, schema: training.coverageSchema },
    view: async (scope, { id }) => {
      const course = await training.findCourse(scope, id)
      return {
        ...{ title: 'How many have it?', caption: course.title, submit: 'Enter it', cancel: to(id) },
        intro: [
          `These numbers are of the quarter from ${ukDate(training.quarterOf(londonDay(scope.now)))}. They are entered once a quarter and cannot be changed afterwards.`,
          'Others do not read a number of 1 to 4, nor the number beside it that would give it away.',
        ],
        fields: [
          {
            kind: 'textarea',
            options: {
              name: 'counts',
              label: 'How many of your people have it, of how many who have to?',
              hint: `One line for each post, like “12 of 30”, in this order: ${course.posts.join(', ')}`,
              rows: Math.max(3, course.posts.length),
              maxlength: 2_000,
            },
          },
        ],
        values: {},
      }
    },
    send: async (scope, input, { id }) => {
      await training.enterCoverage(scope, id, input)
      return { to: to(id), said: 'The numbers of this quarter are entered.' }
    },
  })
}
