/** The proof that a pack's digests stood in the ledger: whoever has the pack, this file and the key needs nobody to believe. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { conflict, notFound } from '../../../platform/errors.ts'
import { proveEvent } from '../../../platform/ledger/prove-event.ts'
import { eventOfPack, findPack } from './pack-store.ts'

/**
 * Proves the event by which a pack was made. It holds who made it (as a number), when, and the digests of its files.
 * @param folder - of the ledger's files
 * @param id - of the pack
 * @returns the text of a `.tlog-proof`
 * @throws not-found; conflict `not-signed-yet` when no checkpoint has the event
 */
export async function provePack(scope: MemberScope, folder: string, id: string): Promise<string> {
  if (!(await findPack(scope, id))) throw notFound()
  const event = await eventOfPack(scope, id)
  if (event === null)
    throw conflict('not-signed-yet', 'No checkpoint has this pack yet. Ask again in some seconds.')
  scope.record({
    kind: 'disclosure',
    subject: { kind: 'pack', id },
    detail: { ledger: true, proof: event.sequence, use: 'integrity' },
  })
  return await proveEvent(folder, event.sequence, event.row)
}
