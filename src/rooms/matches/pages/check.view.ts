/** Answers to checks as their pages show them. */
import { plural } from '../../../design/words.ts'
import { birthWords } from '../../../wire/births/known-birth.ts'
import { subjectKind, type SubjectKind } from '../../../wire/codes.ts'
import type { ListAnswer } from '../check-list.ts'
import type { CheckAnswer, PastCheck } from '../check-value.ts'
import type { Understood } from '../../../library/identifiers/index.ts'
import { likelihoodWords } from '../likelihood.ts'
import type { OwnHolding } from '../own-holdings.ts'
import type { ReadFault, ReadItem } from '../read-list.ts'
import type { LedTo } from '../subjects-of-holdings.ts'
import { inSentence } from './words.ts'
import { ownLine } from './own-holdings.view.ts'

/**
 * Makes the tabs between the ways of checking.
 * @param here - which of them is open
 * @returns the tabs of the checks
 */
export function tabs(here: 'value' | 'person' | 'list' | 'token') {
  return [
    { text: 'A value', href: '/check', here: here === 'value' },
    { text: 'A person', href: '/check/person', here: here === 'person' },
    { text: 'A list', href: '/check/list', here: here === 'list' },
    { text: 'A token', href: '/check/token', here: here === 'token' },
  ]
}

const countries = new Intl.DisplayNames('en-GB', { type: 'region', fallback: 'code' })

/** `+44 7700 900123 (United Kingdom)`: the form in which it is compared, and whose it is where the value says so. */
const formOf = ({ shown, country }: Pick<Understood, 'shown' | 'country'>) =>
  country === null ? shown : `${shown} (${countries.of(country) ?? country})`

/**
 * Says as what a value was asked.
 * @param answer - of the check
 * @param input - as it was asked for
 * @returns the value in one spelling, with its kind
 */
export function valueUnderstood(answer: CheckAnswer, input: { kind: SubjectKind; value: string }): string {
  const [one] = answer.understood ?? []
  return inSentence(input.kind, one === undefined ? input.value : formOf(one))
}

/**
 * Says as what a person was asked.
 * @param name - as it was typed
 * @param born - as it was read, or as it was typed where it is no date
 * @returns name and birth
 */
export function personUnderstood(name: string, born: string): string {
  return inSentence('person', `${name}, born ${birthWords(born)}`)
}

/**
 * Shows one answer.
 * @param answer - of the check
 * @param asked - as the person typed it
 * @param person - whether a person was asked
 * @param readAs - as what it was understood, in whatever way it is answered; null for a token
 * @returns what the template prints
 */
export function answerView(answer: CheckAnswer, asked: string, person: boolean, readAs: string | null) {
  return {
    ...answer,
    asked,
    person,
    readAs,
    partners: answer.partners.map((partner) => ({
      name: partner.name,
      rows: [
        ...(partner.likeness ? [{ key: 'How alike', text: likelihoodWords[partner.likeness].text }] : []),
        { key: 'Ask', text: partner.desk.name },
        { key: 'Telephone', text: partner.desk.phone },
        { key: 'E-mail', text: partner.desk.email },
      ].filter(({ text }) => text !== ''),
    })),
  }
}

/**
 * Shows the answers to a list: a table in the order of the lines, those that were not understood among them.
 * @param items - the lines as they were read
 * @param faults - the lines that were not understood
 * @param list - the answers, in the order of the items
 * @param own - what our own agency holds, in the same order
 * @param subjects - the pages of subjects that this person may open, in the same order
 * @returns what the template prints
 */
export function listView(
  items: readonly ReadItem[],
  faults: readonly ReadFault[],
  { answers }: Pick<ListAnswer, 'answers'>,
  own: readonly (OwnHolding | null)[] = [],
  subjects: readonly (readonly LedTo[])[] = [],
) {
  const rows = [
    ...items.flatMap((item, index) => {
      const answer = answers[index]
      return answer
        ? [{ line: item.line, cells: answerCells(item, answer, own[index] ?? null, subjects[index]?.[0]) }]
        : []
    }),
    ...faults.map(({ line, value, message }) => ({
      line,
      cells: [value.slice(0, 100), String(line), { tag: NOT_CHECKED, detail: message }, ''],
    })),
  ].toSorted((one, other) => one.line - other.line)
  const held = answers.filter((answer) => answer.understood && answer.held).length
  const missed = faults.length + answers.filter(({ understood }) => !understood).length
  const checked = answers.length + faults.length - missed
  return {
    rows: rows.map(({ cells }) => cells),
    missed: missed > 0,
    summary: [
      `${plural(checked, 'line', 'lines')} checked, ${String(held)} held by a partner`,
      ...(missed > 0 ? [`${plural(missed, 'line', 'lines')} not checked`] : []),
    ].join('; '),
  }
}

const NOT_CHECKED = { text: 'Not checked', colour: 'yellow' }

function answerCells(
  item: ReadItem,
  answer: ListAnswer['answers'][number],
  own: OwnHolding | null,
  subject: LedTo | undefined,
) {
  const read = answer.understood ? answer.read_as?.map(formOf).join(', ') : undefined
  const as = read === undefined || read === '' || read === answer.value ? '' : `, understood as ${read}`
  const ours = own === null ? null : ownLine(own)
  const what = {
    text: answer.value,
    ...(subject === undefined ? {} : { href: subject.href, hidden: 'what reports say of it' }),
    detail: `${kindWords(item)}${as}${ours === null ? '' : `. ${ours}`}`,
  }
  const line = String(item.line)
  if (!answer.understood) return [what, line, { tag: NOT_CHECKED, detail: answer.message }, '']
  const likest = answer.partners.map(({ likeness }) => (likeness ? likelihoodWords[likeness].text : null))
  return [
    what,
    line,
    answer.held
      ? {
          tag: { text: item.kind === 'person' ? 'May be held' : 'Held', colour: 'green' },
          ...(answer.common ? { detail: 'Common' } : {}),
        }
      : { text: answer.common ? 'Common: it says nothing' : 'Not known to be held' },
    {
      text: answer.partners
        .map(({ name, desk }, index) => {
          const how = likest[index] ? ` (${likest[index].toLowerCase()})` : ''
          return `${name}${how}${desk.phone === '' ? '' : `, ${desk.phone}`}`
        })
        .join('; '),
    },
  ]
}

function kindWords({ kind, born }: ReadItem): string {
  return born === undefined || born === ''
    ? subjectKind[kind]
    : `${subjectKind[kind]}, born ${birthWords(born)}`
}

/**
 * Shows earlier checks.
 * @param checks - a person's own
 * @returns a row for each
 */
export function pastRows(checks: readonly PastCheck[]) {
  return checks.map((check) => [
    {
      text: check.asTyped,
      detail:
        check.born === null
          ? subjectKind[check.kind]
          : `${subjectKind[check.kind]}, born ${birthWords(check.born)}`,
    },
    check.purpose,
    check.kind === 'person'
      ? check.held
        ? 'A partner may hold this'
        : 'Not known'
      : check.held
        ? 'Held by a partner'
        : 'Not held',
    { time: check.at },
  ])
}
