/**
 * Turns a field's few facts, what was typed and what was wrong with it into the parameters of a GOV.UK
 * component, so that a page's template names a field in one line.
 *
 * A field's name is also its id (`items[0].text` becomes `items-0-text`), and the error summary links to it.
 */

import { writtenDay } from '../wire/written-day.ts'

/** Faults by field name. */
export type Errors = Readonly<Record<string, string>>
/** What was typed, by field name. */
export type Values = Readonly<Record<string, unknown>>
/** One choice of a list. `hint` is text; `conditional` must be markup that a macro made. */
export type Choice = { value: string; text: string; hint?: unknown; [parameter: string]: unknown }
/**
 * A field: `name`, `label` (or `legend`), `hint`, `heading` (`l`, `m`, `s` or true: the label is the page's
 * heading), `optional`, `items`, and any other parameter of the GOV.UK component.
 */
export type FieldOptions = { name: string; [parameter: string]: unknown }
/** Parameters of a GOV.UK component. */
export type Parameters = Record<string, unknown>
export type FieldBuilder = (
  options: FieldOptions,
  values?: Values | null,
  errors?: Errors | null,
) => Parameters

/**
 * Makes the id of a field.
 * @param name - of the field, as in `items[0].text`
 * @returns only letters, digits, hyphens and underscores, as in `items-0-text`
 */
export function fieldId(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/gu, '-').replace(/^-+|(?<!-)-+$/gu, '')
}

/** One line of the error summary. */
export type ErrorLink = { text: string; href?: string }

/**
 * The lines of the error summary, each a link to its field.
 *
 * @param errors - faults by field name; the name `form` is for what belongs to no field, and gets no link
 * @returns in the order of the faults
 */
export function errorList(errors: Errors | null | undefined): ErrorLink[] {
  return Object.entries(errors ?? {}).map(([name, text]) =>
    name === 'form' || name === '' ? { text } : { text, href: `#${fieldId(name)}` },
  )
}

/** Parameters of `govukInput`. `width` is 2, 3, 4, 5, 10, 20 (characters) or a GOV.UK override like `one-half`. */
export const inputParams: FieldBuilder = (options, values, errors) => {
  const { width, classes, ...rest } = common(options, 'label', errors)
  return {
    ...rest,
    value: typed(options, values),
    classes: joinClasses(classes, widthClass(width)),
    errorMessage: rest['errorMessage'],
  }
}

/** Parameters of `govukTextarea`, or of `govukCharacterCount` when `maxlength` is given. */
export const textareaParams: FieldBuilder = (options, values, errors) => ({
  rows: 6,
  ...common(options, 'label', errors),
  value: typed(options, values),
})

/** Parameters of `govukSelect`. `items` may be a code list; `blank` is the first, empty choice. */
export const selectParams: FieldBuilder = (options, values, errors) => {
  const { items, blank, codeBeside, ...rest } = common(options, 'label', errors)
  const chosen = typed(options, values)
  const first = typeof blank === 'string' ? [{ value: '', text: blank }] : []
  return {
    ...rest,
    items: [...first, ...choices(items, codeBeside === true)].map((choice) => ({
      ...choice,
      selected: choice.value === (chosen ?? ''),
    })),
  }
}

/** Parameters of `govukRadios`. `items` may be a code list; `codeBeside` prints each code after its words. */
export const radiosParams: FieldBuilder = (options, values, errors) => {
  const { items, codeBeside, small, inline, classes, ...rest } = common(options, 'legend', errors)
  const chosen = typed(options, values)
  return {
    ...rest,
    idPrefix: rest['id'],
    classes: joinClasses(
      classes,
      small === true && 'govuk-radios--small',
      inline === true && 'govuk-radios--inline',
    ),
    items: choices(items, codeBeside === true).map((choice) => ({
      ...choice,
      checked: choice.value === chosen,
    })),
  }
}

/** Parameters of `govukCheckboxes`. The value is one string or a list of them. */
export const checkboxesParams: FieldBuilder = (options, values, errors) => {
  const { items, codeBeside, small, classes, ...rest } = common(options, 'legend', errors)
  const value = values?.[options.name] ?? options['value']
  const chosen: unknown[] = Array.isArray(value) ? value : [value]
  return {
    ...rest,
    idPrefix: rest['id'],
    classes: joinClasses(classes, small === true && 'govuk-checkboxes--small'),
    items: choices(items, codeBeside === true).map((choice) => ({
      ...choice,
      checked: chosen.includes(choice.value),
    })),
  }
}

/**
 * Parameters of `govukDateInput`. The three boxes are named `NAME-day`, `NAME-month` and `NAME-year`; when
 * none of them was typed, an ISO day under `NAME` itself fills them. The error summary's link goes to the day.
 */
export const dateParams: FieldBuilder = (options, values, errors) => {
  const { id, ...rest } = common(options, 'legend', errors)
  const { name } = options
  const parts = ['day', 'month', 'year'] as const
  const wasTyped = parts.some((part) => typeof values?.[`${name}-${part}`] === 'string')
  const iso = wasTyped ? null : /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(typed(options, values) ?? '')
  const stored = { year: iso?.[1] ?? '', month: iso?.[2] ?? '', day: iso?.[3] ?? '' }
  return {
    ...rest,
    id: `${String(id)}-date`,
    namePrefix: name,
    items: parts.map((part) => ({
      name: part,
      id: part === 'day' ? id : `${String(id)}-${part}`,
      classes: part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
      value: wasTyped ? textOf(values?.[`${name}-${part}`]) : stored[part],
    })),
  }
}

/** Parameters of `govukFileUpload`. */
export const fileParams: FieldBuilder = (options, _values, errors) => common(options, 'label', errors)

