/** The files of a key holder: for its owner alone, written whole or not at all, sealed by a passphrase. */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { SeamarkError } from '../platform/errors.ts'
import { writeWhole } from '../platform/whole-file.ts'

/** scrypt at 32 MiB: a tenth of a second, once a start. */
const WORK = { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 }

/**
 * Writes a secret.
 * @param file - its path
 * @param value - anything that JSON holds
 * @param passphrase null: in clear, in a file that only its owner reads
 */
export async function writeSecret(file: string, value: unknown, passphrase: string | null): Promise<void> {
  const clear = JSON.stringify(value)
  if (passphrase === null) {
    await writeWhole(file, `${clear}\n`)
    return
  }
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase, salt, 32, WORK), iv)
  const data = Buffer.concat([cipher.update(clear), cipher.final()])
  const sealed = { sealed: 1, salt, iv, tag: cipher.getAuthTag(), data }
  const inText = Object.entries(sealed).map(([name, part]) => [
    name,
    typeof part === 'number' ? part : part.toString('base64url'),
  ])
  await writeWhole(file, `${JSON.stringify(Object.fromEntries(inText))}\n`)
}

/**
 * Reads a secret.
 * @param file - its path
 * @param passphrase - null when there is none
 * @returns the value as it was written; nobody has checked its shape
 * @throws SeamarkError `passphrase-missing`, `passphrase-wrong`; the file system's error
 */
export async function readSecret(file: string, passphrase: string | null): Promise<unknown> {
  const value = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
  if (value['sealed'] === undefined) return value
  if (passphrase === null)
    throw new SeamarkError(
      'invalid',
      'passphrase-missing',
      'These keys are sealed. Set SEAMARK_KEYHOLDER_PASSPHRASE, or name a file with --passphrase-file.',
    )
  const part = (name: string) => Buffer.from(String(value[name]), 'base64url')
  try {
    const key = scryptSync(passphrase, part('salt'), 32, WORK)
    const decipher = createDecipheriv('aes-256-gcm', key, part('iv')).setAuthTag(part('tag'))
    return JSON.parse(Buffer.concat([decipher.update(part('data')), decipher.final()]).toString())
  } catch {
    throw new SeamarkError('invalid', 'passphrase-wrong', 'The passphrase does not open these keys.')
  }
}
