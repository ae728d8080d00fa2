/**
 * The way back, with the receipt alone: read what the desk asks, answer, add photographs, withdraw. An
 * unknown receipt, an expired and a withdrawn report are the same here: nothing, from the same statement.
 */
import { z } from 'zod'
import { SeamarkError, unavailable } from '../../../platform/errors.ts'
import { bytesOfJson, jsonOfBytes, type Kind } from '../body.ts'
import { keysOfReceipt, type ReceiptKeys } from '../receipts/keys-of-receipt.ts'
import { readReceipt, type Receipt } from '../receipts/receipt.ts'
import { openSealed, seal } from '../sealing/seal.ts'
import { boxOf, newCookie } from './cookie-box.ts'
import { openDesks, type Desk } from './desks.ts'
import { takeDraftFile } from './draft-files.ts'
import { dropDraft, readDraft } from './drafts.ts'
import { addParts, sealFiles, type NewFile, type NewOriginal } from './files.ts'
import { expiresOn, type ReportState } from './retention.ts'
import { exactly, inWords, type PublicServices } from './services.ts'

export type Thread = {
  reference: string
  desk: string
  hour: Date
  kind: Kind
  state: ReportState
  contact: boolean
  files: number
  messages: {
    number: number
    fromReporter: boolean
    hour: Date
    /** a question of the list, by its code; then `text` is what the desk was shown */
    template: string | null
    text: string
  }[]
}

type ThreadRow = Omit<Thread, 'messages'> & { agencyId: number }

/** A message inside its seal. */
export const messageSchema = z.object({ text: z.string(), at: z.iso.datetime() })
const LONGEST_ANSWER = 5_000

const back = { operation: 'reporting.public.receipt' }
const THREAD = `select reference, agency_id as "agencyId", desk, hour, kind, state, contact, files
  from reporting.thread_of($1)`

/**
 * Finds the receipt that a cookie stands for: after sending, or after `keepReceipt`.
 * @param cookie - its value, as the browser sent it
 * @returns null when it stands for none
 */
export async function receiptOfCookie(services: PublicServices, cookie: string): Promise<Receipt | null> {
  const kept = await readDraft(services, cookie)
  const parsed = z.object({ receipt: z.string() }).safeParse(kept?.content)
  return parsed.success ? readReceipt(parsed.data.receipt) : null
}

/**
 * Keeps a receipt for one to two hours, so that it is typed once. Of a report that is there it is kept while
 * nobody may begin, too: the desk may be waiting for the answer.
 * @param receipt - as `readReceipt` gave it
 * @returns the value of a new cookie
 * @throws unavailable when the room of those who have begun is full as well
 */
export async function keepReceipt(services: PublicServices, receipt: Receipt): Promise<string> {
  const cookie = newCookie()
  const box = boxOf(cookie)
  const kept =
    box &&
    (await services.database.performAsPublic(back, ({ tx }) =>
      tx.one<{ kept: boolean }>(`select reporting.keep_receipt($1, $2, $3) as kept`, [
        box.place,
        box.lock(bytesOfJson({ receipt })),
        keysOfReceipt(receipt).lookup,
      ]),
    ))
  if (!kept?.kept) throw unavailable()
  return cookie
}

/** Forgets the receipt on this browser; the report stays. */
export const forgetReceipt = dropDraft

/**
 * Reads what was asked and answered.
 * @param keys - of the receipt
 * @returns messages in order; null when the receipt opens nothing
 */
export async function readThread(services: PublicServices, keys: ReceiptKeys): Promise<Thread | null> {
  const found = await services.database.performAsPublic(back, async ({ tx }) => {
    const thread = await tx.maybe<ThreadRow>(THREAD, [keys.lookup])
    const messages = await tx.many<{
      number: number
      from_reporter: boolean
      hour: Date
      template: string | null
      header: Buffer | null
      payload: Buffer | null
    }>(`select * from reporting.thread_messages($1)`, [keys.lookup])
    return thread && { thread, messages }
  })
  if (!found) return null
  const { agencyId: _, ...thread } = found.thread
  const messages = await Promise.all(
    found.messages.map(async ({ number, from_reporter, hour, template, header, payload }) => {
      const { text } = jsonOfBytes(messageSchema, await openSealed({ header, payload }, [keys.identity]))
      return { number, fromReporter: from_reporter, hour, template, text }
    }),
  )
  return { ...thread, messages }
}

