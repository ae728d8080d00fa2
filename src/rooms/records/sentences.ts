/**
 * The ledger's events as sentences, in the field's words. Every operation of the node has one; a test
 * walks them.
 */
import { ukNumber } from '../../design/words.ts'
import { subjectKind, type EventKind, type SubjectKind } from '../../wire/codes.ts'
import { deedOf, type Deed } from './deeds.ts'

/** As much of an event as its sentence needs. `detail` never holds content. */
export type ToldEvent = {
  kind: EventKind
  /** `room.thing.verb` */
  operation: string
  /** what the event is about: `report`, `match`, `person` */
  subjectKind: string | null
  recipients: readonly number[]
  detail: Readonly<Record<string, unknown>>
}

/** What happened, in words. */
export function sentenceOf(event: ToldEvent): string {
  const deed = deedOf(event.operation) ?? spelled(event.operation)
  if (event.kind === 'refusal') return refused(event.detail, deed)
  return besides(event, deed) ?? `${deed.did} ${deed.what}${more(event)}`.trim()
}

function refused(detail: ToldEvent['detail'], deed: Deed): string {
  const { code, reason } = detail
  const tried = `Tried to ${deed.toDo} ${deed.what}`.trim()
  if (code === 'not-found') return `${tried}: there was nothing to be seen`
  const why = typeof code === 'string' ? code : reason
  return typeof why === 'string' ? `${tried}: refused (${why.replaceAll('-', ' ')})` : `${tried}: refused`
}

/** A value may be common for one clearance and not for the other. */
const forWhom = ({ clearance }: ToldEvent['detail']) =>
  typeof clearance === 'string' ? ` for those cleared for ${clearance}` : ''

/** An act has consequences and conditions that are events of their own: a match, a reading. */
function besides({ kind, operation, subjectKind: about, detail }: ToldEvent, deed: Deed): string | null {
  if (about === 'public-report') return ofPublicReport(kind, operation, detail, deed)
  if (kind === 'combination') return `Opened a match${onKind(detail)}`
  if (kind === 'alteration' && about === 'match' && typeof detail['common'] === 'boolean')
    return detail['common']
      ? `Set a match aside${onKind(detail)}: the value has become common${forWhom(detail)}`
      : `Brought a match back${onKind(detail)}: the value is no longer common${forWhom(detail)}`
  if (kind === 'erasure' && detail['submitted'] === true) return 'The draft became the new version'
  if (kind === 'consultation' && about === 'report' && detail['sight'] !== undefined)
    return detail['sight'] === 'conditions'
      ? 'Read the title and the conditions of a report'
      : `Read a report${versionOf(detail)}${READS.has(operation) ? '' : `, to ${deed.toDo} ${deed.what}`}`
  // A form that was refused shows the match again, and nothing else was done.
  if (kind === 'consultation' && about === 'match' && CONTACTS.has(operation))
    return `Looked at a match, to ${deed.toDo} ${deed.what}`
  if (operation === 'intelligence.draft.submit' && detail['state'] === 'awaiting-check')
    return 'Sent a sanitised version to its second officer'
  if (operation === 'intelligence.draft.submit' && kind === 'alteration' && detail['submitted'] === true)
    return 'Filed a report'
  if (detail['bound'] === true) return 'Signed in for the first time; the account is bound to its provider'
  return null
}

/** Opening a sealed report is an event of its own, whatever it is opened for. */
function ofPublicReport(
  kind: EventKind,
  operation: string,
  detail: ToldEvent['detail'],
  deed: Deed,
): string | null {
  if (kind === 'collection' && typeof detail['from'] === 'number')
    return 'Received a public report from another desk'
  if (
    kind === 'consultation' &&
    detail['opened'] === true &&
    operation === 'reporting.triage.intelligence.show'
  )
    return 'Opened a public report, to make an intelligence report of it'
  if (kind === 'consultation' && detail['opened'] === true)
    return operation === 'reporting.triage.report.read'
      ? 'Opened a public report'
      : `Opened a public report, to ${deed.toDo} ${deed.what}`
  if (kind === 'consultation' && detail['part'] === 'contact' && typeof detail['reason'] === 'string')
    return `Opened a reporter’s contact details: ${detail['reason']}`
  if (kind === 'alteration' && detail['draft'] === 'begun')
    return 'Began the draft of an intelligence report from a public report'
  if (operation === 'reporting.triage.draft-deleted')
    return 'Deleted the draft that was made of a public report: the public report is open again'
  if (operation === 'reporting.triage.filed')
    return 'Filed the intelligence report that was made of a public report, which closed the public report'
  if (detail['referred'] === true) return 'Noted a referral to safeguarding about a public report'
  if (operation === 'reporting.triage.ask' && detail['state'] === 'awaiting-second')
    return 'Wrote a question to a reporter, for a second officer to agree to'
  if (operation === 'reporting.triage.ask.decide')
    return detail['decision'] === 'send'
      ? 'Agreed to a question to a reporter'
      : 'Refused a question to a reporter'
  return null
}

const CONTACTS: ReadonlySet<string> = new Set([
  'deconfliction.match.contact',
  'deconfliction.match.reply',
  'deconfliction.match.confirm',
  'deconfliction.match.reject',
  'deconfliction.match.answer-many',
  'deconfliction.match.take-back',
  'deconfliction.match.close',
])
const READS: ReadonlySet<string> = new Set(['intelligence.report.read', 'intelligence.report.show-sent'])

