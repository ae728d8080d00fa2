/** Responses: beginning one, writing its parts, signing and publishing it; and the chief officer's comments. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../design/dates.ts'
import { sentenceList } from '../../../design/words.ts'
import { notFound } from '../../../platform/errors.ts'
import { idPath, pathOf } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { invitationClock } from '../clocks.ts'
import { findInspection, kindOfViewer } from '../inspections/inspection-store.ts'
import { listHeld } from '../meetings/hold-meeting.ts'
import { findInvitation, findResponse, listComments } from '../response/response-store.ts'
import * as write from '../response/write-response.ts'
import type { WholeResponse } from '../response/write-response.ts'
import { formPages } from './form.ts'
import { captionOf, clockWords, ruleWords, yesNo } from './words.ts'

const to = (id: string) => `/oversight/responses/${id}`
const access = whoever.oversees
const subjectPath = z.object({ id: z.uuid(), subject: z.uuid() })

/** Registers the pages of responses. */
export function responsePages(app: FastifyInstance): void {
  formPages(app, {
    ...{ path: '/oversight/inspections/:id/responses/new', operation: 'oversight.response.begin', access },
    ...{ pathSchema: idPath, schema: write.beginSchema, dates: ['until'] },
    view: async (scope, { id }) => {
      const inspection = await findInspection(scope, id)
      if (!inspection || (await kindOfViewer(scope)) !== 'commissioner') throw notFound()
      const held = await listHeld(scope)
      const clock = clockWords(inspection, londonDay(scope.now))
      return {
        title: 'Begin a response',
        caption: captionOf(inspection),
        intro: [`Your comments are due ${clock.due}. ${clock.rule}`, ruleWords(invitationClock)],
        fields: [
          { kind: 'radios', options: { name: 'agencyId', label: 'For which force?', items: held.map(({ id: agency, name }) => ({ value: String(agency), text: name })) } },
          { kind: 'date', options: { name: 'until', label: 'Until when may its chief officer comment?' } },
        ],
        submit: 'Begin it and invite',
        cancel: `/oversight/inspections/${id}`,
        values: {
          agencyId: held.length === 1 ? String(held[0]?.id) : '',
          until: write.proposedUntil(inspection, londonDay(scope.now)),
        },
      }
    }, // prettier-ignore
    send: async (scope, input, { id }) => ({
      to: to(await write.beginResponse(scope, id, input)),
      said: 'The response is begun. The chief officer is invited to comment.',
    }),
  })

  app.get(
    '/oversight/responses/:id',
    { config: { operation: 'oversight.response.show', access: whoever.readsOversight } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const { whole, own } = await request.perform(async (scope) => {
        const read = await write.readResponse(scope, id)
        return { whole: read, own: read.response.bodyId === scope.actor.agencyId }
      })
      return await reply.page('rooms/oversight/pages/response.njk', {
        title: `Response for ${whole.response.agencyName}`,
        back: { text: 'Back to the inspection', href: `/oversight/inspections/${whole.inspection.id}` },
        ...responseView(whole, own),
      })
    },
  )

  formPages(app, {
    ...{ path: '/oversight/responses/:id/words', operation: 'oversight.response.words', access },
    ...{ pathSchema: idPath, schema: write.wordsSchema, body: 'large' },
    view: async (scope, { id }) => {
      const response = await findResponse(scope, id)
      if (response?.bodyId !== scope.actor.agencyId || response.signedAt !== null) throw notFound()
      return {
        title: 'How the letter begins and ends',
        caption: `Response for ${response.agencyName}`,
        intro: ['Put no intelligence here: the letter is published.'],
        fields: [
          { kind: 'textarea', options: { name: 'opening', label: 'Beginning', rows: 8, maxlength: 10_000, threshold: 90, optional: true } },
          { kind: 'textarea', options: { name: 'closing', label: 'End', rows: 8, maxlength: 10_000, threshold: 90, optional: true } },
        ],
        submit: 'Save',
        cancel: to(id),
        values: { version: response.version, opening: response.opening, closing: response.closing },
      }
    }, // prettier-ignore
    send: async (scope, input, { id }) => {
      await write.writeWords(scope, id, input)
      return { to: to(id), said: 'Saved as a draft.' }
    },
  })

  formPages(app, {
    ...{ path: '/oversight/responses/:id/about/:subject', operation: 'oversight.response.paragraph', access },
    ...{ pathSchema: subjectPath, schema: write.paragraphSchema, body: 'large' },
    view: async (scope, { id, subject }) => {
      const whole = await write.readResponse(scope, id)
      const { response } = whole
      const about = await write.aboutOf(scope, response, subject)
      if (!about || response.bodyId !== scope.actor.agencyId || response.signedAt !== null) throw notFound()
      const there = whole.paragraphs.get(subject)
      const number = whole.duties.find((one) => one.id === subject)?.number
      const facts = whole.letter.areas.flatMap((area) => area.recommendations).find((one) => one.number === number)
      return {
        title: about.title,
        caption: `Response for ${response.agencyName}`,
        intro: [
          about.kind === 'recommendation'
            ? 'Say what action was taken or is proposed, or why there is none (Police Act 1996, section 55).'
            : 'Say what you make of this area. Its facts stand in the letter by themselves.',
        ],
        facts: facts
          ? [
              { key: 'What it says', text: facts.text ?? 'not entered yet' },
              { key: 'How it stands', text: facts.standing },
              { key: 'The force says', text: facts.statement ?? 'Nothing signed yet' },
            ]
          : [],
        fields: [
          { kind: 'textarea', options: { name: 'words', label: 'Your words', rows: 10, maxlength: 10_000, threshold: 90, optional: true } },
        ],
        submit: 'Save',
        cancel: to(id),
        values: { version: there?.version ?? 0, words: there?.words ?? '' },
      }
    }, // prettier-ignore
    send: async (scope, input, { id, subject }) => {
      await write.writeParagraph(scope, id, subject, input)
      return { to: to(id), said: 'Saved as a draft.' }
    },
  })

  formPages(app, {
    ...{ path: '/oversight/responses/:id/sign', operation: 'oversight.response.sign', access },
    ...{ pathSchema: idPath, schema: write.signSchema },
    view: async (scope, { id }) => {
      const { response, letter } = await write.readResponse(scope, id)
      if (response.bodyId !== scope.actor.agencyId || response.signedAt !== null) throw notFound()
      return {
        title: 'Sign the response?',
        caption: `Response for ${response.agencyName}`,
        intro: [
          'The facts are kept as they stand at this moment. The force and the inspectorate read the letter from then on. What is signed is not changed.',
          letter.unanswered.length === 0
            ? 'Every recommendation that is addressed to the force is answered.'
            : `Not answered: recommendations ${sentenceList(letter.unanswered)}. The letter says so.`,
          letter.chiefOfficer === null
            ? 'The chief officer has not commented.'
            : 'The chief officer’s comments are in the letter.',
        ],
        fields: [
          { kind: 'checkboxes', options: { name: 'read', label: 'Your signature', items: [{ value: 'yes', text: 'I have read the letter and sign it' }] } },
        ],
        submit: 'Sign',
        cancel: to(id),
        values: { version: response.version },
      }
    }, // prettier-ignore
    send: async (scope, input, { id }) => {
      await write.signResponse(scope, id, input.version)
      return { to: to(id), said: 'Signed. The force and the inspectorate read it now.' }
    },
  })

  formPages(app, {
    ...{ path: '/oversight/responses/:id/publish', operation: 'oversight.response.publish', access },
    ...{ pathSchema: idPath, schema: write.publishSchema },
    view: async (scope, { id }) => {
      const response = await findResponse(scope, id)
      if (response?.bodyId !== scope.actor.agencyId || response.signedAt === null) throw notFound()
      return {
        title: 'Publish the response?',
        caption: `Response for ${response.agencyName}`,
        intro: ['It stands on your public page, when that is switched on. Everybody can read it there.'],
        fields: [
          { kind: 'radios', options: { name: 'publish', label: 'Publish it?', items: yesNo, inline: true } },
        ],
        submit: 'Save',
        cancel: to(id),
        values: { version: response.version, publish: response.publishedAt === null ? 'no' : 'yes' },
      }
    },
    send: async (scope, input, { id }) => {
      await write.publishResponse(scope, id, input)
      return {
        to: to(id),
        said: input.publish === 'yes' ? 'The response is published.' : 'The response is not published.',
      }
    },
  })

  commentForm(app)
}

