/**
 * What stays on the agency's machine: the key it asks holders with, the secret its handles are made by, which
 * handle is which record, the holders it knows, and what has been sent.
 */
import { createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { SeamarkError } from '../platform/errors.ts'
import { writeWhole } from '../platform/whole-file.ts'
import { newSigningKey, type SigningKey } from '../library/sealing/index.ts'

/** A record as it went to the node. */
export type Sent = {
  handle: string
  digest: string
  /** YYYY-MM-DD */
  expiresOn: string
}

/** Tokens are sent anew when they would stand so many days longer: before they expire, and not every day. */
const WORTH_RENEWING = 30

export type LocalState = {
  /** the agency's key, of which holders know the public half */
  key: SigningKey
  /** the opaque handle of an own reference, always the same */
  handleOf: (reference: string) => string
  /** the own reference of a handle, or null for one that this machine did not make */
  referenceOf: (handle: string) => string | null
  /** a digest of what a record is sealed from, that only this machine can make */
  digestOf: (text: string) => string
  /** has this been sent to the node, as it is now, and does it stand there nearly as long as it would anew? */
  isSent: (sent: Sent) => boolean
  /** notes what the node took, flushed to disk */
  noteSent: (sent: readonly Sent[]) => Promise<void>
  /** notes handles before they leave, so that none is ever lost */
  noteHandles: (records: readonly { handle: string; reference: string }[]) => Promise<void>
  /** identities of the holders, kept from the first time; null before */
  knownHolders: Record<string, string> | null
  keepHolders: (identities: Record<string, string>) => Promise<void>
  close: () => Promise<void>
}

const secretSchema = z.strictObject({
  version: z.literal(1),
  secret: z.string(),
  key: z.strictObject({ public: z.string(), private: z.string() }),
})

/**
 * Opens (or makes) the state for one node.
 * @param folder - of this agency, for itself alone
 * @param node - address of the node: what was sent to one was not sent to another
 * @returns what was kept; `close` when done
 * @throws SeamarkError `state-damaged` when a file of it cannot be read
 */
export async function openLocalState(folder: string, node: string): Promise<LocalState> {
  const own = path.join(folder, new URL(node).host.replace(/[^a-z0-9.-]/gi, '_'))
  await mkdir(own, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  const { secret, key } = await secretOf(path.join(folder, 'secret.json'))
  // Kept as a key: making one of bytes takes longer than the digest.
  const macKey = createSecretKey(secret, 'base64url')
  const mac = (use: string, text: string) =>
    createHmac('sha256', macKey).update(`${use}\u0000${text}`).digest().subarray(0, 16).toString('base64url')

  const handlesFile = path.join(own, 'handles.jsonl')
  const sentFile = path.join(own, 'sent.jsonl')
  const holdersFile = path.join(own, 'holders.json')
  const references = new Map<string, string>()
  await eachLine(handlesFile, (handle, reference) => references.set(handle, reference))
  const sent = new Map<string, Sent>()
  await eachLine(sentFile, (handle, digest, expiresOn) => sent.set(handle, { handle, digest, expiresOn }))
  const handles = await open(handlesFile, 'a', 0o600)
  const journal = await open(sentFile, 'a', 0o600)
  const handleOf = (reference: string) => mac('handle', reference)

  return {
    key,
    handleOf,
    referenceOf: (handle) => references.get(handle) ?? null,
    digestOf: (text) => mac('digest', text),
    isSent: ({ handle, digest, expiresOn }) => {
      const before = sent.get(handle)
      if (before?.digest !== digest) return false
      return Date.parse(expiresOn) - Date.parse(before.expiresOn) <= WORTH_RENEWING * 86_400_000
    },
    noteSent: async (done) => {
      for (const one of done) sent.set(one.handle, one)
      const lines = done.map(({ handle, digest, expiresOn }) => line(handle, digest, expiresOn))
      await journal.appendFile(lines.join(''))
      await journal.datasync()
    },
    noteHandles: async (all) => {
      const fresh = all.filter(({ handle }) => !references.has(handle))
      for (const { handle, reference } of fresh) references.set(handle, reference)
      await handles.appendFile(fresh.map(({ handle, reference }) => line(handle, reference)).join(''))
      await handles.datasync()
    },
    knownHolders: existsSync(holdersFile)
      ? z.record(z.string(), z.string()).parse(JSON.parse(await readFile(holdersFile, 'utf8')))
      : null,
    keepHolders: async (identities) => {
      await writeWhole(holdersFile, `${JSON.stringify(identities)}\n`)
    },
    close: async () => {
      await handles.close()
      await journal.close()
    },
  }
}

/**
 * Reads the agency's key alone, for its operator to hand to the holders' operators. It is made where there is
 * none.
 * @param folder - of this agency, for itself alone
 * @returns both halves, base64url
 */
export async function agencyKey(folder: string): Promise<SigningKey> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return (await secretOf(path.join(folder, 'secret.json'))).key
}

async function secretOf(file: string): Promise<z.output<typeof secretSchema>> {
  if (!existsSync(file)) {
    const made = { version: 1 as const, secret: randomBytes(32).toString('base64url'), key: newSigningKey() }
    await writeWhole(file, `${JSON.stringify(made)}\n`)
    return made
  }
  const parsed = secretSchema.safeParse(jsonOf(await readFile(file, 'utf8')))
  if (parsed.success) return parsed.data
  throw new SeamarkError('invalid', 'state-damaged', `${file} is damaged. Restore it from its copy.`)
}

const line = (...parts: string[]) => `${JSON.stringify(parts)}\n`

/** Reads lines of texts; a last line that a crash cut off is left out, and what it said is done again. */
async function eachLine(file: string, each: (a: string, b: string, c: string) => void): Promise<void> {
  if (!existsSync(file)) return
  for (const text of (await readFile(file, 'utf8')).split('\n')) {
    const parts = jsonOf(text)
    if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string')) continue
    const [a, b, c = ''] = parts
    if (a !== undefined && b !== undefined) each(a, b, c)
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
