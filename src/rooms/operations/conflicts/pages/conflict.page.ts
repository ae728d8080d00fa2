/** Conflicts as one side knows them, and the cards of the duty post. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ukDateTime } from '../../../../design/dates.ts'
import { highest } from '../../../../design/highest-marking.ts'
import { invalid } from '../../../../platform/errors.ts'
import { idOf, pathOf, queryOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedCode } from '../../../../platform/http/typed-form.ts'
import {
  CONFLICT_LISTS,
  conflictWord,
  listConflicts,
  openForConflict,
  readConflict,
  sayOfConflict,
  type Conflict,
  type ConflictList,
} from '../conflicts.ts'
import { brokerCards, CARD_LISTS, isBroker, readCard, tellSide, type Card, type CardList } from '../duty-post.ts' // prettier-ignore
import { conflictPath, plannedEventId, type ConflictId } from '../ids.ts'
import { groupWords, kindWords } from '../words.ts'
import { conflictHead, conflictRow, headingOf, hoursOf } from './event.view.ts'
import { inOperations, typedWords } from './form-of-event.ts'
import { cursorQuery, pagesBeside, placeOfQuery } from './list-pages.ts'

const listQuery = z.object({
  list: z.string().max(20).default('').catch(''),
  event: plannedEventId.optional().catch(undefined),
  ...cursorQuery,
})
/** What is not answered is what one comes for. */
const conflictList = (list: string): ConflictList =>
  Object.hasOwn(CONFLICT_LISTS, list) ? (list as ConflictList) : 'waiting'
const cardList = (list: string): CardList => (list === 'all' ? 'all' : 'ring')
const emptyTitles: Readonly<Record<ConflictList, string>> = {
  waiting: 'No conflict that you know of waits for an answer',
  open: 'No conflict that you know of stands',
  all: 'No conflict is known to you',
}
const sidePath = z.object({ side: idOf<ConflictId>() })

/** Registers them. */
export function conflictPages(app: FastifyInstance): void {
  app.get('/operations/conflicts', inOperations('operations.conflict.list'), async (request, reply) => {
    const { event, list, ...cursors } = queryOf(request, listQuery)
    const at = placeOfQuery(cursors)
    const found = await request.perform(async (scope) =>
      (await isBroker(scope))
        ? { cards: await brokerCards(scope, { list: cardList(list), ...at }) }
        : { conflicts: await listConflicts(scope, { list: conflictList(list), of: event, ...at }) },
    )
    if ('cards' in found) {
      const { pairs } = found.cards
      return await reply.page('rooms/operations/conflicts/pages/conflicts.njk', {
        title: 'Duty post: conflicts of planned events',
        classification: 'OFFICIAL-SENSITIVE',
        pairs: pairs.map(pairOf),
        shown: pairs.length,
        ...pagesBeside('/operations/conflicts', CARD_LISTS, cardList(list), found.cards),
      })
    }
    const { rows } = found.conflicts
    const more = event === undefined ? {} : { event: String(event) }
    return await reply.page('rooms/operations/conflicts/pages/conflicts.njk', {
      title: 'Conflicts of planned events',
      classification: highest(rows),
      head: conflictHead,
      rows: rows.map(conflictRow),
      shown: rows.length,
      emptyTitle: emptyTitles[conflictList(list)],
      ...pagesBeside('/operations/conflicts', CONFLICT_LISTS, conflictList(list), found.conflicts, more),
    })
  })

  app.get('/operations/conflicts/:conflict', inOperations('operations.conflict.read'), (request, reply) =>
    show(request, reply, null),
  )
  app.post(
    '/operations/conflicts/:conflict/word',
    inOperations('operations.conflict.word'),
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { conflict } = pathOf(request, conflictPath)
          const typed = formOf(request)
          const word = typedCode(typed, 'word', conflictWord)
          if (word === undefined) throw invalid({ word: 'Choose what came of it' })
          const note = typedWords(typed, 'note', 1_000, null)
          await request.perform((scope) => sayOfConflict(scope, conflict, { word, note }))
          return reply.done(`/operations/conflicts/${conflict}`, 'Saved.')
        },
        (refused) => show(request, reply, refused),
      ),
  )
  app.post('/operations/conflicts/:conflict/open', inOperations('operations.conflict.open'), async (request, reply) => {
    const { conflict } = pathOf(request, conflictPath)
    await request.perform((scope) => openForConflict(scope, conflict))
    return reply.done(`/operations/conflicts/${conflict}`, 'Opened. The other side learns your agency, desk, group and hours once it is rung.')
  }) // prettier-ignore

  app.get(
    '/operations/duty-post/:side',
    inOperations('operations.conflict.show-broker-tell'),
    (request, reply) => showTell(request, reply, null),
  )
  app.post('/operations/duty-post/:side', inOperations('operations.conflict.broker-tell'), (request, reply) =>
    orAgain(
      request,
      async () => {
        const { side } = pathOf(request, sidePath)
        const typed = formOf(request)
        const answered =
          typedWords(typed, 'answered', 200, 'Say who answered: a desk or a post, and no name') ?? ''
        const words = typedWords(typed, 'words', 1_000, 'Say what they were told') ?? ''
        await request.perform((scope) => tellSide(scope, side, { answered, words }))
        return reply.done('/operations/conflicts', 'Noted. They know that there is a conflict.')
      },
      (refused) => showTell(request, reply, refused),
    ),
  )
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { conflict } = pathOf(request, conflictPath)
  const one = await request.perform((scope) => readConflict(scope, conflict))
  return await reply.page('rooms/operations/conflicts/pages/conflict.njk', {
    title: headingOf(one),
    classification: one.classification,
    back: { text: 'Conflicts', href: '/operations/conflicts' },
    conflict: one,
    facts: factsOf(one),
    mayOpen: one.toldAt !== null && one.openedAt === null && one.endedAt === null,
    words: Object.entries(conflictWord).map(([value, text]) => ({ value, text })),
    values: { word: one.word ?? '', note: one.wordNote ?? '', ...refused?.values },
    ...(refused ? { errors: refused.errors } : {}),
  })
}

