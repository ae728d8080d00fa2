/** Moves stored elements to the next epoch through one holder, which sees them blinded. For the node's job. */
import { randomScalars, invert, SIZE, isProved, type Pool } from '../library/oprf/index.ts'
import { lies, rekey, rekeyProved, type HolderConnection } from './ask-holder.ts'

export type Move = {
  kind: string
  from: number
  to: number
  /** this holder's `K_j` of `from` and of `to` */
  before: Uint8Array
  after: Uint8Array
}

/**
 * Multiplies each stored element by `δ`. The holder sees them blinded.
 * @param pool - the threads that do the arithmetic
 * @param holder - either of the two, with purpose `rekey`
 * @param move - kind, both epochs, and the holder's public keys before and after
 * @param elements - stored elements of one kind and epoch, at most MOST_ELEMENTS
 * @returns the elements of the next epoch, in order, proved
 * @throws SeamarkError `holder-down`, `holder-refused`, `holder-lies`
 */
export async function rekeyElements(
  pool: Pool,
  holder: HolderConnection,
  { kind, from, to, before, after }: Move,
  elements: Uint8Array,
): Promise<Uint8Array> {
  if (elements.length === 0) return elements
  const blind = randomScalars(1)
  const query = { kind, from, to }
  const asked = await pool.run('multiplyAll', blind, elements)
  const answered = await rekey(holder, query, asked)
  const { m, s } = await pool.run('askOne', asked, answered).catch(() => {
    throw lies(holder, 'An answer is no element of the group.')
  })
  const { products: z, proof } = await rekeyProved(holder, query, m)
  if (z.length !== SIZE || !isProved(before, after, m, z, proof) || Buffer.compare(z, s) !== 0)
    throw lies(holder, 'What it answered is not the factor that both holders agreed on.')
  return await pool.run('multiplyAll', invert(blind), answered)
}
