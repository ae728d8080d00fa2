/** Our groups, those of partners, and those of ours that need attention. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../../design/dates.ts'
import { highest } from '../../../../design/highest-marking.ts'
import { queryOf } from '../../../../platform/http/input.ts'
import { may, whoever } from '../../../../platform/identity/roles.ts'
import { listFrame } from '../../../sharing/index.ts'
import { groupSettings, needingAttention, reasonSentences } from '../attention.ts'
import { groupKind } from '../group-kind.ts'
import { listGroups, type GroupRow } from '../list-groups.ts'
import { groupTerms, type GroupTerms } from '../terms.ts'
import { attentionTag, statusTag, type Cell } from './words.ts'

const listQuery = z.object({
  state: z.enum(['open', 'all']).default('open'),
  cursor: z.string().min(1).max(500).optional(),
})
const facts = (operation: string) => ({ config: { operation, access: whoever.readsContent } })

/** Registers the lists. */
export function listPages(app: FastifyInstance): void {
  app.get('/groups', facts('networks.group.list'), (request, reply) => list(request, reply, true))
  app.get('/groups/partners', facts('networks.group.list-partners'), (request, reply) =>
    list(request, reply, false),
  )
  app.get('/groups/attention', facts('networks.group.attention'), async (request, reply) => {
    const { groups, settings, terms } = await request.perform(async (scope) => ({
      groups: await needingAttention(scope),
      settings: await groupSettings(scope),
      terms: await groupTerms(scope),
    }))
    return await reply.page('rooms/networks/groups/pages/attention.njk', {
      ...frameOf(request, 'groups-attention'),
      title: 'Groups that need attention',
      classification: highest(groups),
      settings,
      head: ['Group', 'Why', 'What says so'],
      rows: groups.map((group): Cell[] => [
        { text: group.name, href: `/groups/${group.id}`, detail: group.classification },
        { tags: group.reasons.map(attentionTag) },
        {
          text: reasonSentences(group, settings, terms.lead).join(' '),
          detail: `Since ${ukDate(group.since)}`,
        },
      ]),
    })
  })
}

function frameOf(request: FastifyRequest, here: string) {
  const roles = request.signedIn?.roles ?? []
  const frame = listFrame([groupKind], here, roles)
  const begin = may(roles, 'keepsGroups')
    ? [{ text: 'Make a group of reports', href: '/groups/new-of-reports' }, ...frame.list.begin]
    : []
  return { ...frame, list: { ...frame.list, begin } }
}

async function list(request: FastifyRequest, reply: FastifyReply, own: boolean): Promise<FastifyReply> {
  const { state, cursor } = queryOf(request, listQuery)
  const { page, terms } = await request.perform(async (scope) => ({
    page: await listGroups(scope, { own, which: state, cursor }),
    terms: await groupTerms(scope),
  }))
  const path = own ? '/groups' : '/groups/partners'
  const first = state === 'open' ? path : `${path}?state=all`
  const next = page.cursor === null ? null : encodeURIComponent(page.cursor)
  const writes = may(request.signedIn?.roles, 'keepsGroups')
  return await reply.page('rooms/networks/groups/pages/list.njk', {
    ...frameOf(request, own ? 'own-groups' : 'partners-groups'),
    title: own ? 'Our groups' : 'Groups of partners',
    classification: highest(page.rows),
    caption: own
      ? 'Groups of your agency, the newest first'
      : 'Groups that were released to your agency, the newest first',
    head: own
      ? ['Group', terms.lead, terms.grade, 'Where it stands']
      : ['Group', 'From', terms.grade, 'Where it stands'],
    rows: page.rows.map((row) => rowOf(row, own, terms)),
    empty: own
      ? {
          title:
            state === 'open' ? 'Your agency has no active group' : 'Your agency has written no group yet',
          text: 'A group says what several people do together, who leads what is done about it, and by which plan.',
          ...(writes ? { action: { text: 'Write a group', href: '/groups/new' } } : {}),
        }
      : {
          title: 'No group was released to your agency',
          text: 'A partner’s group stands here once its owner releases it to you.',
        },
    other:
      state === 'open'
        ? { text: 'Show those that are dismantled or closed too', href: `${path}?state=all` }
        : { text: 'Show only active and dormant groups', href: path },
    first: cursor === undefined,
    firstHref: first,
    nextHref: next === null ? null : `${first}${state === 'open' ? '?' : '&'}cursor=${next}`,
  })
}

function rowOf(row: GroupRow, own: boolean, terms: GroupTerms): Cell[] {
  const unreleased = own && row.stage === 'submitted' ? [{ text: 'Not released', colour: 'grey' }] : []
  const stands = row.stage === 'withdrawn' ? { text: 'Recalled', colour: 'red' } : statusTag(row.status)
  const also = row.aliases.length === 0 ? '' : `Also: ${row.aliases.join(', ')}. `
  return [
    { text: row.name, href: `/groups/${row.id}`, detail: `${also}${row.classification}` },
    own ? (row.lead ?? 'Nobody') : row.owner,
    row.grade === null ? 'Not assessed' : terms.grades[row.grade],
    { tags: [stands, ...unreleased] },
  ]
}