function factsOf(one: Conflict) {
  return [
    { key: 'Our event', text: `${kindWords[one.kind]}, ${one.codename}` },
    ...(one.desk === null
      ? []
      : [{ key: 'Their desk', text: [one.desk, one.telephone].filter(Boolean).join(', ') }]),
    ...(one.group === null ? [] : [{ key: 'Their group', text: groupWords[one.group] }]),
    { key: 'Hours, rounded outward', text: hoursOf(one) },
    ...(one.toldAt === null
      ? []
      : [{ key: 'The duty post rang', text: `${ukDateTime(one.toldAt)}, answered by ${one.toldAnswered ?? ''}: ${one.toldWords ?? ''}` }]), // prettier-ignore
    ...(one.openedAt === null ? [] : [{ key: 'We opened ourselves', text: ukDateTime(one.openedAt) }]),
    ...(one.otherChangedAt === null
      ? []
      : [{ key: 'The other side changed', text: ukDateTime(one.otherChangedAt) }]),
    ...(one.namedIn === null ? [] : [{ key: 'Named in decision', text: one.namedIn }]),
    ...(one.endedAt === null ? [] : [{ key: 'It is over since', text: `${ukDateTime(one.endedAt)}: ${endWords[one.endedWhy ?? 'changed']}` }]), // prettier-ignore
  ]
}

const endWords = {
  changed: 'one side changed',
  'stood-down': 'one side stood down',
  finished: 'the time is past',
} as const

function pairOf(both: readonly Card[], at: number) {
  const [first] = both
  return {
    heading: both.map(({ agency }) => agency).join(' and '),
    urgent: first?.urgent === true,
    shared: first ? `Both at ${ukDateTime(first.sharedFrom)} to ${ukDateTime(first.sharedUntil)}` : '',
    id: `pair-${String(at + 1)}`,
    cards: both.map((card) => ({
      agency: card.agency,
      rows: [
        { key: 'Desk', text: `${card.desk}, ${card.telephone}` },
        { key: 'Group', text: groupWords[card.group] },
        { key: 'Hours', text: `${ukDateTime(card.from)} to ${ukDateTime(card.until)}` },
        { key: 'Told', text: card.toldAt === null ? 'Not yet' : `${ukDateTime(card.toldAt)}, ${card.toldAnswered ?? ''}: ${card.toldWords ?? ''}` }, // prettier-ignore
        {
          key: 'Says',
          text:
            card.word === null ? 'Nothing yet' : ((conflictWord as Record<string, string>)[card.word] ?? ''),
        },
      ],
      href: `/operations/duty-post/${card.side}`,
      isTold: card.toldAt !== null,
    })),
  }
}

async function showTell(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { side } = pathOf(request, sidePath)
  const card = await request.perform((scope) => readCard(scope, side))
  return await reply.page('rooms/operations/conflicts/pages/tell.njk', {
    title: `Ring ${card.agency}`,
    classification: 'OFFICIAL-SENSITIVE',
    back: { text: 'Duty post', href: '/operations/conflicts' },
    desk: `${card.desk}, ${card.telephone}`,
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}
