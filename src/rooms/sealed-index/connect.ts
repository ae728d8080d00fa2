/** How the node itself reaches the two holders. */
import type { Scope } from '../../platform/database/scope.ts'
import type { HolderConnection } from '../../holder-client/index.ts'
import type { NodeCaller } from './node-caller.ts'
import { holdersOf } from './parameters.ts'
import { toText, type Purpose } from '../../library/sealing/index.ts'

export type Connected = {
  holders: readonly [HolderConnection, HolderConnection]
  /** of an epoch and kind, in the order of the holders; null where there is none */
  keysOf: (epoch: number, kind: string) => readonly [Uint8Array, Uint8Array] | null
}

/**
 * Makes ready to ask the two holders.
 * @param caller - as whom the holders are asked
 * @param purpose - for what, as the holders note it
 * @returns null while there are no two holders
 */
export async function connectHolders(
  scope: Pick<Scope, 'tx'>,
  caller: NodeCaller,
  purpose: Purpose,
): Promise<Connected | null> {
  const [one, two] = (await holdersOf(scope)).map(({ name, url, identity }): HolderConnection => ({
    ...{ name, url, identity: toText(identity), caller: caller.id, key: caller, purpose },
  }))
  if (!one || !two) return null
  const rows = await scope.tx.many<{ holder: 1 | 2; epoch: number; kind: string; key: Buffer }>(
    'select holder, epoch, kind, public_key as key from deconfliction.key_holder_key',
  )
  const keys = new Map(rows.map((row) => [`${String(row.holder)} ${String(row.epoch)} ${row.kind}`, row.key]))
  return {
    holders: [one, two],
    keysOf: (epoch, kind) => {
      const of = (holder: number) => keys.get(`${String(holder)} ${String(epoch)} ${kind}`)
      const [first, second] = [of(1), of(2)]
      return first && second ? [first, second] : null
    },
  }
}
