/** Lessons: the list, one of them, and the forms that identify, change, show and check it. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../design/dates.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { notFound } from '../../../platform/errors.ts'
import { idPath, pathOf, queryOf } from '../../../platform/http/input.ts'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { outcomeWords, standingOfLesson, verdictWords, type Lesson } from '../learning/lesson.ts'
import { findLesson, listChecks, listLessons, listOtherAgencies, mayCheck } from '../learning/lesson-store.ts'
import * as write from '../learning/write-lesson.ts'
import { formPages, noPath, type Field } from './form.ts'

const PAGE = 25
const WHAT = { keep: 'What is kept', change: 'What changes' } as const
const to = (id: string) => `/oversight/lessons/${id}`
const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) })
const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

/** Registers the pages of lessons. */
export function lessonPages(app: FastifyInstance): void {
  app.get(
    '/oversight/lessons',
    { config: { operation: 'oversight.lesson.list', access: whoever.readsOversight } },
    async (request, reply) => {
      const { page } = queryOf(request, pageQuery)
      const { lessons, total, today, enters } = await request.perform(async (scope) => ({
        ...(await listLessons(scope, { offset: (page - 1) * PAGE, limit: PAGE })),
        today: londonDay(scope.now),
        enters: may(scope.actor.roles, 'entersProgress'),
      }))
      const href = (number: number) => `/oversight/lessons?page=${String(number)}`
      return await reply.page('rooms/oversight/pages/lessons.njk', {
        title: 'Lessons',
        back: { text: 'Back to oversight', href: '/oversight' },
        enters,
        head: ['Lesson', 'Agency', 'Owner', 'Due', 'How it stands'],
        rows: lessons.map((one) => [
          { text: one.title, href: to(one.id) },
          one.agencyName,
          one.ownerPost,
          ukDate(one.dueOn),
          { tag: standingOfLesson(one, today).tag },
        ]),
        page: {
          ...{ shown: lessons.length, total, noun: 'lesson' },
          previousHref: page > 1 ? href(page - 1) : null,
          nextHref: page * PAGE < total ? href(page + 1) : null,
        },
      })
    },
  )

  app.get(
    '/oversight/lessons/:id',
    { config: { operation: 'oversight.lesson.show', access: whoever.readsOversight } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const view = await request.perform((scope) => lessonView(scope, id))
      return await reply.page('rooms/oversight/pages/lesson.njk', view)
    },
  )
  lessonForms(app)
}

async function lessonView(scope: MemberScope, id: string) {
  const lesson = await findLesson(scope, id)
  if (!lesson) throw notFound()
  const own =
    lesson.agencyId === scope.actor.agencyId && may(scope.actor.roles, 'entersProgress') && !lesson.learned
  const standing = standingOfLesson(lesson, londonDay(scope.now))
  return {
    ...{ id, title: lesson.title, caption: `Lesson of ${lesson.agencyName}`, ...standing },
    back: { text: 'Back to lessons', href: '/oversight/lessons' },
    facts: [
      { key: 'What happened', text: lesson.happened },
      ...(lesson.why === null ? [] : [{ key: 'Why', text: lesson.why }]),
      { key: WHAT[lesson.verdict], text: lesson.what },
      { key: 'Owner', text: lesson.ownerPost },
      { key: 'Due', text: ukDate(lesson.dueOn) },
      ...(lesson.jolReference === null ? [] : [{ key: 'JOL reference', text: lesson.jolReference }]),
      { key: 'Evidence', text: lesson.evidence ?? 'None is shown yet' },
      { key: 'Who is asked to look', text: lesson.askedName ?? 'Nobody yet' },
    ],
    checks: (await listChecks(scope, id)).map((one) => ({
      title: `${outcomeWords[one.outcome]}, says ${one.byName}`,
      ...{ words: one.words, at: one.at },
    })),
    fromDebrief: lesson.fromDebrief,
    may: {
      accept: own && lesson.fromDebrief && lesson.acceptedAt === null,
      evidence: own && (!lesson.fromDebrief || lesson.acceptedAt !== null),
      change: own,
      check: !lesson.learned && (await mayCheck(scope, id)),
    },
  }
}

const fields: readonly Field[] = [
  { kind: 'input', options: { name: 'title', label: 'What is the lesson called?' } },
  { kind: 'textarea', options: { name: 'happened', label: 'What happened?', hint: 'Put no intelligence here, and name no person', rows: 5, maxlength: 5_000 } },
  { kind: 'radios', options: { name: 'verdict', label: 'What follows?', items: choices(verdictWords), inline: true } },
  { kind: 'textarea', options: { name: 'follows', label: 'What is kept or changed?', rows: 3, maxlength: 2_000 } },
  { kind: 'input', options: { name: 'ownerPost', label: 'Which post answers for it?' } },
  { kind: 'date', options: { name: 'dueOn', label: 'By when is it to be learned?' } },
] // prettier-ignore

const jolField: Field = {
  kind: 'input',
  options: {
    ...{ name: 'jolReference', label: 'JOL reference', optional: true },
    hint: 'Its number in Joint Organisational Learning, where it was sent there',
  },
}

