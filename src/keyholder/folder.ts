/** What a key holder keeps: its identity, its shares by epoch and kind, and who may ask. */
import { existsSync, statSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { SeamarkError } from '../platform/errors.ts'
import { multiplyBase, randomScalars } from '../library/oprf/index.ts'
import { fromText, purposes, tokenKinds, toText, newSigningKey } from '../library/sealing/index.ts'
import { writeWhole } from '../platform/whole-file.ts'
import { readSecret, writeSecret } from './kept-file.ts'

const key32 = z.string().refine((text) => fromText(text, 32) !== null, 'Not a key of 32 bytes')
const byKind = z.record(z.string(), z.string())

const epoch = z.strictObject({
  epoch: z.int().min(1),
  state: z.enum(['current', 'next']),
  /** kind to k_j; the secret */
  shares: byKind,
  /** only while it is the next one */
  moved: z
    .strictObject({ from: z.int(), factors: byKind, otherKeys: byKind, proofs: byKind, with: key32 })
    .optional(),
})
export type KeptEpoch = z.output<typeof epoch>

const holder = z.strictObject({
  version: z.literal(1),
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'A name is small letters, figures and hyphens'),
  identity: z.strictObject({ public: key32, private: key32 }),
  /** identity of the other holder, entered by the operator */
  partner: key32.nullable(),
  epochs: z.array(epoch).min(1),
  /** an offer to move to another epoch, with the key that only this side knows */
  offer: z.strictObject({ to: z.int(), text: z.string(), private: key32 }).nullable(),
})
export type KeptHolder = z.output<typeof holder>

const quotas = z.partialRecord(z.enum(purposes), z.int().min(0))
const caller = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'An id is small letters, figures and hyphens'),
  key: key32,
  /** elements a day, by purpose; a purpose that is not named is not allowed */
  perDay: quotas,
  /** elements once, after a day's are used */
  allowance: quotas,
})
export type Caller = z.output<typeof caller>

export type Folder = { path: string; passphrase: string | null }

const holderFile = (folder: Folder) => path.join(folder.path, 'holder.json')
const callersFile = (folder: Folder) => path.join(folder.path, 'callers.json')
/**
 * Says where the ledger lies.
 * @param folder - of the key holder
 * @returns path of the file
 */
export const ledgerFile = (folder: Folder): string => path.join(folder.path, 'ledger.jsonl')

/**
 * Draws shares for every kind: `k_j`, evenly.
 * @returns kind to scalar, 32 bytes as base64url
 */
export const newShares = (): Record<string, string> =>
  Object.fromEntries(tokenKinds.map((kind) => [kind, toText(randomScalars(1))]))

/**
 * Works out `K_j` of each share.
 * @param shares - kind to scalar, base64url
 * @returns kind to element, base64url
 */
export const publicKeys = (shares: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(shares).map(([kind, share]) => [kind, toText(multiplyBase(bytesOf(share)))]),
  )

/**
 * Reads bytes that this program wrote itself.
 * @param text - base64url
 * @returns the bytes; none where it is no base64url
 */
export const bytesOf = (text: string): Uint8Array => fromText(text) ?? new Uint8Array(0)

/**
 * Makes a key holder: its identity, and shares of the first epoch.
 * @param folder - where it is kept; it is made
 * @param name - as partners know it
 * @param partner - public identity key of the other holder, base64url; null: entered later
 * @returns what was written
 * @throws SeamarkError `already-there` when the folder holds keys: they are never overwritten
 */
export async function createHolder(
  folder: Folder,
  name: string,
  partner: string | null,
): Promise<KeptHolder> {
  if (existsSync(holderFile(folder)))
    throw new SeamarkError('conflict', 'already-there', `There are keys in ${folder.path} already.`)
  await mkdir(folder.path, { recursive: true, mode: 0o700 })
  const made: KeptHolder = {
    version: 1,
    name,
    identity: newSigningKey(),
    partner,
    epochs: [{ epoch: 1, state: 'current', shares: newShares() }],
    offer: null,
  }
  await saveHolder(folder, made)
  await saveCallers(folder, [])
  return made
}

/**
 * Reads what a key holder keeps.
 * @param folder - with the passphrase that seals it
 * @returns identity, shares, and what is known of the other holder
 * @throws SeamarkError when there are no keys, or the passphrase does not open them
 */
export async function readHolder(folder: Folder): Promise<KeptHolder> {
  if (!existsSync(holderFile(folder)))
    throw new SeamarkError(
      'not-found',
      'no-keys',
      `There are no keys in ${folder.path}. "seamark keyholder init" makes them.`,
    )
  return holder.parse(await readSecret(holderFile(folder), folder.passphrase))
}

/**
 * Writes what a key holder keeps, whole or not at all.
 * @param folder - with the passphrase that seals it
 * @param kept - all of it
 * @throws zod's error for what would not be read again
 */
export async function saveHolder(folder: Folder, kept: KeptHolder): Promise<void> {
  await writeSecret(holderFile(folder), readable(holder, kept), folder.passphrase)
}

/**
 * Reads who may ask.
 * @param folder - of the key holder
 * @returns in the order in which they were entered
 */
export async function readCallers(folder: Folder): Promise<Caller[]> {
  return z.array(caller).parse(JSON.parse(await readFile(callersFile(folder), 'utf8')))
}

/**
 * Writes who may ask, whole or not at all.
 * @param folder - of the key holder
 * @param callers - all of them
 */
export async function saveCallers(folder: Folder, callers: readonly Caller[]): Promise<void> {
  const text = JSON.stringify(readable(z.array(caller), callers), null, 1)
  await writeWhole(callersFile(folder), `${text}\n`)
}

function readable<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new SeamarkError('invalid', 'not-valid', parsed.error.issues[0]?.message ?? 'Not valid.')
}

/**
 * When the files last changed: a running holder reads them again.
 * @param folder - of the key holder
 * @returns a text that is another after each change
 */
export function changedAt(folder: Folder): string {
  const at = (file: string) => {
    const { mtimeMs, ino } = statSync(file)
    return `${String(mtimeMs)} ${String(ino)}`
  }
  return `${at(holderFile(folder))} ${at(callersFile(folder))}`
}
