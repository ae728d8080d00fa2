/** The form of a decision: what was typed, as the rules read it. */
import { faultOfDate, readDateField } from '../../../../design/fields.ts'
import { typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { parseDecision, readLinks, type NewDecision } from '../decision.ts'
import type { DecisionId } from '../ids.ts'
import { ukMoment } from '../moment.ts'
import { PARTS, type DecisionModel } from '../words.ts'

/**
 * Reads the form.
 * @param typed - the form
 * @param asked - the model whose headings were chosen, and the entry that it corrects
 * @param now - an entry is never dated later
 * @returns the entry, or what is wrong with which field
 */
export function readDecisionForm(
  typed: Typed,
  { headings, corrects }: { headings: DecisionModel | undefined; corrects: DecisionId | undefined },
  now: Date,
): { decision: NewDecision } | { fields: Record<string, string> } {
  const own: Record<string, string> = {}
  const decided = readMoment(typed, own)
  const links = readLinks(typedText(typed, 'rests_on') ?? '')
  if ('fault' in links) own['rests_on'] = links.fault
  const review = faultOfDate(typed, 'review_on', 'The day')
  if (review !== undefined && readDateField(typed, 'review_on') !== undefined) own['review_on'] = review
  const parts = PARTS.map((part) => [part, typedText(typed, `heading_${part}`)] as const)
  const text = (name: string) => typedText(typed, name)
  const read = parseDecision(
    {
      ...{
        decision: text('decision'),
        reason: text('reason'),
        options: text('options'),
        basis: text('rests_on_words'),
      },
      ...{ change: text('change'), maker: text('maker'), classification: text('classification'), corrects },
      decided_at: (decided ?? now).toISOString(),
      must_read: text('must_read') === 'yes',
      review_on: own['review_on'] === undefined ? readDateField(typed, 'review_on') : undefined,
      // A model under whose headings nothing was typed was not chosen after all.
      headings:
        headings === undefined || parts.every(([, said]) => said === undefined)
          ? undefined
          : { model: headings, ...Object.fromEntries(parts) },
      rests_on: 'fault' in links ? [] : links.links,
    },
    now,
  )
  const fields = {
    ...('fields' in read ? Object.fromEntries(Object.entries(read.fields).map(named)) : {}),
    ...own,
  }
  if ('decision' in read && Object.keys(fields).length === 0) return read
  return { fields }
}

/** Faults of the rules, by what the form calls their fields. */
const named = ([name, fault]: [string, string]): [string, string] => {
  if (name === 'decided_at') return ['decided_on', fault]
  if (name === 'basis') return ['rests_on_words', fault]
  if (name.startsWith('rests_on')) return ['rests_on', fault]
  return [name.startsWith('headings.') ? name.replace('headings.', 'heading_') : name, fault]
}

function readMoment(typed: Typed, faults: Record<string, string>): Date | null {
  const day = readDateField(typed, 'decided_on')
  const fault = faultOfDate(typed, 'decided_on', 'The day')
  if (day === undefined || fault !== undefined) {
    faults['decided_on'] = fault ?? 'Enter the day on which it was decided'
    return null
  }
  const moment = ukMoment(day, typedText(typed, 'decided_time') ?? '')
  if (moment === 'none') faults['decided_time'] = 'Enter a time like 14:30'
  if (moment === 'skipped')
    faults['decided_time'] = 'The clocks went forward over this time. Enter one that there was'
  return typeof moment === 'string' ? null : moment
}
