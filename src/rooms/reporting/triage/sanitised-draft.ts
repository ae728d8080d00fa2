/**
 * The first words of an intelligence report made of a public one. Nobody's account is copied over: an officer
 * writes what was reported in words of their own, with the report beside. What is put there beforehand is
 * only what cannot tell who reported: what kind of thing, when, and which signs were ticked.
 */
import type { DraftDocument } from '../../intelligence/index.ts'
import { ukDate } from '../../../design/dates.ts'
import { publicKind, type ReportBody } from '../body.ts'
import { promptWords } from './report.view.ts'

/** The source of a public report has not been tested (3x5x2: 2), whoever it is. */
export const UNTESTED = '2'

const whenSaid = { now: 'at the time of the report', today: 'earlier that day', earlier: 'before that day' }

/**
 * Writes what the officer starts from.
 * @param body - as it was opened
 * @param place - in words; null: not said
 * @returns some lines
 */
export function startingText(body: ReportBody, place: string | null): string {
  const { kind, when, what } = body
  const signs = what.seen.map((code) => promptWords(code))
  const day = ukDate(body.arrived)
  return [
    `A member of the public reported on ${day}: ${publicKind[kind].toLowerCase()}${place === null ? '' : `, ${place}`}.`,
    when.at === null ? '' : `Seen ${whenSaid[when.at]}.`,
    signs.length === 0 ? '' : `Signs reported: ${signs.join('; ')}.`,
  ]
    .filter((line) => line !== '')
    .join('\n')
}

/**
 * Writes the title that is offered.
 * @param body - as it was opened
 * @param place - in words; null: not said
 * @returns at most 200 characters
 */
export function startingTitle(body: ReportBody, place: string | null): string {
  return `${publicKind[body.kind]}${place === null ? '' : `, ${place}`}`.slice(0, 200)
}

/**
 * Writes the draft as the intelligence room takes it.
 * @param typed - the fields of the form
 * @returns one item, without subjects
 */
export function draftOf(typed: {
  title: string
  text: string
  source_evaluation: string
  intelligence_assessment: string
  basis: string
  classification: string
}): DraftDocument {
  const { title, classification, ...item } = typed
  return { title, classification, items: [item] }
}
