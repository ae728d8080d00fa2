/** Disruptions of this agency, and those of partners that it reads. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../design/dates.ts'
import { highest } from '../../../design/highest-marking.ts'
import { queryOf } from '../../../platform/http/input.ts'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { disruptionDone } from '../../../wire/codes.ts'
import { listFrame } from '../../sharing/index.ts'
import { disruptionKind } from '../disruption-kind.ts'
import { exportDisruptions } from '../export-disruptions.ts'
import { listDisruptions, type DisruptionRow } from '../list-disruptions.ts'
import { levelsOf, type Levels } from '../terms.ts'
import { stateTag } from './words.ts'

const listQuery = z.object({
  cursor: z.string().min(1).max(500).optional(),
  back: z.enum(['yes', 'no']).default('no').describe('yes: the page before the cursor'),
})
const fileQuery = z.object({ list: z.enum(['ours', 'partners']).default('ours') })
const facts = { config: { operation: 'disruptions.disruption.list', access: whoever.readsContent } }

/** Registers both lists, and each of them as a file. */
export function listPages(app: FastifyInstance): void {
  app.get('/disruptions', facts, (request, reply) => show(request, reply, 'ours'))
  app.get('/disruptions/partners', facts, (request, reply) => show(request, reply, 'partners'))
  app.get(
    '/disruptions.csv',
    { config: { operation: 'disruptions.disruption.export', access: whoever.readsContent } },
    async (request, reply) => {
      const { list } = queryOf(request, fileQuery)
      const file = await request.perform((scope) => exportDisruptions(scope, list))
      const day = new Date().toISOString().slice(0, 10)
      return await reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="seamark-disruptions-${day}.csv"`)
        .send(file)
    },
  )
}

const WORDS = {
  ours: {
    title: 'Disruptions of our own',
    caption: 'Our disruptions, the newest first',
    empty: {
      title: 'Your agency has drafted no disruption yet',
      text: 'A disruption says what changed for a group, what shows it, and what each agency did.',
    },
  },
  partners: {
    title: 'Disruptions of partners',
    caption: 'Disruptions that partners released to you, the newest first',
    empty: {
      title: 'No partner has released a disruption to your agency yet',
      text: 'One that is under conditions stands under “Released to us” until you accept them.',
    },
  },
} as const

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  whose: 'ours' | 'partners',
): Promise<FastifyReply> {
  const { cursor, back } = queryOf(request, listQuery)
  const { page, levels } = await request.perform(async (scope) => ({
    page: await listDisruptions(scope, { whose, cursor, back: back === 'yes' }),
    levels: await levelsOf(scope),
  }))
  const roles = request.signedIn?.roles ?? []
  const path = whose === 'ours' ? '/disruptions' : '/disruptions/partners'
  const frame = listFrame([disruptionKind], whose === 'ours' ? 'own-disruptions' : 'partners-disruptions', roles)
  return await reply.page('rooms/disruptions/pages/list.njk', {
    ...frame,
    list: { ...frame.list, begin: may(roles, 'decides') ? frame.list.begin : [] },
    ...WORDS[whose],
    classification: highest(page.rows),
    head: ['Disruption', whose === 'ours' ? 'What was done' : 'From', 'Level', 'Where it stands'],
    rows: page.rows.map((row) => rowOf(row, whose, levels)),
    csvHref: page.rows.length === 0 ? undefined : `/disruptions.csv?list=${whose}`,
    nextHref: page.next === null ? undefined : `${path}?cursor=${page.next}`,
    previousHref: page.previous === null ? undefined : `${path}?cursor=${page.previous}&back=yes`,
  })
} // prettier-ignore

function rowOf(row: DisruptionRow, whose: 'ours' | 'partners', { words }: Levels) {
  const due = row.effectDueOn === null ? [] : [`effect due ${ukDate(row.effectDueOn)}`]
  return [
    {
      text: row.title,
      href: `/disruptions/${row.id}`,
      detail: `${row.classification}, ${ukDate(row.happenedOn)}`,
    },
    whose === 'ours'
      ? disruptionDone[row.done]
      : { text: row.owner.name, detail: row.claimed ? 'You claim it too' : disruptionDone[row.done] },
    row.level === null
      ? { text: words[row.levelProposed], detail: 'Proposed' }
      : { text: words[row.level], detail: 'Accepted' },
    {
      tag: stateTag(row.state, row.isRecalled),
      ...(row.state === 'accepted' && !row.isRecalled && due.length > 0 ? { detail: due.join() } : {}),
    },
  ]
}
