/** The requests that somebody sees, those that changed last first; and which systems there are, and whom to ask. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { plural } from '../../../design/words.ts'
import { queryOf } from '../../../platform/http/input.ts'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { codesOf, rank } from '../../../wire/codes.ts'
import {
  limitsOf,
  LISTS,
  listRequests,
  listSystems,
  mayAsk,
  type RequestRow,
  type SystemRow,
} from '../read-requests.ts'
import { NOT_ALONE, OUTCOMES, STATES, type RequestState } from '../words.ts'

const access = whoever.asksSystems
const COLOURS: Readonly<Record<RequestState, string>> = {
  ...{ drafted: 'grey', asked: 'yellow', authorised: 'turquoise', refused: 'red' },
  ...{ made: 'blue', outcome: 'purple', closed: 'green' },
}

/** Which requests, and which page of them. */
export const listQuery = z.object({
  list: z.enum(codesOf(LISTS)).default('open').describe('open, asked by you, or all that you see'),
  cursor: z.string().max(200).optional(),
  back: z.enum(['yes', 'no']).default('no').describe('yes: the page before the cursor'),
})

/** How far a request has come, as a tag. */
export const tagOf = ({ state, lapsed, outcome }: Pick<RequestRow, 'state' | 'lapsed' | 'outcome'>) => {
  if (lapsed) return { text: 'Lapsed', colour: 'red' }
  if (outcome === 'possible') return { text: 'Possible', colour: 'orange' }
  return {
    text: state === 'outcome' && outcome !== null ? OUTCOMES[outcome] : STATES[state],
    colour: COLOURS[state],
  }
}

/** Registers the pages. */
export function listPages(app: FastifyInstance): void {
  app.get(
    '/system-requests',
    { config: { operation: 'system-requests.request.list', access } },
    async (request, reply) => {
      const { list, cursor, back } = queryOf(request, listQuery)
      const { page, asks } = await request.perform(async (scope) => ({
        page: await listRequests(scope, { list, cursor, back: back === 'yes' }),
        asks: await mayAsk(scope),
      }))
      const at = `/system-requests?list=${list}`
      const roles = request.signedIn?.roles
      return await reply.page('rooms/system-requests/pages/list.njk', {
        title: 'Requests to systems of record',
        asks,
        links: [
          { text: 'Which systems, and whom to ask', href: '/system-requests/systems' },
          ...(may(roles, 'administers')
            ? [{ text: 'Who is accredited', href: '/system-requests/operators' }]
            : []),
          ...(may(roles, 'managesRecords')
            ? [{ text: 'Alerts and legal holds', href: '/system-requests/alerts' }]
            : []),
        ],
        tabs: Object.entries(LISTS).map(([key, text]) => ({
          text,
          href: key === 'open' ? '/system-requests' : `/system-requests?list=${key}`,
          here: key === list,
        })),
        rows: page.rows.map((one) => [
          { text: `Request ${String(one.number)}`, href: `/system-requests/${one.id}` },
          one.systemName,
          { text: one.subject, detail: one.outcome === 'possible' ? NOT_ALONE : undefined },
          one.requester,
          { time: one.changedAt },
          { tag: tagOf(one) },
        ]),
        nextHref: page.next === null ? undefined : `${at}&cursor=${page.next}`,
        previousHref: page.previous === null ? undefined : `${at}&cursor=${page.previous}&back=yes`,
      })
    },
  )
  app.get(
    '/system-requests/systems',
    { config: { operation: 'system-requests.system.list', access } },
    async (request, reply) => {
      const { systems, limits, asks } = await request.perform(async (scope) => ({
        systems: await listSystems(scope),
        limits: await limitsOf(scope),
        asks: await mayAsk(scope),
      }))
      return await reply.page('rooms/system-requests/pages/systems.njk', {
        title: 'Systems of record, and whom to ask',
        back: { text: 'Back to requests', href: '/system-requests' },
        limits: {
          valid: plural(limits.validHours, 'hour'),
          aDay: plural(limits.aDay, 'request in a day', 'requests in a day'),
        },
        systems: systems.map((one) => ({
          ...{ name: one.name, rows: rowsOf(one) },
          href: asks ? `/system-requests/new?system=${one.code}` : undefined,
        })),
      })
    },
  )
}

function rowsOf(one: SystemRow): { key: string; text: string }[] {
  return [
    { key: 'What it holds', text: one.holds },
    {
      key: 'Your agency',
      text: one.hasAccess
        ? 'Has accredited people. One of them makes the request.'
        : 'Has no accredited person. Another’s desk asks for you.',
    },
    ...(one.hasAccess
      ? []
      : [
          {
            key: 'Whom to ask',
            text:
              one.desk === null
                ? 'Nobody is entered. Ask your records manager, and whoever runs this node to enter a desk.'
                : `${one.desk}, ${one.telephone ?? ''}`,
          },
          ...(one.answerHours === null
            ? []
            : [{ key: 'That desk answers', text: `Within ${plural(one.answerHours, 'hour')}, it says` }]),
        ]),
    {
      key: 'Answers took',
      text:
        one.halfWithin === null
          ? 'Not known: your agency had fewer than five in the last 90 days'
          : `Half of ${plural(one.answers ?? 0, 'answer')} came within ${plural(one.halfWithin, 'hour')} of the authorisation, in the last 90 days`,
    },
    {
      key: 'Who authorises',
      text:
        one.rank === null
          ? 'Another than asks'
          : `Another than asks, who holds the rank of ${rankWords(one.rank)} or above`,
    },
    ...(one.sensitive
      ? [
          {
            key: 'Sensitive',
            text: 'What it compares is sensitive processing. The request gives the condition.',
          },
        ]
      : []),
  ]
}

/** @returns the rank in words, small; the code itself where a list of ranks is older than the program */
export const rankWords = (code: string): string =>
  (Object.hasOwn(rank, code) ? rank[code as keyof typeof rank] : code).toLowerCase()
