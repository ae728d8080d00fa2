/**
 * Looks for a data subject in the reports of a desk, with the desk's key in an officer's session. Of what was opened only
 * ids go back; each opening is an event.
 */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { forbidden, invalid } from '../../../platform/errors.ts'
import { may } from '../../../platform/identity/roles.ts'
import type {
  PartOfRecord,
  SealedBatch,
  SealedRights,
  WhomToFind,
} from '../../../platform/rooms/accountability.ts'
import { readMessages } from '../arrival/messages.ts'
import { messageSchema } from '../arrival/way-back.ts'
import { bodySchema, contactSchema, jsonOfBytes, type ReportBody } from '../body.ts'
import { unlockedIdentities } from '../keys/keyring.ts'
import { saysOfSubject } from '../says-of-subject.ts'
import { NotOpened, openSealed } from '../sealing/seal.ts'
import { LOCKED, openBody, readEnvelope } from './opened-report.ts'

export const sealedReports: SealedRights = {
  kind: 'public-report',
  words: 'report of the public',
  stands,
  look,
  read,
}

/** Nothing to whoever does not work at the desk: they learn of no public report. */
async function stands(scope: MemberScope, session: Buffer): ReturnType<SealedRights['stands']> {
  if (!may(scope.actor.roles, 'triages')) return null
  const { kept } = await scope.tx.one<{ kept: number }>(
    `select count(*)::integer as kept from reporting.public_report where agency_id = $1 and destroyed_at is null`,
    [scope.actor.agencyId],
  )
  const unlocked = unlockedIdentities(session, scope.actor.agencyId, 'desk').length > 0
  const first =
    scope.purpose === null
      ? { text: 'Say first what you do this for.', action: 'Set your purpose', href: '/purpose' }
      : unlocked
        ? null
        : {
            text: 'Reports are sealed to the desk’s key.',
            action: 'Unlock the desk’s key',
            href: '/triage/unlock',
          }
  return { kept, first }
}

type Row = { id: string; at: string; destroyed: boolean }
type Part = { id: string; part: string; header: Buffer | null; payload: Buffer | null }

/** In the order of their hours, which stand outside the seal. Those of the hour that runs come later. */
async function look(
  scope: MemberScope,
  session: Buffer,
  whom: WhomToFind,
  place: string | null,
  most: number,
): Promise<SealedBatch> {
  const [hour, after] = placeOf(place)
  const desk = identities(scope, session)
  const rows = await scope.tx.many<Row>(
    `select r.id, to_char(r.hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, r.destroyed_at is not null as destroyed
     from reporting.public_report r
     where r.agency_id = $1 and r.hour < date_trunc('hour', $2::timestamptz)
       and ($3::timestamptz is null or (r.hour, r.id) > ($3, $4::uuid))
     order by r.hour, r.id limit $5`,
    [scope.actor.agencyId, scope.now, hour, after, most],
  )
  const parts = await scope.tx.many<Part>(
    `select p.report_id as id, p.part, p.header, p.payload from reporting.sealed_part p
     where p.report_id = any ($1::uuid[]) and p.reader = 'desk' and p.part in ('body', 'message', 'contact')`,
    [rows.filter(({ destroyed }) => !destroyed).map(({ id }) => id)],
  )
  const ofReport = Map.groupBy(parts, ({ id }) => id)
  const source = unlockedIdentities(session, scope.actor.agencyId, 'source')
  const found: string[] = []
  let notOpened = 0
  for (const { id, destroyed } of rows) {
    if (destroyed) continue
    const { texts, whole } = await textsOf(ofReport.get(id) ?? [], desk, source)
    if (!whole) notOpened++
    if (texts === null) continue
    scope.record({ kind: 'consultation', subject: { kind: 'public-report', id }, detail: { searched: true } })
    if (saysOfSubject(texts, whom)) found.push(id)
  }
  const last = rows.at(-1)
  return {
    looked: rows.length,
    notOpened,
    destroyed: rows.filter(({ destroyed }) => destroyed).length,
    found,
    place: rows.length < most || last === undefined ? null : `${last.at} ${last.id}`,
  }
}

function identities(scope: MemberScope, session: Buffer): string[] {
  if (scope.purpose === null)
    throw forbidden(
      'purpose-needed',
      'Set your purpose first. The ledger notes your purpose each time you open a report.',
    )
  const desk = unlockedIdentities(session, scope.actor.agencyId, 'desk')
  if (desk.length === 0) throw forbidden(LOCKED, 'Unlock the desk’s key first: reports are sealed to it.')
  return desk
}

/** What the parts of one report say; `whole` is false where a part stays shut. Contact details have a key of their own. */
async function textsOf(
  parts: readonly Part[],
  desk: readonly string[],
  source: readonly string[],
): Promise<{ texts: string[] | null; whole: boolean }> {
  let texts: string[] | null = null
  let whole = parts.length > 0
  for (const sealed of parts) {
    try {
      const plain = await openSealed(sealed, sealed.part === 'contact' ? source : desk)
      texts ??= []
      if (sealed.part === 'body') texts.push(...wordsOfBody(jsonOfBytes(bodySchema, plain)))
      else if (sealed.part === 'message') texts.push(jsonOfBytes(messageSchema, plain).text)
      else texts.push(...stringsIn(jsonOfBytes(contactSchema, plain)))
    } catch (fault) {
      if (!(fault instanceof NotOpened)) throw fault
      whole = false
    }
  }
  return { texts, whole }
}

/** What somebody wrote, and not what the program put beside it. */
function wordsOfBody({ contact_guards: _guards, guard_salt: _salt, arrived: _at, ...said }: ReportBody) {
  return stringsIn(said)
}

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(stringsIn)
      : []

function placeOf(place: string | null): [hour: string | null, id: string | null] {
  if (place === null) return [null, null]
  const read = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) ([0-9a-f-]{36})$/.exec(place)
  if (!read) throw invalid({ place: 'Begin the search again' })
  return [read[1] ?? null, read[2] ?? null]
}

async function read(
  scope: MemberScope,
  session: Buffer,
  id: string,
): Promise<{ version: number; parts: readonly PartOfRecord[] }> {
  const { destroyed } = await readEnvelope(scope, id)
  if (destroyed) return { version: 1, parts: [] }
  const desk = identities(scope, session)
  const { what, where, how_known: known } = await openBody(scope, session, id)
  const messages = (await readMessages(scope, id, desk)).filter(({ fromReporter }) => fromReporter)
  scope.record({ kind: 'consultation', subject: { kind: 'public-report', id }, detail: { opened: true } })
  const said = [
    ['report-1', 'What was seen', what.words],
    ['place-1', 'Where', [where.written, where.description].filter(Boolean).join('\n')],
    ['known-1', 'How they know', known ?? ''],
    ...messages.map(({ number, text }) => [`message-${String(number)}`, 'A later message', text ?? '']),
  ] as [string, string, string][]
  return {
    version: 1,
    parts: said.flatMap(([part, words, text]) => (text === '' ? [] : [{ part, words, text }])),
  }
}
