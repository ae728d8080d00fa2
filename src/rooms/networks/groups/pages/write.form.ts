/** The form of a group: what was typed, as the rules read it; and a group as its form shows it. */
import { faultOfDate, readDateField } from '../../../../design/fields.ts'
import { typedList, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { parseGroup, type Group } from '../group.ts'
import type { GroupBody, GroupHeader } from '../read-group.ts'

const TEXTS = [
  'name',
  'why_a_group',
  'status',
  'apmis_reference',
  'place',
  'classification',
  'handling',
  'compartment',
] as const
const LISTS = ['aliases', 'routes', 'methods', 'commodities', 'areas'] as const
const UNDER_C = ['conditions', 'action_code', 'sanitisation_code'] as const
const DAYS = ['clear_on', 'hold_on', 'build_on'] as const

/**
 * Reads the form. A list is written one a line. What stands under a choice that was not made is left out.
 * @param typed - the form
 * @param today - YYYY-MM-DD, in London
 * @returns the group, or what is wrong with which field
 */
export function readForm(typed: Typed, today: string): { group: Group } | { fields: Record<string, string> } {
  const given = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, typedText(typed, name)] as const))
  const phase = typedText(typed, 'phase')
  const read = parseGroup(
    {
      ...given(TEXTS),
      ...Object.fromEntries(LISTS.map((name) => [name, linesOf(typedText(typed, name))] as const)),
      stretches: typedList(typed, 'stretches').filter((one) => one !== ''),
      phase: phase === 'none' ? undefined : phase,
      ...Object.fromEntries(DAYS.map((name) => [name, readDateField(typed, name)] as const)),
      ...(typedText(typed, 'handling') === 'C' ? given(UNDER_C) : {}),
    },
    today,
  )
  const wrongDays = DAYS.flatMap((name) => {
    const fault = readDateField(typed, name) === undefined ? undefined : faultOfDate(typed, name, 'The day')
    return fault === undefined ? [] : [[name, fault] as const]
  })
  if ('group' in read && wrongDays.length === 0) return read
  return { fields: { ...('fields' in read ? read.fields : {}), ...Object.fromEntries(wrongDays) } }
}

const linesOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '')

/**
 * Writes a group as its form shows it.
 * @param view - of an own group in full sight
 * @returns values by field
 */
export function valuesOf(view: GroupHeader & { body: GroupBody }): Record<string, unknown> {
  const { body } = view
  return {
    name: view.title,
    why_a_group: body.basis,
    status: body.status,
    apmis_reference: body.apmisReference,
    place: body.place,
    phase: body.phase ?? 'none',
    clear_on: body.clearOn,
    hold_on: body.holdOn,
    build_on: body.buildOn,
    stretches: body.stretches.map(({ id }) => id),
    ...Object.fromEntries(LISTS.map((name) => [name, body[name].join('\n')] as const)),
    classification: view.classification,
    handling: view.handling,
    conditions: view.conditions,
    action_code: view.actionCode,
    sanitisation_code: view.sanitisationCode,
    compartment: body.compartment?.id,
  }
}
