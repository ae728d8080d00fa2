/** The fields of the desk's forms in words, for a form that comes back after its sender was signed out. */
import * as codes from '../../wire/codes.ts'

/** What only the page itself needs: sent again, and nothing to read. */
const OF_THE_PAGE = new Set(
  `about act appointment chosen day do draft id keep lat lon match message_id page proof return
   revision seen shown sure turn version version_of what without zoom`.split(/\s+/),
)

const WORDS: Readonly<Record<string, string>> = {
  action_code: 'What a reader may do with it',
  active: 'May this account be used?',
  agency: 'Agency',
  agency_reference: 'Reference in your own system',
  again: 'Confirm passphrase',
  as_written: 'It really is written so',
  assessment: 'Known',
  at: 'Where?',
  basis: 'Fact or assessment',
  belongs_to: 'Belongs to subject',
  born: 'Date of birth',
  category: 'Category of the person',
  change_reason: 'What changed, and why?',
  classification: 'Classification',
  clearance: 'Cleared for',
  compartment: 'Operation',
  conditions: 'Conditions',
  contact: 'Whom to ring',
  copies: 'What did your agency do with its copies?',
  country: 'Country',
  close: 'Is the work on this report done?',
  cover: 'Cover',
  described: 'Does the text describe somebody who stays with your agency?',
  digest: 'How much is new in your work',
  deskEmail: 'E-mail address of the desk',
  deskHours: 'When somebody answers',
  deskName: 'Name of the desk',
  deskPhone: 'Telephone of the desk',
  discoverable: 'May partners learn that you hold something?',
  element: 'Token',
  email: 'Work e-mail address',
  found: 'Found in the text',
  from: 'From',
  fromMile: 'From mile',
  handling: 'Handling',
  happening_now: 'Mail when something is happening now',
  intelligence_assessment: 'The information is',
  item: 'Item',
  kind: 'Kind',
  leadId: 'Who leads?',
  list: 'What do you want to check?',
  message: 'Message',
  mine: 'Only what you wrote',
  months: 'How far back?',
  name: 'Name',
  names: 'Names',
  new: 'Opened',
  now: 'When',
  note: 'Note',
  notes: 'Notes',
  operation: 'Operation',
  organisation: 'Organisation',
  partner: 'Partner',
  passphrase: 'Passphrase',
  person: 'Person',
  position: 'Position',
  publicName: 'Does the public find it by name?',
  purpose: 'Purpose',
  purposes: 'Which keys?',
  q: 'Words, reference, number',
  question: 'Question',
  reason: 'Reason',
  report: 'Report',
  review: 'Review date',
  reviewOn: 'When is it reviewed next?',
  review_on: 'Review on',
  reviewedOn: 'When was it reviewed?',
  role: 'Post',
  roles: 'Roles',
  sanitisation_code: 'Sanitising it for others',
  sort: 'Sorted by',
  source: 'Source',
  source_evaluation: 'The source is',
  state: 'State',
  stretch: 'Stretch',
  telephone: 'Telephone',
  text: 'What it says',
  title: 'Title',
  to: 'To',
  toMile: 'To mile',
  urgency: 'Urgency',
  usual: 'Usual answer',
  value: 'As it was written',
  vulnerabilities: 'Vulnerabilities',
  when: 'When?',
  who: 'Who?',
}

/** Values that are codes, by the field that holds them. */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  action_code: codes.actionCode,
  basis: codes.statementBasis,
  category: codes.personCategory,
  discoverable: { yes: 'Yes', no: 'No' },
  handling: codes.handling,
  intelligence_assessment: codes.intelligenceAssessment,
  kind: codes.subjectKind,
  sanitisation_code: codes.sanitisationCode,
  source_evaluation: codes.sourceEvaluation,
}

/** What of a name is its own, without its item and without the part of a date. */
const plainName = (name: string) => name.replace(/^items\.\d+\./, '').replace(/-(?:day|month|year)$/, '')

/** Is this a field of which people know the word? A new form's field must be. */
export const hasWords = (name: string): boolean =>
  plainName(name) in WORDS || OF_THE_PAGE.has(plainName(name))

/**
 * A form in words: what somebody typed or chose, in the order of the form; the three boxes of a date are one line.
 * @param fields - by name, as they were sent
 */
export function formInWords(
  fields: Readonly<Record<string, string | string[]>>,
): { label: string; value: string }[] {
  const rows = new Map<string, { label: string; values: string[] }>()
  for (const [name, value] of Object.entries(fields)) {
    const plain = plainName(name)
    if (OF_THE_PAGE.has(plain)) continue
    const isDate = /-(?:day|month|year)$/.test(name)
    const key = isDate ? name.replace(/-(?:day|month|year)$/, '') : name
    const row = rows.get(key) ?? { label: labelOf(name, plain), values: [] }
    row.values.push(...[value].flat().map((one) => valueInWords(plain, one)))
    rows.set(key, row)
  }
  return [...rows.values()]
    .map(({ label, values }) => ({ label, value: values.filter((one) => one !== '').join(' ') }))
    .filter(({ value }) => value !== '')
}

function labelOf(name: string, plain: string): string {
  const words = WORDS[plain] ?? plain.replaceAll(/[._-]+/g, ' ').trim()
  const label = words.charAt(0).toUpperCase() + words.slice(1)
  const item = /^items\.(\d+)\./.exec(name)?.[1]
  if (item === undefined) return label
  const number = `Item ${String(Number(item) + 1)}`
  return plain === 'text' ? number : `${number}: ${label.charAt(0).toLowerCase()}${label.slice(1)}`
}

/** A find is sent as a token of its kind, value and item; a code as a letter. */
function valueInWords(plain: string, value: string): string {
  if (plain === 'found') return /^\["[^"]*","((?:[^"\\]|\\.)*)"/.exec(value)?.[1] ?? value
  const list = CODES[plain]
  return list !== undefined && Object.hasOwn(list, value) ? (list[value] ?? value) : value
}
