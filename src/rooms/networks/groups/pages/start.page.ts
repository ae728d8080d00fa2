/** Making a group of reports that belong together, by a named person. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { asSeamarkError, invalid } from '../../../../platform/errors.ts'
import { idOf, queryOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedText } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import type { RecordId } from '../../../../wire/ids.ts'
import { LONGEST } from '../group.ts'
import { byReference } from '../linked-reports.ts'
import { MOST_REPORTS, startGroup } from '../start-group.ts'
import { reportsOfSuggestion, type SuggestionId } from '../../suggestions/suggestions.ts'

const startQuery = z.object({ suggestion: idOf<SuggestionId>().optional() })
const facts = (operation: string) => ({ config: { operation, access: whoever.keepsGroups } })

/** Registers the page and its form. */
export function startPages(app: FastifyInstance): void {
  app.get('/groups/new-of-reports', facts('networks.group.show-start'), (request, reply) =>
    show(request, reply, null),
  )
  app.post('/groups/new-of-reports', facts('networks.group.start'), (request, reply) =>
    orAgain(
      request,
      async () => {
        const typed = formOf(request)
        const { id } = await request.perform(async (scope) => {
          const recordIds = await reportsIn(scope, typedText(typed, 'reports') ?? '')
          return await startGroup(scope, {
            name: typedText(typed, 'name') ?? '',
            basis: typedText(typed, 'why_a_group') ?? '',
            recordIds,
          })
        })
        return reply.done(`/groups/${id}`, 'Made. Say who leads, and plan what is done about it.')
      },
      (refused) => show(request, reply, refused),
    ),
  )
}

/** @throws invalid with `reports`, naming the line that is at fault and not what it says */
async function reportsIn(scope: MemberScope, typed: string): Promise<RecordId[]> {
  const references = typed
    .split(/[\n,;]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
  if (references.length === 0)
    throw invalid({ reports: 'Enter the references of the reports, one on each line' })
  if (references.length > MOST_REPORTS)
    throw invalid({ reports: `Enter at most ${String(MOST_REPORTS)} references. Link others later` })
  const found: RecordId[] = []
  for (const [index, reference] of references.entries()) {
    try {
      found.push(await byReference(scope, reference, 'report'))
    } catch (fault) {
      if (asSeamarkError(fault).kind !== 'invalid') throw fault
      throw invalid({
        reports: `Reference ${String(index + 1)}: there is no filed report that you may read. Check it`,
      })
    }
  }
  return found
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { recordIds, ...errors } = refused?.errors ?? {}
  const { suggestion } = queryOf(request, startQuery)
  const suggested =
    suggestion === undefined ? [] : await request.perform((scope) => referencesOf(scope, suggestion))
  return await reply.page('rooms/networks/groups/pages/start.njk', {
    title: 'Make a group of reports',
    classification: request.signedIn?.clearance ?? 'OFFICIAL',
    back: { text: 'Back to our groups', href: '/groups' },
    longest: LONGEST,
    values: { reports: suggested.join('\n'), ...refused?.values },
    ...(refused ? { errors: { ...errors, ...(recordIds === undefined ? {} : { reports: recordIds }) } } : {}),
  })
}

/** References of the reports of a suggestion that was kept, as far as this person reads them. */
async function referencesOf(scope: MemberScope, suggestion: SuggestionId): Promise<string[]> {
  const ids = (await reportsOfSuggestion(scope, suggestion)) ?? []
  const rows = await scope.tx.many<{ reference: string }>(
    `select reference from access.record
     where id = any ($1::uuid[]) and kind = 'report' and status = 'disseminated' order by created_at, id`,
    [ids],
  )
  return rows.map(({ reference }) => reference)
}
