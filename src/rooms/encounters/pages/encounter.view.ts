/** An encounter as its pages print it. */
import { ukDateTime } from '../../../design/dates.ts'
import { plural } from '../../../design/words.ts'
import {
  peopleIn,
  type Children,
  type Encounter,
  type EncounterView,
  type Handover,
  type Opportunity,
  type Step,
} from '../read-encounters.ts'
import type { StepNumber } from '../ids.ts'
import {
  ANSWERS,
  DEFENCES,
  GUARDIAN,
  HOW_FOUND,
  IDENTIFIED,
  INNERSTE,
  OFFENCES,
  OPPORTUNITIES,
  POWERS,
  RECIPIENTS,
  ROUTES,
  STEP_NUMBERS,
  STEPS,
  type Offence,
  type Power,
} from '../words.ts'

export type Row = { key: string; text: string }
export type Section = { heading: string; rows: Row[] }

const row = (key: string, text: string | null): Row[] => (text === null || text === '' ? [] : [{ key, text }])
const at = (moment: Date | null) => (moment === null ? null : ukDateTime(moment))

/** Where, when and how many. */
export function factsOf(one: Encounter): Row[] {
  const counted = [
    plural(one.adults, 'adult'),
    ...(one.mayBeChildren > 0 ? [`${String(one.mayBeChildren)} may be under 18`] : []),
    ...(one.ageUnknown > 0 ? [`${String(one.ageUnknown)} of unknown age`] : []),
  ]
  return [
    ...row('People', `${String(peopleIn(one))}: ${counted.join(', ')}`),
    ...row('Injured', String(one.injured)),
    ...row('Where', one.place),
    ...row('How found', HOW_FOUND[one.howFound]),
    ...row('When', at(one.foundAt)),
    ...row('Recorded by', `${one.recordedBy}, ${ukDateTime(one.recordedAt)}`),
    ...row('Checked by', one.checkedBy === null ? null : `${one.checkedBy}, ${at(one.checkedAt) ?? ''}`),
    ...(one.state === 'checked' || one.state === 'closed' ? row('The check said', one.checkNote) : []),
    ...row('Handover confirmed', at(one.confirmedAt)),
    ...row('Legal hold', one.holdReason),
  ]
}

/** The nine steps, each with its state; the address of those that can be answered now. */
export function todoOf(
  view: EncounterView,
): { number: number; text: string; state: string; href?: string }[] {
  const answers = new Map(view.steps.map((step) => [step.number, step]))
  const open = view.state === 'open'
  return [
    ...STEP_NUMBERS.map((number) => {
      const step = answers.get(number)
      const locked = number === 7 && step === undefined && !isSevenOpen(view)
      return {
        ...{ number, text: STEPS[number].name },
        state: step === undefined ? (locked ? 'After 1 to 6' : 'To do') : ANSWERS[step.answer],
        ...(open ? { href: `/encounters/${view.id}/steps/${String(number)}` } : {}),
      }
    }),
    {
      ...{ number: 9, text: 'Check by a colleague' },
      state: view.checkedAt !== null ? 'Done' : view.state === 'handed-over' ? 'To do' : 'After 1 to 8',
    },
  ]
}

/** Are the steps of care answered? */
export const isSevenOpen = ({ steps }: Pick<EncounterView, 'steps'>): boolean =>
  steps.filter(({ number }) => number <= 6).length === 6

/** @returns the first step that is not answered; null when all are */
export const nextStep = ({ steps }: Pick<EncounterView, 'steps'>): StepNumber | null =>
  STEP_NUMBERS.find((number) => !steps.some((step) => step.number === number)) ?? null

/** What was said, step by step. */
export function saidOf(view: EncounterView): Section[] {
  const answers = new Map(view.steps.map((step) => [step.number, step]))
  return STEP_NUMBERS.flatMap((number) => {
    const step = answers.get(number)
    const heading = `${String(number)} ${STEPS[number].name}`
    const own = step === undefined ? [] : [{ heading, rows: rowsOfStep(step, view) }]
    return [
      ...own,
      ...entriesOf(number, view).map((entry) => ({ ...entry, heading: `${heading}: ${entry.heading}` })),
    ]
  })
}

function rowsOfStep(step: Step, { identified }: EncounterView): Row[] {
  return [
    ...row('Answer', ANSWERS[step.answer]),
    ...row('When', at(step.at)),
    ...row('By', step.byWhom),
    ...row('Reference', step.reference),
    ...row('Why', step.reason),
    ...row('Note', step.note),
    ...row('Ways', step.routes.map((route) => ROUTES[route]).join('; ')),
    ...(step.number === 7
      ? identified.flatMap(({ outcome, howMany }) => row(IDENTIFIED[outcome], String(howMany)))
      : []),
    ...row('Recorded by', step.person),
  ]
}

/** What was added to a step, each with its id. */
export function entriesOf(step: StepNumber, view: EncounterView): (Section & { id: string })[] {
  if (step === 4) return view.children.map(childrenSection)
  if (step === 7) return view.opportunities.map(opportunitySection)
  if (step === 8) return view.handovers.map(handoverSection)
  return []
}

const childrenSection = (one: Children) => ({
  id: one.id,
  heading: `${String(one.howMany)} on the child path`,
  rows: [
    ...row('Children’s services told', at(one.toldAt)),
    ...row('Their reference', one.servicesReference),
    ...row('Place of safety', one.placeOfSafety),
    ...row('Guardian service', GUARDIAN[one.guardian]),
    ...row('Innerste form', INNERSTE[one.innerste]),
    ...row('Why not', one.reason),
  ],
})

const opportunitySection = (one: Opportunity) => ({
  id: one.id,
  heading: `Adult ${String(one.adult)}, ${OPPORTUNITIES[one.kind].toLowerCase()}`,
  rows: [
    ...row('What', one.code === null ? null : wordsOfCode(one.code, one.kind)),
    ...row(one.kind === 'conversation' ? 'Took place' : 'Taken', one.taken ? 'Yes' : 'No'),
    ...row('When', at(one.at)),
    ...row('Officer', one.officer),
    ...row('Grounds', one.grounds),
    ...row('Why not', one.reason),
    ...row(
      'Defence of s.45',
      one.s45Considered === null
        ? null
        : one.s45Considered
          ? `Considered by ${one.s45By ?? ''}`
          : 'Not considered yet',
    ),
  ],
})

const wordsOfCode = (code: Offence | Power, kind: Opportunity['kind']): string =>
  `${kind === 'offence' ? `${OFFENCES[code as Offence]}. ${DEFENCES[code as Offence]}` : POWERS[code as Power]} (not verified: check the law in force)`

const handoverSection = (one: Handover) => ({
  id: one.id,
  heading: `${plural(one.howMany, 'person', 'people')}, ${RECIPIENTS[one.recipient]}`,
  rows: [
    ...row('When', at(one.at)),
    ...row('Reference', one.reference),
    ...row('Property receipts', one.receipts),
    ...row('How owners are reached', one.propertyReturn),
  ],
})

/** @returns as in `Encounter 12: 60 people` */
export const nameOf = (one: Encounter): string =>
  `Encounter ${String(one.number)}: ${plural(peopleIn(one), 'person', 'people')}`