/** What the event's detail and its recipients add to the sentence. */
function more({ kind, operation, recipients, detail }: ToldEvent): string {
  const count = (name: string, one: string, many: string) => {
    const number = detail[name]
    return typeof number === 'number' ? `${ukNumber(number)} ${number === 1 ? one : many}` : null
  }
  if (kind === 'disclosure' && operation.includes('release'))
    return detail['toAll'] === true ? ' to all partners' : ` to ${agencies(recipients.length)}`
  if (detail['recalled'] === true && recipients.length > 0) return ` that ${agencies(recipients.length)} had`
  if (detail['ledger'] === true) {
    const exported = count('exported', 'event', 'events')
    return exported === null ? '' : `: ${exported}`
  }
  const found = count('results', 'result', 'results')
  if (found !== null) return `: ${found}`
  if (operation === 'deconfliction.check') return onKind(detail)
  if (ACCOUNTS.has(operation)) return accountOf(detail)
  if (typeof detail['setting'] === 'string') return `: ${settingTold(detail)}`
  if (typeof detail['holder'] === 'string') return ` (${detail['holder']})${holderTold(detail)}`
  return versionOf(detail)
}

const settingNames: Readonly<Record<string, string>> = {
  common_threshold: 'a value is common above',
  checks_per_day: 'checks a person and day',
  sealed_days: 'days that a sealed record stands',
}

/** What the operator changed, from what to what. */
function settingTold({ setting, from, to }: ToldEvent['detail']): string {
  const name = settingNames[String(setting)] ?? String(setting).replaceAll('_', ' ')
  return `${name} ${ukNumber(to)}, before ${ukNumber(from)}`
}

function holderTold(detail: ToldEvent['detail']): string {
  const said = (name: string) => (typeof detail[name] === 'string' ? detail[name] : null)
  if (detail['change'] !== 'changed')
    return [
      said('body') ? `, run by ${said('body') ?? ''}` : '',
      said('url') ? `, at ${said('url') ?? ''}` : '',
    ].join('')
  return ['name', 'body', 'url', 'identity']
    .flatMap((what) => {
      const [from, to] = [said(`${what}_from`), said(`${what}_to`)]
      return from === null && to === null
        ? []
        : [`; ${holderWords[what] ?? what} ${to ?? ''}, before ${from ?? ''}`]
    })
    .join('')
}

const holderWords: Readonly<Record<string, string>> = {
  body: 'run by',
  url: 'address',
  identity: 'identity key',
}

function versionOf({ version }: ToldEvent['detail']): string {
  return typeof version === 'number' && version > 1 ? `, version ${String(version)}` : ''
}

function onKind({ kind }: ToldEvent['detail']): string {
  return typeof kind === 'string' && kind in subjectKind
    ? ` (${subjectKind[kind as SubjectKind].toLowerCase()})`
    : ''
}

const ACCOUNTS: ReadonlySet<string> = new Set(['people.add', 'people.change', 'identity.person.add'])

/** What an account may do since, and what of it was changed. */
function accountOf({ roles, clearance, active, changed }: ToldEvent['detail']): string {
  const words = (list: unknown) => (Array.isArray(list) ? list.map(String) : [])
  const said = words(changed).join(', ').replace('active', 'in use')
  const now = [
    words(roles)
      .map((role) => role.replaceAll('_', ' '))
      .join(', '),
    ...(typeof clearance === 'string' ? [`cleared for ${clearance}`] : []),
    ...(active === false ? ['not active'] : []),
  ]
  if (now[0] === '') return ''
  return `${said === '' ? '' : ` (${said})`}: ${now.join('; ')}`
}

const agencies = (count: number) => `${ukNumber(count)} ${count === 1 ? 'agency' : 'agencies'}`

/** Who acted where it was no person. */
const services: Readonly<Record<string, string>> = {
  'access-cases': 'The operator’s check of the rule of sight',
  checks: 'The clock',
  database: 'Somebody at the database, past the program',
  exercise: 'The exercise',
  coast: 'The search for places',
  filing: 'The program, when a draft is filed or deleted',
  import: 'An import',
  ledger: 'The ledger',
  keys: 'The program, when somebody leaves a desk',
  matching: 'The matching',
  operator: 'The operator',
  passed: 'Another desk',
  processes: 'The program, of several processes',
  public: 'The public',
  refusals: 'The program',
  rematch: 'The program, after a change of settings',
  retention: 'The clock',
  mail: 'The clock',
  sealing: 'The sealing of what is held here',
  'sign-in': 'Sign-in',
}

/** The program in words, by the part of it that acted. */
export const serviceNamed = (service: string): string => services[service] ?? service

/** An operation without a deed is shown by its own name, so that nothing is hidden. */
function spelled(operation: string): Deed {
  const [, ...rest] = operation.split('.')
  const verb = (rest.pop() ?? operation).replaceAll('-', ' ')
  const what = rest.join(' ').replaceAll('-', ' ')
  return { did: `${verb.charAt(0).toUpperCase()}${verb.slice(1)}:`, toDo: verb, what }
}
