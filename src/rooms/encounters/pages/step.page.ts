/** One step a page: its answer, and what belongs to it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pathOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedList, typedText, type Typed } from '../../../platform/http/typed-form.ts'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { answerStep, takeOut } from '../answer-step.ts'
import { parseAnswer, type NewAnswer } from '../encounter.ts'
import { entryPath, stepPath, type StepNumber } from '../ids.ts'
import { lookAtEncounter, peopleIn, type EncounterView } from '../read-encounters.ts'
import { IDENTIFIED, MANY, METHANE, ROUTES, STEPS, type Identified } from '../words.ts'
import { backTo } from './counts.page.ts'
import { entriesOf, isSevenOpen, nextStep } from './encounter.view.ts'
import type { Send } from './send.ts'
import { choices, formView, momentValues, readMoment, readPeople, valueOf } from './typed.ts'

const access = whoever.recordsEncounters
const at = '/encounters/:encounter/steps/:step'
/** @returns the field of a number of step 7, as in `identified-no-power` */
export const fieldOfOutcome = (outcome: string): string => `identified-${outcome}`
/** What the page has no field for is said at its question. */
const FIELDS = new Set([
  'answer',
  'at',
  'at_time',
  'by_whom',
  'reference',
  'reason',
  'note',
  'routes',
  'identified',
])

/** Registers the pages and their forms. */
export function stepPages(app: FastifyInstance, send: Send): void {
  app.get(at, { config: { operation: 'encounters.step.show', access } }, (request, reply) =>
    show(request, reply, send, null),
  )
  app.post(at, { config: { operation: 'encounters.step.answer', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { encounter, step } = pathOf(request, stepPath)
        const typed = formOf(request)
        const next = await request.perform(async (scope) => {
          await answerStep(scope, encounter, step, revisionOf(typed), readAnswer(step, typed, scope.now))
          return nextStep(await lookAtEncounter(scope, encounter))
        })
        const base = `/encounters/${encounter}`
        return await reply.done(
          next === null ? base : `${base}/steps/${String(next)}`,
          `Step ${String(step)} is saved.`,
        )
      },
      (refused) => show(request, reply, send, refused),
    ),
  )
  app.post(
    '/encounters/:encounter/entries/:mistake/take-out',
    { config: { operation: 'encounters.entry.take-out', access } },
    async (request, reply) => {
      const { encounter, mistake: entry } = pathOf(request, entryPath)
      await request.perform((scope) => takeOut(scope, encounter, entry))
      return await reply.done(`/encounters/${encounter}`, 'Taken out.')
    },
  )
}

/** 0: no answer was on the page. */
const revisionOf = (typed: Typed): number =>
  Number(/^\d{1,9}$/.exec(typedText(typed, 'revision') ?? '')?.[0] ?? 0)

/**
 * Reads an answer. What belongs to another answer is not read: its fields are on the page all the same.
 * @param step - 1 to 8
 * @param typed - the form
 * @param now - nothing is dated later
 * @throws invalid by the field
 */
export function readAnswer(step: StepNumber, typed: Typed, now: Date): NewAnswer {
  const faults: Record<string, string> = {}
  const answer = typedText(typed, 'answer')
  const done = answer === 'done'
  const body = {
    answer,
    ...(done
      ? {
          at: readMoment(typed, 'at', faults),
          by_whom: typedText(typed, 'by_whom'),
          reference: typedText(typed, 'reference'),
          note: typedText(typed, 'note'),
        }
      : { reason: typedText(typed, 'reason') }),
    ...(step === 5 ? { routes: typedList(typed, 'routes').filter((one) => one !== '') } : {}),
    ...(step === 7 ? { identified: numbersOf(typed) } : {}),
    no_person: typedText(typed, 'no_person') === 'yes',
  }
  const read = parseAnswer(step, body, now)
  if (!('fields' in read)) return valueOf(read, faults)
  const fields = Object.fromEntries(
    Object.entries(read.fields).map(([name, fault]) => [fieldOnPage(name), fault]),
  )
  return valueOf<NewAnswer>({ fields }, faults)
}

/** A path in the body as the page's field is called. */
function fieldOnPage(path: string): string {
  const [name = '', ...rest] = path.split('.')
  return name === 'identified' && rest.length > 0 ? fieldOfOutcome(rest.join('.')) : name
}

