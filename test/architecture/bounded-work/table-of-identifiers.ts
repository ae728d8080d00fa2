/** The same table for identifiers, names and what a check is asked. */
import { detectKind, whyNoKind } from '../../../src/rooms/deconfliction/detect-kind.ts'
import { normaliseAccount } from '../../../src/rooms/deconfliction/identifiers/account.ts'
import * as written from '../../../src/rooms/deconfliction/identifiers/as-written.ts'
import * as british from '../../../src/rooms/deconfliction/identifiers/british-phone.ts'
import { normaliseDevice } from '../../../src/rooms/deconfliction/identifiers/device.ts'
import { normaliseDocument } from '../../../src/rooms/deconfliction/identifiers/document.ts'
import { normaliseEmail } from '../../../src/rooms/deconfliction/identifiers/email.ts'
import { findCoordinates } from '../../../src/rooms/deconfliction/identifiers/find-coordinates.ts'
import { findDates } from '../../../src/rooms/deconfliction/identifiers/find-dates.ts'
import { findLabelled } from '../../../src/rooms/deconfliction/identifiers/find-labelled.ts'
import { findPhones } from '../../../src/rooms/deconfliction/identifiers/find-phones.ts'
import { findPlates } from '../../../src/rooms/deconfliction/identifiers/find-plates.ts'
import { normaliseHandle } from '../../../src/rooms/deconfliction/identifiers/handle.ts'
import { identifierKinds } from '../../../src/rooms/deconfliction/identifiers/understand.ts'
import { isWholePhone, normalisePhone } from '../../../src/rooms/deconfliction/identifiers/phone.ts'
import { isBritishShape, normaliseVehicle } from '../../../src/rooms/deconfliction/identifiers/vehicle.ts'
import * as vessel from '../../../src/rooms/deconfliction/identifiers/vessel.ts'
import * as checks from '../../../src/rooms/deconfliction/identifiers/wallet-checks.ts'
import { normaliseWallet } from '../../../src/rooms/deconfliction/identifiers/wallet.ts'
import { takeCountry } from '../../../src/rooms/deconfliction/identifiers/country-sign.ts'
import { readHullNumber } from '../../../src/rooms/deconfliction/identifiers/hull-number.ts'
import * as labels from '../../../src/rooms/deconfliction/identifiers/labels.ts'
import * as messenger from '../../../src/rooms/deconfliction/identifiers/messenger-address.ts'
import { whatElse } from '../../../src/rooms/deconfliction/identifiers/no-identifier.ts'
import { whatToType } from '../../../src/rooms/deconfliction/identifiers/reasons.ts'
import { waysToPart } from '../../../src/rooms/deconfliction/identifiers/several.ts'
import { withoutSheetMarks } from '../../../src/rooms/deconfliction/identifiers/sheet-marks.ts'
import { asWritten, keysOf, shownAsWritten } from '../../../src/rooms/deconfliction/identifiers/understand.ts'
import * as deconfliction from '../../../src/rooms/deconfliction/index.ts'
import { readBirth } from '../../../src/rooms/deconfliction/linkage/model/index.ts'
import { compareNames, nameFold, nameKeys, readName } from '../../../src/rooms/deconfliction/names/index.ts'
import * as spelling from '../../../src/rooms/deconfliction/names/spelling/index.ts'
import { romanise } from '../../../src/rooms/deconfliction/names/spelling/romanise/index.ts'
import * as things from '../../../src/rooms/deconfliction/names/things/index.ts'
import { readList } from '../../../src/rooms/deconfliction/read-list.ts'
import { identifierInput, personInputs } from '../../../src/rooms/deconfliction/sealed/agency/index.ts'
import { fromText, signedText, toText } from '../../../src/rooms/deconfliction/sealed/protocol.ts'
import { FILE, of, TEXT, WORD, type Reading } from './table.ts'

const today = new Date('2026-11-22T12:00:00Z')
const door = 'rooms/deconfliction'
const inside = `${door}/identifiers`
const kinds = ['Person', 'Company', 'Vessel', 'LegalEntity'] as const
const scripts = ['latin', 'arabic', 'cyrillic', 'greek', 'han', 'hangul'] as const