function lessonForms(app: FastifyInstance): void {
  const access = whoever.entersProgress
  app.post(
    '/oversight/lessons/:id/accept',
    { config: { operation: 'oversight.lesson.accept', access } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      await request.perform((scope) => write.acceptLesson(scope, id))
      return await reply.done(to(id), 'Your agency has taken the lesson on.')
    },
  )
  formPages(app, {
    ...{ path: '/oversight/lessons/new', operation: 'oversight.lesson.identify', access },
    ...{ pathSchema: noPath, schema: write.lessonSchema, dates: ['dueOn'] },
    view: () =>
      Promise.resolve({
        title: 'Enter a lesson',
        intro: [
          'A lesson is identified when it is written down. It is learned when your agency has shown what it did and another agency has looked.',
        ],
        ...{ fields, submit: 'Enter it', cancel: '/oversight/lessons', values: {} },
      }),
    send: async (scope, input) => ({
      to: to(await write.identifyLesson(scope, input)),
      said: 'The lesson is identified.',
    }),
  })

  formPages(app, {
    ...{ path: '/oversight/lessons/:id/change', operation: 'oversight.lesson.change', access },
    ...{ pathSchema: idPath, schema: write.lessonChangeSchema, dates: ['dueOn'] },
    view: async (scope, { id }) => {
      const lesson = await write.openLesson(scope, id)
      const { title, happened, verdict, what: follows, ownerPost, version } = lesson
      const owned = { version, ownerPost, dueOn: lesson.dueOn, jolReference: lesson.jolReference ?? '' }
      return {
        ...{ title: 'Change a lesson', caption: lesson.title, submit: 'Save', cancel: to(id) },
        ...(lesson.fromDebrief
          ? {
              intro: ['What the lesson says was agreed by several agencies, and stays. Your agency says which post owns it and by when.'],
              fields: [...fields.slice(-2), jolField],
              values: owned,
            }
          : { fields: [...fields, jolField], values: { ...owned, title, happened, verdict, follows } }),
      }
    }, // prettier-ignore
    send: async (scope, input, { id }) => {
      await write.changeLesson(scope, id, input)
      return { to: to(id), said: 'The lesson is saved.' }
    },
  })

  formPages(app, {
    ...{ path: '/oversight/lessons/:id/evidence', operation: 'oversight.lesson.evidence', access },
    ...{ pathSchema: idPath, schema: write.lessonEvidenceSchema },
    view: async (scope, { id }) => {
      const lesson = await write.openLesson(scope, id)
      const others = await listOtherAgencies(scope)
      return {
        ...{ title: 'Show what was done', caption: lesson.title, submit: 'Show it', cancel: to(id) },
        intro: ['The agency that you ask reads the lesson and says whether it is learned.'],
        fields: [
          { kind: 'textarea', options: { name: 'evidence', label: 'What shows that it was done?', hint: 'Put no intelligence here, and name no person', rows: 5, maxlength: 5_000 } },
          { kind: 'select', options: { name: 'askedAgencyId', label: 'Which agency looks?', items: [{ value: '', text: 'Choose an agency' }, ...others.map((one) => ({ value: String(one.id), text: one.name }))] } },
        ],
        values: valuesOfEvidence(lesson),
      }
    }, // prettier-ignore
    send: async (scope, input, { id }) => {
      await write.showEvidence(scope, id, input)
      return { to: to(id), said: 'The evidence is shown. The other agency can look now.' }
    },
  })

  formPages(app, {
    ...{ path: '/oversight/lessons/:id/check', operation: 'oversight.lesson.check' },
    ...{ access: [...new Set([...whoever.entersProgress, ...whoever.oversees])] },
    ...{ pathSchema: idPath, schema: write.lessonCheckSchema },
    view: async (scope, { id }) => {
      const lesson = await findLesson(scope, id)
      if (!lesson || lesson.learned || !(await mayCheck(scope, id))) throw notFound()
      return {
        ...{ title: 'Is it learned?', caption: lesson.title, submit: 'Record it', cancel: to(id) },
        facts: [
          { key: WHAT[lesson.verdict], text: lesson.what },
          { key: 'Evidence', text: lesson.evidence ?? '' },
        ],
        fields: [
          { kind: 'radios', options: { name: 'outcome', label: 'Is it learned?', items: choices(outcomeWords), inline: true } },
          { kind: 'textarea', options: { name: 'words', label: 'What did you look at, and what did you find?', rows: 4, maxlength: 2_000 } },
        ],
        values: {},
      }
    }, // prettier-ignore
    send: async (scope, input, { id }) => {
      await write.checkLesson(scope, id, input)
      return { to: to(id), said: 'What you found is recorded.' }
    },
  })
}

const valuesOfEvidence = ({ version, evidence, askedAgencyId }: Lesson) => ({
  version,
  evidence: evidence ?? '',
  askedAgencyId: askedAgencyId === null ? '' : String(askedAgencyId),
})
