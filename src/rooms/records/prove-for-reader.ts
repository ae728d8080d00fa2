/** The proof of one event, for whoever may ask: with its content where they may read it, else of its digest alone. */
import type { MemberScope } from '../../platform/database/scope.ts'
import { may } from '../../platform/identity/roles.ts'
import { proveEvent } from '../../platform/ledger/prove-event.ts'
import type { LedgerUse } from '../../wire/codes.ts'
import * as store from './ledger-store.ts'

/**
 * Proves an event. Asking is an event too.
 * @param folder - of the ledger's files
 * @param place - of the event in the tree, the first is 0
 * @param use - for what its content is read; null: the proof is of the digest, which says nothing
 * @returns the text of a `.tlog-proof`
 * @throws conflict `not-signed-yet` when no checkpoint has it
 */
export async function proveForReader(
  scope: MemberScope,
  folder: string,
  place: number,
  use: LedgerUse | null,
): Promise<string> {
  const reads = use !== null && may(scope.actor.roles, 'managesRecords')
  if (reads) await store.stateUse(scope, use)
  const row = reads ? await store.eventAtPlace(scope, place) : null
  scope.record({
    kind: 'consultation',
    detail: { ledger: true, proof: place, ...(use === null ? {} : { use }), content: row !== null },
  })
  return await proveEvent(folder, place, row)
}
