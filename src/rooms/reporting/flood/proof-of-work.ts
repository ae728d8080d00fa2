/**
 * A little work for a browser with script while the node is busy (ALTCHA): a second on a telephone, hours for
 * somebody who sends thousands. Nobody is asked anything, and no other party is involved.
 */
import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { z } from 'zod'
import { sharedKey } from './shared.ts'

// A challenge of one process is solved for whichever is asked next.
const secret = () => sharedKey('challenge').toString('base64')
const MINUTES = 10
/** Iterations of PBKDF2 a try, and how many tries it takes on average (one byte of nought: 256). */
const COST = 5_000
const KEY_PREFIX = '00'

// By process: a solution is good once at each, which makes a sender no faster than so many processes.
const used = new Map<string, number>()

const solved = z.object({
  challenge: z.object({
    parameters: z
      .object({
        algorithm: z.string(),
        nonce: z.string(),
        salt: z.string(),
        cost: z.number(),
        keyLength: z.number(),
        keyPrefix: z.string(),
        expiresAt: z.number().optional(),
      })
      .loose(),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number().int().min(0), derivedKey: z.string() }).loose(),
})

/**
 * Makes a challenge for the page's script (altcha-lib's `solveChallenge`, PBKDF2/SHA-256).
 * @returns signed, and good for some minutes
 */
export async function newChallenge(): Promise<object> {
  return await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: COST,
    keyPrefix: KEY_PREFIX,
    deriveKey,
    expiresAt: new Date(Date.now() + MINUTES * 60_000),
    hmacSignatureSecret: secret(),
  })
}

/**
 * Is this the solution of a challenge of ours, and its first use?
 * @param proof - base64 of JSON { challenge, solution }, or that JSON
 * @returns false also for anything that is no proof
 */
export async function isProof(proof: unknown): Promise<boolean> {
  if (typeof proof !== 'string' || proof.length > 5_000 || proof === '') return false
  const now = Date.now()
  for (const [signature, until] of used) if (until < now) used.delete(signature)
  try {
    const text = proof.startsWith('{') ? proof : Buffer.from(proof, 'base64').toString('utf8')
    const { challenge, solution } = solved.parse(JSON.parse(text))
    if (used.has(challenge.signature)) return false
    const { cost, keyPrefix, algorithm } = challenge.parameters
    if (cost !== COST || keyPrefix !== KEY_PREFIX || algorithm !== 'PBKDF2/SHA-256') return false
    const { verified } = await verifySolution({
      challenge: challenge as Parameters<typeof verifySolution>[0]['challenge'],
      solution,
      deriveKey,
      hmacSignatureSecret: secret(),
    })
    if (verified) used.set(challenge.signature, now + MINUTES * 60_000)
    return verified
  } catch {
    return false
  }
}
