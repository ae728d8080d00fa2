/** Who asks: signature, clock and nonce of a call. */
import { hash } from 'node:crypto'
import {
  CLOCK_SKEW,
  HolderFault,
  fromText,
  purposes,
  signedText,
  type Purpose,
  isSignedBy,
} from '../library/sealing/index.ts'
import type { Caller } from './folder.ts'

export type Asked = {
  method: string
  path: string
  headers: Record<string, string | string[] | undefined>
  body: Uint8Array
}
export type Known = { caller: Caller; purpose: Purpose; nonce: string }

export type Gate = {
  /** Remembers a nonce of the ledger, so that a restart opens no door to a replay. */
  remember: (caller: string, nonce: string, at: Date) => void
  /** @throws HolderFault */
  know: (asked: Asked, callers: readonly Caller[], holder: string, now: Date) => Known
}

/**
 * Makes a gate that has seen no call yet.
 * @returns `know` finds out who calls; `remember` takes the nonces of calls that are in the ledger
 */
export function openGate(): Gate {
  // In the order they came, so that old ones are at the front.
  const seen = new Map<string, number>()
  const forget = (now: Date) => {
    for (const [key, until] of seen) {
      if (until > now.getTime()) break
      seen.delete(key)
    }
  }
  const remember = (caller: string, nonce: string, at: Date) =>
    seen.set(`${caller} ${nonce}`, at.getTime() + 2 * CLOCK_SKEW * 1000)

  return {
    remember,
    know: ({ method, path, headers, body }, callers, holder, now) => {
      const said = (name: string) => {
        const value = headers[`seamark-${name}`]
        if (typeof value !== 'string')
          throw new HolderFault(401, 'not-signed', `The call carries no Seamark-${name}.`)
        return value
      }
      const [id, time, nonce, purpose] = ['caller', 'time', 'nonce', 'purpose'].map(said) as [
        ...[string, string, string, string],
      ]
      const signature = said('signature')
      const caller = callers.find((one) => one.id === id)
      if (caller === undefined)
        throw new HolderFault(401, 'unknown-caller', 'This caller is not entered here.')
      const text = signedText({
        ...{ method, path, holder, caller: id, time, nonce, purpose },
        bodyHash: hash('sha256', body),
      })
      if (!isSignedBy(caller.key, text, signature))
        throw new HolderFault(401, 'wrong-signature', `The signature is not that of ${id} over this call.`)
      if (!/^\d{1,12}$/.test(time) || Math.abs(Number(time) - now.getTime() / 1000) > CLOCK_SKEW)
        throw new HolderFault(
          401,
          'wrong-time',
          `The clock of the caller is off; here it is ${now.toISOString()}.`,
        )
      if (fromText(nonce, 16) === null) throw new HolderFault(400, 'bad-request', 'A nonce is 16 bytes.')
      forget(now)
      if (seen.has(`${id} ${nonce}`)) throw new HolderFault(409, 'replayed', 'This call was made before.')
      remember(id, nonce, now)
      const known = purposes.find((one) => one === purpose)
      if (known === undefined) throw new HolderFault(403, 'not-allowed', 'This purpose is not known.')
      return { caller, purpose: known, nonce }
    },
  }
}
