/**
 * The response as a letter. Its facts write themselves; its judgement is a person's. Pure: the same facts give the same
 * letter, and what was signed is kept as it was.
 */
import type { OwnArea } from '../areas.ts'
import { byArea } from '../areas.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { responseClock } from '../clocks.ts'
import type { Inspection, Recommendation } from '../inspections/inspection.ts'
import type { Action } from '../progress/duty-store.ts'
import { standingOf, standingWords, stageWords, type Duty } from '../standing.ts'

/** What the letter says of one recommendation that is addressed to the force. */
export type LetterRecommendation = {
  number: number
  text: string | null
  /** YYYY-MM-DD */
  dueOn: string | null
  standing: string
  stage: string
  /** YYYY-MM-DD */
  signedOn: string | null
  statement: string | null
  ownerPost: string | null
  actions: { text: string; ownerPost: string; dueOn: string; doneOn: string | null }[]
  /** the commissioner's own words: action taken or proposed, or why none; null: not answered */
  answer: string | null
}

export type Letter = {
  from: string
  to: string
  about: string
  agency: string
  publishedOn: string
  /** the last day on which it is in time */
  dueOn: string
  /** the day on which these facts were true */
  asOf: string
  invented: boolean
  opening: string
  closing: string
  areas: { title: string; words: string; recommendations: LetterRecommendation[] }[]
  counts: { addressed: number; complete: number; proposed: number; late: number; atRisk: number }
  /** numbers of the recommendations that the letter does not answer */
  unanswered: number[]
  chiefOfficer: { words: string; on: string } | null
  copies: string[]
}

export type LetterParts = {
  body: string
  agency: string
  inspection: Inspection
  recommendations: readonly Recommendation[]
  duties: readonly Duty[]
  actions: ReadonlyMap<string, readonly Action[]>
  areas: readonly OwnArea[]
  opening: string
  closing: string
  /** words by the id of an area of the commissioner's, or of a line */
  words: ReadonlyMap<string, string>
  chiefOfficer: { words: string; at: Date } | null
  today: string
}

/** To whom copies go by law: the inspectors and the Secretary of State (Police Act 1996 s.55). */
export const COPIES: readonly string[] = [
  'His Majesty’s Inspectors of Constabulary',
  'The Secretary of State',
]

/**
 * Writes the letter.
 * @param parts - what is known, and the words of people
 * @returns the letter; `unanswered` names what a person still has to answer
 */
export function letterOf(parts: LetterParts): Letter {
  const { inspection, duties, today } = parts
  const addressed = duties.filter(({ endedOn }) => endedOn === null)
  const standings = addressed.map((duty) => standingOf(duty, today))
  const count = (...wanted: string[]) => standings.filter((one) => wanted.includes(one)).length
  return {
    from: parts.body,
    to: inspection.publisher,
    about: inspection.title,
    agency: parts.agency,
    publishedOn: inspection.publishedOn,
    dueOn: responseClock.lastDay(inspection.publishedOn),
    asOf: today,
    invented: inspection.invented,
    opening: parts.opening,
    closing: parts.closing,
    areas: byArea(addressed, parts.areas).map(({ id, title, items }) => ({
      title,
      words: (id === null ? '' : parts.words.get(id)) ?? '',
      recommendations: items.map((duty) => aboutOne(duty, parts)),
    })),
    counts: {
      ...{ addressed: addressed.length, complete: count('complete'), proposed: count('proposed') },
      ...{ late: count('late'), atRisk: count('at-risk') },
    },
    unanswered: addressed.filter(({ id }) => isEmpty(parts.words.get(id))).map(({ number }) => number),
    chiefOfficer: parts.chiefOfficer && {
      words: parts.chiefOfficer.words,
      on: londonDay(parts.chiefOfficer.at),
    },
    copies: [...COPIES],
  }
}

const isEmpty = (text: string | undefined): boolean => (text ?? '').trim() === ''

function aboutOne(duty: Duty, parts: LetterParts): LetterRecommendation {
  const words = parts.words.get(duty.id)
  return {
    number: duty.number,
    text: parts.recommendations.find(({ id }) => id === duty.recommendationId)?.text ?? null,
    dueOn: duty.dueOn,
    standing: standingWords[standingOf(duty, parts.today)],
    stage: stageWords[duty.stage],
    signedOn: duty.signedAt === null ? null : londonDay(duty.signedAt),
    statement: duty.statement,
    ownerPost: duty.ownerPost,
    actions: (parts.actions.get(duty.id) ?? []).map(({ text, ownerPost, dueOn, doneOn }) => ({
      ...{ text, ownerPost, dueOn, doneOn },
    })),
    answer: isEmpty(words) ? null : (words ?? null),
  }
}
