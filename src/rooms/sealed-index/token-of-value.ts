/**
 * The tokens of values that somebody checks in clear, so that the check also meets agencies that share nothing
 * but tokens. Made before the check's transaction and whatever is held, so that no answer's time tells.
 */
import { setTimeout } from 'node:timers/promises'
import type { MemberScope } from '../../platform/database/scope.ts'
import { askedKey, type AskedValue } from '../../library/identifiers/index.ts'
import { identifierInput } from '../../library/sealing/index.ts'
import { sealInputs } from '../../holder-client/index.ts'
import { connectHolders, type Connected } from './connect.ts'
import { nodeCaller } from './node-caller.ts'
import { epochsOf } from './parameters.ts'
import { SIZE, type Pool, work } from '../../library/oprf/index.ts'

type Perform = <T>(work: (scope: MemberScope) => Promise<T>) => Promise<T>
type Value = AskedValue

/** `none`: this node has no holders; `silent`: they do not answer at present. */
export type Tokens = { state: 'none' | 'silent' } | { state: 'made'; of: (value: Value) => Buffer | null }

/** A person waits for the answer: a holder that takes longer is left out. */
const PATIENCE = 3_000
/** After a holder failed, nobody waits for it again for so long. */
const PAUSE = 60_000
const failedAt = new Map<string, number>()
/** That a node has no holders is asked so seldom: most have none, and a check is quick. */
const SELDOM = 30_000
const noneAt = new Map<string, number>()

/**
 * Makes the tokens of values that a member checks.
 * @param perform - runs work as the person who asks
 * @param dataFolder - holds the node's key at the holders
 * @param values - as they were typed; what is not understood has no token
 * @returns the tokens; `none` on a node without holders, `silent` while a holder does not answer or the index is moved
 */
export async function tokensOfValues(
  perform: Perform,
  dataFolder: string,
  values: readonly Value[],
): Promise<Tokens> {
  if (Date.now() - (noneAt.get(dataFolder) ?? 0) < SELDOM) return { state: 'none' }
  const caller = await nodeCaller(dataFolder)
  const found = await perform(async (scope) => ({
    epochs: await epochsOf(scope),
    connected: await connectHolders(scope, caller, 'check'),
  }))
  const { current, preparing } = found.epochs
  if (current === null || found.connected === null) {
    noneAt.set(dataFolder, Date.now())
    return { state: 'none' }
  }
  if (preparing !== null || Date.now() - (failedAt.get(dataFolder) ?? 0) < PAUSE) return { state: 'silent' }
  try {
    const made = await Promise.race([
      makeTokens(found.connected, current, values),
      setTimeout(PATIENCE, null, { ref: false }),
    ])
    if (made === null) throw new Error('too slow')
    return { state: 'made', of: (value) => made.get(nameOf(value)) ?? null }
  } catch {
    // The page of settings says what is wrong with a holder.
    failedAt.set(dataFolder, Date.now())
    return { state: 'silent' }
  }
}

async function makeTokens(
  connected: Connected,
  epoch: number,
  values: readonly Value[],
): Promise<Map<string, Buffer>> {
  const tokens = new Map<string, Buffer>()
  for (const kind of new Set(values.map((one) => one.kind))) {
    const keys = connected.keysOf(epoch, kind)
    const named = new Map<string, string>()
    for (const value of values) {
      const asked = value.kind === kind ? askedKey(value) : null
      if (asked !== null && 'key' in asked) named.set(nameOf(value), identifierInput(kind, asked.key).x)
    }
    if (keys === null || named.size === 0) continue
    const inputs = [...new Set(named.values())]
    const row = await sealInputs(HERE, { holders: connected.holders, keys }, { kind, epoch }, inputs)
    for (const [name, input] of named) {
      const place = inputs.indexOf(input)
      tokens.set(name, Buffer.from(row.subarray(place * SIZE, (place + 1) * SIZE)))
    }
  }
  return tokens
}

const nameOf = ({ kind, value, country }: Value) => JSON.stringify([kind, value, country ?? null])

/** A few elements are done sooner than a thread is started. */
const HERE: Pool = {
  run: (name, ...args) => {
    const one = work[name] as unknown as (...given: typeof args) => ReturnType<(typeof work)[typeof name]>
    return Promise.resolve().then(() => one(...args))
  },
  waiting: () => 0,
  close: () => Promise.resolve(),
}
