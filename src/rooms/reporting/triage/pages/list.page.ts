/** The queue of public reports. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { queryOf } from '../../../../platform/http/input.ts'
import { looksAgain } from '../../../../platform/http/looks-again.ts'
import { takesTheRest } from '../../arrival/desks.ts'
import { floodState } from '../../flood/state.ts'
import { officerKeyState } from '../../keys/officer-key.ts'
import { numbers, numbersAreOld } from '../../wording/numbers.ts'
import { kindSchema } from '../../body.ts'
import { CLOSED_ON_A_PAGE, isDesk, MOST_AT_ONCE, readClosed, readQueue } from '../queue.ts'
import { urgencies } from '../urgency.ts'
import { config, FOLDER, sessionOf } from './desk.ts'
import {
  chosenFilters,
  filtered,
  groupRows,
  kindItems,
  listHref,
  nowItems,
  pageOf,
  reportRow,
  stateItems,
  stretchItems,
  urgencyItems,
  type ListFilters,
} from './list.view.ts'

const blankIsNone = (value: unknown) => (value === '' ? undefined : value)
// A form of filters sends every field, chosen or not; what is not understood is left out.
const listQuery = z.object({
  urgency: z.preprocess(blankIsNone, z.enum(urgencies).optional()).catch(undefined),
  now: z.preprocess(blankIsNone, z.enum(['0', '1']).optional()).catch(undefined),
  kind: z.preprocess(blankIsNone, kindSchema.optional()).catch(undefined),
  stretch: z.preprocess(blankIsNone, z.string().max(200).optional()).catch(undefined),
  state: z.preprocess(blankIsNone, z.enum(['new', 'open', 'closed']).optional()).catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})

/** Registers the page of the queue. */
export function listPages(app: FastifyInstance): void {
  app.get('/triage', config('list'), async (request, reply) => {
    const { page, ...filters } = queryOf(request, listQuery)
    const session = sessionOf(request)
    const found = await request.perform(async (scope) => {
      const groups = await readQueue(scope)
      const closed = filters.state === 'closed' ? await readClosed(scope, page, filters.kind) : null
      return {
        groups,
        closed,
        desk: await isDesk(scope),
        rest: await takesTheRest(scope, scope.actor.agencyId),
        // What an open page asks by itself is no use of the keys: they must lock when nobody is there.
        keys: looksAgain(request) ? null : await officerKeyState(scope, session),
        numbersAreOld: numbersAreOld(scope.now),
      }
    })
    const waiting = found.groups.flat()
    const flood = floodState()
    return reply.page(`${FOLDER}/list.njk`, {
      title: 'Public reports',
      desk: found.desk,
      rest: found.rest,
      keys: found.keys,
      flood: flood.flood ? flood : null,
      oldNumbers: found.numbersAreOld ? numbers : null,
      unopened: waiting.filter((one) => !one.opened).length,
      atLeast: waiting.length >= MOST_AT_ONCE,
      selected: chosenFilters(filters),
      values: Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, value ?? ''])),
      urgencyItems,
      nowItems,
      kindItems,
      stateItems,
      stretchItems: stretchItems(found.groups, filters.stretch),
      ...(found.closed === null
        ? waitingList(found.groups, filters, page)
        : closedList(found.closed, filters, page)),
    })
  })
}

function waitingList(groups: Awaited<ReturnType<typeof readQueue>>, filters: ListFilters, page: number) {
  const fitting = filtered(groups, filters)
  const shown = pageOf(fitting, page)
  return {
    rows: groupRows(shown.groups),
    shown: shown.groups.flat().length,
    total: fitting.flat().length,
    filtered: chosenFilters(filters).length > 0,
    previousHref: page > 1 ? listHref(filters, page - 1) : null,
    nextHref: shown.more ? listHref(filters, page + 1) : null,
  }
}

function closedList(closed: Awaited<ReturnType<typeof readClosed>>, filters: ListFilters, page: number) {
  const fitting = filtered([closed.reports], { ...filters, urgency: undefined, now: undefined }).flat()
  return {
    rows: fitting.map((one) => reportRow(one)),
    shown: fitting.length,
    // Stretches are told apart page by page: how many there are of one in all is not known.
    total: filters.stretch === undefined ? closed.total : null,
    filtered: true,
    previousHref: page > 1 ? listHref(filters, page - 1) : null,
    nextHref: page * CLOSED_ON_A_PAGE < closed.total ? listHref(filters, page + 1) : null,
  }
}
