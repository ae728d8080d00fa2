/** Fields of the public's pages: the parameters of GOV.UK's components, in the reader's language. */
import type { Words } from '../wording/en.ts'

export type Field = { kind: 'input' | 'textarea' | 'radios' | 'checkboxes' | 'date'; params: object }
type Faults = Readonly<Record<string, string>>

export type FieldFacts = {
  name: string
  label: string
  hint?: string | undefined
  /** the label is the page's heading */
  heading?: boolean
  value?: string | undefined
}

/**
 * Makes fields for one page: its language, and what was wrong with what was typed.
 * @param words - of the page's language
 * @param errors - faults by field name
 * @returns makes the parameters of each kind of field
 */
export function fieldsIn(words: Words, errors: Faults) {
  const message = (name: string) => {
    const text = errors[name]
    return text === undefined ? {} : { errorMessage: { text, visuallyHiddenText: words.layout.error } }
  }
  const hinted = (hint: string | undefined) => (hint === undefined ? {} : { hint: { text: hint } })
  const labelOf = (facts: FieldFacts) => ({
    text: facts.label,
    classes: facts.heading ? 'govuk-label--l' : 'govuk-label--s',
    isPageHeading: facts.heading === true,
  })
  const fieldset = (facts: FieldFacts) => ({
    legend: {
      text: facts.label,
      classes: facts.heading ? 'govuk-fieldset__legend--l' : 'govuk-fieldset__legend--s',
      isPageHeading: facts.heading === true,
    },
  })
  const line = (facts: FieldFacts) => ({
    id: facts.name,
    name: facts.name,
    label: labelOf(facts),
    value: facts.value,
    ...hinted(facts.hint),
    ...message(facts.name),
  })
  return {
    input: (facts: FieldFacts, more: object = {}): Field => ({
      kind: 'input',
      params: { ...line(facts), autocomplete: 'off', spellcheck: false, ...more },
    }),
    textarea: (facts: FieldFacts, more: object = {}): Field => ({
      kind: 'textarea',
      params: { rows: 5, ...line(facts), ...more },
    }),
    radios: (facts: FieldFacts, items: readonly Choice[]): Field => ({
      kind: 'radios',
      params: {
        name: facts.name,
        idPrefix: facts.name,
        fieldset: fieldset(facts),
        items: items.map((item) => ({ ...item, checked: item.value === facts.value })),
        ...hinted(facts.hint),
        ...message(facts.name),
      },
    }),
    checkboxes: (
      facts: Omit<FieldFacts, 'value'>,
      items: readonly Choice[],
      ticked: readonly string[],
    ): Field => ({
      kind: 'checkboxes',
      params: {
        name: facts.name,
        idPrefix: facts.name,
        fieldset: fieldset(facts),
        items: items.map((item) => ({ ...item, checked: ticked.includes(item.value) })),
        ...hinted(facts.hint),
        ...message(facts.name),
      },
    }),
    date: (facts: FieldFacts, values: Record<'day' | 'month' | 'year', string>): Field => ({
      kind: 'date',
      params: {
        id: facts.name,
        namePrefix: facts.name,
        fieldset: fieldset(facts),
        items: (['day', 'month', 'year'] as const).map((part) => ({
          name: part,
          id: `${facts.name}-${part}`,
          label: words.when.dayPart[part],
          classes: `govuk-input--width-${part === 'year' ? '4' : '2'}${
            `${facts.name}-day` in errors ? ' govuk-input--error' : ''
          }`,
          value: values[part],
        })),
        ...hinted(facts.hint),
        ...message(`${facts.name}-day`),
      },
    }),
  }
}

/** One choice; `opens`: fields that are asked when it is chosen. */
export type Choice = { value: string; text: string; opens?: readonly Field[] }

/**
 * Turns a list of words by code into choices.
 * @param list - code to words
 * @returns in the list's order
 */
export const choicesOf = (list: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(list).map(([value, text]) => ({ value, text }))

/**
 * Turns faults into lines of the error summary.
 * @param errors - faults by field name
 * @returns each with the address of its field
 */
export const faultLinks = (errors: Faults) =>
  Object.entries(errors).map(([name, text]) => ({ text, href: `#${name}` }))
