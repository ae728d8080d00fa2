/**
 * How each function that reads text is called with a text of any length, and at which length it is usual. A new
 * export of a door must come here, or to `withoutText` with its reason: the test names it otherwise.
 */
import { z } from 'zod'
import * as dates from '../../../src/design/dates.ts'
import * as fields from '../../../src/design/fields.ts'
import * as words from '../../../src/design/words.ts'
import * as identifiers from '../../../src/platform/identifiers.ts'
import { bodyOf, queryOf } from '../../../src/platform/http/input.ts'
import * as spotPerson from '../../../src/library/spot-person/index.ts'
import { looksLikeOperators } from '../../../src/platform/http/operator.ts'
import { kindOfAddress, mayReach } from '../../../src/platform/http/outside-addresses.ts'
import { withoutLastSlash } from '../../../src/platform/http/public-pages.ts'
import { isOwnForm } from '../../../src/platform/http/own-form.ts'
import { plusToSpace, readForm, readJson } from '../../../src/platform/http/read-body.ts'
import * as coast from '../../../src/rooms/coast/index.ts'
import { readOsGrid } from '../../../src/rooms/coast/positions/os-grid.ts'
import { readPlusCode } from '../../../src/rooms/coast/positions/plus-code.ts'
import { readLatLong } from '../../../src/rooms/coast/positions/read-lat-long.ts'
import { readLink } from '../../../src/rooms/coast/positions/read-link.ts'
import { tidyText, withDecimalPoints, withoutRemarks } from '../../../src/rooms/coast/positions/tidy-text.ts'
import { readFeatures } from '../../../src/rooms/coast/read-features.ts'
import { parseGroup, parseMember } from '../../../src/rooms/networks/index.ts'
import * as systemRequests from '../../../src/rooms/system-requests/index.ts'
import * as operations from '../../../src/rooms/operations/index.ts'
import { parseAttestation } from '../../../src/rooms/people/index.ts'
import {
  parseAnswer,
  parseChildren,
  parseEncounter,
  parseHandover,
  parseOpportunity,
} from '../../../src/rooms/encounters/index.ts'
import { parseDisruption } from '../../../src/rooms/disruptions/index.ts'
import { parseRequirement } from '../../../src/rooms/requirements/index.ts'
import { readCsv } from '../../../src/rooms/coast/sites/read-csv.ts'
import { kindNamed } from '../../../src/rooms/coast/sites/read-sites.ts'
import { doubtsOf } from '../../../src/rooms/reporting/flood/form-marks.ts'
import { networkOf } from '../../../src/rooms/reporting/flood/networks.ts'
import { isProof } from '../../../src/rooms/reporting/flood/proof-of-work.ts'
import * as reporting from '../../../src/rooms/reporting/index.ts'
import { weakness } from '../../../src/rooms/reporting/keys/passphrase.ts'
import { headersOfPhotograph } from '../../../src/rooms/reporting/photographs/index.ts'
import { readStoredDraft } from '../../../src/rooms/reporting/public/draft.ts'
import { readAnswers, text as typedAnswer } from '../../../src/rooms/reporting/public/read-answers.ts'
import { questions } from '../../../src/rooms/reporting/public/steps.ts'
import { contactGuards, detailsIn, lookThrough } from '../../../src/rooms/reporting/triage/contact-guards.ts'
import { draftOf } from '../../../src/rooms/reporting/triage/sanitised-draft.ts'
import { en } from '../../../src/rooms/reporting/wording/en.ts'
import { cellAsWritten, csvCell, csvRow } from '../../../src/wire/csv.ts'
import { isPlainText } from '../../../src/wire/plain-text.ts'
import { isKept } from '../../../src/wire/typed-text.ts'
import { westernFigures } from '../../../src/wire/western-figures.ts'
import { readEventTime } from '../../../src/wire/event-time.ts'
import { isRealDate, writtenDay, writtenMonth } from '../../../src/wire/written-day.ts'
import type { Work } from './growth.ts'

/** `usual`: characters of an ordinary text of its kind; ten and a hundred times as much are tried as well. */
export type Reading = { usual: number; read: Work }

