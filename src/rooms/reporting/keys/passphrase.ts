/**
 * Locks a key with a passphrase, as age does (scrypt). The slow hash runs in libuv's threads, one at a
 * time: it takes 128 MB and half a second, and must hold up neither other requests nor the memory.
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { Decrypter, Encrypter, Stanza, type Identity } from 'age-encryption'
import { concurrencyLimit } from '../../../platform/concurrency-limit.ts'
import { invalid, unavailable, type SeamarkError } from '../../../platform/errors.ts'

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)

/** 2^17, r 8, p 1: what OWASP asks for where scrypt is used (Password Storage Cheat Sheet). */
export const WORK = 17
const MOST_WORK = 20
const LABEL = 'age-encryption.org/v1/scrypt'
const SHORTEST = 14
const LONGEST = 1_000

const gate = concurrencyLimit(1, 20)

async function wrappingKey(passphrase: string, salt: Buffer, logN: number): Promise<Buffer> {
  const leave = await gate.enter()
  if (!leave) throw unavailable()
  try {
    const N = 2 ** logN
    return await derive(passphrase.normalize('NFC'), Buffer.concat([Buffer.from(LABEL), salt]), 32, {
      N,
      r: 8,
      p: 1,
      maxmem: 256 * 8 * N,
    })
  } finally {
    leave()
  }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '')

/**
 * Locks an identity.
 * @param identity - AGE-SECRET-KEY-1…
 * @param passphrase - as it was typed
 * @param logN - the work factor; lower only for the exercise
 * @returns an age file that `age --decrypt` opens with the passphrase as well
 */
export async function lockWithPassphrase(
  identity: string,
  passphrase: string,
  logN = WORK,
): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.addRecipient({
    wrapFileKey: async (fileKey) => {
      const salt = randomBytes(16)
      const key = await wrappingKey(passphrase, salt, logN)
      const cipher = createCipheriv('chacha20-poly1305', key, Buffer.alloc(12), { authTagLength: 16 })
      const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()])
      return [new Stanza(['scrypt', base64(salt), String(logN)], body)]
    },
  })
  return await encrypter.encrypt(identity)
}

/**
 * Unlocks what `lockWithPassphrase` made.
 * @param locked - an age file
 * @param passphrase - as it was typed
 * @returns the identity; null when the passphrase is not the one
 * @throws the library's error when the file is damaged or of another kind
 */
export async function unlockWithPassphrase(locked: Uint8Array, passphrase: string): Promise<string | null> {
  const decrypter = new Decrypter()
  const tried = { wrong: false }
  const identity: Identity = {
    unwrapFileKey: async (stanzas) => {
      const [stanza] = stanzas
      const [kind, salt, work] = stanza?.args ?? []
      const logN = Number(work)
      if (!stanza || kind !== 'scrypt' || salt === undefined || !(logN >= 1 && logN <= MOST_WORK)) return null
      const key = await wrappingKey(passphrase, Buffer.from(salt, 'base64'), logN)
      try {
        const decipher = createDecipheriv('chacha20-poly1305', key, Buffer.alloc(12), { authTagLength: 16 })
        decipher.setAuthTag(stanza.body.subarray(-16))
        return Buffer.concat([decipher.update(stanza.body.subarray(0, -16)), decipher.final()])
      } catch {
        tried.wrong = true
        return null
      }
    },
  }
  decrypter.addIdentity(identity)
  try {
    return await decrypter.decrypt(locked, 'text')
  } catch (fault) {
    if (tried.wrong) return null
    throw fault
  }
}

/**
 * Says what is wrong with a new passphrase. Length is what counts; rules about signs are not.
 * @param passphrase - as it was typed
 * @param about - the officer: it may not be made of their name or address
 * @returns null when it is good
 */
export function weakness(passphrase: string, about: { name: string; email: string }): SeamarkError | null {
  const plain = passphrase.trim().toLowerCase()
  if (plain.length < SHORTEST)
    return invalid({
      passphrase: `Use at least ${String(SHORTEST)} characters: four words you choose are good`,
    })
  if (plain.length > LONGEST) return invalid({ passphrase: 'Use 1,000 characters or fewer' })
  if (new Set(plain).size < 6)
    return invalid({ passphrase: 'Use more different characters: four words you choose are good' })
  const own = [...about.name.toLowerCase().split(/\s+/), ...about.email.toLowerCase().split(/[@.]/)]
  const rest = own.reduce((text, word) => (word.length > 2 ? text.replaceAll(word, '') : text), plain)
  if (rest.replaceAll(/[^a-z0-9]/g, '').length < SHORTEST / 2)
    return invalid({ passphrase: 'Do not make it from your name or address' })
  return null
}
