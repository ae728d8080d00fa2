/** What an agency has to know to seal: the epoch, the two holders, and what their keys look like from outside. */
import type { Scope } from '../../platform/database/scope.ts'
import { conflict, SeamarkError } from '../../platform/errors.ts'
import { sealedKinds } from './elements.ts'

export const SUITE = 'ristretto255-SHA512'
/** Of the symbols that names are sealed by: symbols of another version do not meet. */
export const NAMES_VERSION = '1'
export const TOKENS_A_CALL = 5_000
export const TOKENS_A_RECORD = 64

export type SealedParameters = {
  version: 1
  suite: typeof SUITE
  epoch: number
  names: string
  holders: { name: string; url: string; identity: string }[]
  /** by kind and holder; base64url */
  keys: Record<string, Record<string, string>>
  kinds: readonly string[]
  tokens_per_call: number
  tokens_per_record: number
  expires_after_days: number
}

/** A holder as it stands in the table. */
export type Holder = {
  number: 1 | 2
  name: string
  body: string
  url: string
  identity: Buffer
  enteredAt: Date
  /** when its body or address last became another */
  changedAt: Date | null
  askedAt: Date | null
  fault: string | null
}

/**
 * Reads the key holders.
 * @returns both, in the order of their numbers; fewer while the operator has entered fewer
 */
export async function holdersOf(scope: Pick<Scope, 'tx'>): Promise<Holder[]> {
  return await scope.tx.many<Holder>(
    `select number, name, body, url, identity, asked_at as "askedAt", fault,
            entered_at as "enteredAt", changed_at as "changedAt"
     from deconfliction.key_holder order by number`,
  )
}

export type Epochs = { current: number | null; preparing: number | null }

/**
 * Reads the epochs of the index.
 * @returns the current one, and the next where the index is being moved
 */
export async function epochsOf(scope: Pick<Scope, 'tx'>): Promise<Epochs> {
  return await scope.tx.one<Epochs>(
    `select (select number from deconfliction.sealed_epoch where state = 'current') as current,
            (select number from deconfliction.sealed_epoch where state = 'preparing') as preparing`,
  )
}

/**
 * Reads what the holders publish.
 * @returns what an agency needs to seal: the holders, their keys and the epoch
 * @throws SeamarkError 404 `not-set-up` where this node has no holders yet
 */
export async function sealedParameters(scope: Pick<Scope, 'tx'>): Promise<SealedParameters> {
  const { current } = await epochsOf(scope)
  const holders = await holdersOf(scope)
  if (current === null || holders.length !== 2) throw notSetUp()
  const rows = await scope.tx.many<{ kind: string; name: string; key: Buffer }>(
    `select k.kind, h.name, k.public_key as key
     from deconfliction.key_holder_key k join deconfliction.key_holder h on h.number = k.holder
     where k.epoch = $1 order by k.kind, h.number`,
    [current],
  )
  const keys: Record<string, Record<string, string>> = {}
  for (const { kind, name, key } of rows) (keys[kind] ??= {})[name] = key.toString('base64url')
  const { days } = await scope.tx.one<{ days: number }>(
    'select days_kept as days from deconfliction.sealed_setting',
  )
  return {
    version: 1,
    suite: SUITE,
    epoch: current,
    names: NAMES_VERSION,
    holders: holders.map(({ name, url, identity }) => ({
      name,
      url,
      identity: identity.toString('base64url'),
    })),
    keys,
    kinds: sealedKinds.filter((kind) => Object.keys(keys[kind] ?? {}).length === 2),
    tokens_per_call: TOKENS_A_CALL,
    tokens_per_record: TOKENS_A_RECORD,
    expires_after_days: days,
  }
}

/**
 * Refuses tokens of an epoch that does not stand. Tokens of another epoch fit nothing, so they are refused by name;
 * while the index moves to the next one, everybody waits.
 * @param epoch - of the tokens that were sent
 * @throws SeamarkError `not-set-up`, `other-epoch`, `rotating`
 */
export async function requireEpoch(scope: Pick<Scope, 'tx'>, epoch: number): Promise<void> {
  const { current, preparing } = await epochsOf(scope)
  if (current === null) throw notSetUp()
  if (preparing !== null)
    throw new SeamarkError(
      'unavailable',
      'rotating',
      'The index is moving to a new epoch. Try again in a few minutes.',
    )
  if (epoch !== current)
    throw conflict(
      'other-epoch',
      `These tokens are of epoch ${String(epoch)}, and this node is at ${String(current)}. Read the parameters again and seal anew.`,
    )
}

/**
 * Makes the refusal where this node has no holders.
 * @returns 404 `not-set-up`
 */
export function notSetUp(): SeamarkError {
  return new SeamarkError(
    'not-found',
    'not-set-up',
    'This node has no key holders yet. Its operator enters them (seamark holders add).',
  )
}
