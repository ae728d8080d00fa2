/** What operations ask of an agency: its coordinator answers for it, and for its own people. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../design/dates.ts'
import { highest } from '../../../design/highest-marking.ts'
import { conflict, invalid } from '../../../platform/errors.ts'
import { idOf, pathOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedText, type Typed } from '../../../platform/http/typed-form.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { operationPost } from '../../../wire/codes.ts'
import { acceptTerms, declineTerms, leaveWithAgency } from '../agencies/participation.ts'
import { acceptNewTerms, newTermsOfAgency, type WaitingTerms } from '../agencies/terms.ts'
import { partPath, type ParticipationId, type PostId } from '../ids.ts'
import { LONGEST } from '../operation.ts'
import { acceptPost, confirmLead, declinePost, endPost } from '../people/posts.ts'
import {
  peopleOfAgency,
  readAskedPerson,
  readTerms,
  termsOfAgency,
  type AskedPerson,
  type AskedTerms,
} from '../windows.ts'
import { fieldsOf } from './fields.ts'
import { memberTag, partTag } from './words.ts'

const facts = (operation: string) => ({ config: { operation, access: whoever.acceptsOperations } })
const postPath = z.object({ post: idOf<PostId>() })
const BACK = { text: 'Back to what operations ask', href: '/operations/asked' }

/** Registers the pages and their forms. */
export function askedPages(app: FastifyInstance): void {
  app.get('/operations/asked', facts('operations.participation.list'), async (request, reply) => {
    const { terms, people, anew } = await request.perform(async (scope) => ({
      terms: await termsOfAgency(scope),
      anew: new Set((await newTermsOfAgency(scope)).map(({ id }) => id)),
      people: await peopleOfAgency(scope),
    }))
    return reply.page('rooms/operations/pages/asked.njk', {
      title: 'What operations ask of our agency',
      classification: highest([...terms, ...people]),
      back: { text: 'Back to operations', href: '/operations' },
      termsHead: ['Operation', 'Lead agency', 'Offered', 'How far'],
      terms: terms.map((one) => [
        { text: one.codename, href: `/operations/asked/terms/${one.id}`, detail: one.classification },
        one.lead,
        { day: one.offeredAt.toISOString() },
        { tag: anew.has(one.id) ? { text: 'New terms', colour: 'yellow' } : partTag(one.state) },
      ]),
      peopleHead: ['Who', 'Operation', 'Post', 'How far'],
      people: people.map((one) => [
        { text: one.name, href: `/operations/asked/people/${one.id}`, hidden: `in ${one.codename}` },
        one.codename,
        operationPost[one.post],
        { tag: memberTag(one) },
      ]),
    })
  })

  app.get('/operations/asked/terms/:part', facts('operations.participation.show'), (request, reply) =>
    showTerms(request, reply, null),
  )
  app.post('/operations/asked/terms/:part', facts('operations.participation.answer'), (request, reply) =>
    orAgain(
      request,
      async () => {
        const { part } = pathOf(request, partPath)
        const typed = formOf(request)
        const said = await request.perform(async (scope) =>
          answerTerms(scope, await readTerms(scope, part), await newTermsOf(scope, part), typed),
        )
        return reply.done('/operations/asked', said)
      },
      (refused) => showTerms(request, reply, refused),
    ),
  )

  app.get('/operations/asked/people/:post', facts('operations.post.show'), (request, reply) =>
    showPerson(request, reply, null),
  )
  app.post('/operations/asked/people/:post', facts('operations.post.answer'), (request, reply) =>
    orAgain(
      request,
      async () => {
        const { post } = pathOf(request, postPath)
        const typed = formOf(request)
        const said = await request.perform(async (scope) =>
          answerPerson(scope, await readAskedPerson(scope, post), typed),
        )
        return reply.done('/operations/asked', said)
      },
      (refused) => showPerson(request, reply, refused),
    ),
  )
}

const newTermsOf = async (scope: MemberScope, part: ParticipationId): Promise<WaitingTerms | null> =>
  (await newTermsOfAgency(scope)).find(({ id }) => id === part) ?? null

/** Who wrote new terms does not accept them; who offered the first may leave. */
const answersTo = (terms: AskedTerms, anew: WaitingTerms | null): Readonly<Record<string, string>> => {
  if (terms.state === 'offered')
    return terms.own ? {} : { accept: 'Accept for our agency', decline: 'Decline' }
  return {
    ...(anew === null || anew.own ? {} : { renew: `Accept version ${String(anew.version)} for our agency` }),
    ...(terms.ledByUs ? {} : { leave: 'Leave the operation, with all of our people, from now on' }),
  }
}

async function answerTerms(
  scope: MemberScope,
  terms: AskedTerms,
  anew: WaitingTerms | null,
  typed: Typed,
): Promise<string> {
  if (terms.own && terms.state === 'offered')
    throw conflict('another-person', 'You offered these terms. Another coordinator accepts them.')
  const answer = chosenOf(typed, answersTo(terms, anew))
  if (answer === 'renew') {
    await acceptNewTerms(scope, terms.id, Number(typedText(typed, 'version') ?? 0) || 0)
    return 'Accepted. Your agency works under these terms from now on.'
  }
  if (answer === 'accept') {
    await acceptTerms(scope, terms.id)
    return 'Accepted. Whoever leads it may now propose people of your agency, and you accept each.'
  }
  const reason = reasonOf(typed)
  if (answer === 'decline') await declineTerms(scope, terms.id, reason)
  else await leaveWithAgency(scope, terms.id, reason)
  return answer === 'decline' ? 'Declined.' : 'Your agency has left. Nothing new is released to it.'
}

