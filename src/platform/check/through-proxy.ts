/**
 * How many proxies write whom they saw: only the node behind them can say. `seamark check` asks it the way browsers come,
 * with a sender that it has made up, and the node tells it how many were written behind that one. It tells nobody else:
 * whoever asks shows that they can read the database.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

/** The header of the question, and of the answer. */
export const CHECK_HEADER = 'seamark-check'

/** What the asker's `X-Forwarded-For` begins with: an address of no machine (RFC 5737). */
export const MADE_UP = '192.0.2.99'

/** The name of the key that both have (`sharedSecret`). */
export const CHECK_KEY = 'check'

const sealed = (key: Buffer, nonce: string) => createHmac('sha256', key).update(nonce).digest('base64url')

/**
 * Makes the question.
 * @param key - as both read it in the database
 * @returns the value of the header; another one each time
 */
export function questionFor(key: Buffer): string {
  const nonce = randomBytes(16).toString('base64url')
  return `${nonce}.${sealed(key, nonce)}`
}

/**
 * Counts who wrote themselves down behind the made-up sender.
 * @param forwarded - `X-Forwarded-For` as the node got it
 * @returns how many; 0 where no proxy writes anything
 */
export function countForwarded(forwarded: string | undefined): number {
  const senders = (forwarded ?? '').split(',').flatMap((one) => one.trim() || [])
  return senders[0] === MADE_UP ? senders.length - 1 : senders.length
}

/**
 * Has every answer to such a question carry the number.
 * @param app - before its routes are declared
 * @param key - as both read it in the database
 */
export function answerChecks(app: FastifyInstance, key: Buffer): void {
  app.addHook('onRequest', (request, reply, next) => {
    const asked = request.headers[CHECK_HEADER]
    if (typeof asked === 'string' && isOurs(key, asked)) {
      const forwarded = request.headers['x-forwarded-for']
      reply.header(CHECK_HEADER, countForwarded([forwarded ?? []].flat().join(',')))
    }
    next()
  })
}

function isOurs(key: Buffer, asked: string): boolean {
  const [nonce = '', given = '', ...more] = asked.split('.')
  const wanted = Buffer.from(sealed(key, nonce))
  const got = Buffer.from(given)
  return more.length === 0 && got.length === wanted.length && timingSafeEqual(got, wanted)
}
