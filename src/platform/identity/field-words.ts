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
  about_kind: 'What is it about?',
  answered_how: 'How was it sent?',
  answered_on: 'When was it sent?',
  answer_to: 'Where does the answer go?',
  answers: 'Requirements that it answers',
  answers_reference: 'Reference of another requirement',
  ask: 'Whom do you ask?',
  ask_basis: 'Lawful basis of what you ask',
  aware_on: 'When did your agency become aware?',
  aware_time: 'At what time?',
  asks: 'What do they ask, in their words?',
  by_when: 'By when',
  breach: 'What kind of breach is it?',
  channel: 'How did it come?',
  closed_because: 'Why does it end?',
  closed_note: 'What shows it?',
  correct: 'Correct it',
  criteria: 'Criteria for keeping it',
  csv: 'Table of the inspection',
  decision: 'Decision',
  erase_ground: 'Ground for erasing it',
  due_on: 'Date',
  effects: 'Effects',
  ended_on: 'In force until',
  erasure: 'Erasure: what is done?',
  erasure_reason: 'Why it is not erased',
  event: 'Event',
  extended_because: 'Why does it take longer?',
  facts: 'Facts',
  for_group: 'Group',
  happened_on: 'When did it happen?',
  group: 'Group',
  hold_reason: 'Why it is held',
  identifiers: 'Telephones, plates, addresses that they gave',
  identity_note: 'What was looked at?',
  identity_on: 'Day of the check',
  line: 'Line of the plan',
  owner: 'Who answers for it',
  person_basis: 'Basis',
  person_category: 'Category of the person',
  person_is_adult: 'They are 18 or over',
  priority: 'Priority',
  records_about: 'About how many records?',
  regulator_reference: 'Reference of the Commissioner',
  regulator_why: 'Why the Commissioner was not told, or later than 72 hours',
  remedy: 'Remedy',
  risk: 'Risk to the rights and freedoms of people',
  subjects_about: 'About how many people?',
  subjects_ground: 'Why not all of them were told',
  subjects_why: 'What shows that ground?',
  received_on: 'When was it received?',
  rectification: 'Rectification: what is done?',
  rectification_reason: 'Why it is not put right',
  restriction: 'Restriction: what is done?',
  restriction_reason: 'Why it is not restricted',
  rights: 'What do they ask for?',
  reference: 'Reference',
  restrict_ground: 'Ground for restricting it',
  sought: 'Identifier that somebody looked for',
  suggested: 'Suggested',
  told_on: 'When was the Information Commissioner told?',
  told_subjects_on: 'When were the people told?',
  told_time: 'At what time was the Commissioner told?',
  tells: 'May the answer say that something was left out?',
  use: 'What you read the ledger for',
  valuable_until: 'Latest time of value',
  whose: 'Whose reviews',
  why: 'Why you need to know',
  words: 'In words',
  wrong_version: 'Which version was wrong?',
  aliases: 'Other names',
  apmis_reference: 'APMIS reference',
  areas: 'Areas',
  build_on: 'Build began on',
  clear_on: 'Clear began on',
  commodities: 'Commodities',
  from_on: 'First day',
  grade: 'Grade',
  hold_on: 'Hold began on',
  is_adult: 'They are 18 or over',
  item: 'Item',
  lead: 'Who leads',
  made_on: 'Day of the assessment',
  member_group: 'Reference of the other group',
  methods: 'Methods',
  morile_by: 'Who made the result',
  morile_on: 'When the result was made',
  morile_result: 'Result made elsewhere',
  next_on: 'Next review',
  phase: 'Phase',
  place: 'Place',
  reports: 'References of the reports',
  rests: 'What it rests on',
  rests_on: 'What the assessment rests on',
  routes: 'Routes',
  status: 'Where it stands',
  strand: 'Part of the plan',
  stretches: 'Stretches of our coast',
  until_on: 'Last day',
  task: 'What is to be done',
  why_a_group: 'What makes it an organised crime group',
  askedAgencyId: 'Which agency looks?',
  byPost: 'Which post promised it?',
  counts: 'How many have it',
  dueOn: 'By when',
  evidence: 'What shows that it was done',
  follows: 'What is kept or changed',
  happened: 'What happened',
  minutes: 'Minutes',
  outcome: 'Outcome',
  ownerPost: 'Post that answers for it',
  posts: 'Who has to have it',
  stage: 'How far it has come',
  statement: 'What was done',
  teaches: 'What it teaches',
  verdict: 'What follows',
  asked_on: 'When did you ask them?',
  asked_what: 'What did you ask for?',
  by: 'Item that says so',
  came_on: 'When did it come?',
  came_what: 'What came?',
  days: 'When',
  km: 'Within how many kilometres',
  near: 'Near a place of your coastal plan',
  part_reason: 'Why they are not the same',
  to_on: 'Until',
  where: 'Position',
  where_sure: 'How sure the position is',
  within_m: 'Within how many metres',
  address: 'E-mail address of the account',
  aim: 'Aim',
  answer: 'Your answer',
  codename: 'Codename',
  dpia_reference: 'Reference of the impact assessment',
  ends_on: 'It ends on',
  gateway: 'Legal gateway',
  information_owner: 'Who answers for the information',
  leaving: 'What holds when an agency leaves',
  origin: 'Where it comes from',
  people: 'Still needed',
  post: 'Post',
  strands: 'Which of the four',
}

/** Values that are codes, by the field that holds them. */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  action_code: codes.actionCode,
  basis: codes.statementBasis,
  category: codes.personCategory,
  discoverable: { yes: 'Yes', no: 'No' },
  handling: codes.handling,
  intelligence_assessment: codes.intelligenceAssessment,
  kind: { ...codes.linkKind, ...codes.whatHappened, ...codes.subjectKind },
  origin: codes.operationOrigin,
  post: codes.operationPost,
  strands: codes.groupStrand,
  sanitisation_code: codes.sanitisationCode,
  source_evaluation: codes.sourceEvaluation,
  where_sure: codes.positionSureness,
}

/** What of a name is its own, without its item and without the part of a date. */
const plainName = (name: string) => name.replace(/^items\.\d+\./, '').replace(/-(?:day|month|year)$/, '')

/**
 * Is this a field of which people know the word? A new form's field must be.
 * @param name - of a field, as a form sends it
 * @returns true when the field has a word, or belongs to the page itself
 */
export const hasWords = (name: string): boolean =>
  plainName(name) in WORDS || OF_THE_PAGE.has(plainName(name))

/**
 * A form in words: what somebody typed or chose, in the order of the form; the three boxes of a date are one line.
 * @param fields - by name, as they were sent
 * @returns one line for each field that holds something
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
