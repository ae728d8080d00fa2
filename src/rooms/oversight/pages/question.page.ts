/** Questions and promises of a meeting: the forms. */
import type { FastifyInstance } from 'fastify'
import { ukDate } from '../../../design/dates.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { notFound } from '../../../platform/errors.ts'
import { idPath } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { areasOf } from '../areas.ts'
import * as talk from '../meetings/ask-and-promise.ts'
import { ownMeeting } from '../meetings/hold-meeting.ts'
import { findPromise, findQuestion } from '../meetings/meeting-store.ts'
import { listDuties } from '../progress/duty-store.ts'
import { formPages, type Field } from './form.ts'
import { areaItems, dutyItems, yesNo } from './words.ts'

const to = (id: string) => `/oversight/meetings/${id}`
const access = whoever.oversees
const publish: Field = {
  kind: 'radios',
  options: {
    name: 'publish',
    label: 'Publish it?',
    hint: 'It stands on the public page when that is on and the meeting was held',
    items: yesNo,
    inline: true,
  },
}

/** Registers the forms of questions and promises. */
export function questionPages(app: FastifyInstance): void {
  formPages(app, {
    ...{ path: '/oversight/meetings/:id/questions/new', operation: 'oversight.question.ask', access },
    ...{ pathSchema: idPath, schema: talk.questionSchema },
    view: async (scope, { id }) => ({
      ...(await aboutFields(scope, id)),
      title: 'Ask a question',
      fields: [
        { kind: 'textarea', options: { name: 'question', label: 'Question', rows: 3, maxlength: 2_000 } },
        { kind: 'textarea', options: { name: 'answer', label: 'Answer', hint: 'It can be written later', rows: 4, maxlength: 5_000, optional: true } },
        ...(await aboutFields(scope, id)).fields,
        publish,
      ],
      submit: 'Save',
      values: { publish: 'no' },
    }), // prettier-ignore
    send: async (scope, input, { id }) => {
      await talk.ask(scope, id, input)
      return { to: to(id), said: 'The question is saved.' }
    },
  })

  formPages(app, {
    ...{ path: '/oversight/questions/:id', operation: 'oversight.question.answer', access },
    ...{ pathSchema: idPath, schema: talk.answerSchema },
    view: async (scope, { id }) => {
      const question = await findQuestion(scope, id)
      if (!question) throw notFound()
      const meeting = await ownMeeting(scope, question.meetingId)
      return {
        title: 'Question and answer',
        caption: `Meeting of ${ukDate(meeting.onDay)} with ${meeting.agencyName}`,
        fields: [
          { kind: 'textarea', options: { name: 'question', label: 'Question', rows: 3, maxlength: 2_000 } },
          { kind: 'textarea', options: { name: 'answer', label: 'Answer', rows: 6, maxlength: 5_000, optional: true } },
          publish,
        ],
        submit: 'Save',
        cancel: to(meeting.id),
        values: { version: question.version, question: question.question, answer: question.answer, publish: question.isPublic ? 'yes' : 'no' },
      }
    }, // prettier-ignore
    send: async (scope, input, { id }) => ({
      to: to(await talk.answer(scope, id, input)),
      said: 'Question and answer are saved.',
    }),
  })

  formPages(app, {
    ...{ path: '/oversight/meetings/:id/promises/new', operation: 'oversight.promise.note', access },
    ...{ pathSchema: idPath, schema: talk.promiseSchema, dates: ['dueOn'] },
    view: async (scope, { id }) => ({
      ...(await aboutFields(scope, id)),
      title: 'Note a promise',
      intro: ['It comes back on every agenda until it is kept.'],
      fields: [
        {
          kind: 'textarea',
          options: { name: 'text', label: 'What was promised?', rows: 3, maxlength: 1_000 },
        },
        { kind: 'input', options: { name: 'byPost', label: 'Which post promised it?' } },
        { kind: 'date', options: { name: 'dueOn', label: 'By when?' } },
        ...(await aboutFields(scope, id)).fields,
        publish,
      ],
      submit: 'Save',
      values: { publish: 'no' },
    }),
    send: async (scope, input, { id }) => {
      await talk.promise(scope, id, input)
      return { to: to(id), said: 'The promise is noted.' }
    },
  })

  formPages(app, {
    ...{ path: '/oversight/promises/:id', operation: 'oversight.promise.keep', access },
    ...{ pathSchema: idPath, schema: talk.keepSchema },
    view: async (scope, { id }) => {
      const one = await findPromise(scope, id)
      if (!one) throw notFound()
      const meeting = await ownMeeting(scope, one.meetingId)
      return {
        title: 'Is the promise kept?',
        caption: `Meeting of ${ukDate(meeting.onDay)} with ${meeting.agencyName}`,
        facts: [
          { key: 'Promised', text: one.text },
          { key: 'By', text: one.byPost },
          { key: 'Until', text: ukDate(one.dueOn) },
        ],
        fields: [
          { kind: 'radios', options: { name: 'kept', label: 'Is it kept?', items: yesNo, inline: true } },
          { kind: 'textarea', options: { name: 'keptWords', label: 'What shows that?', rows: 3, maxlength: 1_000, optional: true } },
          publish,
        ],
        submit: 'Save',
        cancel: to(meeting.id),
        values: { version: one.version, kept: one.keptOn === null ? 'no' : 'yes', keptWords: one.keptWords, publish: one.isPublic ? 'yes' : 'no' },
      }
    }, // prettier-ignore
    send: async (scope, input, { id }) => ({
      to: to(await talk.keepPromise(scope, id, input)),
      said: 'The promise is saved.',
    }),
  })
}

/** What a question or a promise is about. */
async function aboutFields(scope: MemberScope, meetingId: string) {
  const meeting = await ownMeeting(scope, meetingId)
  const { inspectionId, agencyId, bodyId } = meeting
  const areas = await areasOf(scope, inspectionId, bodyId)
  const duties = await listDuties(scope, { inspectionId, agencyId })
  const fields: Field[] = [
    { kind: 'select', options: { name: 'areaId', label: 'Area', items: areaItems(areas) } },
    { kind: 'select', options: { name: 'dutyId', label: 'Recommendation', items: dutyItems(duties) } },
  ]
  return {
    caption: `Meeting of ${ukDate(meeting.onDay)} with ${meeting.agencyName}`,
    cancel: to(meetingId),
    fields,
  }
}