/**
 * Answers the desk.
 * @param keys - of the receipt
 * @param text - one to five thousand characters
 * @returns false when the receipt opens nothing
 * @throws invalid when the text is empty or longer; what `inWords` says of a limit
 */
export async function answerThread(
  services: PublicServices,
  keys: ReceiptKeys,
  text: string,
): Promise<boolean> {
  if (text.trim() === '' || text.length > LONGEST_ANSWER)
    throw new SeamarkError('invalid', 'invalid', 'Write between 1 and 5,000 characters.', {
      fields: { answer: 'Write between 1 and 5,000 characters' },
    })
  const desk = await deskOf(services, keys)
  if (!desk) return false
  const now = exactly(services)
  const plain = bytesOfJson({ text, at: now.toISOString() } satisfies z.output<typeof messageSchema>)
  const forDesk = await seal(plain, desk.keys.desk.recipients)
  const own = await seal(plain, [keys.recipient])
  try {
    return await services.database.performAsPublic(back, async (scope) => {
      const { agency } = await scope.tx.one<{ agency: number | null }>(
        `select reporting.answer($1, $2, $3, $4, $5, $6, $7, $8) as agency`,
        [
          keys.lookup,
          desk.keys.desk.id,
          forDesk.header,
          forDesk.payload,
          own.header,
          own.payload,
          plain.length,
          expiresOn('open', now),
        ],
      )
      if (agency !== null) scope.wake([agency])
      return agency !== null
    })
  } catch (fault) {
    throw inWords(fault)
  }
}

/**
 * Adds photographs that were made safe.
 * @param keys - of the receipt
 * @param parts - `files`: made safe; `originals`: as they came; `draft`: the file of a browser's draft that
 *   they come from. It goes with the same transaction, so that of two who send it on, at two processes or
 *   again after a blow, one does
 * @returns their places, none when another sent it on; null when the receipt opens nothing
 * @throws invalid `too-many` when the report holds no more
 */
export async function addFiles(
  services: PublicServices,
  keys: ReceiptKeys,
  {
    files,
    originals,
    draft,
  }: {
    files: readonly NewFile[]
    originals: readonly NewOriginal[]
    draft?: { cookie: string; id: string }
  },
): Promise<number[] | null> {
  const desk = await deskOf(services, keys)
  if (!desk) return null
  const parts = await sealFiles(desk, files, [], null)
  try {
    return await services.database.performAsPublic(back, async (scope) => {
      if (draft && !(await takeDraftFile(scope.tx, draft.cookie, draft.id))) return []
      const expires = expiresOn('open', exactly(services))
      const places = await addParts(scope, keys.lookup, parts, expires)
      if (!places) return null
      for (const original of originals) {
        // An original has the number of the file it became; one that became none gets its own.
        const number = original.number === null ? null : places[original.number - 1]
        if (number === undefined) continue
        const sealed = await sealFiles(desk, [], [{ ...original, number }])
        await addParts(scope, keys.lookup, sealed, expires)
      }
      scope.wake([desk.agencyId])
      return places
    })
  } catch (fault) {
    throw inWords(fault)
  }
}

/**
 * Takes the report back. Nobody has opened it: all of it is destroyed. Somebody has: the contact details,
 * the originals, the reporter's own copies and the way back; what the desk has read it keeps.
 * @param keys - of the receipt
 * @returns null when the receipt opens nothing
 */
export async function withdraw(
  services: PublicServices,
  keys: ReceiptKeys,
): Promise<'whole' | 'partly' | null> {
  return await services.database.performAsPublic(
    { operation: 'reporting.public.withdraw' },
    async (scope) => {
      const row = await scope.tx.maybe<{ agency_id: number; whole: boolean }>(
        `select agency_id, whole from reporting.withdraw($1)`,
        [keys.lookup],
      )
      if (!row) return null
      scope.wake([row.agency_id])
      return row.whole ? 'whole' : 'partly'
    },
  )
}

async function deskOf(services: PublicServices, keys: ReceiptKeys): Promise<Desk | null> {
  const row = await services.database.performAsPublic(back, ({ tx }) =>
    tx.maybe<ThreadRow>(THREAD, [keys.lookup]),
  )
  if (!row) return null
  const desks = await openDesks(services.database)
  const desk = desks.find(({ agencyId }) => agencyId === row.agencyId)
  if (desk) return desk
  throw new SeamarkError('unavailable', 'no-desk', 'This desk takes nothing at the moment. Call 101.', {
    status: 503,
  })
}
