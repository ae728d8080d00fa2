/** After the words were sent: the photographs follow, one at a time, to the report of the receipt. */
import { SeamarkError } from '../../../platform/errors.ts'
import type { PublicServices } from '../arrival/services.ts'
import { addFiles, receiptOfCookie } from '../arrival/way-back.ts'
import { keysOfReceipt, type ReceiptKeys } from '../receipts/keys-of-receipt.ts'
import { listPhotographs, settleWaiting, type Photograph } from './draft-photographs.ts'
import { wholePart } from './pieces.ts'

/** sent: now with the desk; left: on their way, waiting, or kept away because nobody asked to keep them */
export type Sent = { sent: number; left: number }

// Two requests of one browser (the last photograph arrives while the report is sent) need not both work on it. At
// two processes they do, and the transaction that adds it lets one of them through.
const turns = new Map<string, Promise<unknown>>()

/**
 * Seals what is ready to the desk's key, and originals that the person wants kept to the evidence key, and
 * adds them to the report that was sent with this cookie (or whose receipt it stands for).
 * @param cookie - the public cookie's value; before the report was sent, nothing happens
 * @returns how many went. Never throws: the words are with the desk, and a photograph that failed stays in
 *   the draft for another try
 */
export async function sendPhotographs(services: PublicServices, cookie: string): Promise<Sent> {
  const before = turns.get(cookie)
  const mine = (before ?? Promise.resolve()).then(() => send(services, cookie))
  const quiet = mine.catch(() => undefined)
  turns.set(cookie, quiet)
  try {
    return await mine
  } catch {
    return { sent: 0, left: 1 }
  } finally {
    if (turns.get(cookie) === quiet) turns.delete(cookie)
  }
}

async function send(services: PublicServices, cookie: string): Promise<Sent> {
  const receipt = await receiptOfCookie(services, cookie)
  if (receipt) await settleWaiting(services, cookie)
  const photographs = await listPhotographs(services, cookie)
  if (!receipt) return { sent: 0, left: photographs.length }
  const keys = keysOfReceipt(receipt)
  let sent = 0
  for (const photograph of photographs) {
    if (!isReady(photograph)) continue
    try {
      if (!(await sealPhotograph(services, keys, cookie, photograph))) return { sent, left: 0 }
    } catch (fault) {
      // The report holds no more of this size; a smaller one behind it may still find room.
      if (fault instanceof SeamarkError && fault.code === 'too-many') continue
      throw fault
    }
    sent += 1
  }
  return { sent, left: photographs.length - sent }
}

function isReady({ state, keepsOriginal }: Photograph): boolean {
  return state === 'ready' || (state === 'quarantined' && keepsOriginal)
}

/**
 * Adds one photograph to a report, sealed, and takes it out of the draft.
 * @param keys - of the receipt
 * @param cookie - of the draft
 * @param photograph - ready, or quarantined with its original to be kept
 * @returns false when the receipt opens nothing: unknown, expired or withdrawn
 */
export async function sealPhotograph(
  services: PublicServices,
  keys: ReceiptKeys,
  cookie: string,
  { id, state, keepsOriginal }: Photograph,
): Promise<boolean> {
  const of = { database: services.database, cookie, file: id }
  const files = state === 'ready' ? [{ bytes: await wholePart(of, 'picture'), media: 'image/jpeg' }] : []
  const originals = keepsOriginal
    ? [
        {
          bytes: await wholePart(of, 'arrived'),
          // what it claims to be is inside it; nobody's browser is to believe it
          media: 'application/octet-stream',
          number: files.length === 1 ? 1 : null,
        },
      ]
    : []
  return (await addFiles(services, keys, { files, originals, draft: { cookie, id } })) !== null
}
