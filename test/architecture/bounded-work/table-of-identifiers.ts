/** The same table for identifiers, names and what a check is asked. */
import * as identifiers from '../../../src/library/identifiers/index.ts'
import { normaliseAccount } from '../../../src/library/identifiers/account.ts'
import * as signs from '../../../src/library/identifiers/as-written.ts'
import * as british from '../../../src/library/identifiers/british-phone.ts'
import { normaliseDevice } from '../../../src/library/identifiers/device.ts'
import { normaliseDocument } from '../../../src/library/identifiers/document.ts'
import { normaliseEmail } from '../../../src/library/identifiers/email.ts'
import { findCoordinates } from '../../../src/library/identifiers/find-coordinates.ts'
import { findDates } from '../../../src/library/identifiers/find-dates.ts'
import { findLabelled } from '../../../src/library/identifiers/find-labelled.ts'
import { findPhones } from '../../../src/library/identifiers/find-phones.ts'
import { findPlates } from '../../../src/library/identifiers/find-plates.ts'
import { normaliseHandle } from '../../../src/library/identifiers/handle.ts'
import { isWholePhone, normalisePhone } from '../../../src/library/identifiers/phone.ts'
import { isBritishShape, normaliseVehicle } from '../../../src/library/identifiers/vehicle.ts'
import * as vessel from '../../../src/library/identifiers/vessel.ts'
import * as checks from '../../../src/library/identifiers/wallet-checks.ts'
import { normaliseWallet } from '../../../src/library/identifiers/wallet.ts'
import { takeCountry } from '../../../src/library/identifiers/country-sign.ts'
import { readHullNumber } from '../../../src/library/identifiers/hull-number.ts'
import * as labels from '../../../src/library/identifiers/labels.ts'
import * as messenger from '../../../src/library/identifiers/messenger-address.ts'
import { whatElse } from '../../../src/library/identifiers/no-identifier.ts'
import { whatToType } from '../../../src/library/identifiers/reasons.ts'
import { waysToPart } from '../../../src/library/identifiers/several.ts'
import { withoutSheetMarks } from '../../../src/library/identifiers/sheet-marks.ts'
import * as pairs from '../../../src/library/linkage/persons/index.ts'
import * as subjectsOf from '../../../src/library/matchable/index.ts'
import * as seals from '../../../src/library/sealing/index.ts'
import { readBirth } from '../../../src/library/linkage/model/index.ts'
import { compareNames, marksDiffer, nameFold, nameKeys, readName } from '../../../src/library/names/index.ts'
import * as spelling from '../../../src/library/names/spelling/index.ts'
import { romanise } from '../../../src/library/names/spelling/romanise/index.ts'
import * as things from '../../../src/library/names/things/index.ts'
import { readList } from '../../../src/rooms/matches/read-list.ts'
import { FILE, of, TEXT, WORD, type Reading } from './table.ts'

const today = new Date('2026-11-22T12:00:00Z')
const door = 'rooms/matches'
const inside = 'library/identifiers'
const matchable = 'library/matchable'
const persons = 'library/linkage/persons'
const sealing = 'library/sealing'
const { identifierKinds } = identifiers
const kinds = ['Person', 'Company', 'Vessel', 'LegalEntity'] as const
const scripts = ['latin', 'arabic', 'cyrillic', 'greek', 'han', 'hangul'] as const

/** A person, and things of every kind that say whose they are. */
const subjects = (text: string) => [
  { kind: 'person' as const, names: [text, ...text.split(' ').slice(0, 20)], born: text },
  ...identifierKinds.map((kind) => ({ kind, value: text, country: text })),
]

