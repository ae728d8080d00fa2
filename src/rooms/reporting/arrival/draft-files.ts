/** Photographs of a draft, locked like the draft itself, until the report is sent. */
import { randomUUID } from 'node:crypto'
import type { Transaction } from '../../../platform/database/scope.ts'
import { boxOf } from './cookie-box.ts'
import { inWords, type PublicServices } from './services.ts'

export type DraftFileState = 'arriving' | 'waiting' | 'ready' | 'refused'

export type DraftFile = {
  id: string
  /** its place among the draft's files, from 1 */
  number: number
  state: DraftFileState
  bytes: Buffer
  media: string
  name?: string
  /** what else belongs to it: the place and time it offers, why it was refused */
  note?: object
}

export type NewDraftFile = Omit<DraftFile, 'id' | 'number' | 'bytes'> & { id?: string; bytes: Uint8Array }

const LENGTH = 4

/**
 * Keeps a file, or changes one by its id.
 * @param cookie - of the draft
 * @param file - bytes, media type, name and state; with an id it takes the place of that one
 * @returns null when the draft is not there
 * @throws invalid `too-many` beyond ten files
 */
export async function keepDraftFile(
  { database }: PublicServices,
  cookie: string,
  file: NewDraftFile,
): Promise<{ id: string; number: number } | null> {
  const box = boxOf(cookie)
  if (!box) return null
  const { id = randomUUID(), bytes, state, ...facts } = file
  const head = Buffer.from(JSON.stringify(facts), 'utf8')
  const length = Buffer.alloc(LENGTH)
  length.writeUInt32BE(head.length)
  const locked = box.lock(Buffer.concat([length, head, bytes]))
  try {
    return await database.performAsPublic({ operation: 'reporting.public.file' }, async ({ tx }) => {
      const { number } = await tx.one<{ number: number | null }>(
        `select reporting.keep_draft_file($1, $2, $3, $4) as number`,
        [box.place, id, locked, state],
      )
      return number === null ? null : { id, number }
    })
  } catch (fault) {
    throw inWords(fault)
  }
}

/**
 * Opens the files of a draft.
 * @param cookie - of the draft
 * @returns in their order; none when the draft is not there
 */
export async function draftFiles({ database }: PublicServices, cookie: string): Promise<DraftFile[]> {
  const box = boxOf(cookie)
  if (!box) return []
  const rows = await database.performAsPublic({ operation: 'reporting.public.file' }, ({ tx }) =>
    tx.many<{ id: string; number: number; state: DraftFileState; payload: Buffer }>(
      `select id, number, state, payload from reporting.draft_files($1)`,
      [box.place],
    ),
  )
  return rows.flatMap(({ payload, ...row }) => {
    const plain = box.unlock(payload)
    if (!plain) return []
    const head = LENGTH + plain.readUInt32BE(0)
    const facts = JSON.parse(plain.subarray(LENGTH, head).toString('utf8')) as Pick<
      DraftFile,
      'media' | 'name' | 'note'
    >
    return [{ ...row, ...facts, bytes: plain.subarray(head) }]
  })
}

/**
 * Takes a file out of a draft. Nothing happens when it is not there.
 * @param cookie - of the draft
 * @param id - of the file
 */
export async function dropDraftFile({ database }: PublicServices, cookie: string, id: string): Promise<void> {
  await database.performAsPublic({ operation: 'reporting.public.file' }, ({ tx }) =>
    takeDraftFile(tx, cookie, id),
  )
}

/**
 * Takes a file out of a draft, with what is under way in this transaction.
 * @param cookie - of the draft
 * @param id - of the file
 * @returns false when it was not there
 */
export async function takeDraftFile(tx: Transaction, cookie: string, id: string): Promise<boolean> {
  const box = boxOf(cookie)
  if (!box) return false
  const { gone } = await tx.one<{ gone: boolean }>(`select reporting.drop_draft_file($1, $2) as gone`, [
    box.place,
    id,
  ])
  return gone
}