/**
 * Reads a date field back from a parsed form.
 *
 * @param body - the form, by field name
 * @param name - the field's name
 * @returns `YYYY-MM-DD` when it is understood (it may still be no real day: the schema says), what was typed
 *   joined by hyphens when it is not, and undefined when nothing was typed
 */
export function readDateField(body: Values, name: string): string | undefined {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map(
    (part) => textOf(body[`${name}-${part}`])?.trim() ?? '',
  )
  if (!year && !month && !day) return undefined
  const padded = (part: string) => (/^\d$/u.test(part) ? `0${part}` : part)
  return writtenDay({ day, month, year }) ?? `${year}-${padded(month)}-${padded(day)}`
}

/**
 * A form or a query whose dates come in three boxes, with each date under its own name: what was typed joined where
 * it is no day. A date that came under its own name already, as in a link, stays.
 *
 * @param body - fields as they came; a list where one came more than once
 * @param names - of its date fields
 * @returns the fields, without the boxes
 */
export function withDateFields<Value>(
  body: Readonly<Record<string, Value>>,
  names: readonly string[],
): Record<string, Value | string> {
  const isPart = (key: string) => names.some((name) => /^-(?:day|month|year)$/.test(key.replace(name, '')))
  const others = Object.entries<Value | string>(body).filter(([key]) => !isPart(key))
  const dates = names.flatMap((name): [string, string][] => {
    const read = readDateField(body, name)
    return read === undefined ? [] : [[name, read]]
  })
  return Object.fromEntries([...others, ...dates])
}

/**
 * What is wrong with a date in three boxes, in the words of the GOV.UK Design System.
 *
 * @param body - the form, by field name
 * @param name - the field's name
 * @param what - what it is the date of, like `Review date`
 * @returns undefined when nothing was typed, and when it is a real day
 */
export function faultOfDate(body: Values, name: string, what: string): string | undefined {
  const read = readDateField(body, name)
  if (read === undefined || isDay(read)) return undefined
  const parts = ['day', 'month', 'year'] as const
  const missing = parts.filter((part) => (textOf(body[`${name}-${part}`])?.trim() ?? '') === '')
  if (missing.length > 0 && missing.length < 3)
    return `${what} must include ${missing.map((part) => `a ${part}`).join(' and ')}`
  return `${what} must be a real date`
}

const isDay = (text: string): boolean => {
  const moment = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === text
}

/**
 * Turns every `html` parameter that no macro made into text: GOV.UK's components print `html` as it stands.
 *
 * @param parameters - parameters of a component
 * @param isMarkup - tells markup that a template made from a string of data
 * @returns the parameters, with `text` in the place of `html`
 */
export function withoutRawHtml(parameters: Parameters, isMarkup: (value: unknown) => boolean): Parameters {
  const clean = (value: unknown): unknown => {
    if (isMarkup(value)) return value
    if (Array.isArray(value)) return value.map(clean)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]: [string, unknown]) =>
        /html$/iu.test(key) && !isMarkup(inner)
          ? [key.replace(/html$/u, 'text').replace(/Html$/u, 'Text'), inner]
          : [key, clean(inner)],
      ),
    )
  }
  return clean(parameters) as Parameters
}

function common(
  options: FieldOptions,
  kind: 'label' | 'legend',
  errors: Errors | null | undefined,
): Parameters {
  const { label, legend, hint, heading, optional, ...rest } = options
  const said = asText(legend ?? label)
  const text =
    optional === true && said['text'] !== undefined
      ? `${textOf(said['text']) ?? ''} (optional)`
      : said['text']
  const size = heading === true ? 'l' : typeof heading === 'string' ? heading : undefined
  const title: Parameters = { ...said, text }
  if (size !== undefined) {
    title['classes'] = `govuk-${kind === 'label' ? 'label' : 'fieldset__legend'}--${size}`
    title['isPageHeading'] = heading === true || heading === 'l'
  } else {
    title['classes'] ??= kind === 'label' ? 'govuk-label--s' : 'govuk-fieldset__legend--s'
  }
  const fault = errors?.[options.name]
  const parameters: Parameters = { id: fieldId(options.name), ...rest }
  if (kind === 'label') parameters['label'] = title
  else parameters['fieldset'] = { legend: title }
  if (hint !== undefined && hint !== null && hint !== '') parameters['hint'] = asText(hint)
  if (fault !== undefined) parameters['errorMessage'] = { text: fault }
  return parameters
}

function choices(items: unknown, codeBeside: boolean): Choice[] {
  const list: Choice[] = Array.isArray(items)
    ? (items as Choice[])
    : Object.entries((items ?? {}) as Record<string, string>).map(([value, text]) => ({
        value,
        text: codeBeside ? `${text} (${value})` : text,
      }))
  return list.map((choice) => {
    const { hint, conditional, ...rest } = choice
    const known: Choice = { ...rest }
    if (hint !== undefined && hint !== null && hint !== '') known.hint = asText(hint)
    if (conditional !== undefined && conditional !== null) known['conditional'] = { html: conditional }
    return known
  })
}

function typed(options: FieldOptions, values: Values | null | undefined): string | undefined {
  return textOf(values?.[options.name] ?? options['value'])
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

function asText(value: unknown): Parameters {
  if (typeof value === 'object' && value !== null && 'text' in value) return value
  return { text: value }
}

function widthClass(width: unknown): string | false {
  if (typeof width === 'number') return `govuk-input--width-${String(width)}`
  return typeof width === 'string' && `govuk-!-width-${width}`
}

function joinClasses(...classes: unknown[]): string {
  return classes.filter((one) => typeof one === 'string' && one !== '').join(' ')
}