export const ofIdentifiers: Readonly<Record<string, Reading>> = {
  [`${inside}: findIdentifiers`]: of(TEXT, identifiers.findIdentifiers),
  [`${inside}: identifierKeys`]: of(WORD, identifiers.identifierKeys),
  [`${inside}: normaliseIdentifier`]: of(WORD, (text) =>
    identifierKinds.map((kind) => identifiers.normaliseIdentifier(kind, text)),
  ),
  [`${inside}: understandIdentifier`]: of(WORD, (text) =>
    identifierKinds.map((kind) => identifiers.understandIdentifier(kind, text, text)),
  ),
  [`${inside}: keysHeld`]: of(WORD, (text) =>
    identifierKinds.map((kind) => identifiers.keysHeld(kind, text)),
  ),
  [`${inside}: askedKey`]: of(WORD, (text) =>
    identifierKinds.map((kind) =>
      [false, true].map((as) => identifiers.askedKey({ kind, value: text, as_written: as })),
    ),
  ),
  [`${matchable}: notUnderstoodIn`]: of(WORD, (text) => subjectsOf.notUnderstoodIn(subjects(text))),
  [`${inside}: countryOf`]: of(WORD, identifiers.countryOf),
  [`${matchable}: identifiersOf`]: of(WORD, (text) => subjectsOf.identifiersOf(subjects(text), today)),
  [`${matchable}: personsOf`]: of(WORD, (text) => subjectsOf.personsOf(subjects(text), today)),
  [`${matchable}: isNeverMatched`]: of(WORD, (text) =>
    subjectsOf.isNeverMatched({ kind: 'person', born: text }, today),
  ),
  [`${inside}: detectKind`]: of(WORD, identifiers.detectKind),
  [`${inside}: whyNoKind`]: of(WORD, identifiers.whyNoKind),
  [`${door}/read-list: readList`]: of(WORD, (text) => [
    readList(text, null),
    readList(text, 'person'),
    readList(`kind;value;born\n${text}`, null),
  ]),
  [`${inside}/find-coordinates: findCoordinates`]: of(TEXT, findCoordinates),
  [`${inside}/find-dates: findDates`]: of(TEXT, findDates),
  [`${inside}/find-labelled: findLabelled`]: of(TEXT, findLabelled),
  [`${inside}/find-phones: findPhones`]: of(TEXT, findPhones),
  [`${inside}/find-plates: findPlates`]: of(TEXT, findPlates),
  [`${inside}/account: normaliseAccount`]: of(WORD, normaliseAccount),
  [`${inside}/as-written: readAsWritten`]: of(WORD, signs.readAsWritten),
  [`${inside}/as-written: compact`]: of(WORD, signs.compact),
  [`${inside}/as-written: passesLuhn`]: of(WORD, signs.passesLuhn),
  [`${inside}/british-phone: displayBritish`]: of(WORD, british.displayBritish),
  [`${inside}/british-phone: isValidBritish`]: of(WORD, british.isValidBritish),
  [`${inside}/british-phone: tenBritishDigits`]: of(WORD, (text) => british.tenBritishDigits(text, true)),
  [`${inside}/device: normaliseDevice`]: of(WORD, normaliseDevice),
  [`${inside}/document: normaliseDocument`]: of(WORD, (text) => normaliseDocument(text, undefined)),
  [`${inside}/email: normaliseEmail`]: of(WORD, normaliseEmail),
  [`${inside}/handle: normaliseHandle`]: of(WORD, normaliseHandle),
  [`${inside}/country-sign: takeCountry`]: of(WORD, (text) => [
    takeCountry(text, 1),
    takeCountry(`(${text}`, 9),
  ]),
  [`${inside}/hull-number: readHullNumber`]: of(WORD, (text) => readHullNumber(text, true)),
  [`${inside}/labels: withoutLabel`]: of(WORD, (text) =>
    identifierKinds.map((kind) => [labels.withoutLabel(kind, text), labels.withoutLabel(kind, `tel${text}`)]),
  ),
  [`${inside}/labels: withoutNumber`]: of(WORD, labels.withoutNumber),
  [`${inside}/labels: withoutRemark`]: of(WORD, (text) => [
    labels.withoutRemark(text),
    labels.withoutRemark(`${text})`),
  ]),
  [`${inside}/labels: withoutDoubt`]: of(WORD, labels.withoutDoubt),
  [`${inside}/messenger-address: phoneOfAddress`]: of(WORD, messenger.phoneOfAddress),
  [`${inside}/messenger-address: accountOfAddress`]: of(WORD, messenger.accountOfAddress),
  [`${inside}/messenger-address: isMessengerAddress`]: of(WORD, messenger.isMessengerAddress),
  [`${inside}/reasons: whatToType`]: of(WORD, (text) =>
    identifierKinds.map((kind) => whatToType(kind, text)),
  ),
  [`${inside}/no-identifier: whatElse`]: of(WORD, (text) =>
    identifierKinds.map((kind) => whatElse(kind, text)),
  ),
  [`${inside}/several: waysToPart`]: of(WORD, (text) =>
    identifierKinds.map((kind) => waysToPart(kind, text)),
  ),
  [`${inside}/sheet-marks: withoutSheetMarks`]: of(WORD, withoutSheetMarks),
  [`${inside}: asWritten`]: of(WORD, (text) => identifiers.asWritten('phone', text)),
  [`${inside}: keysOf`]: of(WORD, (text) =>
    identifiers.keysOf('phone', text, { understood: [], reasons: [] }),
  ),
  [`${inside}: shownAsWritten`]: of(WORD, identifiers.shownAsWritten),
  [`${inside}/vessel: isPlausibleEni`]: of(WORD, vessel.isPlausibleEni),
  [`${inside}/phone: isWholePhone`]: of(WORD, (text) => isWholePhone(text)),
  [`${inside}/phone: normalisePhone`]: of(WORD, (text) => normalisePhone(text)),
  [`${inside}/vehicle: normaliseVehicle`]: of(WORD, (text) => normaliseVehicle(text)),
  [`${inside}/vehicle: isBritishShape`]: of(WORD, isBritishShape),
  [`${inside}/vessel: normaliseVessel`]: of(WORD, (text) => vessel.normaliseVessel(text)),
  [`${inside}/vessel: passesImoCheck`]: of(WORD, vessel.passesImoCheck),
  [`${inside}/vessel: isPlausibleMmsi`]: of(WORD, vessel.isPlausibleMmsi),
  [`${inside}/wallet: normaliseWallet`]: of(WORD, normaliseWallet),
  [`${inside}/wallet-checks: passesBase58Check`]: of(110, (text) =>
    checks.passesBase58Check(text.slice(0, 110)),
  ),
  [`${inside}/wallet-checks: passesBech32Check`]: of(WORD, checks.passesBech32Check),
  [`${matchable}: personFolds`]: of(WORD, (text) => subjectsOf.personFolds([text, `x ${text}`], text)),
  [`${matchable}: asWritten`]: of(WORD, (text) => subjectsOf.asWritten([text, `x ${text}`], text)),
  [`${sealing}: isCommonEverywhere`]: of(WORD, (text) =>
    identifierKinds.map((kind) => seals.isCommonEverywhere(kind, text)),
  ),
  [`${sealing}: composeInputs`]: of(WORD, (text) => seals.composeInputs(subjects(text), today, 100)),
  [`${sealing}: fromText`]: of(FILE, (text) => seals.fromText(text)),
  [`${sealing}: toText`]: of(FILE, (text) => seals.toText(Buffer.from(text))),
  [`${sealing}: signedText`]: of(WORD, (text) =>
    seals.signedText({
      ...{ method: text, path: text, holder: text, caller: text },
      ...{ time: text, nonce: text, purpose: text, bodyHash: text },
    }),
  ),
  [`${sealing}: identifierInput`]: of(WORD, (text) => seals.identifierInput('phone', text)),
  [`${sealing}: personInputs`]: of(WORD, (text) => seals.personInputs(text, '1990-03-05')),
}

