/** What a key holder shows of its keys, and how a call finds the share that it asks for. */
import {
  HolderFault,
  PARAMETERS_PREFIX,
  SUITE,
  WIRE_VERSION,
  type HolderParameters,
  signText,
} from '../library/sealing/index.ts'
import { bytesOf, publicKeys, type KeptEpoch, type KeptHolder } from './folder.ts'

/**
 * Looks up an epoch.
 * @param holder - what the key holder keeps
 * @param number - of the epoch
 * @returns its shares
 * @throws HolderFault `epoch-gone`, `unknown-epoch`
 */
export function epochOf(holder: KeptHolder, number: number): KeptEpoch {
  const found = holder.epochs.find(({ epoch }) => epoch === number)
  if (found !== undefined) return found
  const oldest = Math.min(...holder.epochs.map(({ epoch }) => epoch))
  throw number < oldest
    ? new HolderFault(410, 'epoch-gone', `Epoch ${String(number)} is over, and its keys are destroyed.`)
    : new HolderFault(404, 'unknown-epoch', `There is no epoch ${String(number)} yet.`)
}

/**
 * Reads the bytes of a kind's share or key.
 * @param byKind - kind to base64url
 * @param kind - as the call names it; nobody vouched for it
 * @returns 32 bytes
 * @throws HolderFault `unknown-kind`
 */
export function known32(byKind: Record<string, string>, kind: string): Uint8Array {
  const text = Object.hasOwn(byKind, kind) ? byKind[kind] : undefined
  if (text === undefined) throw new HolderFault(404, 'unknown-kind', 'There is no key for this kind.')
  return bytesOf(text)
}

/**
 * Writes the signed document of `GET /v1/parameters`.
 * @param holder - what the key holder keeps
 * @param now - when it is issued
 * @returns the document as JSON, and the signature of its bytes, base64url
 */
export function signedParameters(holder: KeptHolder, now: Date): { document: string; signature: string } {
  const parameters: HolderParameters = {
    version: WIRE_VERSION,
    suite: SUITE,
    holder: holder.name,
    identity: holder.identity.public,
    issued: now.toISOString(),
    epochs: holder.epochs.map(({ epoch, state, shares, moved }) => ({
      ...{ epoch, state, keys: publicKeys(shares) },
      ...(moved === undefined
        ? {}
        : {
            rekeyed_from: moved.from,
            with: moved.with,
            other_keys: moved.otherKeys,
            proofs: moved.proofs,
          }),
    })),
  }
  const document = JSON.stringify(parameters)
  return { document, signature: signText(holder.identity, PARAMETERS_PREFIX + document) }
}
