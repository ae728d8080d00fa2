/**
 * Takes a report: finds the desk, seals everything in memory, and writes it in one transaction. What is
 * acknowledged is on the disk. Nothing here keeps, logs or passes on where the request came from.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { invalid, SeamarkError } from '../../../platform/errors.ts'
import { parse } from '../../../platform/http/input.ts'
import { cellOf } from '../../coast/index.ts'
import {
  answersSchema,
  bytesOfJson,
  contactSchema,
  type Answers,
  type Contact,
  type Language,
  type ReportBody,
} from '../body.ts'
import { keysOfReceipt } from '../receipts/keys-of-receipt.ts'
import { newReceipt, type Receipt } from '../receipts/receipt.ts'
import { seal } from '../sealing/seal.ts'
import { contactGuards } from '../triage/contact-guards.ts'
import { boxOf } from './cookie-box.ts'
import { openDesks, routeTo, type Route } from './desks.ts'
import { addParts, sealFiles, type NewFile, type NewOriginal } from './files.ts'
import { newPublicReference } from './reference.ts'
import { expiresOn } from './retention.ts'
import { exactly, inWords, type PublicServices } from './services.ts'

export type Submission = {
  answers: Answers
  language: Language
  contact: Contact | null
  /** made safe already: what the desk sees */
  files: readonly NewFile[]
  /** as they came, by the person's own choice; sealed to the evidence key */
  originals: readonly NewOriginal[]
  /** the draft's cookie: the same one again gets the same answer */
  key: string
  /** marks of the flood control */
  doubts?: readonly string[]
}

export type Acknowledged = {
  receipt: Receipt
  reference: string
  /** `rest`: nobody’s area could be told, and this desk takes what is left */
  desks: { name: string; offered: string | null; rest?: boolean }[]
}

/** `filesToFollow`: photographs of the draft that are still to be sealed */
export type Submitted = Acknowledged & { filesToFollow: number }

/**
 * Takes a report. Once it returns, the report is durable and on the desk's open pages.
 * @param input - answers, contact details, files, and the draft's cookie as the key against sending twice
 * @returns the receipt and who has the report; for a draft that was sent before, what was said then
 * @throws invalid when an answer cannot be one; `no-desk` (503) when nobody takes reports here
 */
export async function submitReport(services: PublicServices, input: Submission): Promise<Submitted> {
  const box = boxOf(input.key)
  if (!box) throw invalid({ draft: 'There is no draft to send. Go back and begin again.' })
  const answers = parse(answersSchema, input.answers)
  const contact = contactOf(input.contact)
  const arrived = exactly(services)
  const route = await routeOf(services, answers)
  const { desk, offered } = route

  const receipt = newReceipt()
  const keys = keysOfReceipt(receipt)
  const acknowledged: Acknowledged = {
    receipt,
    reference: newPublicReference(),
    desks: [{ name: desk.name, offered: offered?.name ?? null, ...(route.rest ? { rest: true } : {}) }],
  }
  const body = bytesOfJson(bodyOf(input, answers, contact, arrived))
  const contactBytes = contact && bytesOfJson(contact)
  const sealedBody = await seal(body, desk.keys.desk.recipients)
  const sealedContact = contactBytes && (await seal(contactBytes, desk.keys.source.recipients))
  const parts = await sealFiles(desk, input.files, input.originals)
  const cell = answers.where.position ? cellOf(answers.where.position) : null
  const values = [
    box.place,
    box.lock(bytesOfJson(acknowledged)),
    randomUUID(),
    acknowledged.reference,
    desk.agencyId,
    offered?.agencyId ?? null,
    arrived,
    answers.kind,
    cell?.lat ?? null,
    cell?.lon ?? null,
    route.area,
    answers.when.at === 'now',
    (input.doubts ?? []).length > 0,
    keys.lookup,
    keys.recipient,
    expiresOn('new', arrived),
    desk.keys.desk.id,
    sealedBody.header,
    sealedBody.payload,
    body.length,
    sealedContact ? desk.keys.source.id : null,
    sealedContact?.header ?? null,
    sealedContact?.payload ?? null,
    contactBytes?.length ?? null,
  ]
  try {
    const before = await services.database.performAsPublic(
      { operation: 'reporting.public.send' },
      async (scope) => {
        const { fresh, kept, files } = await scope.tx.one<Received>(RECEIVE, values)
        if (!fresh) return { kept, files }
        await addParts(scope, keys.lookup, parts, expiresOn('new', arrived))
        scope.wake([desk.agencyId])
        return { kept: null, files }
      },
    )
    const said = before.kept ? acknowledgedBefore(box.unlock(before.kept)) : acknowledged
    return { ...said, filesToFollow: before.files }
  } catch (fault) {
    throw inWords(fault)
  }
}

type Received = { fresh: boolean; kept: Buffer | null; files: number }
const RECEIVE = `select fresh, kept, files from reporting.receive($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
  $16, $17, $18, $19, $20, $21, $22, $23, $24)`

function acknowledgedBefore(plain: Buffer | null): Acknowledged {
  const before = plain && (JSON.parse(plain.toString('utf8')) as Partial<Acknowledged>)
  // A cookie that was used to come back with a receipt is no draft.
  if (!before?.reference) throw invalid({ draft: 'There is no draft to send. Go back and begin again.' })
  return before as Acknowledged
}

/** Contact details without a word in them are none. */
function contactOf(contact: Contact | null): Contact | null {
  if (!contact) return null
  const given = Object.entries(parse(contactSchema, contact)).filter(([, value]) => value !== '')
  return given.length > 0 ? Object.fromEntries(given) : null
}

function bodyOf(
  { language, doubts }: Submission,
  answers: Answers,
  contact: Contact | null,
  arrived: Date,
): ReportBody {
  const salt = randomBytes(16).toString('base64url')
  return {
    v: 1,
    language,
    arrived: arrived.toISOString(),
    ...answers,
    contact_guards: contactGuards(contact as Record<string, string> | null, salt),
    guard_salt: salt,
    ...(doubts && doubts.length > 0 ? { doubts: [...doubts] } : {}),
  }
}

async function routeOf(services: PublicServices, answers: Answers): Promise<Route> {
  const desks = await openDesks(services.database)
  // Of a place that was only described the nearest town says whose it is.
  const position = answers.where.position ?? answers.where.near?.position
  // Without geography a report goes to whoever takes the rest: late is better than lost.
  const geography = position && (await services.geography().catch(() => null))
  const route = routeTo(desks, position && geography ? geography.whoIsResponsible(position) : null)
  if (!route)
    throw new SeamarkError('unavailable', 'no-desk', 'Nobody takes reports here at the moment. Call 101.', {
      status: 503,
    })
  return route
}
