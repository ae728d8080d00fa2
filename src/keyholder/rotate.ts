/** A new epoch: both holders agree on one factor for each kind, so that the index can be moved without the agencies. */
import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hash } from 'node:crypto'
import { z } from 'zod'
import { conflict, SeamarkError } from '../platform/errors.ts'
import {
  isElement,
  isScalar,
  multiply,
  multiplyScalars,
  contextString,
  hashToScalar,
  prove,
} from '../library/oprf/index.ts'
import { fromText, toText, isSignedBy, signText } from '../library/sealing/index.ts'
import { bytesOf, publicKeys, type KeptEpoch, type KeptHolder } from './folder.ts'

const offer = z.strictObject({
  version: z.literal(1),
  from: z.int().min(1),
  to: z.int().min(2),
  holder: z.string().max(100),
  identity: z.string(),
  ephemeral: z.string(),
  keys: z.record(z.string(), z.string()),
  signature: z.string(),
})
export type Offer = z.output<typeof offer>

const TAG = Buffer.concat([Buffer.from('seamark-rotation/1-'), contextString('VOPRF')])

/** What an offer's signature stands for; docs/wire/sealed-index.md, section 7. */
function offerText({ from, to, holder, identity, ephemeral, keys }: Omit<Offer, 'signature'>): string {
  const lines = Object.keys(keys)
    .sort()
    .map((kind) => `${kind}=${keys[kind] ?? ''}`)
  return ['seamark-rotation/1', String(from), String(to), holder, identity, ephemeral, ...lines].join('\n')
}

/**
 * Begins to move to the next epoch.
 * @param holder - what the key holder keeps
 * @returns the holder to keep, and the offer that goes to the other one; it is not secret
 * @throws SeamarkError `already-rotating`, while another move is not finished
 */
export function makeOffer(holder: KeptHolder): { holder: KeptHolder; offer: Offer } {
  const current = currentEpoch(holder)
  if (holder.epochs.some(({ state }) => state === 'next'))
    throw conflict(
      'already-rotating',
      'The last rotation is not finished. "seamark keyholder rotate finish" ends it.',
    )
  const { d, x } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' })
  const said = {
    version: 1 as const,
    from: current.epoch,
    to: current.epoch + 1,
    holder: holder.name,
    identity: holder.identity.public,
    ephemeral: x ?? '',
    keys: publicKeys(current.shares),
  }
  const text = offerText(said)
  return {
    holder: { ...holder, offer: { to: said.to, text, private: d ?? '' } },
    offer: { ...said, signature: signText(holder.identity, text) },
  }
}

/**
 * Takes the other holder's offer and makes the next epoch of both.
 * @param holder - one that has made an offer of its own
 * @param input - what the other one's `makeOffer` gave
 * @returns the holder to keep, with the next epoch
 * @throws SeamarkError when there is no own offer, or the other is not the partner's, or does not fit
 */
export function joinOffer(holder: KeptHolder, input: unknown): KeptHolder {
  const parsed = offer.safeParse(input)
  if (!parsed.success) throw refuse('This is no offer of a key holder.')
  const theirs = parsed.data
  const own = holder.offer
  if (own === null) throw refuse('Make an own offer first: "seamark keyholder rotate offer".')
  if (holder.partner === null) throw refuse('Enter the other holder first: "seamark keyholder partner".')
  if (theirs.identity !== holder.partner || !isSignedBy(holder.partner, offerText(theirs), theirs.signature))
    throw refuse('This offer is not signed by the holder that is entered as the other one.')
  const current = currentEpoch(holder)
  if (theirs.from !== current.epoch || theirs.to !== own.to) throw refuse('This offer is for another epoch.')
  const point = (key: string | undefined) => {
    const bytes = fromText(key, 32)
    if (bytes === null || !isElement(bytes)) throw refuse('A key of this offer is none.')
    return bytes
  }
  const texts = [
    { identity: holder.identity.public, text: own.text },
    { identity: theirs.identity, text: offerText(theirs) },
  ].sort((a, b) => Buffer.compare(bytesOf(a.identity), bytesOf(b.identity)))
  const transcript = hash('sha512', texts.map(({ text }) => text).join('\n'), 'buffer')
  const secret = shared(own, theirs.ephemeral)

  const next: KeptEpoch = { epoch: own.to, state: 'next', shares: {} }
  const moved = {
    ...{ from: current.epoch, with: theirs.identity },
    ...({ factors: {}, otherKeys: {}, proofs: {} } as Record<
      'factors' | 'otherKeys' | 'proofs',
      Record<string, string>
    >),
  }
  for (const [kind, share] of Object.entries(current.shares)) {
    const factor = hashToScalar(Buffer.concat([secret, transcript, Buffer.from(kind)]), TAG)
    if (!isScalar(factor)) throw refuse('This offer gives no factor.')
    const [known, other] = [bytesOf(publicKeys({ [kind]: share })[kind] ?? ''), point(theirs.keys[kind])]
    const [knownNext, otherNext] = [multiply(factor, known), multiply(factor, other)]
    next.shares[kind] = toText(multiplyScalars(factor, bytesOf(share)))
    moved.factors[kind] = toText(factor)
    moved.otherKeys[kind] = toText(otherNext)
    moved.proofs[kind] = toText(prove(factor, known, knownNext, other, otherNext))
  }
  return { ...holder, offer: null, epochs: [...holder.epochs, { ...next, moved }] }
}

/**
 * Ends a rotation: the old shares and the factors are gone, and the next epoch is the only one.
 * @param holder - what the key holder keeps
 * @returns the holder to keep
 * @throws SeamarkError `not-rotating` when there is no next epoch
 */
export function finishRotation(holder: KeptHolder): KeptHolder {
  const next = holder.epochs.find(({ state }) => state === 'next')
  if (next === undefined) throw conflict('not-rotating', 'There is no next epoch.')
  return { ...holder, epochs: [{ epoch: next.epoch, state: 'current', shares: next.shares }] }
}

function currentEpoch(holder: KeptHolder): KeptEpoch {
  const current = holder.epochs.find(({ state }) => state === 'current')
  if (current === undefined) throw new SeamarkError('bug', 'no-epoch', 'This holder has no epoch.')
  return current
}

function shared(own: { text: string; private: string }, theirs: string): Buffer {
  // A private JWK names its public half too: it stands in the sixth line of the signed text.
  const x = own.text.split('\n')[5] ?? ''
  const curve = { kty: 'OKP', crv: 'X25519' }
  try {
    return diffieHellman({
      privateKey: createPrivateKey({ key: { ...curve, x, d: own.private }, format: 'jwk' }),
      publicKey: createPublicKey({ key: { ...curve, x: theirs }, format: 'jwk' }),
    })
  } catch {
    throw refuse('The key of this offer is none.')
  }
}

const refuse = (message: string) => new SeamarkError('invalid', 'offer-refused', message)
