/** What somebody is still writing: kept for one to two hours, locked with what only their browser holds. */
import { SeamarkError } from '../../../platform/errors.ts'
import { bytesOfJson } from '../body.ts'
import { boxOf } from './cookie-box.ts'
import { inWords, type PublicServices } from './services.ts'

export { newCookie } from './cookie-box.ts'

/** Answers are text: a draft beyond this is not one. In bytes. */
const LARGEST_DRAFT = 128 * 1024

/**
 * Keeps a draft in the place of the one before.
 * @param cookie - as `newCookie` made it
 * @param content - anything that JSON can hold
 * @returns false when the cookie is none of ours, or this draft was sent already and may not change
 * @throws invalid `too-large`, or `too-often` (429) when this draft has been written anew very many times;
 *   unavailable when so much is being typed that nobody may begin
 */
export async function keepDraft(
  { database }: PublicServices,
  cookie: string,
  content: object,
): Promise<boolean> {
  const box = boxOf(cookie)
  if (!box) return false
  const plain = bytesOfJson(content)
  if (plain.length > LARGEST_DRAFT)
    throw new SeamarkError('invalid', 'too-large', 'This is too long to be taken.', { status: 413 })
  try {
    return await database.performAsPublic({ operation: 'reporting.public.draft' }, async ({ tx }) => {
      const { kept } = await tx.one<{ kept: boolean }>(`select reporting.keep_draft($1, $2) as kept`, [
        box.place,
        box.lock(plain),
      ])
      return kept
    })
  } catch (fault) {
    throw inWords(fault)
  }
}

/**
 * Reads a draft.
 * @param cookie - as `newCookie` made it
 * @returns null when there is none (any more): too old, or the cookie is none of ours
 */
export async function readDraft(
  { database }: PublicServices,
  cookie: string,
): Promise<{ content: unknown; sent: boolean } | null> {
  const box = boxOf(cookie)
  if (!box) return null
  const row = await database.performAsPublic({ operation: 'reporting.public.draft' }, ({ tx }) =>
    tx.maybe<{ payload: Buffer; sent: boolean }>(`select payload, sent from reporting.read_draft($1)`, [
      box.place,
    ]),
  )
  const plain = row && box.unlock(row.payload)
  return plain ? { content: JSON.parse(plain.toString('utf8')) as unknown, sent: row.sent } : null
}

/**
 * Forgets a draft, its files, or the receipt that a cookie stood for.
 * @param cookie - as `newCookie` made it; another one drops nothing
 */
export async function dropDraft({ database }: PublicServices, cookie: string): Promise<void> {
  const box = boxOf(cookie)
  if (!box) return
  await database.performAsPublic({ operation: 'reporting.public.draft' }, ({ tx }) =>
    tx.run(`select reporting.drop_draft($1)`, [box.place]),
  )
}
