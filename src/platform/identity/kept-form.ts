/**
 * What somebody had typed when their session ran out. It is kept for an hour, sealed with a key that
 * only that browser's cookie holds, and given back only to the same person. One form a person, of a bounded
 * size: the table says so.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { Database } from '../database/perform.ts'
import { SeamarkError } from '../errors.ts'
import type { PersonId } from '../../wire/ids.ts'

export type KeptForm = { path: string; fields: Record<string, string | string[]> }

const service = { service: 'sign-in', operation: 'identity.kept-form' }
/** How long a form is kept, as PostgreSQL reads it. */
export const KEPT_FOR = '1 hour'
/** Bytes, sealed: a long report is a tenth of it. The table refuses more. */
const LARGEST = 262_144
const LONGEST_PATH = 2_000

/**
 * Keeps a form. An earlier one of this person goes only where this is the same form again, or its hour is over:
 * what was promised to be kept is not given up for another page that was still open.
 * @param personId - whose session ran out lately (`findSession`)
 * @param form - the fields, and the address to which they were sent
 * @returns the cookie's value: where the form lies and the key that opens it
 * @throws forbidden `too-long-to-keep`, `another-is-kept`
 */
export async function keepForm(database: Database, personId: PersonId, form: KeptForm): Promise<string> {
  const key = randomBytes(32)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([
    nonce,
    cipher.update(JSON.stringify(form.fields), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  if (sealed.length > LARGEST || form.path.length > LONGEST_PATH)
    throw new SeamarkError(
      'forbidden',
      'too-long-to-keep',
      'You were signed out before this was sent, and it is too long to be kept here. Nothing was saved. Go back in your browser, copy what you typed, sign in, and send it again.',
      { status: 413 },
    )
  const kept = await database.performAsService(service, (scope) =>
    scope.tx.run(
      `insert into identity.kept_form as k (id_hash, person_id, path, sealed) values ($1, $2, $3, $4)
       on conflict (person_id) do update
       set id_hash = excluded.id_hash, path = excluded.path, sealed = excluded.sealed, kept_at = now()
       where k.path = excluded.path or k.kept_at < now() - $5::interval`,
      [locator(key), personId, form.path, sealed, KEPT_FOR],
    ),
  )
  if (kept === 0)
    throw new SeamarkError(
      'forbidden',
      'another-is-kept',
      'You were signed out before this was sent, and another form of yours is kept already. Nothing of this one was saved. Go back in your browser, copy what you typed, sign in, and send it again.',
    )
  return key.toString('base64url')
}

/**
 * Reads a kept form. It stays until it has been sent: a reload of the page that shows it loses nothing.
 * @param personId - who is signed in now
 * @param cookie - the value that `keepForm` gave
 * @returns null when it is not there, too old or somebody else's
 */
export async function readKeptForm(
  database: Database,
  personId: PersonId,
  cookie: string,
): Promise<KeptForm | null> {
  const key = keyOf(cookie)
  if (!key) return null
  const row = await database.performAsService(service, async (scope) => {
    await scope.tx.run(`delete from identity.kept_form where kept_at < now() - $1::interval`, [KEPT_FOR])
    return await scope.tx.maybe<{ path: string; sealed: Buffer }>(
      `select path, sealed from identity.kept_form where id_hash = $1 and person_id = $2`,
      [locator(key), personId],
    )
  })
  if (!row) return null
  const decipher = createDecipheriv('aes-256-gcm', key, row.sealed.subarray(0, 12))
  decipher.setAuthTag(row.sealed.subarray(-16))
  const opened = Buffer.concat([decipher.update(row.sealed.subarray(12, -16)), decipher.final()])
  return { path: row.path, fields: JSON.parse(opened.toString('utf8')) as KeptForm['fields'] }
}

/**
 * Forgets a kept form once its author sends it.
 * @param personId - who is signed in now
 * @param cookie - the value that `keepForm` gave
 * @param path - where the form is sent now
 * @returns true when `path` was where it had been going
 */
export async function forgetKeptForm(
  database: Database,
  personId: PersonId,
  cookie: string,
  path: string,
): Promise<boolean> {
  const key = keyOf(cookie)
  if (!key) return false
  const gone = await database.performAsService(service, (scope) =>
    scope.tx.run(`delete from identity.kept_form where id_hash = $1 and person_id = $2 and path = $3`, [
      locator(key),
      personId,
      path,
    ]),
  )
  return gone > 0
}

function keyOf(cookie: string): Buffer | null {
  const key = Buffer.from(cookie, 'base64url')
  return key.length === 32 ? key : null
}

const locator = (key: Buffer) => createHash('sha256').update('kept-form').update(key).digest()