const numbersOf = (typed: Typed) =>
  Object.fromEntries(
    (Object.keys(IDENTIFIED) as Identified[]).map((outcome) => [
      outcome,
      readPeople(typed, fieldOfOutcome(outcome)),
    ]),
  )

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  send: Send,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { encounter, step } = pathOf(request, stepPath)
  const { view, now } = await request.perform(async (scope) => ({
    view: await lookAtEncounter(scope, encounter),
    now: scope.now,
  }))
  const stands = view.steps.find(({ number }) => number === step)
  const words = STEPS[step]
  const form = formView(refused, beginningOf(view, step, now))
  return await send(reply, 'step', {
    title: `Step ${String(step)}: ${words.name}`,
    caption: `Step ${String(step)} of 9, encounter ${String(view.number)}`,
    heading: words.name,
    asks: words.asks,
    says: [...words.says, ...countedOf(view, step)],
    methane: step === 1 && peopleIn(view) >= MANY ? METHANE : [],
    back: backTo(view),
    closed: closedOf(view, step),
    entries: entriesOf(step, view).map((entry) => ({
      ...entry,
      takeOut: `/encounters/${view.id}/entries/${entry.id}/take-out`,
    })),
    reports:
      step === 7
        ? view.reports.map(({ id, reference }) => ({ text: reference, href: `/reports/${id}` }))
        : [],
    adds: addsOf(view, step, may(request.signedIn?.roles, 'filesIntelligence')),
    routes: step === 5 ? choices(ROUTES) : [],
    identified:
      step === 7 && view.adults > 0
        ? Object.entries(IDENTIFIED).map(([outcome, text]) => ({ name: fieldOfOutcome(outcome), text }))
        : [],
    adults: view.adults === 1 ? 'one adult' : `${String(view.adults)} adults`,
    revision: stands?.revision ?? 0,
    ...form,
    ...(form.errors ? { errors: onThePage(form.errors) } : {}),
  })
}

const onThePage = (errors: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(errors).map(([name, fault]) => [
      FIELDS.has(name) || name.startsWith('identified-') || name === 'form' ? name : 'answer',
      fault,
    ]),
  )

function beginningOf(view: EncounterView, step: StepNumber, now: Date): Record<string, unknown> {
  const stands = view.steps.find(({ number }) => number === step)
  return {
    ...momentValues('at', stands?.at ?? now),
    ...(stands === undefined
      ? {}
      : {
          ...{ answer: stands.answer, by_whom: stands.byWhom ?? '', reference: stands.reference ?? '' },
          ...{ reason: stands.reason ?? '', note: stands.note ?? '', routes: stands.routes },
        }),
    ...Object.fromEntries(view.identified.map(({ outcome, howMany }) => [fieldOfOutcome(outcome), howMany])),
  }
}

function countedOf({ mayBeChildren, ageUnknown, children }: EncounterView, step: StepNumber): string[] {
  if (step !== 4) return []
  const onPath = children.reduce((sum, { howMany }) => sum + howMany, 0)
  return [
    `Counted: ${String(mayBeChildren)} who may be under 18, and ${String(ageUnknown)} of unknown age. On the child path: ${String(onPath)}.`,
  ]
}

/** Why a step cannot be answered now, and where to go instead. */
function closedOf(view: EncounterView, step: StepNumber) {
  const base = `/encounters/${view.id}`
  if (view.state !== 'open')
    return {
      text: 'This encounter was handed over to be checked. Take it back first, then change it.',
      ...{ link: `Encounter ${String(view.number)}`, href: base },
    }
  if (step !== 7 || isSevenOpen(view)) return undefined
  const next = nextStep(view) ?? 1
  return {
    text: 'Care comes first. Crime and intelligence opens when steps 1 to 6 are answered.',
    ...{ link: `Step ${String(next)}: ${STEPS[next].name}`, href: `${base}/steps/${String(next)}` },
  }
}

function addsOf(view: EncounterView, step: StepNumber, files: boolean): { text: string; href: string }[] {
  const base = `/encounters/${view.id}`
  if (step === 4) return [{ text: 'Put somebody on the child path', href: `${base}/children/new` }]
  if (step === 8) return [{ text: 'Add a handover', href: `${base}/handovers/new` }]
  if (step !== 7) return []
  const about = [
    { text: 'A suspected offence', href: `${base}/opportunities/new?kind=offence` },
    { text: 'A power, used or not', href: `${base}/opportunities/new?kind=power` },
    { text: 'A voluntary conversation, offered or not', href: `${base}/opportunities/new?kind=conversation` },
  ]
  return [
    ...(view.adults > 0 ? about : []),
    ...(files ? [{ text: 'Begin an intelligence report', href: `${base}/report` }] : []),
  ]
}
