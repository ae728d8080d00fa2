/** Words of the decision log. */
import { ukDateTime } from '../../../design/dates.ts'
import type { DecisionState } from './decision.ts'

/**
 * Headings that may be chosen. The steps are those of the National Decision Model and of the Joint Decision Model of
 * JESIP; their wording here is general knowledge, unverified.
 */
export const HEADINGS = { ndm: 'National Decision Model', jdm: 'Joint Decision Model' } as const
export type DecisionModel = keyof typeof HEADINGS

/** Parts of a model by the field that holds them. */
export const PARTS = ['information', 'risk', 'powers', 'options', 'action'] as const
export type Part = (typeof PARTS)[number]

export const partWords: Readonly<Record<DecisionModel, Readonly<Record<Part, string>>>> = {
  ndm: {
    information: 'Information and intelligence',
    risk: 'Threat and risk, and the working strategy',
    powers: 'Powers and policy',
    options: 'Options and contingencies',
    action: 'Action, and what is reviewed',
  },
  jdm: {
    information: 'Information and intelligence that is shared',
    risk: 'Risks, and the working strategy',
    powers: 'Powers, policies and procedures',
    options: 'Options and contingencies',
    action: 'Action, and what is reviewed of what happened',
  },
}

/**
 * @param headings - a model and what was typed under its headings
 * @returns the parts that say something
 */
export const headingsOf = (headings: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    PARTS.flatMap((part) => {
      const text = headings[part]
      return text === undefined ? [] : [[part, text] as const]
    }),
  )

const STATES = {
  own: { text: 'Entered by its maker', colour: 'green' },
  entered: { text: 'Not confirmed yet', colour: 'yellow' },
  confirmed: { text: 'Confirmed', colour: 'green' },
  objected: { text: 'Objected to', colour: 'red' },
} as const

/**
 * @param state - of an entry
 * @returns its tag
 */
export const stateTag = (state: DecisionState): { text: string; colour: string } => STATES[state]

/**
 * Says when it was decided and entered, in one text where that is one moment.
 * @param entry - its two times
 */
export const timesOf = ({ decidedAt, enteredAt }: { decidedAt: Date; enteredAt: Date }): string =>
  enteredAt.getTime() - decidedAt.getTime() < 120_000
    ? `Decided and entered ${ukDateTime(decidedAt)}`
    : `Decided ${ukDateTime(decidedAt)}, entered ${ukDateTime(enteredAt)}`
