/** How the ledger stands: last checkpoint, who witnessed it, what was refused. `/log` is for everybody. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { invalid, notSignedIn } from '../../../platform/errors.ts'
import { parse } from '../../../platform/http/input.ts'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { ledgerFolder } from '../../../platform/ledger/folder.ts'
import { ledgerState, type LedgerState } from '../../../platform/ledger/witnesses.ts'
import type { RoomServices } from '../../../platform/rooms/services.ts'
import { codesOf, ledgerUse } from '../../../wire/codes.ts'
import { proveForReader } from '../prove-for-reader.ts'
import { useItems, withQuery } from '../pages/ledger.view.ts'
import { logView } from './log-view.ts'

const access = whoever.asksForProofs
/** Milliseconds: whoever asks again and again is answered from memory. */
const FRESH = 2_000

const proofQuery = z.object({
  event: z.coerce
    .number('Enter the number of an event, like 1204')
    .int('Enter the number of an event, like 1204')
    .min(0, 'Enter the number of an event, like 1204')
    .max(Number.MAX_SAFE_INTEGER, 'Enter the number of an event, like 1204'),
  use: z.preprocess((value) => (value === '' ? undefined : value), z.enum(codesOf(ledgerUse)).optional()),
})

/**
 * Registers the pages.
 * @param services - where the state is read, and the files of proofs
 */
export function logPages(app: FastifyInstance, { database, dataFolder, clock }: RoomServices): void {
  const folder = ledgerFolder(dataFolder)
  let known: { state: LedgerState; at: number } | null = null
  const stateNow = async (): Promise<LedgerState> => {
    const now = clock().getTime()
    if (known === null || Math.abs(now - known.at) > FRESH) {
      const what = { service: 'ledger', operation: 'ledger.log.show' }
      known = { state: await database.performAsService(what, ledgerState), at: now }
    }
    return known.state
  }

  app.get(
    '/log',
    { config: { operation: 'ledger.log.show', access: 'public' } },
    async (_request, reply) =>
      await reply.page('rooms/records/log/log.njk', {
        title: 'Is the ledger as it was signed?',
        log: logView(await stateNow()),
        proofs: null,
      }),
  )

  app.get('/proofs', { config: { operation: 'records.proofs.show', access } }, async (request, reply) => {
    const typed = request.query as Record<string, string>
    const errors = typed['event'] === undefined ? {} : faultsOf(typed)
    if (typed['event'] !== undefined && Object.keys(errors).length === 0)
      return await reply.redirect(
        withQuery('/proofs/event', { event: typed['event'], use: typed['use'] }),
        303,
      )
    return await reply.page('rooms/records/log/log.njk', {
      title: 'Is the ledger as it was signed?',
      log: logView(await stateNow()),
      proofs: { asksUse: may(request.signedIn?.roles, 'managesRecords'), items: useItems },
      values: typed,
      errors,
    })
  })

  app.get(
    '/proofs/event',
    { config: { operation: 'records.proof.make', access } },
    async (request, reply) => {
      const { event, use } = parse(proofQuery, request.query)
      if (request.signedIn === null) throw notSignedIn()
      const proof = await request.perform((scope) => proveForReader(scope, folder, event, use ?? null))
      return reply
        .type('text/plain; charset=utf-8')
        .header(
          'content-disposition',
          `attachment; filename="event-${String(event)}-OFFICIAL-SENSITIVE.tlog-proof"`,
        )
        .send(proof)
    },
  )
}

function faultsOf(typed: Record<string, string>): Record<string, string> {
  const read = proofQuery.safeParse(typed)
  return read.success ? {} : { ...invalid({ event: read.error.issues[0]?.message ?? '' }).fields }
}
