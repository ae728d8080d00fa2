/** A batch through both holders, checked whole before anything of it is used. */
import { addUp, isAnswerProved, type Pool } from '../library/oprf/index.ts'
import { evaluate, evaluateProved, lies, type HolderConnection } from './ask-holder.ts'

export type Pair = {
  holders: readonly [HolderConnection, HolderConnection]
  /** `K_1` and `K_2` of the kind and epoch */
  keys: readonly [Uint8Array, Uint8Array]
}

/**
 * Makes tokens of inputs: blinds, asks both holders at once, checks both by one proof each, unblinds.
 * @param pool - the threads that do the arithmetic
 * @param pair - both holders' connections, and their public keys of this kind and epoch
 * @param query - kind and epoch
 * @param inputs - the canonical inputs (`x` of the wire), at most MOST_ELEMENTS
 * @returns the tokens in the order of the inputs
 * @throws SeamarkError `holder-down`, `holder-refused`, `holder-lies`
 */
export async function sealInputs(
  pool: Pool,
  { holders, keys }: Pair,
  query: { kind: string; epoch: number },
  inputs: readonly string[],
): Promise<Uint8Array> {
  const { blinded, unblinds } = await pool.run('blindAll', inputs)
  const sums = await evaluateJointly(pool, { holders, keys }, query, blinded)
  return await pool.run('multiplyEach', unblinds, sums)
}

/**
 * `(k_1 + k_2)` times each element, proved.
 * @throws SeamarkError `holder-down`, `holder-refused`, `holder-lies`
 */
async function evaluateJointly(
  pool: Pool,
  { holders, keys }: Pair,
  query: { kind: string; epoch: number },
  blinded: Uint8Array,
): Promise<Uint8Array> {
  const [one, two] = await both(holders, (holder) => evaluate(holder, query, blinded))
  const question = await pool.run('askJointly', blinded, one, two).catch(async () => {
    const bad = await pool.run('firstBadElement', one)
    throw lies(holders[bad === null ? 1 : 0], 'An answer is no element of the group.')
  })
  const proved = await both(holders, (holder) => evaluateProved(holder, query, question.m))
  for (const index of [0, 1] as const) {
    const { products: z, proof } = proved[index]
    if (!isAnswerProved(question.m, { key: keys[index], z, proof }))
      throw lies(holders[index], 'It could not prove that it used the key that it publishes.')
  }
  if (!addUp(question, proved[0].products, proved[1].products)) {
    const answers = [one, two] as const
    for (const index of [0, 1] as const)
      if (!(await pool.run('keptItsWord', question.weights, answers[index], proved[index].products)))
        throw lies(holders[index], 'What it answered is not what its key gives.')
    throw lies({ name: `${holders[0].name} or ${holders[1].name}` }, 'Their answers do not add up.')
  }
  return question.sums
}

/** Asks both at once, and waits for both: a fault of one must leave no call of the other behind. */
async function both<T>(
  holders: Pair['holders'],
  ask: (holder: HolderConnection) => Promise<T>,
): Promise<readonly [T, T]> {
  const [one, two] = await Promise.allSettled([ask(holders[0]), ask(holders[1])])
  if (one.status === 'rejected') throw one.reason
  if (two.status === 'rejected') throw two.reason
  return [one.value, two.value]
}