const answersOf = (one: AskedPerson): Readonly<Record<string, string>> => {
  if (one.state === 'proposed') return { accept: 'Accept', decline: 'Decline' }
  return one.post === 'lead'
    ? { confirm: 'Confirm that they still lead it' }
    : { end: 'Take them out of it, from now on' }
}

async function answerPerson(scope: MemberScope, one: AskedPerson, typed: Typed): Promise<string> {
  if (one.own && one.state === 'proposed')
    throw conflict('another-person', 'You proposed this, or it is you. Another coordinator accepts it.')
  const answer = chosenOf(typed, answersOf(one))
  if (answer === 'accept') {
    await acceptPost(scope, one.id)
    return 'Accepted. They are in it from now on.'
  }
  if (answer === 'confirm') {
    await confirmLead(scope, one.id)
    return 'Confirmed.'
  }
  const reason = reasonOf(typed)
  if (answer === 'decline') await declinePost(scope, one.id, reason)
  else await endPost(scope, one.id, reason)
  return answer === 'decline' ? 'Declined.' : 'They are out of it.'
}

function chosenOf(typed: Typed, answers: Readonly<Record<string, string>>): string {
  const answer = typedText(typed, 'answer')
  if (answer === undefined || !Object.hasOwn(answers, answer)) throw invalid({ answer: 'Choose an answer' })
  return answer
}

function reasonOf(typed: Typed): string {
  const fields = fieldsOf(typed)
  const reason = fields.words('reason', LONGEST.reason, 'Say why')
  fields.check()
  return reason
}

const choices = (answers: Readonly<Record<string, string>>) =>
  Object.entries(answers).map(([value, text]) => ({ value, text }))

async function showTerms(request: FastifyRequest, reply: FastifyReply, refused: Refused | null) {
  const { part } = pathOf(request, partPath)
  const { terms, anew } = await request.perform(async (scope) => ({
    terms: await readTerms(scope, part),
    anew: await newTermsOf(scope, part),
  }))
  return reply.page('rooms/operations/pages/answer.njk', {
    title: `Terms of ${terms.codename}`,
    classification: terms.classification,
    back: BACK,
    longest: LONGEST,
    facts: [
      { key: 'Aim', text: terms.aim },
      { key: 'Policing purpose', text: terms.purpose },
      { key: 'Lead agency', text: terms.lead },
      { key: 'Our legal gateway', text: terms.gateway },
      {
        key: 'Our regime',
        text: terms.regime === 'general' ? 'UK GDPR' : 'Law enforcement, DPA 2018 Part 3',
      },
      { key: 'Answers for the information', text: terms.informationOwner },
      { key: 'Ends', text: ukDate(terms.endsOn) },
      { key: 'When an agency leaves', text: terms.leaving },
      { key: 'Version', text: String(terms.version) },
    ],
    beside: anew && besideOf(terms, anew),
    note: noteOf(terms, anew),
    answers: choices(answersTo(terms, anew)),
    // The version that is on the page is the one that is accepted.
    version: anew?.version,
    values: { ...refused?.values },
    ...(refused ? { errors: refused.errors } : {}),
  })
}

/** Two versions side by side, field by field; what is another is marked in words. */
const besideOf = (terms: AskedTerms, anew: WaitingTerms) => ({
  head: ['', `Version ${String(terms.version)}, which we accepted`, `Version ${String(anew.version)}, new`],
  rows: (
    [
      ['Aim', terms.aim, anew.aim],
      ['Answers for the information', terms.informationOwner, anew.informationOwner],
      ['Ends', ukDate(terms.endsOn), ukDate(anew.endsOn)],
      ['When an agency leaves', terms.leaving, anew.leaving],
    ] as const
  ).map(([key, before, after]) => [
    key,
    before,
    before === after ? { text: after, detail: 'As before' } : { text: after, detail: 'Changed' },
  ]),
})

function noteOf(terms: AskedTerms, anew: WaitingTerms | null): string | null {
  if (terms.own && terms.state === 'offered')
    return 'You offered these terms. Another coordinator of your agency answers.'
  if (anew !== null)
    return anew.own
      ? 'You wrote the new terms. Another coordinator of your agency accepts them.'
      : 'New terms were written. Until you accept them your agency works under the version that it accepted.'
  return terms.state === 'accepted' && terms.ledByUs
    ? 'Your agency leads it, and stays while it is worked on.'
    : null
}

async function showPerson(request: FastifyRequest, reply: FastifyReply, refused: Refused | null) {
  const { post } = pathOf(request, postPath)
  const one = await request.perform((scope) => readAskedPerson(scope, post))
  const another = one.own && one.state === 'proposed'
  return reply.page('rooms/operations/pages/answer.njk', {
    title: `${one.name} in ${one.codename}`,
    classification: one.classification,
    back: BACK,
    longest: LONGEST,
    facts: [
      { key: 'Who', text: one.name },
      { key: 'Operation', text: one.codename },
      { key: 'Lead agency', text: one.lead },
      { key: 'Post', text: operationPost[one.post] },
      { key: 'Asked for', text: ukDate(one.proposedAt) },
      { key: 'How far', text: memberTag(one).text },
    ],
    note: another ? 'You proposed this, or it is you. Another coordinator of your agency answers.' : null,
    answers: another ? [] : choices(answersOf(one)),
    values: { ...refused?.values },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
