/** Whom the agency's machine trusts: the two holders that the node names, held against what it knew before. */
import { SeamarkError } from '../platform/errors.ts'
import type { OutsideRules } from '../platform/http/outside-addresses.ts'
import { type HolderConnection, epochOf, fetchParameters, keyOf, type Pair } from '../holder-client/index.ts'
import type { Purpose } from '../library/sealing/index.ts'
import type { NodeParameters } from './ask-node.ts'
import type { LocalState } from './local-state.ts'

export type Met = {
  pairOf: (kind: string) => Pair
  /** holders that were met for the first time; say them, so that somebody can compare */
  first: { name: string; identity: string }[]
}

/**
 * Asks both holders for their signed parameters.
 * @param parameters - as the node says them
 * @param state - what this machine knew before; the holders' identities are noted in it
 * @param caller - as the agency is entered at both holders
 * @param purpose - what the holders will be asked for
 * @param rules - where the holders that the node names may be; the rules of this process where nothing is
 *   said
 * @returns `pairOf` gives connections and public keys by kind; `first` lists holders that nobody had met
 *   before
 * @throws SeamarkError `holder-down`; `holder-changed` when an identity is another than before, or than the
 *   node says; `other-epoch` when a holder has not the node's epoch; `keys-differ` when the node names other
 *   keys than the holder; `holders-alike`
 */
export async function meetHolders(
  parameters: NodeParameters,
  state: LocalState,
  caller: string,
  purpose: Purpose,
  rules?: OutsideRules,
): Promise<Met> {
  const known = state.knownHolders
  const identities = Object.fromEntries(parameters.holders.map(({ name, identity }) => [name, identity]))
  // Two shares with one body would be one key.
  if (
    new Set(parameters.holders.map(({ identity }) => identity)).size !== 2 ||
    Object.keys(identities).length !== 2
  )
    throw new SeamarkError('conflict', 'holders-alike', 'The node names one key holder twice.')
  if (known !== null)
    for (const [name, identity] of Object.entries(identities))
      if (known[name] !== identity)
        throw new SeamarkError(
          'conflict',
          'holder-changed',
          `The node names another key holder "${name}" than before. Ask both operators; then take holders.json out of the state folder.`,
        )
  const met = await Promise.all(
    parameters.holders.map(async ({ name, url, identity }) => {
      const published = await fetchParameters(url, identity, rules)
      const epoch = epochOf(published, parameters.epoch)
      if (epoch === null)
        throw new SeamarkError(
          'conflict',
          'other-epoch',
          `The key holder ${name} has no epoch ${String(parameters.epoch)}.`,
        )
      for (const kind of parameters.kinds)
        if (parameters.keys[kind]?.[name] !== epoch.keys[kind])
          throw new SeamarkError(
            'conflict',
            'keys-differ',
            `The node names another key of ${name} for "${kind}" than ${name} does. Nothing was sealed.`,
          )
      const connection: HolderConnection = {
        ...{ name, url, identity, caller, key: state.key, purpose },
        ...(rules ? { rules } : {}),
      }
      return { connection, keys: epoch.keys }
    }),
  )
  const [one, two] = met
  if (one === undefined || two === undefined)
    throw new SeamarkError('bug', 'no-holders', 'There are no holders.')
  if (known === null) await state.keepHolders(identities)
  return {
    pairOf: (kind) => ({
      holders: [one.connection, two.connection],
      keys: [keyOf(one.keys, kind), keyOf(two.keys, kind)],
    }),
    first: known === null ? parameters.holders.map(({ name, identity }) => ({ name, identity })) : [],
  }
}