/** A word, a number, a name; a hundred times it is longer than any body of small forms. */
export const WORD = 300
/** One field of a small form. */
export const LINE = 50
/** A text of a report. */
export const TEXT = 1_000
/** A body or a file. */
export const FILE = 1_000

/** A function of one text. */
export const of = (usual: number, read: Work): Reading => ({ usual, read })

const salt = 'b7c1'
const guards = contactGuards(
  { name: 'Dana Arundel', phone: '07700 900123', email: 'dana@post.example' },
  salt,
)
const now = new Date('2026-11-22T12:00:00Z')

/** One form of the public with the text in every field it may have. */
const everyField = (text: string): Record<string, string> =>
  Object.fromEntries(
    ['kind', 'when', 'time', 'earlier', 'day-day', 'day-month', 'day-year', 'seen', 'words', 'name', 'colour', 'length',
      'markings', 'registration', 'trailer', 'number', 'behaviour', 'know', 'know-words', 'still', 'contact', 'phone',
      'email', 'how'].map((field) => [field, text]),
  ) // prettier-ignore

export const atTheEdge: Readonly<Record<string, Reading>> = {
  'platform/http/read-body: plusToSpace': of(FILE, (text) => plusToSpace(Buffer.from(text))),
  'platform/http/read-body: readForm': of(FILE, readForm),
  'platform/http/read-body: readJson': of(FILE, readJson),
  // A name as long as the body, with as many faults below it.
  'platform/http/input: bodyOf': of(FILE, (text) =>
    bodyOf({ body: { [text]: Array.from(text, () => '\0') } } as never, z.unknown()),
  ),
  'platform/http/input: queryOf': of(FILE, (text) =>
    queryOf(
      { query: { [text]: Array.from(text, () => 1) } } as never,
      z.record(z.string(), z.array(z.string())),
    ),
  ),
  'platform/http/own-form: isOwnForm': of(WORD, (text) =>
    isOwnForm({ headers: { origin: text, 'sec-fetch-site': text } } as never, 'https://seamark.example'),
  ),
  'platform/http/operator: looksLikeOperators': of(WORD, looksLikeOperators),
  'platform/http/public-pages: withoutLastSlash': of(WORD, (text) =>
    withoutLastSlash({ method: 'GET', url: `/${text}/` } as never),
  ),
  'platform/http/outside-addresses: kindOfAddress': of(WORD, kindOfAddress),
  'platform/http/outside-addresses: mayReach': of(WORD, (text) =>
    mayReach(text, text, text, { http: true, loopback: false, privateHosts: new Set() }),
  ),
  'wire/csv: csvCell': of(TEXT, csvCell),
  'wire/csv: csvRow': of(TEXT, (text) => csvRow(text.split(','))),
  'wire/csv: cellAsWritten': of(TEXT, cellAsWritten),
  'wire/plain-text: isPlainText': of(WORD, isPlainText),
  'wire/typed-text: isKept': of(TEXT, isKept),
  'wire/western-figures: westernFigures': of(WORD, westernFigures),
  'wire/event-time: readEventTime': of(WORD, (text) => readEventTime(text, new Date(0))),
  'wire/written-day: writtenDay': of(WORD, (text) => writtenDay({ day: text, month: text, year: text })),
  'wire/written-day: isRealDate': of(WORD, isRealDate),
  'wire/written-day: writtenMonth': of(WORD, writtenMonth),
  'platform/identifiers: readReference': of(WORD, identifiers.readReference),
  'design/words: differingPart': of(TEXT, (text) => [
    words.differingPart(text, ''),
    words.differingPart('', text),
  ]),
  'design/words: sentenceList': of(TEXT, (text) => words.sentenceList(text.split(' '))),
  'design/words: ownLink': of(WORD, (text) => [
    words.ownLink(text),
    words.ownLink(`/${text}`),
    words.ownLink(`tel:${text}`),
  ]),
  'design/words: ukNumber': of(WORD, words.ukNumber),
  'design/words: gradeWords': of(WORD, (text) => words.gradeWords(text, text)),
  'design/words: labelFrom': of(WORD, (text) => words.labelFrom({ a: 'A' })(text)),
  'design/fields: fieldId': of(WORD, fields.fieldId),
  'design/fields: errorList': of(WORD, (text) => fields.errorList({ [text]: text })),
  'design/fields: readDateField': of(WORD, (text) =>
    fields.readDateField({ 'on-day': text, 'on-month': text, 'on-year': text }, 'on'),
  ),
  'design/fields: faultOfDate': of(WORD, (text) =>
    fields.faultOfDate({ 'on-day': text, 'on-month': text, 'on-year': text }, 'on', 'The date'),
  ),
  'design/fields: withDateFields': of(WORD, (text) =>
    fields.withDateFields({ [text]: text, 'on-day': text, 'on-month': text, 'on-year': text }, ['on', 'to']),
  ),
  'design/fields: withoutRawHtml': of(TEXT, (text) =>
    fields.withoutRawHtml({ text, html: text }, () => false),
  ),
  ...Object.fromEntries(
    (['inputParams', 'textareaParams', 'dateParams', 'fileParams', 'radiosParams', 'checkboxesParams', 'selectParams'] as const).map(
      (builder) => [
        `design/fields: ${builder}`,
        of(TEXT, (text) => fields[builder]({ name: 'a', label: text, legend: text, items: [{ value: text, text }] }, { a: text }, { a: text })),
      ],
    ),
  ), // prettier-ignore
  ...Object.fromEntries(
    (['escapeMarkup', 'ukDate', 'ukDateTime', 'ukHour', 'ukMonth', 'ukTime', 'utcDateTime'] as const).map(
      (one) => [`design/dates: ${one}`, of(WORD, (text) => dates[one](text))],
    ),
  ),
}

