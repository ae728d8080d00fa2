/** Desks write to each other about what both hold. */
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { confirmMatch } from '../../src/rooms/deconfliction/confirm-match.ts'
import { contactMatch } from '../../src/rooms/deconfliction/contact-match.ts'
import { listMatches, type MatchRowInside } from '../../src/rooms/deconfliction/list-matches.ts'
import { rejectMatch } from '../../src/rooms/deconfliction/reject-match.ts'
import { replyToMatch } from '../../src/rooms/deconfliction/reply-to-match.ts'
import { SHOWN_NUMBER } from '../world.ts'
import type { Act, Stage } from './stage.ts'

const officer = (slug: string) => `intelligence-officer@${slug}`

/** Matches of one agency with a partner, each value once, in the order of the agency's own references. */
async function matchesWith(scope: MemberScope, partner: string): Promise<MatchRowInside[]> {
  const { items } = await listMatches(scope, { limit: 500, state: undefined, kind: undefined })
  const shown = SHOWN_NUMBER.slice(-9)
  const byValue = new Map<string, MatchRowInside>()
  for (const row of items) {
    if (row.partner.slug !== partner || row.value.replaceAll(/\D/g, '').endsWith(shown)) continue
    const known = byValue.get(row.matchId)
    if (known === undefined || orderOf(row) < orderOf(known)) byValue.set(row.matchId, row)
  }
  return [...byValue.values()].sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))
}

const orderOf = (row: MatchRowInside) => `${row.my_report.agency_reference ?? ''} ${row.value}`

/** Does something with the nth match between two agencies, as its first desk and then as its second. */
async function onMatch(
  stage: Stage,
  between: [string, string],
  nth: number,
  first: (scope: MemberScope, row: MatchRowInside) => Promise<void>,
  second?: (scope: MemberScope, row: MatchRowInside) => Promise<void>,
): Promise<void> {
  const [mine, theirs] = between
  const matchId = await stage.as(officer(mine), async (scope) => {
    const row = (await matchesWith(scope, theirs))[nth]
    if (row === undefined || row.state !== 'open') return row?.matchId
    await first(scope, row)
    return row.matchId
  })
  if (second === undefined || matchId === undefined) return
  await stage.as(officer(theirs), async (scope) => {
    const row = (await matchesWith(scope, mine)).find((one) => one.matchId === matchId)
    if (row) await second(scope, row)
  })
}

export const matchActs: Act[] = [
  {
    name: 'match: a conversation that both sides confirm',
    play: (stage) =>
      onMatch(
        stage,
        ['sussex-police', 'kent-police'],
        0,
        async (scope, row) => {
          await contactMatch(scope, row.id, {
            message:
              'We have this in two reports since the summer, always near the coast road. What is it to you?',
          })
        },
        async (scope, row) => {
          await replyToMatch(scope, row.id, {
            message: 'It belongs to a man we look at for transport. We can release a report to you this week.',
          })
          await confirmMatch(scope, row.id, { reason: undefined, version: undefined })
        },
      ),
  },
  {
    name: 'match: confirmed by the first desk as well',
    play: (stage) =>
      stage.as(officer('sussex-police'), async (scope) => {
        const [row] = await matchesWith(scope, 'kent-police')
        if (row?.state === 'contacted') await confirmMatch(scope, row.id, { reason: undefined, version: undefined })
      }),
  },
  {
    name: 'match: contacted, and waiting for an answer of the NCA',
    play: (stage) =>
      onMatch(stage, ['sussex-police', 'nca'], 0, async (scope, row) => {
        await contactMatch(scope, row.id, { message: 'Who at your desk knows about this? We would like to talk today.' })
      }),
  },
  {
    name: 'match: contacted, and waiting for an answer of Sussex',
    play: (stage) =>
      onMatch(stage, ['border-force', 'sussex-police'], 0, async (scope, row) => {
        await contactMatch(scope, row.id, {
          message: 'Seen twice at the port with different drivers. Do you know who uses it?',
        })
      }),
  },
  {
    name: 'match: rejected with a reason',
    play: (stage) =>
      onMatch(
        stage,
        ['kent-police', 'immigration-enforcement'],
        0,
        async (scope, row) => {
          await contactMatch(scope, row.id, { message: 'Is this yours from the autumn visit, or something else?' })
        },
        async (scope, row) => {
          await rejectMatch(scope, row.id, {
            reason: 'Ours was sold in spring; the new keeper has nothing to do with your subject.',
            version: undefined,
          })
        },
      ),
  },
]
