/** The queue of reviews: a list in which up to 200 are decided at once, for whoever is named or manages records. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { asSeamarkError } from '../../../../platform/errors.ts'
import { personId } from '../../../../platform/http/ids.ts'
import { queryOf, typedValues } from '../../../../platform/http/input.ts'
import { formOf, typedList, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { may, whoever } from '../../../../platform/identity/roles.ts'
import type { House } from '../../../../platform/rooms/fold-rooms.ts'
import { invalid } from '../../../../platform/errors.ts'
import { MARKING } from '../../ledger-csv.ts'
import { decideReviews, nameReviewer, possibleReviewers, type SeenReview } from '../decide-reviews.ts'
import { listReviews, MOST_ON_A_PAGE, nextReview } from '../list-reviews.ts'
import { groupWords, suggestedWords, type RetentionGroup } from '../words.ts'
import { choiceOf, chosenReviews, decisionChoices, readDecision } from './decision.form.ts'
import { outcomeWords, reviewHead, reviewRows } from './reviews.view.ts'

const access = whoever.reviewsRecords

const listQuery = z.object({
  whose: z.enum(['mine', 'all']).catch('mine'),
  for_group: z.enum(['1', '2', '3', '4']).optional().catch(undefined),
  suggested: z.enum(['keep', 'erase', 'read']).optional().catch(undefined),
  cursor: z.string().max(200).optional().catch(undefined),
  back: z.literal('yes').optional().catch(undefined),
  rows: z.literal('200').optional().catch(undefined),
  tick: z.literal('all').optional().catch(undefined),
})
type ListQuery = z.output<typeof listQuery>

function address(query: Partial<ListQuery>): string {
  const said = Object.entries(query).filter(
    ([name, value]) => value && !(name === 'whose' && value === 'mine'),
  )
  const text = new URLSearchParams(said as [string, string][]).toString()
  return text === '' ? '/reviews' : `/reviews?${text}`
}

/**
 * Registers the list.
 * @param house - kinds of record and how they are reviewed
 */
export function reviewListPages(app: FastifyInstance, house: House): void {
  app.get('/reviews', { config: { operation: 'records.reviews.list', access } }, async (request, reply) =>
    showList(request, reply, house, {}),
  )

  app.get(
    '/reviews/next',
    { config: { operation: 'records.reviews.next', access } },
    async (request, reply) => {
      const next = await request.perform((scope) => nextReview(scope))
      return next === null
        ? reply.done('/reviews', 'No record that you are named for waits for a review.')
        : reply.redirect(`/reviews/${next}`, 303)
    },
  )

  app.post(
    '/reviews',
    { config: { operation: 'records.reviews.decide', access, body: 'large' } },
    async (request, reply) => {
      const typed = formOf(request)
      const chosen = chosenReviews(typed)
      const query = queryOf(request, listQuery)
      try {
        const outcome = await request.perform((scope) =>
          typedText(typed, 'act') === 'name'
            ? nameReviewer(scope, chosen, readPerson(typed), typedList(typed, 'correct').length > 0)
            : decideReviews(scope, house.retention, chosen, readDecision(typed)),
        )
        const did = typedText(typed, 'act') === 'name' ? 'given to this person' : 'decided'
        const { message, all } = outcomeWords(outcome, did)
        return await reply.done(
          address({ ...query, cursor: undefined, back: undefined, tick: undefined }),
          message,
          all ? 'success' : 'important',
        )
      } catch (thrown) {
        const { fields } = asSeamarkError(thrown)
        if (fields === undefined) throw thrown
        return await showList(request, reply, house, { errors: fields, chosen })
      }
    },
  )
}

/**
 * Reads whom a form names.
 * @param typed - the form
 * @returns the account
 * @throws invalid with `person`
 */
export function readPerson(typed: Typed) {
  const parsed = personId.safeParse(typedText(typed, 'person'))
  if (!parsed.success) throw invalid({ person: 'Choose a person' })
  return parsed.data
}