export const ofTheCoast: Readonly<Record<string, Reading>> = {
  'rooms/coast: parsePosition': of(WORD, (text) => [coast.parsePosition(text), coast.parsePosition(text.slice(0, 160))]),
  'rooms/coast: postcodeIn': of(WORD, coast.postcodeIn),
  'rooms/coast: foldName': of(WORD, coast.foldName),
  'rooms/coast: pictureAddress': of(TEXT, coast.pictureAddress),
  'rooms/coast: readCoastline': of(WORD, (text) => [
    () => coast.readCoastline(text),
    () => coast.readCoastline(JSON.stringify({ type: 'LineString', coordinates: Array.from(text).map((_, at) => [at / 1e4, 50]) }), text),
  ].map(refusalOf)),
  'rooms/coast: readSites': of(WORD, (text) => [
    () => coast.readSites(`name,kind,position\n${text}`, 'a.csv'),
    () => coast.readSites(JSON.stringify(Array.from(text).map(() => ({ type: 'Feature' }))), 'a.json'),
    () => coast.readSites(text, 'a.json'),
  ].map(refusalOf)),
  'rooms/coast/read-features: readFeatures': of(FILE, (text) => readFeatures(text, 'line')),
  'rooms/coast: readCsv': of(FILE, readCsv),
  'rooms/disruptions: parseDisruption': of(TEXT, (text) =>
    parseDisruption({ title: text, what: text, about: text, before: text, conditions: text }, '2026-11-22'),
  ),
  'rooms/requirements: parseRequirement': of(TEXT, (text) =>
    parseRequirement({ question: text, why: text, about: text, ask: [text], conditions: text }, '2026-11-22'),
  ),
  'rooms/networks: parseGroup': of(TEXT, (text) =>
    parseGroup({ name: text, why_a_group: text, aliases: [text], routes: [text], clear_on: text }, '2026-11-22'),
  ),
  'rooms/networks: parseMember': of(TEXT, (text) =>
    parseMember({ kind: 'company', name: text, role: text, words: text, from_on: text, report: text }, '2026-11-22'),
  ),
  'rooms/operations: ukMoment': of(WORD, (text) => operations.ukMoment(text, text)),
  'library/spot-person: looksLike': of(TEXT, spotPerson.looksLike),
  'library/spot-person: holdsName': of(TEXT, spotPerson.holdsName),
  'library/spot-person: holdsNumber': of(TEXT, spotPerson.holdsNumber),
  'rooms/encounters: parseEncounter': of(TEXT, (text) =>
    parseEncounter({ found_at: text, place: text, how_found: text, adults: 1 }, now),
  ),
  'rooms/encounters: parseAnswer': of(TEXT, (text) =>
    parseAnswer(5, { answer: 'done', at: now.toISOString(), by_whom: text, note: text, reference: text, routes: [text] }, now),
  ),
  'rooms/encounters: parseChildren': of(TEXT, (text) =>
    parseChildren({ how_many: 1, told_at: text, services_reference: text, place_of_safety: text, reason: text }, now),
  ),
  'rooms/encounters: parseOpportunity': of(TEXT, (text) =>
    parseOpportunity({ adult: 1, age: 'adult', kind: 'power', taken: true, at: now.toISOString(), grounds: text, reason: text }, now),
  ),
  'rooms/encounters: parseHandover': of(TEXT, (text) =>
    parseHandover({ recipient: 'left', how_many: 1, at: text, reference: text, receipts: text, property_return: text }, now),
  ),
  'rooms/system-requests: parseRequest': of(TEXT, (text) =>
    systemRequests.parseRequest({ system: text, power: text, subject: text, asked: text, necessity: text, review_on: text }, '2026-11-22'),
  ),
  'rooms/operations: parseOperation': of(TEXT, (text) =>
    operations.parseOperation({ codename: text, aim: text, purpose: text, priority: text, ends_on: text }, '2026-11-22'),
  ),
  'rooms/operations: parseTerms': of(TEXT, (text) =>
    operations.parseTerms({ aim: text, regime: text, information_owner: text, leaving: text, ends_on: text }, '2026-11-22'),
  ),
  'rooms/operations: parseDecision': of(TEXT, (text) =>
    operations.parseDecision(
      { decision: text, reason: text, decided_at: text, headings: { model: 'ndm', risk: text }, rests_on: [{ reference: text }] },
      new Date('2026-11-22T12:00:00Z'),
    ),
  ),
  'rooms/operations: parseInterest': of(WORD, (text) =>
    ['phone', 'person'].map((kind) =>
      operations.parseInterest(
        {
          ...{ kind, value: text, born: text, category: 'suspected', basis: text, disclosure: 'open', desk: text },
          ...{ telephone: '01632 960101', review_on: '2027-02-28' },
        },
        now,
        '2026-11-22',
      ),
    ),
  ),
  'rooms/people: parseAttestation': of(WORD, (text) =>
    parseAttestation({ rank: text, grade: text, from: text, until: text }, '2026-11-22'),
  ),
  'rooms/operations: parseAction': of(TEXT, (text) =>
    operations.parseAction({ kind: 'other', about: 'nobody', what: text, why: text, wanted: text, due_on: text }, '2026-11-22'),
  ),
  'rooms/operations: parseMeeting': of(TEXT, (text) =>
    operations.parseMeeting({ kind: 'daily', classification: 'OFFICIAL', on_day: text, chair_post: text }, '2026-11-22'),
  ),
  'rooms/operations: parseBid': of(TEXT, (text) =>
    operations.parseBid({ meeting: text, problem: text, asked: text, resources: text, options: text, product: { reference: text } }),
  ),
  'rooms/operations: parseDecisionOnBid': of(TEXT, (text) =>
    operations.parseDecisionOnBid({ word: 'adopted', reasons: text, review_on: text }, '2026-11-22'),
  ),
  'rooms/operations: parseReview': of(TEXT, (text) =>
    operations.parseReview({ reasons: text, review_on: text }, '2026-11-22'),
  ),
  'rooms/operations: parsePlan': of(TEXT, (text) => operations.parsePlan({ on_day: text }, '2026-11-22')),
  'rooms/operations: parseCount': of(TEXT, (text) => operations.parseCount({ kind: text, number: 3, corrects: text })),
  'rooms/operations: parseObservation': of(TEXT, (text) =>
    operations.parseObservation({ theme: 'care', went: 'well', what: text, why: text }),
  ),
  'rooms/operations: parseLesson': of(TEXT, (text) =>
    operations.parseLesson({ title: text, happened: text, why: text, verdict: 'keep', what: text, agency: 1, owner_post: text,
      due_on: '2027-01-01', jol_reference: text, observations: [text] }, '2026-11-22'),
  ),
  'rooms/operations: parseClosing': of(TEXT, (text) => operations.parseClosing({ words: text })),
  'rooms/operations: parseBriefing': of(TEXT, (text) =>
    operations.parseBriefing({ posts: [text], classification: 'OFFICIAL', information: text, risk: text }),
  ),
  'rooms/coast/sites/read-sites: kindNamed': of(WORD, kindNamed),
  'rooms/coast/positions/tidy-text: tidyText': of(WORD, tidyText),
  'rooms/coast/positions/tidy-text: withDecimalPoints': of(WORD, withDecimalPoints),
  'rooms/coast/positions/tidy-text: withoutRemarks': of(WORD, withoutRemarks),
  'rooms/coast/positions/read-link: readLink': of(WORD, readLink),
  'rooms/coast/positions/os-grid: readOsGrid': of(WORD, readOsGrid),
  'rooms/coast/positions/plus-code: readPlusCode': of(WORD, (text) => readPlusCode(text, () => null)),
  'rooms/coast/positions/read-lat-long: readLatLong': of(WORD, readLatLong),
} // prettier-ignore