/** The chief officer's comments: `:id` is that of the response, of which they see the invitation alone. */
function commentForm(app: FastifyInstance): void {
  formPages(app, {
    ...{ path: '/oversight/comments/:id', operation: 'oversight.response.comment' },
    ...{ access: whoever.signsProgress, pathSchema: idPath, schema: write.commentSchema, body: 'large' },
    view: async (scope, { id }) => {
      const invitation = await findInvitation(scope, id)
      if (invitation?.agencyId !== scope.actor.agencyId) throw notFound()
      const [last] = await listComments(scope, id)
      return {
        title: 'Comment on an inspection',
        caption: `${invitation.reference}: ${invitation.title}`,
        intro: [
          `${invitation.bodyName} invites your comments until ${ukDate(invitation.until)}. They stand in the published letter as you write them. Put no intelligence here.`,
          ...(last ? [`You commented on ${ukDate(last.at)}. What you send now takes its place.`] : []),
        ],
        fields: [
          { kind: 'textarea', options: { name: 'words', label: 'Your comments', rows: 10, maxlength: 10_000, threshold: 90 } },
        ],
        submit: 'Send the comments',
        cancel: '/oversight',
        values: { words: last?.words ?? '' },
      }
    }, // prettier-ignore
    send: async (scope, input, { id }) => {
      await write.comment(scope, id, input)
      return { to: '/oversight', said: 'Your comments are sent to the commissioner.' }
    },
  })
}

