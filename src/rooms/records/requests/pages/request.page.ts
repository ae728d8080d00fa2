/** The page of one request, and its steps: whoever manages records sees counts, the officer what they decide. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { plural } from '../../../../design/words.ts'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import { notFound } from '../../../../platform/errors.ts'
import { personId } from '../../../../platform/http/ids.ts'
import { bodyOf, idOf, pathOf, queryOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { may, whoever } from '../../../../platform/identity/roles.ts'
import type { House } from '../../../../platform/rooms/fold-rooms.ts'
import { formWithDates } from '../../forms.ts'
import { MARKING } from '../../ledger-csv.ts'
import { possibleReviewers } from '../../reviews/decide-reviews.ts'
import { makeReady, noteSent, readySchema, sentSchema } from '../answer-request.ts'
import { londonDay } from '../../../../platform/london-day.ts'
import { notThemSchema, sayNotThem } from '../decide-item.ts'
import {
  checkIdentity,
  closeRequest,
  closingSchema,
  extendRequest,
  extensionSchema,
  identitySchema,
  nameOfficer,
} from '../identity-and-officer.ts'
import { countsOf, referenceOf, requestOf, type RequestId } from '../request-store.ts'
import { itemsOf, searchForSubject, type ItemId } from '../search-for-subject.ts'
import { noteOutside, outsideSchema, outsideWords, sealedStanding, searchSealed } from '../search-sealed.ts'
import { pauseClock, pauseSchema, pausesOf, resumeClock, resumeSchema } from '../pause-clock.ts'
import { changeWhom, whomSchema } from '../take-in-request.ts'
import { closingWords, identityWords } from '../words.ts'
import { countRows, factsOf, itemRows, itemsOfWords, sealedLines, stateTag, stepOf } from './requests.view.ts'

const access = whoever.reviewsRecords
const manages = whoever.managesRecords
const requestPath = z.object({ id: idOf<RequestId>() })
const pageQuery = z.object({ from: z.coerce.number().int().min(0).max(2_000).catch(0) })
const officerSchema = z.object({ person: personId })

/** What a step does, and what is said of it. */
type Step = (scope: MemberScope, id: RequestId, request: FastifyRequest) => Promise<string>

/**
 * Registers the page and its steps.
 * @param house - kinds of record, and how rooms find them
 */
export function requestPages(app: FastifyInstance, house: House): void {
  app.get('/requests/:id', { config: { operation: 'records.request.show', access } }, (request, reply) =>
    showRequest(request, reply, house, null),
  )
  const step = (name: string, who: typeof access, take: Step, operation = name) =>
    app.post(
      `/requests/:id/${name}`,
      { config: { operation: `records.request.${operation}`, access: who } },
      (request, reply) =>
        orAgain(
          request,
          async () => {
            const { id } = pathOf(request, requestPath)
            const said = await request.perform((scope) => take(scope, id, request))
            return reply.done(`/requests/${id}`, said)
          },
          (refused) => showRequest(request, reply, house, refused),
        ),
    )
  step('identity', manages, async (scope, id, request) => {
    const input = formWithDates(request, identitySchema, ['identity_on'])
    await checkIdentity(scope, id, input)
    return input.outcome === 'not-proven' ? 'The request is closed. Nothing was searched.' : 'Noted.'
  })
  step('officer', manages, async (scope, id, request) => {
    await nameOfficer(scope, id, bodyOf(request, officerSchema).person)
    return 'This person reads and decides.'
  })
  step('whom', manages, async (scope, id, request) => {
    await changeWhom(scope, id, bodyOf(request, whomSchema))
    return 'Saved. Search again to find what the new words find.'
  })
  step('extend', manages, async (scope, id, request) => {
    await extendRequest(scope, id, bodyOf(request, extensionSchema).extended_because)
    return 'Two further months. Tell the person today, with the reason.'
  })
  step('pause', manages, async (scope, id, request) => {
    await pauseClock(scope, id, formWithDates(request, pauseSchema, ['asked_on']))
    return 'The clock stands until you note what came.'
  })
  step('resume', manages, async (scope, id, request) => {
    await resumeClock(scope, id, formWithDates(request, resumeSchema, ['came_on']))
    return 'The clock runs again. The last day is later by the days that it stood.'
  })
  step('close', manages, async (scope, id, request) => {
    await closeRequest(scope, id, bodyOf(request, closingSchema))
    return 'The request is closed. Tell the person why, and that they may complain to the Commissioner.'
  })
  step('search', access, async (scope, id) => {
    const found = await searchForSubject(scope, house.subjectRights, id)
    return `${plural(found, 'record')} may be about them.`
  })
  step('sealed', whoever.decides, async (scope, id, request) => {
    const { place, looked, kept } = await searchSealed(scope, house.subjectRights, sessionOf(request), id)
    const further = place === null ? 'That was all.' : 'There are more: look further.'
    return `${plural(looked, 'report')} of the public looked through, ${plural(kept, 'new one')} may be about them. ${further}`
  })
  step('outside', access, async (scope, id, request) => {
    await noteOutside(scope, id, bodyOf(request, outsideSchema))
    return 'Noted.'
  })
  step(
    'items',
    whoever.decides,
    async (scope, id, request) => {
      const said = await sayNotThem(scope, id, bodyOf(request, notThemSchema).item as ItemId[])
      return `${plural(said, 'record')} not about them.`
    },
    'not-them',
  )
  step('ready', whoever.decides, async (scope, id, request) => {
    await makeReady(scope, id, bodyOf(request, readySchema).tells === 'yes')
    return 'The answer is ready. Take it along, and hand it to whoever manages records in a sealed envelope or file.'
  })
  step('sent', manages, async (scope, id, request) => {
    await noteSent(scope, id, formWithDates(request, sentSchema, ['answered_on']))
    return 'The request is answered.'
  })
}

