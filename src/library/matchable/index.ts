/** The door of this library: what of a report may be matched at all. Victims, witnesses and children never are. */
export { type HeldIdentifier, identifiersOf, isNeverMatched, notUnderstoodIn } from './identifiers-of.ts'
export { asWritten, type NamedSubject, personFolds, type PersonInReport, personsOf } from './persons-of.ts'
