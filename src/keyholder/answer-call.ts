/** One call: known, within its quota, computed by a thread, and in the ledger before it is answered. */
import type { FastifyRequest } from 'fastify'
import { BadElement, SIZE, type Pool } from '../library/oprf/index.ts'
import { HolderFault, MOST_ELEMENTS, MOST_PROVED } from '../library/sealing/index.ts'
import type { Known } from './callers-gate.ts'
import type { KeptHolder } from './folder.ts'
import type { Call, Ledger } from './ledger.ts'
import type { Quotas } from './quotas.ts'

/** Calls that may wait for a thread; more are told to come again. */
const MOST_WAITING = 64

export type Answering = {
  /** who asks; @throws HolderFault */
  know: (request: FastifyRequest, body: Uint8Array) => Promise<Known & { holder: KeptHolder }>
  quotas: Quotas
  ledger: Ledger
  pool: Pool
  now: () => Date
}

export type Asked = {
  operation: Call['operation']
  kind: string
  epoch: number
  /** with the RFC's batch proof */
  proved: boolean
  /** what the elements are multiplied by */
  scalar: (holder: KeptHolder) => Uint8Array
  /** what the proof is against; null: the generator */
  base: ((holder: KeptHolder) => Uint8Array) | null
}

/**
 * Makes what answers calls.
 * @param answering - who knows callers, counts quotas, writes the ledger, and multiplies
 * @returns a function that answers a call, or throws HolderFault; what a known caller asked is in the ledger then
 */
export function answerWith({ know, quotas, ledger, pool, now }: Answering) {
  return async (request: FastifyRequest, asked: Asked): Promise<Buffer> => {
    const { operation, kind, epoch, proved, scalar, base } = asked
    const body = request.body
    if (!(body instanceof Buffer) || body.length === 0 || body.length % SIZE !== 0)
      throw new HolderFault(400, 'bad-request', 'The body is a row of elements of 32 bytes.')
    const { caller, purpose, nonce, holder } = await know(request, body)
    const elements = body.length / SIZE
    const at = now()
    const call = { at: at.toISOString(), caller: caller.id, operation, purpose, kind, epoch, elements, nonce }
    let result: { products: Uint8Array; proof?: Uint8Array }
    let fromAllowance = 0
    let counted = 0
    try {
      if ((operation === 'rekey') !== (purpose === 'rekey'))
        throw new HolderFault(403, 'not-allowed', `"${purpose}" is not a purpose of this call.`)
      if (proved && elements > MOST_PROVED)
        throw new HolderFault(413, 'too-many', `With a proof at most ${String(MOST_PROVED)} elements.`)
      if (pool.waiting() > MOST_WAITING)
        throw new HolderFault(503, 'busy', 'Too many calls at once. Come again.')
      const secret = scalar(holder)
      fromAllowance = quotas.take(caller, purpose, elements, at)
      counted = elements
      result = proved
        ? await pool.run('multiplyProved', secret, body, ...(base === null ? [] : [base(holder)]))
        : { products: await pool.run('multiplyAll', secret, body) }
    } catch (fault) {
      const told = asHolderFault(fault)
      // What was taken stays taken: whoever sends rubbish pays for it.
      await ledger.append({ ...call, counted, fromAllowance, outcome: told.code })
      throw told
    }
    await ledger.append({ ...call, counted, fromAllowance, outcome: 'allowed' })
    return Buffer.concat([result.products, result.proof ?? new Uint8Array(0)])
  }
}

/**
 * Turns whatever went wrong into what a holder tells.
 * @param fault - anything that was thrown
 * @returns the fault; of what nobody foresaw it says only that the holder failed
 */
export function asHolderFault(fault: unknown): HolderFault {
  if (fault instanceof HolderFault) return fault
  if (fault instanceof BadElement) return new HolderFault(400, 'bad-element', fault.message)
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new HolderFault(413, 'too-many', `At most ${String(MOST_ELEMENTS)} elements a call.`)
  if (code.startsWith('FST_ERR_CTP')) return new HolderFault(400, 'bad-request', 'The body cannot be read.')
  return new HolderFault(500, 'failed', 'The key holder failed at this call.')
}
