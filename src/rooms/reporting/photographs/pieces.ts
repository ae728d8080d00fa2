/** The pieces in which a file on its way is kept: each encrypted in memory before it is written. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Database } from '../../../platform/database/perform.ts'
import { conflict, notFound, SeamarkError } from '../../../platform/errors.ts'
import { countFileBytes } from '../flood/admit.ts'
import type { Sender } from '../flood/file-shares.ts'
import { boxOf } from '../arrival/cookie-box.ts'

/** arrived: the file as it came; picture: what was painted anew from it */
export type Part = 'arrived' | 'picture'

/**
 * Who asks, and for which file. `cookie`: the public cookie's value; its hash finds the draft. `network`: as it is
 * called this hour, where bytes come from outside.
 */
export type OfFile = { database: Database; cookie: string; file: string; network?: string | undefined }

/** bytes; so much is held in memory for each upload, and lost at most when a connection is cut */
const PIECE = 256 * 1024
const NONCE = 12
const TAG = 16

/** Where the draft of a cookie lies. @throws not-found when the cookie is none of ours */
function placeOfDraft(cookie: string): Buffer {
  const box = boxOf(cookie)
  if (!box) throw notFound()
  return box.place
}

/**
 * Says whose bytes these are, for the hour's shares.
 * @param of - cookie, and the network as it is called this hour
 * @returns network and draft
 * @throws not-found when the cookie is none of ours
 */
export function senderOf({ cookie, network }: Pick<OfFile, 'cookie' | 'network'>): Sender {
  return { network: network ?? 'unknown', draft: placeOfDraft(cookie).toString('base64') }
}

// A key of its own: a draft's pieces and its answers are never under the same one.
function keyOf(cookie: string): Buffer {
  const secret = Buffer.from(cookie, 'base64url')
  return Buffer.from(hkdfSync('sha256', secret, '', 'seamark/draft/v1/pieces', 32))
}

/** Binds a piece to its file, part and place, so that none can be put in another's. */
const placeOf = (file: string, part: Part, at: number) => Buffer.from(`${file} ${part} ${String(at)}`)

function encrypt(key: Buffer, place: Buffer, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(place)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Buffer, place: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), {
    authTagLength: TAG,
  }).setAAD(place)
  decipher.setAuthTag(sealed.subarray(-TAG))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()])
}

/**
 * Writes what a stream brings, piece by piece, each one durable before the next is taken in. What came
 * before the stream broke is written too.
 * @param of - the file, and the browser whose it is
 * @param part - as it arrived, or the safe picture
 * @param from - bytes of this part that are there already
 * @param stream - bytes as they come
 * @returns bytes of this part that are there afterwards
 * @throws not-found when the draft or file is gone, or another request wrote at the same time; invalid
 *   `too-large`; and what the stream throws
 */
export async function writePieces(
  of: OfFile,
  part: Part,
  from: number,
  stream: AsyncIterable<Uint8Array>,
): Promise<number> {
  const key = keyOf(of.cookie)
  let at = from
  let held: Uint8Array[] = []
  let length = 0
  const flush = async () => {
    if (length === 0) return
    const plain = Buffer.concat(held)
    held = []
    length = 0
    at = await writePiece(of, key, part, at, plain)
  }
  try {
    for await (const bytes of stream) {
      for (let taken = 0; taken < bytes.length;) {
        const some = bytes.subarray(taken, taken + PIECE - length)
        held.push(some)
        length += some.length
        taken += some.length
        if (length === PIECE) await flush()
      }
    }
  } finally {
    await flush()
  }
  return at
}

async function writePiece(
  of: OfFile,
  key: Buffer,
  part: Part,
  at: number,
  plain: Uint8Array,
): Promise<number> {
  const sealed = encrypt(key, placeOf(of.file, part, at), plain)
  const there = await of.database
    .performAsPublic({ operation: 'reporting.public.photographs.keep' }, ({ tx }) =>
      tx.one<{ there: number | null }>('select reporting.keep_draft_piece($1, $2, $3, $4, $5, $6) as there', [
        placeOfDraft(of.cookie),
        of.file,
        part,
        at,
        plain.length,
        sealed,
      ]),
    )
    .catch((fault: unknown) => {
      throw fault instanceof Error && 'code' in fault && fault.code === 'SM010'
        ? new SeamarkError('invalid', 'too-large', 'This photograph is too big.', { status: 413 })
        : fault
    })
  if (there.there === null) throw notFound()
  // Another request was faster, perhaps at another process: whoever sends asks how much is there, and goes on.
  if (there.there !== at + plain.length) throw conflict('another-was-faster', 'Ask how much is there.')
  countFileBytes(plain.length, senderOf(of))
  return there.there
}

/**
 * Reads a part a few pieces at a time.
 * @param of - the file, and the browser whose it is
 * @param part - as it arrived, or the safe picture
 * @returns the bytes, piece by piece
 * @throws when a piece was altered, or is another's
 */
export async function* eachPiece(of: OfFile, part: Part): AsyncGenerator<Buffer, void, undefined> {
  const key = keyOf(of.cookie)
  for (let from = 0; ;) {
    const rows = await of.database.performAsPublic(
      { operation: 'reporting.public.photographs.read' },
      ({ tx }) =>
        tx.many<{ at: number; payload: Buffer }>(
          'select at, payload from reporting.draft_pieces($1, $2, $3, $4)',
          [placeOfDraft(of.cookie), of.file, part, from],
        ),
    )
    if (rows.length === 0) return
    for (const { at, payload } of rows) {
      const plain = decrypt(key, placeOf(of.file, part, at), payload)
      from = at + plain.length
      yield plain
    }
  }
}

/**
 * Reads the whole of a part into memory.
 * @param of - the file, and the browser whose it is
 * @param part - as it arrived, or the safe picture
 * @returns empty when nothing of it is there
 */
export async function wholePart(of: OfFile, part: Part): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of eachPiece(of, part)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/**
 * Removes a part of a file.
 * @param of - the file, and the browser whose it is
 * @param part - as it arrived, or the safe picture
 */
export async function dropPieces(of: OfFile, part: Part): Promise<void> {
  await of.database.performAsPublic({ operation: 'reporting.public.photographs.drop' }, ({ tx }) =>
    tx.run('select reporting.drop_draft_pieces($1, $2, $3)', [placeOfDraft(of.cookie), of.file, part]),
  )
}

/**
 * Counts the bytes of each file of a draft.
 * @param cookie - of the draft
 * @returns by the file's id: as it arrived, and as a safe picture
 */
export async function sizesOfFiles(
  database: Database,
  cookie: string,
): Promise<Map<string, { arrived: number; picture: number }>> {
  const rows = await database.performAsPublic({ operation: 'reporting.public.photographs.read' }, ({ tx }) =>
    tx.many<{ id: string; arrived: number; picture: number }>(
      'select id, arrived, picture from reporting.draft_file_sizes($1)',
      [placeOfDraft(cookie)],
    ),
  )
  return new Map(rows.map(({ id, ...sizes }) => [id, sizes]))
}