/** Whoever has a page of this room is signed in. */
function sessionOf(request: FastifyRequest): Buffer {
  if (!request.signedIn?.session) throw notFound()
  return request.signedIn.session.idHash
}

async function showRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  house: House,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { id } = pathOf(request, requestPath)
  const { from } = queryOf(request, pageQuery)
  const { row, counts, items, people, spokenOf, unsearched, sealed, pauses, today } = await request.perform(
    async (scope) => {
      const read = await requestOf(scope, id)
      scope.record({ kind: 'consultation', subject: { kind: 'subject-request', id } })
      const said = []
      const speaks = []
      for (const one of house.subjectRights) {
        said.push((await one.unsearched?.(scope)) ?? null)
        if (read.searchedAt !== null) speaks.push((await one.spokenOf?.(scope, id)) ?? null)
      }
      return {
        row: read,
        counts: (await countsOf(scope, [id])).get(id),
        items: await itemsOf(scope, id, from),
        people: may(scope.actor.roles, 'managesRecords') ? await possibleReviewers(scope) : [],
        spokenOf: speaks.filter((one) => one !== null),
        unsearched: said.filter((one) => one !== null),
        sealed: await sealedStanding(scope, house.subjectRights, sessionOf(request), read),
        pauses: await pausesOf(scope, id),
        today: londonDay(scope.now),
      }
    },
  )
  const stood = pauses.at(-1)?.cameOn === null
  const mine = row.officerId === request.signedIn?.personId
  const managing = may(request.signedIn?.roles, 'managesRecords')
  const open = row.state === 'open'
  const deciding = mine && open && may(request.signedIn?.roles, 'decides')
  const known = row.identity === 'proven'
  return await reply.page('rooms/records/requests/pages/request.njk', {
    title: referenceOf(row),
    classification: MARKING,
    back: { text: 'Back to requests', href: '/requests' },
    errors: refused?.errors ?? {},
    values: {
      ...{ names: row.names.join('\n'), born: row.born ?? '', identifiers: row.identifiers.join('\n') },
      ...refused?.values,
    },
    row,
    tag: stateTag(row, today),
    step: stepOf(row, counts),
    facts: factsOf(row, pauses),
    counts: counts !== undefined && row.searchedAt !== null ? countRows(counts) : null,
    outOfSight: managing ? (counts?.outOfSight ?? 0) : 0,
    itemHead: ['Record', 'Where', 'Date of birth', 'Decided', ...(deciding ? ['Choose'] : [])],
    items: itemRows(items.rows, (kind) => house.records.get(kind), deciding ? row.id : null),
    nextHref: items.more ? `/requests/${id}?from=${String(from + 50)}` : undefined,
    previousHref: from > 0 ? `/requests/${id}?from=${String(Math.max(0, from - 50))}` : undefined,
    spokenOf,
    unsearched: mine ? unsearched : [],
    sealed: {
      lines: row.searchedAt === null ? [] : sealedLines(sealed),
      first: sealed.desk?.first ?? null,
      outside: sealed.outside,
      place: sealed.progress.find(({ kind }) => kind === 'public-report')?.place ?? null,
    },
    outsideItems: itemsOfWords(outsideWords),
    offers: {
      identity: managing && open && !known,
      officer: managing && open && known,
      whom: managing && open && known,
      extend: managing && open && row.extendedAt === null && row.dueOn !== null && today <= row.dueOn,
      close: managing && open,
      pause: managing && open && row.rights.includes('access') && row.dueOn !== null && today <= row.dueOn,
      resume: managing && open && stood,
      search: open && known && (managing || mine),
      decide: deciding,
      sealed: deciding && known && sealed.desk !== null,
      outside: open && known && sealed.outside > 0 && (managing || mine),
      ready: deciding && row.searchedAt !== null && counts?.undecided === 0,
      answer: mine && row.readyById === request.signedIn?.personId,
      send: managing && row.state === 'ready' && row.readyById !== request.signedIn?.personId,
    },
    identityItems: itemsOfWords(identityWords),
    closingItems: itemsOfWords(closingWords),
    officers: people.filter(({ corrects }) => corrects).map(({ id: value, name: text }) => ({ value, text })),
  })
}
