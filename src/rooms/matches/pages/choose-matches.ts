/** Which matches of a line a form offers, and which of them are ticked before anybody has chosen. */
import { ukMonth } from '../../../design/dates.ts'
import { choiceOf } from '../answer-line.ts'
import { likelihoodWords } from '../likelihood.ts'
import type { LineView, MatchOfLine } from '../read-line.ts'
import { standingTags } from './words.ts'
import type { SideId } from '../../../wire/ids.ts'

export type ActName = 'contact' | 'confirm' | 'reject' | 'take-back' | 'close'

export type Choice = { value: string; text: string; hint: string; ticked: boolean; id: SideId }

/**
 * Names one of the partner's records, of which a page may say nothing more.
 * @param index - of the match in its line, from 0
 * @returns `Record 2`
 */
export const recordName = (index: number): string => `Record ${String(index + 1)}`

/**
 * Names several of the partner's records, for what is said of them at once.
 * @param indexes - ascending, from 0
 * @returns `Records 1 to 4 and 6`
 */
export function recordNames(indexes: readonly number[]): string {
  const [first = 0, ...others] = indexes
  if (others.length === 0) return recordName(first)
  const runs: [number, number][] = []
  for (const index of indexes) {
    const run = runs.at(-1)
    if (run?.[1] === index - 1) run[1] = index
    else runs.push([index, index])
  }
  const words = runs.map(([from, to]) =>
    from === to
      ? String(from + 1)
      : `${String(from + 1)}${to === from + 1 ? ' and ' : ' to '}${String(to + 1)}`,
  )
  return `Records ${words.join(', ')}`
}

/**
 * Lists the matches that a person may choose.
 * @param act - what is to be done
 * @param view - the line
 * @returns one for each match that the act can mean, in the order in which the page of the line shows them
 */
export function choicesFor(act: ActName, view: LineView): Choice[] {
  const fitting = view.matches
    .map((match, index) => ({ match, index }))
    .filter(({ match }) => fits(act, match))
  // What has no answer yet is what an answer is for; an answer to all can still be changed.
  const anyOpen = fitting.some(({ match }) => !match.answers.ours)
  return fitting.map(({ match, index }) => ({
    id: match.id,
    value: choiceOf(match.id, match.standings.ours?.version ?? 0),
    text: nameOf(match, index),
    hint: hintOf(act, match),
    ticked: isTicked(act, match, anyOpen),
  }))
}

function isTicked(act: ActName, match: MatchOfLine, anyOpen: boolean): boolean {
  if (act === 'contact') return !match.narrower
  return act === 'confirm' || act === 'reject' ? !match.answers.ours || !anyOpen : true
}

function fits(act: ActName, { answers, contacted }: MatchOfLine): boolean {
  switch (act) {
    case 'contact':
      return !contacted
    case 'close':
      return answers.ours !== null && answers.ours.closedAt === null
    case 'take-back':
      return answers.ours !== null
    case 'confirm':
    case 'reject':
      return true
  }
}

function nameOf({ pair, month }: MatchOfLine, index: number): string {
  const alike = pair ? `: ${likelihoodWords[pair.likelihood].text.toLowerCase()}` : ''
  return `${recordName(index)}${alike}, ${ukMonth(month)}`
}

function hintOf(act: ActName, match: MatchOfLine): string {
  if (act === 'contact')
    return [
      match.theySee ? 'They know that you hold this' : 'They do not know yet that you hold this',
      ...(match.narrower
        ? ['Fewer of your colleagues see this one. Whoever sees the others would read your message']
        : []),
    ].join('. ')
  return standingTags({
    state: match.state,
    ours: match.answers.ours?.answer ?? null,
    theirs: match.answers.theirs?.answer ?? null,
  })
    .map(({ text }) => text)
    .join('. ')
}

/**
 * Says what is ticked: as typed, each with the answer that stands now, or as the form begins.
 * @param choices - as choicesFor gives them
 * @param typed - values of an earlier form, whose versions may be old
 * @returns the values that are ticked
 */
export function typedChoices(choices: readonly Choice[], typed: unknown): string[] {
  if (typed === undefined) return choices.filter(({ ticked }) => ticked).map(({ value }) => value)
  const ids = (Array.isArray(typed) ? typed : [typed]).map((value) => String(value).split(':')[0])
  return choices.filter(({ id }) => ids.includes(id)).map(({ value }) => value)
}
