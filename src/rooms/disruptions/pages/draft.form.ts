/** The form of a disruption: what was typed, as the rules read it, and what it says, as the form shows it. */
import { faultOfDate, readDateField } from '../../../design/fields.ts'
import { typedText, type Typed } from '../../../platform/http/typed-form.ts'
import { parseDisruption, type Disruption } from '../disruption.ts'
import type { WholeDisruption } from '../read-disruption.ts'

const TEXTS = [
  ...['title', 'about_kind', 'about', 'done', 'what', 'strand', 'before', 'after', 'level', 'level_reason'],
  ...['apmis_reference', 'classification', 'handling', 'compartment'],
]
const OF_A_PERSON = ['person_category', 'person_basis']
const UNDER_C = ['conditions', 'action_code', 'sanitisation_code']

/**
 * Reads the form. What stands under a choice that was not made is left out: it was hidden from whoever chose.
 * @param typed - the form
 * @param today - YYYY-MM-DD, in London
 * @returns the disruption, or what is wrong with which field
 */
export function readForm(
  typed: Typed,
  today: string,
): { disruption: Disruption } | { fields: Record<string, string> } {
  const given = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, typedText(typed, name)] as const))
  const due = readDateField(typed, 'effect_due_on')
  const read = parseDisruption(
    {
      ...given(TEXTS),
      ...(typedText(typed, 'about_kind') === 'person'
        ? {
            ...given(OF_A_PERSON),
            person_is_adult: typedText(typed, 'person_is_adult') === 'yes' || undefined,
          }
        : given(['group'])),
      ...(typedText(typed, 'handling') === 'C' ? given(UNDER_C) : {}),
      happened_on: readDateField(typed, 'happened_on'),
      ...(due === undefined || due === '' ? {} : { effect_due_on: due }),
    },
    today,
  )
  const faults = {
    happened_on: faultOfDate(typed, 'happened_on', 'The day'),
    effect_due_on: isTyped(typed, 'effect_due_on') ? faultOfDate(typed, 'effect_due_on', 'The day') : undefined,
  }
  const wrong = Object.fromEntries(
    Object.entries(faults).flatMap(([name, fault]) => (fault === undefined ? [] : [[name, fault] as const])),
  )
  if (Object.keys(wrong).length === 0) return read
  return { fields: { ...('fields' in read ? read.fields : {}), ...wrong } }
} // prettier-ignore

const isTyped = (typed: Typed, name: string) =>
  ['day', 'month', 'year'].some((part) => typedText(typed, `${name}-${part}`) !== undefined)

/**
 * Fills the form with what a disruption says.
 * @param view - in full sight
 * @returns values by field
 */
export function valuesOf({ title, classification, handling, body, ...view }: WholeDisruption) {
  return {
    ...{ title, classification, handling },
    ...{
      conditions: view.conditions,
      action_code: view.actionCode,
      sanitisation_code: view.sanitisationCode,
    },
    ...{ about_kind: body.aboutKind, about: body.about, group: body.group?.reference ?? body.groupTyped },
    ...{ person_category: body.personCategory, person_basis: body.personBasis },
    person_is_adult: body.personCategory === null ? undefined : 'yes',
    ...{ done: body.done, what: body.what, strand: body.strand, before: body.before, after: body.after },
    ...{ level: body.levelProposed, level_reason: body.levelReason, apmis_reference: body.apmisReference },
    ...dayIn('happened_on', body.happenedOn),
    ...dayIn('effect_due_on', body.effectDueOn),
    compartment: body.compartment?.id,
    revision: body.revision,
  }
}

function dayIn(name: string, day: string | null): Record<string, string> {
  if (day === null) return {}
  const [year = '', month = '', date = ''] = day.split('-')
  return { [`${name}-day`]: String(Number(date)), [`${name}-month`]: String(Number(month)), [`${name}-year`]: year }
} // prettier-ignore