const names = 'library/names'

export const ofNames: Readonly<Record<string, Reading>> = {
  [`${names}: readName`]: of(WORD, (text) => kinds.map((kind) => readName(text, kind))),
  [`${names}: marksDiffer`]: of(WORD, (text) => marksDiffer(text, `${text}é`)),
  [`${persons}: letterPairsOf`]: of(WORD, pairs.letterPairsOf),
  [`${persons}: mayBeSpellings`]: of(WORD, (text) => pairs.mayBeSpellings(pairs.letterPairsOf('Ahmad'), text)),
  [`${persons}: personKeys`]: of(WORD, (text) => pairs.personKeys([readName(text)], '1990-03-05')),
  [`${persons}: readWritten`]: of(WORD, (text) => pairs.readWritten(written(text))),
  [`${persons}: isDistinctive`]: of(WORD, (text) => pairs.isDistinctive(pairs.readWritten(written(text)))),
  [`${persons}: comparePersonRecords`]: of(WORD, (text) =>
    pairs.comparePersonRecords(pairs.readWritten(written(text)), pairs.readWritten(written(`x ${text}`)), false),
  ),
  [`${names}: nameFold`]: of(WORD, (text) => kinds.map((kind) => nameFold(readName(text, kind)))),
  [`${names}: nameKeys`]: of(WORD, (text) => kinds.map((kind) => nameKeys(readName(text, kind)))),
  [`${names}: compareNames`]: of(WORD, (text) =>
    kinds.map((kind) => [compareNames(text, text, kind), compareNames(text, `x ${text}`, kind)]),
  ),
  [`${names}/things: readThing`]: of(WORD, (text) => things.readThing(text, 'Company')),
  [`${names}/things: thingFold`]: of(WORD, (text) => things.thingFold(things.readThing(text, 'Company'))),
  [`${names}/things: thingKeys`]: of(WORD, (text) => things.thingKeys(things.readThing(text, 'Vessel'))),
  [`${names}/things: compareThings`]: of(WORD, (text) => things.compareThings(text, `${text} Ltd`, 'Company')),
  [`${names}/things: compareReadThings`]: of(WORD, (text) =>
    things.compareReadThings(things.readThing(text, 'Vessel'), things.readThing(`x${text}`, 'Vessel')),
  ),
  [`${names}/things: isLikelyThing`]: of(WORD, (text) => things.isLikelyThing(things.readThing(text, 'Company'))),
  [`${names}/spelling: readWords`]: of(WORD, spelling.readWords),
  [`${names}/spelling: wordFrequency`]: of(WORD, (text) => spelling.readWords(text).map(spelling.wordFrequency)),
  [`${names}/spelling: compareWords`]: of(WORD, (text) => firstTwo(text, spelling.compareWords)),
  [`${names}/spelling: areTwoPlaces`]: of(WORD, (text) => firstTwo(text, spelling.areTwoPlaces)),
  [`${names}/spelling: lettersHeld`]: of(WORD, spelling.lettersHeld),
  [`${names}/spelling: areOneName`]: of(WORD, (text) => firstTwo(text, spelling.areOneName)),
  [`${names}/spelling/romanise: romanise`]: of(WORD, (text) => scripts.map((script) => romanise(text, script as never))),
  [`library/linkage/model: readBirth`]: of(WORD, readBirth),
} // prettier-ignore

/** A person as a report writes one. */
const written = (name: string) => ({ id: name, names: [name], born: '1990-03-05' })

type SpelledWord = ReturnType<typeof spelling.readWords>[number]

function firstTwo(text: string, compare: (a: SpelledWord, b: SpelledWord) => unknown): unknown {
  const [one] = spelling.readWords(text)
  const [other] = spelling.readWords(`x${text}`)
  return one && other ? compare(one, other) : null
}