/**
 * The people whom a form offers.
 * @param people - as possibleReviewers gives them
 * @returns choices of a list
 */
export const peopleItems = (people: Awaited<ReturnType<typeof possibleReviewers>>) =>
  people.map(({ id, name, corrects }) => ({ value: id, text: corrects ? `${name} (may read it)` : name }))

async function showList(
  request: FastifyRequest,
  reply: FastifyReply,
  house: House,
  more: { errors?: Record<string, string>; chosen?: readonly SeenReview[] },
): Promise<FastifyReply> {
  const query = queryOf(request, listQuery)
  const manages = may(request.signedIn?.roles, 'managesRecords')
  const { page, people } = await request.perform(async (scope) => ({
    page: await listReviews(scope, {
      mine: query.whose === 'mine',
      group: query.for_group === undefined ? undefined : (Number(query.for_group) as RetentionGroup),
      suggested: query.suggested,
      cursor: query.cursor,
      back: query.back === 'yes',
      ...(query.rows === undefined ? {} : { rows: MOST_ON_A_PAGE }),
    }),
    people: manages ? await possibleReviewers(scope) : [],
  }))
  const ticks = query.tick === 'all' && more.chosen === undefined ? page.rows : (more.chosen ?? [])
  const ticked = ticks.map(choiceOf)
  return await reply.page('rooms/records/reviews/pages/reviews.njk', {
    title: 'Records due for review',
    classification: MARKING,
    errors: more.errors ?? {},
    values: { ...typedValues(request), ...query },
    page,
    head: reviewHead,
    rows: reviewRows(page.rows, (kind) => house.records.get(kind), ticked),
    whose: [
      { value: 'mine', text: 'Me' },
      ...(manages ? [{ value: 'all', text: 'Anybody of the agency' }] : []),
    ],
    groupItems: Object.entries(groupWords).map(([value, text]) => ({ value, text })),
    suggestedItems: Object.entries(suggestedWords).map(([value, text]) => ({ value, text })),
    selected: selectedOf(query),
    choices: decisionChoices(page.rows.some(({ state }) => state === 'correcting')),
    people: peopleItems(people),
    many: manyLinks(query),
    postHref: address({ ...query, tick: undefined }),
    nextHref:
      page.next === null
        ? undefined
        : address({ ...query, cursor: page.next, back: undefined, tick: undefined }),
    previousHref:
      page.previous === null
        ? undefined
        : address({ ...query, cursor: page.previous, back: 'yes', tick: undefined }),
    empty: {
      title: 'No record waits for your review',
      text: 'When the review date of a record comes, it stands here, and a person is named for it.',
      ...(manages && query.whose === 'mine'
        ? { action: { text: 'See those of all colleagues', href: '/reviews?whose=all' } }
        : {}),
    },
  })
}

/** To decide many at once without script: more of them on a page, and all of them ticked. */
const manyLinks = (query: ListQuery) => [
  query.rows === undefined
    ? {
        text: 'Show 200 on a page',
        href: address({ ...query, cursor: undefined, back: undefined, rows: '200' }),
      }
    : {
        text: 'Show 50 on a page',
        href: address({ ...query, cursor: undefined, back: undefined, rows: undefined }),
      },
  query.tick === undefined
    ? { text: 'Choose all on this page', href: address({ ...query, tick: 'all' }) }
    : { text: 'Choose none', href: address({ ...query, tick: undefined }) },
]

function selectedOf(query: ListQuery) {
  const without = (name: keyof ListQuery) =>
    address({ ...query, cursor: undefined, back: undefined, tick: undefined, [name]: undefined })
  return [
    ...(query.whose === 'all' ? [{ label: 'Named for', text: 'anybody', removeHref: without('whose') }] : []),
    ...(query.for_group === undefined
      ? []
      : [{ label: 'Group', text: query.for_group, removeHref: without('for_group') }]),
    ...(query.suggested === undefined
      ? []
      : [
          {
            label: 'Suggested',
            text: suggestedWords[query.suggested],
            removeHref: without('suggested'),
          },
        ]),
  ]
}
