/** All steps on one page, for a bad signal: with a script it can be typed without one. */
import { createHash, randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid, SeamarkError } from '../../../platform/errors.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedText, type Typed } from '../../../platform/http/typed-form.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import type { StepNumber } from '../ids.ts'
import { recordWhole, type Whole } from '../record-whole.ts'
import { mayRecord } from '../refusals.ts'
import {
  GUARDIAN,
  HOW_FOUND,
  IDENTIFIED,
  INNERSTE,
  RECIPIENTS,
  ROUTES,
  STEP_NUMBERS,
  STEPS,
} from '../words.ts'
import { readCounts } from './counts.page.ts'
import { readChildren, readHandover } from './entries.page.ts'
import type { Send } from './send.ts'
import { fieldOfOutcome, readAnswer } from './step.page.ts'
import { choices, formView, momentValues } from './typed.ts'

const access = whoever.recordsEncounters
const at = '/encounters/whole'
const HANDOVERS = ['h1-', 'h2-', 'h3-'] as const

/** Registers the page and its form. */
export function wholePages(app: FastifyInstance, send: Send, script: string): void {
  app.get(at, { config: { operation: 'encounters.encounter.show-new', access } }, (request, reply) =>
    show(request, reply, send, script, null),
  )
  app.post(at, { config: { operation: 'encounters.encounter.record', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const typed = formOf(request)
        const id = await request.perform((scope) =>
          recordWhole(scope, keyOf(typed), typed, readWhole(typed, scope.now)),
        )
        return await reply.done(`/encounters/${id}`, 'Saved. Go on with what is left.')
      },
      (refused) => show(request, reply, send, script, refused),
    ),
  )
}

/** @throws invalid where the page's own key is gone */
function keyOf(typed: Typed): string {
  const key = typedText(typed, 'key') ?? ''
  if (!/^[\w-]{8,64}$/.test(key)) throw invalid({ form: 'Open this page anew, and type it again' })
  return `encounter-${key}`
}

/** @returns fields whose names begin so, without that beginning */
const under = (typed: Typed, prefix: string): Typed => ({
  ...Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  ),
  no_person: typed['no_person'],
})

/** @throws invalid by the field, each with the beginning of its part */
function readWhole(typed: Typed, now: Date): Whole {
  const faults: Record<string, string> = {}
  const read = <Value>(prefix: string, part: (of: Typed) => Value): Value | null => {
    try {
      return part(prefix === '' ? typed : under(typed, prefix))
    } catch (fault) {
      if (!(fault instanceof SeamarkError) || fault.kind !== 'invalid') throw fault
      for (const [name, what] of Object.entries(fault.fields ?? { form: fault.message }))
        faults[`${prefix}${name}`] = what
      return null
    }
  }
  const counts = read('', (of) => readCounts(of, now))
  const answers = STEP_NUMBERS.flatMap((step): [StepNumber, Whole['answers'][number][1]][] => {
    const prefix = `s${String(step)}-`
    if (typedText(typed, `${prefix}answer`) === undefined) return []
    const said = read(prefix, (of) => readAnswer(step, of, now))
    return said === null ? [] : [[step, said]]
  })
  const answered = STEP_NUMBERS.filter((step) => typedText(typed, `s${String(step)}-answer`) !== undefined)
  if (answered.includes(7) && answered.filter((step) => step <= 6).length < 6)
    faults['s7-answer'] =
      'Care comes first. Answer steps 1 to 6 before crime and intelligence, or leave it out'
  const isThere = (prefix: string) => typedText(typed, `${prefix}how_many`) !== undefined
  const children = isThere('c-') ? read('c-', (of) => readChildren(of, now)) : null
  const handovers = HANDOVERS.filter(isThere).flatMap(
    (prefix) => read(prefix, (of) => readHandover(of, now)) ?? [],
  )
  if (counts === null || Object.keys(faults).length > 0) throw invalid(faults)
  return { counts, answers, children, handovers }
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  send: Send,
  script: string,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { now, person } = await request.perform(async (scope) => {
    await mayRecord(scope)
    return { now: scope.now, person: scope.actor.personId }
  })
  return await send(reply, 'whole', {
    title: 'People found: all of it on one page',
    back: { text: 'Back to the counts', href: '/encounters/new' },
    owner: createHash('sha256').update(`encounters ${person}`).digest('hex').slice(0, 32),
    script,
    howFound: choices(HOW_FOUND),
    steps: STEP_NUMBERS.map((number) => ({ number, prefix: `s${String(number)}-`, ...STEPS[number] })),
    routes: choices(ROUTES),
    guardian: choices(GUARDIAN),
    innerste: choices(INNERSTE),
    recipients: choices(RECIPIENTS),
    identified: Object.entries(IDENTIFIED).map(([outcome, text]) => ({
      name: fieldOfOutcome(outcome),
      text,
    })),
    ...formView(refused, {
      key: randomUUID(),
      ...momentValues('found_at', now),
      ...(Object.assign(
        {},
        ...[
          'c-told_at',
          ...HANDOVERS.map((prefix) => `${prefix}at`),
          ...STEP_NUMBERS.map((step) => `s${String(step)}-at`),
        ].map((name) => momentValues(name, now)),
      ) as Record<string, string>),
    }),
  })
}
