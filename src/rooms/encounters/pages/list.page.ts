/** The encounters of the own agency, those that were found last first. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { plural } from '../../../design/words.ts'
import { queryOf } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { codesOf } from '../../../wire/codes.ts'
import { LISTS, listEncounters, peopleIn } from '../read-encounters.ts'
import { HOW_FOUND, STATES, type EncounterState } from '../words.ts'

const COLOURS: Readonly<Record<EncounterState, string>> = {
  ...{ open: 'yellow', 'handed-over': 'turquoise', checked: 'blue', closed: 'green' },
}

/** Which encounters, and which page of them. */
export const listQuery = z.object({
  list: z.enum(codesOf(LISTS)).default('open').describe('not closed, to be checked, or all'),
  cursor: z.string().max(200).optional(),
  back: z.enum(['yes', 'no']).default('no').describe('yes: the page before the cursor'),
})

/** Registers the page. */
export function listPages(app: FastifyInstance): void {
  app.get(
    '/encounters',
    { config: { operation: 'encounters.encounter.list', access: whoever.recordsEncounters } },
    async (request, reply) => {
      const { list, cursor, back } = queryOf(request, listQuery)
      const { rows, next, previous } = await request.perform((scope) =>
        listEncounters(scope, { list, cursor, back: back === 'yes' }),
      )
      const at = `/encounters?list=${list}`
      return await reply.page('rooms/encounters/pages/list.njk', {
        title: 'Encounters',
        tabs: Object.entries(LISTS).map(([key, text]) => ({
          text,
          href: key === 'open' ? '/encounters' : `/encounters?list=${key}`,
          here: key === list,
        })),
        rows: rows.map((one) => [
          { text: `Encounter ${String(one.number)}`, href: `/encounters/${one.id}` },
          { text: plural(peopleIn(one), 'person', 'people'), detail: HOW_FOUND[one.howFound] },
          one.place ?? 'Its time is over',
          { time: one.foundAt },
          {
            tag: {
              text: one.state === 'open' ? `Step ${String(one.answered)} of 8` : STATES[one.state],
              colour: COLOURS[one.state],
            },
          },
        ]),
        nextHref: next === null ? undefined : `${at}&cursor=${next}`,
        previousHref: previous === null ? undefined : `${at}&cursor=${previous}&back=yes`,
      })
    },
  )
}
