/** What the forms of encounters have alike: a moment as a day and a time, and numbers of people. */
import { faultOfDate, readDateField } from '../../../design/fields.ts'
import { invalid } from '../../../platform/errors.ts'
import type { Refused } from '../../../platform/http/or-again.ts'
import { typedText, type Typed } from '../../../platform/http/typed-form.ts'
import { ukMoment, ukParts } from '../../operations/index.ts'
import type { Parsed } from '../fields.ts'

/**
 * Reads a moment from its day and its time.
 * @param typed - the form, with `NAME-day`, `NAME-month`, `NAME-year` and `NAME_time`
 * @param name - of the moment
 * @param faults - what is wrong is put here, by field
 * @returns ISO text; undefined where nothing was typed, or it is wrong
 */
export function readMoment(typed: Typed, name: string, faults: Record<string, string>): string | undefined {
  const day = readDateField(typed, name)
  const time = typedText(typed, `${name}_time`)
  if (day === undefined && time === undefined) return undefined
  const fault = day === undefined ? 'Enter the day' : faultOfDate(typed, name, 'The day')
  if (fault !== undefined) {
    faults[name] = fault
    return undefined
  }
  const at = time === undefined ? 'none' : ukMoment(day ?? '', time)
  if (at instanceof Date) return at.toISOString()
  faults[`${name}_time`] =
    at === 'none' ? 'Enter the time, like 14:30' : 'The clock jumped over this time. Enter another'
  return undefined
}

/** @returns fields of a form for a moment */
export function momentValues(name: string, at: Date): Record<string, string> {
  const { day, time } = ukParts(at)
  return { [name]: day, [`${name}_time`]: time }
}

/** @returns a number where one was typed, 0 where nothing was, and the text itself where it is none: the schema says so */
export function readPeople(typed: Typed, name: string): number | string {
  const text = typedText(typed, name) ?? '0'
  return /^-?\d{1,9}$/.test(text) ? Number(text) : text
}

/**
 * @param parsed - of the body that was made of the form
 * @param faults - of the form itself; they count more
 * @returns the value
 * @throws invalid by the field
 */
export function valueOf<Value>(parsed: Parsed<Value>, faults: Record<string, string>): Value {
  const fields = { ...('fields' in parsed ? parsed.fields : {}), ...faults }
  if ('fields' in parsed || Object.keys(fields).length > 0) throw invalid(fields)
  return parsed.value
}

/** What a form is shown with: what was typed, or the beginning; and whether it asks for "it is none". */
export function formView(refused: Refused | null, beginning: Record<string, unknown>) {
  const asksNone =
    refused !== null &&
    (refused.values['no_person'] !== undefined ||
      Object.values(refused.errors).some((fault) => fault.startsWith('This looks like')))
  return {
    values: refused?.values ?? beginning,
    ...(refused ? { errors: refused.errors } : {}),
    asksNone,
  }
}

/** A code list as choices of a form. */
export const choices = (list: Readonly<Record<string, string>>): { value: string; text: string }[] =>
  Object.entries(list).map(([value, text]) => ({ value, text }))
