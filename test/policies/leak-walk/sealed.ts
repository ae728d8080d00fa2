/** What the secret's owner keeps sealed and silent, and what the outsiders sealed themselves: one value. */
import { storeSealedRecords, readSealedInput } from '../../../src/rooms/sealed-index/store-sealed-records.ts'
import type { TestNode } from '../../support/node.ts'
import { dayIn, handleFor, setUpSealing, tokenOf } from '../../support/sealed.ts'

export const SEALED = {
  value: 'a value that both hold',
  theirs: 'the sealed secret',
  ours: 'sealed by Sussex',
}

/** A record as an agency sends it. */
export const sealedBy = (name: string, value: string, discoverable = true) => ({
  handle: handleFor(name),
  classification: 'OFFICIAL' as const,
  discoverable,
  expires_on: dayIn(300),
  tokens: [{ kind: 'phone' as const, element: tokenOf(value).element }],
})

/** Two holders that nobody answers for, and what Sussex sealed: in both worlds. */
export async function settleSealed(node: TestNode): Promise<void> {
  await setUpSealing(node)
  await keepFor(node, 'intelligence-officer@sussex-police.example', sealedBy(SEALED.ours, SEALED.value))
}

/** The secret: the same value, silent. */
export async function plantSealed(node: TestNode): Promise<void> {
  await keepFor(node, 'intelligence-officer@nca.example', sealedBy(SEALED.theirs, SEALED.value, false))
}

async function keepFor(node: TestNode, email: string, record: ReturnType<typeof sealedBy>): Promise<void> {
  const input = await readSealedInput({ epoch: 1, records: [record] })
  const who = { personId: node.person(email).id, operation: 'deconfliction.sealed.keep', purpose: null }
  await node.database.performAs(who, (scope) => storeSealedRecords(scope, input))
}