function responseView(whole: WholeResponse, own: boolean) {
  const { response, inspection, letter, areas, duties, paragraphs, invitation, comments, today } = whole
  const stateOf = (words: string | undefined) => ((words ?? '').trim() === '' ? 'Empty' : 'Written')
  const part = (text: string, path: string, words: string | undefined) => [
    { text, href: `${to(response.id)}/${path}` },
    stateOf(words),
  ]
  const isDraft = response.signedAt === null
  return {
    id: response.id,
    caption: captionOf(inspection),
    letter,
    signed:
      response.signedAt === null
        ? ''
        : `Signed on ${ukDate(response.signedAt)}${response.signedBy === null ? '' : ` by ${response.signedBy}`}.`,
    published:
      response.publishedAt === null ? 'Not published.' : `Published on ${ukDate(response.publishedAt)}.`,
    writes: own && isDraft,
    publishes: own && !isDraft,
    publishWords: response.publishedAt === null ? 'Publish it' : 'Change whether it is published',
    due: `Due ${clockWords(inspection, today).due}.`,
    invited:
      invitation === null
        ? ''
        : `The chief officer may comment until ${ukDate(invitation.until)}${comments.length > 0 ? ' and has commented' : '; nothing came yet'}.`,
    unanswered: letter.unanswered.length === 0 ? '' : `recommendations ${sentenceList(letter.unanswered)}`,
    parts: [
      part('Beginning and end', 'words', response.opening + response.closing),
      ...areas.map(({ id, title }) => part(`Area: ${title}`, `about/${id}`, paragraphs.get(id)?.words)),
      ...duties
        .filter(({ endedOn }) => endedOn === null)
        .map(({ id, number }) =>
          part(`Recommendation ${String(number)}`, `about/${id}`, paragraphs.get(id)?.words),
        ),
    ],
  }
}
