/** The subjects of a draft: added, changed and taken away, with the numbers that point at them kept right. */
import { personCategory, subjectKind } from '../../../../wire/codes.ts'
import type { DraftDocument, DraftSubject } from '../../drafts.ts'
import { bornValues, typedBorn } from './born.form.ts'
import { acceptedOf } from './offers.ts'
import type { Read } from './reading.ts'
import { faultsOf, faultsOfStep, type Errors } from './steps.ts'
import { itemsOf } from './text.form.ts'
import {
  typedCode,
  typedList,
  typedNumber,
  typedText,
  type Typed,
} from '../../../../platform/http/typed-form.ts'
import { said } from './typed.ts'

/**
 * Reads the list's page: the ticked finds become subjects, whatever button was pressed.
 * @param typed - the form
 * @param document - of the draft, before
 * @returns the draft with them, and where the button leads
 */
export function readSubjects(typed: Typed, document: DraftDocument): Read {
  const accepted = acceptedOf(document, typedList(typed, 'found'))
  const subjects = [...(document.subjects ?? []), ...accepted]
  const next = subjects.length === 0 ? document : { ...document, subjects }
  const asked = typedText(typed, 'do')
  if (asked === 'add') return { document: next, errors: {}, stay: true }
  if (asked === 'person' || asked === 'thing')
    return { document: next, errors: {}, goTo: `subjects/${asked}` }
  return { document: next, errors: listFaults(next) }
}

/** Faults of subjects are shown at the list, each by the subject it is in. */
function listFaults(document: DraftDocument): Errors {
  const faults: Errors = {}
  for (const [path, message] of Object.entries(faultsOfStep(document, 'subjects'))) {
    const place = path.split('.')[1]
    if (place === undefined) faults['form'] ??= message
    else faults[`subject-${String(Number(place) + 1)}`] ??= `Subject ${String(Number(place) + 1)}: ${message}`
  }
  return faults
}

/**
 * Writes a subject as form fields, for changing it.
 * @param subject - of the draft
 * @returns values by field
 */
export function subjectValues(subject: DraftSubject): Record<string, unknown> {
  return {
    kind: subject.kind ?? '',
    category: subject.category ?? '',
    names: (subject.names ?? []).join('\n'),
    ...bornValues(subject.born ?? ''),
    value: subject.value ?? '',
    country: subject.country ?? '',
    note: subject.note ?? '',
    item: subject.item === undefined ? '' : String(subject.item),
    belongs_to: subject.belongs_to === undefined ? '' : String(subject.belongs_to),
  }
}

/**
 * Reads a person as typed: names one a line; a date of birth as far as it is known.
 * @param typed - the form
 * @param document - of the draft, for its items
 * @returns the person, not checked yet
 */
export function typedPerson(typed: Typed, document: DraftDocument): DraftSubject {
  const names = (typedText(typed, 'names') ?? '')
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return {
    kind: 'person',
    ...said({
      item: typedItem(typed, document),
      category: typedCode(typed, 'category', personCategory),
      born: typedBorn(typed),
      note: typedText(typed, 'note'),
    }),
    names,
  }
}

/**
 * Reads anything that is not a person, as typed.
 * @param typed - the form
 * @param document - of the draft, for its items
 * @returns the thing, not checked yet
 */
export function typedThing(typed: Typed, document: DraftDocument): DraftSubject {
  const owner = typedNumber(typed, 'belongs_to')
  const country = typedText(typed, 'country')?.toUpperCase()
  return said({
    kind: typedCode(typed, 'kind', thingKinds),
    item: typedItem(typed, document),
    value: typedText(typed, 'value'),
    country: country === 'UK' ? 'GB' : country,
    note: typedText(typed, 'note'),
    belongs_to: owner > 0 ? owner : undefined,
  })
}

const { person: _person, ...thingKinds } = subjectKind
export { thingKinds }

function typedItem(typed: Typed, document: DraftDocument): number | undefined {
  if (itemsOf(document).length === 1) return 1
  const item = typedNumber(typed, 'item')
  return item > 0 ? item : undefined
}

/**
 * Puts a subject into a draft, in the place of another or at the end.
 * @param document - of the draft
 * @param number - from 1; null adds it
 * @param subject - as it was typed
 * @returns the draft; unchanged, with faults by form field, when the subject is not right
 */
export function withSubject(document: DraftDocument, number: number | null, subject: DraftSubject): Read {
  const subjects = [...(document.subjects ?? [])]
  const index = number === null ? subjects.length : number - 1
  subjects[index] = subject
  const next = { ...document, subjects }
  const faults = faultsOfSubject(next, index)
  return Object.keys(faults).length === 0 ? { document: next, errors: {} } : { document, errors: faults }
}

function faultsOfSubject(document: DraftDocument, index: number): Errors {
  const start = `subjects.${String(index)}.`
  const faults: Errors = {}
  const { kind, value } = document.subjects?.[index] ?? {}
  // Without a kind the rules cannot tell what else is missing.
  if (!kind) return { kind: 'Choose what it is', ...(value ? {} : { value: 'Enter it as it was written' }) }
  for (const [path, message] of Object.entries(faultsOf(document))) {
    if (path.startsWith(start)) faults[path.slice(start.length).split('.')[0] ?? 'form'] ??= message
  }
  return faults
}

/**
 * Takes one subject out of a draft. It can be put back until the next change. Things that belonged to it belong to
 * nobody; others keep theirs.
 * @param document - of the draft
 * @param number - of the subject, from 1
 * @returns the draft; unchanged where there is no such subject
 */
export function withoutSubject(document: DraftDocument, number: number): DraftDocument {
  const gone = document.subjects?.[number - 1]
  if (gone === undefined) return document
  const owned: number[] = []
  const subjects = (document.subjects ?? [])
    .filter((_, index) => index !== number - 1)
    .map((subject, index) => {
      const { belongs_to: owner, ...others } = subject
      if (owner === undefined || owner < number) return subject
      if (owner === number) owned.push(index + 1)
      return owner === number ? others : { ...others, belongs_to: owner - 1 }
    })
  return { ...document, subjects, removed: { subject: gone, number, owned } }
}

/**
 * Puts back what was removed last, in its place and with what belonged to it.
 * @param document - of the draft
 * @returns the draft; unchanged where nothing was removed
 */
export function withRemovedBack(document: DraftDocument): DraftDocument {
  const { removed, ...others } = document
  if (removed === undefined) return document
  const { subject, number, owned } = removed
  const moved = (document.subjects ?? []).map((one, index) => {
    const owner = one.belongs_to
    if (owned.includes(index + 1)) return { ...one, belongs_to: number }
    return owner === undefined || owner < number ? one : { ...one, belongs_to: owner + 1 }
  })
  return { ...others, subjects: moved.toSpliced(number - 1, 0, subject) }
}
