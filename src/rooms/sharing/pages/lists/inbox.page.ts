/** What was released to us. */
import { may, whoever } from '../../../../platform/identity/roles.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { queryOf } from '../../../../platform/http/input.ts'
import { isLookedAt, lookAt } from '../../../../platform/identity/looked.ts'
import type { RecordKind } from '../../../../platform/rooms/record-kind.ts'
import { capitalised, wordsOfAll } from '../../../../platform/rooms/words-of-kinds.ts'
import { listInbox, type InboxRow } from '../../inbox.ts'
import { kindOf } from '../../kinds.ts'
import { countOpenRecalls } from '../../recall-notices.ts'
import { inboxHead, inboxRow } from './inbox.view.ts'
import { listFrame, listTabs } from './tabs.ts'

const pageQuery = z.object({ cursor: z.string().min(1).max(500).optional() })

/**
 * Registers the inbox. Whoever may open another list only is sent there.
 * @param kinds - of every record that is shared
 */
export function inboxPages(app: FastifyInstance, kinds: readonly RecordKind[]): void {
  const access = [
    ...new Set([
      ...whoever.readsContent,
      ...kinds.flatMap(({ lists }) => lists.flatMap((one) => one.access)),
    ]),
  ]
  const [only, ...others] = kinds
  const rowOf = (row: InboxRow) => inboxRow(kindOf(kinds, row), row)
  app.get(
    '/reports',
    { config: { operation: 'intelligence.report.inbox', access } },
    async (request, reply) => {
      const roles = request.signedIn?.roles ?? []
      if (!may(roles, 'readsContent'))
        return reply.redirect(listTabs(kinds, 'inbox', roles)[0]?.href ?? '/', 303)
      const { cursor } = queryOf(request, pageQuery)
      const { unread, page, recalls } = await request.perform(async (scope) => ({
        looked: await lookAt(scope, 'reports', isLookedAt(request)),
        unread: cursor === undefined ? await listInbox(scope, { unreadOnly: true }) : null,
        page: await listInbox(scope, cursor === undefined ? {} : { cursor }),
        recalls: await countOpenRecalls(scope),
      }))
      const read = page.rows.filter((row) => row.read)
      const words = wordsOfAll(kinds)
      return await reply.page('rooms/sharing/pages/lists/inbox.njk', {
        title: `${capitalised(words)} released to us`,
        // What arrives while the page is open may be as high as this person is cleared for.
        classification: request.signedIn?.clearance ?? 'OFFICIAL',
        ...listFrame(kinds, 'inbox', roles, { recalls }),
        head: inboxHead(capitalised(only !== undefined && others.length === 0 ? only.words.one : words)),
        unread: unread?.rows.map(rowOf) ?? [],
        moreUnread: unread !== null && unread.cursor !== null,
        read: read.map(rowOf),
        first: cursor === undefined,
        nextHref: page.cursor === null ? null : `/reports?cursor=${encodeURIComponent(page.cursor)}`,
      })
    },
  )
}
