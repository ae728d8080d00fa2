/**
 * The key with which this node's checkpoints are signed. Its secret lies in the data folder and in no row: whoever has
 * the database, or a backup of it, signs nothing. What everybody may know of it is a row, so that all machines agree.
 */
import { chmod, mkdir, readFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import path from 'node:path'
import {
  newSignerKey,
  readSignerKey,
  readVerifierKey,
  writeSignerKey,
  writeVerifierKey,
  type SignerKey,
  type VerifierKey,
} from '../../wire/ledger/signed-note.ts'
import type { Database } from '../database/perform.ts'
import { writeWhole } from '../whole-file.ts'

/** `signer` is null on a machine that has not the secret: it serves what another has signed. */
export type LedgerKey = { verifier: VerifierKey; signer: SignerKey | null }

/**
 * Reads the node's key; the first machine of a new database makes it.
 * @param database - where the public half stands
 * @param folder - of the ledger's files; the secret is `node.key` in it
 * @param publicUrl - the node's address: without its scheme, and with `/log`, it is the name of the ledger
 * @returns the key as everybody may know it, and the secret where this machine has it
 * @throws Error when the file holds no key
 */
export async function openLedgerKey(
  database: Database,
  folder: string,
  publicUrl: string,
): Promise<LedgerKey> {
  const file = path.join(folder, 'node.key')
  return await database.performAsService({ service: 'ledger', operation: 'ledger.key' }, async ({ tx }) => {
    // Of two machines that start at once, the second reads what the first has made.
    await tx.run('select pg_advisory_xact_lock(7311, 4)')
    const known = await tx.maybe<{ key: string }>('select key from ledger.identity')
    const own = existsSync(file) ? readSignerKey(await readFile(file, 'utf8')) : null
    if (known !== null) {
      const signer = own !== null && writeVerifierKey(own) === known.key ? own : null
      return { verifier: readVerifierKey(known.key), signer }
    }
    const signer = own ?? newSignerKey(`${new URL(publicUrl).host}/log`, 'note')
    // First the file: a key that the database names and nobody has would never sign.
    if (own === null) {
      await mkdir(folder, { recursive: true })
      await writeWhole(file, `${writeSignerKey(signer)}\n`)
      await chmod(file, 0o600)
    }
    await tx.run('insert into ledger.identity (key) values ($1)', [writeVerifierKey(signer)])
    return { verifier: readVerifierKey(writeVerifierKey(signer)), signer }
  })
}