/** A person, and things of every kind that say whose they are. */
const subjects = (text: string) => [
  { kind: 'person' as const, names: [text, ...text.split(' ').slice(0, 20)], born: text },
  ...identifierKinds.map((kind) => ({ kind, value: text, country: text })),
]

export const ofIdentifiers: Readonly<Record<string, Reading>> = {
  [`${door}: findIdentifiers`]: of(TEXT, deconfliction.findIdentifiers),
  [`${door}: identifierKeys`]: of(WORD, deconfliction.identifierKeys),
  [`${door}: normaliseIdentifier`]: of(WORD, (text) =>
    identifierKinds.map((kind) => deconfliction.normaliseIdentifier(kind, text)),
  ),
  [`${door}: understandIdentifier`]: of(WORD, (text) =>
    identifierKinds.map((kind) => deconfliction.understandIdentifier(kind, text, text)),
  ),
  [`${door}: keysHeld`]: of(WORD, (text) =>
    identifierKinds.map((kind) => deconfliction.keysHeld(kind, text)),
  ),
  [`${door}: askedKey`]: of(WORD, (text) =>
    identifierKinds.map((kind) =>
      [false, true].map((as) => deconfliction.askedKey({ kind, value: text, as_written: as })),
    ),
  ),
  [`${door}: notUnderstoodIn`]: of(WORD, (text) => deconfliction.notUnderstoodIn(subjects(text))),
  [`${door}: countryOf`]: of(WORD, deconfliction.countryOf),
  [`${door}: identifiersOf`]: of(WORD, (text) => deconfliction.identifiersOf(subjects(text), today)),
  [`${door}: personsOf`]: of(WORD, (text) => deconfliction.personsOf(subjects(text), today)),
  [`${door}: isNeverMatched`]: of(WORD, (text) =>
    deconfliction.isNeverMatched({ kind: 'person', born: text }, today),
  ),
  [`${door}/detect-kind: detectKind`]: of(WORD, detectKind),
  [`${door}/detect-kind: whyNoKind`]: of(WORD, whyNoKind),
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
  [`${inside}/as-written: readAsWritten`]: of(WORD, written.readAsWritten),
  [`${inside}/as-written: compact`]: of(WORD, written.compact),
  [`${inside}/as-written: passesLuhn`]: of(WORD, written.passesLuhn),
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
  [`${inside}/understand: asWritten`]: of(WORD, (text) => asWritten('phone', text)),
  [`${inside}/understand: keysOf`]: of(WORD, (text) =>
    keysOf('phone', text, { understood: [], reasons: [] }),
  ),
  [`${inside}/understand: shownAsWritten`]: of(WORD, shownAsWritten),
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
  [`${door}/sealed/protocol: fromText`]: of(FILE, (text) => fromText(text)),
  [`${door}/sealed/protocol: toText`]: of(FILE, (text) => toText(Buffer.from(text))),
  [`${door}/sealed/protocol: signedText`]: of(WORD, (text) =>
    signedText({
      ...{ method: text, path: text, holder: text, caller: text },
      ...{ time: text, nonce: text, purpose: text, bodyHash: text },
    }),
  ),
  [`${door}/sealed/agency: identifierInput`]: of(WORD, (text) => identifierInput('phone', text)),
  [`${door}/sealed/agency: personInputs`]: of(WORD, (text) => personInputs(text, '1990-03-05')),
}

const names = `${door}/names`

export const ofNames: Readonly<Record<string, Reading>> = {
  [`${door}: readName`]: of(WORD, (text) => kinds.map((kind) => readName(text, kind))),
  [`${names}: nameFold`]: of(WORD, (text) => kinds.map((kind) => nameFold(readName(text, kind)))),
  [`${names}: nameKeys`]: of(WORD, (text) => kinds.map((kind) => nameKeys(readName(text, kind)))),
  [`${door}: compareNames`]: of(WORD, (text) =>
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
  [`${door}/linkage/model: readBirth`]: of(WORD, readBirth),
} // prettier-ignore

type SpelledWord = ReturnType<typeof spelling.readWords>[number]

function firstTwo(text: string, compare: (a: SpelledWord, b: SpelledWord) => unknown): unknown {
  const [one] = spelling.readWords(text)
  const [other] = spelling.readWords(`x${text}`)
  return one && other ? compare(one, other) : null
}