export const ofThePublic: Readonly<Record<string, Reading>> = {
  'rooms/reporting: readReceipt': of(WORD, reporting.readReceipt),
  'rooms/reporting/public/read-answers: readAnswers': of(TEXT, (text) =>
    questions.map((question) =>
      readAnswers(
        question,
        { ...everyField(text), contact: 'yes', when: question === 'when' ? 'earlier' : text },
        en,
        now,
      ),
    ),
  ),
  'rooms/reporting/public/read-answers: text': of(TEXT, (text) =>
    typedAnswer({ a: text, b: text.split(' ') }, 'a'),
  ),
  'rooms/reporting/public/draft: readStoredDraft': of(TEXT, (text) =>
    readStoredDraft({
      kind: 'boat',
      search: text,
      what: { seen: [text], words: text },
      contact: everyField(text),
    }),
  ),
  'rooms/reporting/triage/contact-guards: contactGuards': of(LINE, (text) =>
    contactGuards({ name: text, phone: text, email: text, how: text }, salt),
  ),
  // A hundred times the usual is beyond what it takes: it refuses then, so ten times is near its most.
  'rooms/reporting/triage/contact-guards: lookThrough': of(TEXT, (text) =>
    text.split(' ').forEach(lookThrough(guards, salt)),
  ),
  'rooms/reporting/triage/contact-guards: detailsIn': of(TEXT, (text) => detailsIn(text, guards, salt)),
  'rooms/reporting/triage/sanitised-draft: draftOf': of(TEXT, (text) =>
    draftOf({
      ...{ title: text, text, classification: text },
      ...{ source_evaluation: text, intelligence_assessment: text, basis: text },
    }),
  ),
  'rooms/reporting/flood/form-marks: doubtsOf': of(WORD, (text) =>
    doubtsOf({ website: text, shown: text, other: text }),
  ),
  'rooms/reporting/flood/networks: networkOf': of(WORD, networkOf),
  'rooms/reporting/flood/proof-of-work: isProof': of(WORD, isProof),
  'rooms/reporting/keys/passphrase: weakness': of(WORD, (text) =>
    weakness(text, { name: text, email: text }),
  ),
  'rooms/reporting/photographs: headersOfPhotograph': of(WORD, (text) => headersOfPhotograph(text, text)),
}

/** Several ways to call one function; a refusal of the first must not hide the second. */
function refusalOf(call: () => unknown): unknown {
  try {
    return call()
  } catch (thrown) {
    return thrown
  }
}
