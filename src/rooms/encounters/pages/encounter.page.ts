/** One encounter: how far it is, what was said, and what comes next; its check, its end, its hold. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalid } from '../../../platform/errors.ts'
import { pathOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedCode, typedNumber, typedText, type Typed } from '../../../platform/http/typed-form.ts'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { faultsOfPeople, LONGEST, momentOf, words } from '../fields.ts'
import { encounterPath } from '../ids.ts'
import { holdEncounter, moveEncounter, type Move } from '../move-encounter.ts'
import { lookAtEncounter, readEncounter, type EncounterView } from '../read-encounters.ts'
import { STATES, STEPS } from '../words.ts'
import { backTo } from './counts.page.ts'
import { factsOf, nameOf, nextStep, saidOf, todoOf } from './encounter.view.ts'
import type { Send } from './send.ts'
import { formView, momentValues, readMoment } from './typed.ts'

const access = whoever.recordsEncounters
const at = '/encounters/:encounter'

/** Registers the pages and their forms. */
export function encounterPages(app: FastifyInstance, send: Send): void {
  app.get(at, { config: { operation: 'encounters.encounter.read', access } }, (request, reply) =>
    show(request, reply, send, null),
  )
  app.post(`${at}/move`, { config: { operation: 'encounters.encounter.move', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { encounter } = pathOf(request, encounterPath)
        const typed = formOf(request)
        const move = await request.perform(async (scope) => {
          const read = readMove(typed, scope.now)
          await moveEncounter(scope, encounter, typedNumber(typed, 'revision'), read)
          return read
        })
        return await reply.done(`/encounters/${encounter}`, `Noted: ${STATES[move.to].toLowerCase()}.`)
      },
      (refused) => show(request, reply, send, refused),
    ),
  )
  app.post(
    `${at}/hold`,
    { config: { operation: 'encounters.encounter.hold', access: whoever.managesRecords } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { encounter } = pathOf(request, encounterPath)
          const because = textOf(formOf(request), 'hold_reason', LONGEST.hold) ?? null
          await request.perform((scope) => holdEncounter(scope, encounter, because))
          return await reply.done(
            `/encounters/${encounter}`,
            because === null ? 'It is held no more.' : 'It is held.',
          )
        },
        (refused) => show(request, reply, send, refused),
      ),
  )
  app.get(
    `${at}/check`,
    { config: { operation: 'encounters.encounter.show-check', access } },
    (request, reply) => showCheck(request, reply, send, null),
  )
  app.post(`${at}/check`, { config: { operation: 'encounters.encounter.check', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const { encounter } = pathOf(request, encounterPath)
        const typed = formOf(request)
        const to = typedCode(typed, 'verdict', { checked: '', open: '' })
        if (to === undefined) throw invalid({ verdict: 'Choose whether it is checked' })
        const note = noteOf(typed)
        if (to === 'open' && note === undefined) throw invalid({ note: 'Say what is missing' })
        await request.perform((scope) =>
          moveEncounter(scope, encounter, typedNumber(typed, 'revision'), { to, note }),
        )
        return await reply.done(
          `/encounters/${encounter}`,
          to === 'checked' ? 'It is checked.' : 'It went back.',
        )
      },
      (refused) => showCheck(request, reply, send, refused),
    ),
  )
}

/** @throws invalid by the field */
function textOf(typed: Typed, name: string, longest: number): string | undefined {
  const text = typedText(typed, name)
  if (text === undefined) return undefined
  const read = words(longest, 'Enter it in words').safeParse(text)
  if (!read.success) throw invalid({ [name]: read.error.issues[0]?.message ?? 'Enter it in words' })
  return read.data
}

function noteOf(typed: Typed): string | undefined {
  const note = textOf(typed, 'note', LONGEST.note)
  const faults = faultsOfPeople({ note }, { note: 'text' }, typedText(typed, 'no_person') === 'yes')
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return note
}

/** @throws invalid by the field */
function readMove(typed: Typed, now: Date): Move {
  const to = typedCode(typed, 'to', { 'handed-over': '', open: '', closed: '' })
  if (to === undefined) throw invalid({ to: 'Choose what is to be done' })
  if (to !== 'closed') return { to }
  const faults: Record<string, string> = {}
  const said = readMoment(typed, 'confirmed_at', faults)
  if (Object.keys(faults).length > 0) throw invalid(faults)
  if (said === undefined) throw invalid({ confirmed_at: 'Enter when it was confirmed' })
  const read = momentOf(said, now)
  if ('fault' in read) throw invalid({ confirmed_at: read.fault })
  return { to, confirmed_at: read.at.toISOString() }
}

/** What both pages say. */
const common = (view: EncounterView) => ({
  revision: view.revision,
  facts: factsOf(view),
  said: saidOf(view),
  reports: view.reports.map(({ id, reference }) => ({ text: reference, href: `/reports/${id}` })),
})

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  send: Send,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { encounter } = pathOf(request, encounterPath)
  const { view, now } = await request.perform(async (scope) => ({
    view: await readEncounter(scope, encounter),
    now: scope.now,
  }))
  const next = view.state === 'open' && view.stepsGoneAt === null ? nextStep(view) : null
  const path = `/encounters/${view.id}`
  return await send(reply, 'encounter', {
    title: nameOf(view),
    back: { text: 'Back to encounters', href: '/encounters' },
    at: path,
    state: STATES[view.state],
    ...common(view),
    isGone: view.stepsGoneAt !== null,
    todo: todoOf(view),
    next:
      next === null
        ? undefined
        : { text: `Step ${String(next)}: ${STEPS[next].name}`, href: `${path}/steps/${String(next)}` },
    returned: view.state === 'open' ? view.checkNote : null,
    can: {
      count: view.state === 'open' && view.stepsGoneAt === null,
      handOver: view.state === 'open' && next === null && view.stepsGoneAt === null,
      check: view.state === 'handed-over' && !view.ownWork,
      reopen: view.state === 'handed-over',
      close: view.state === 'checked',
    },
    waitsForOther: view.state === 'handed-over' && view.ownWork,
    canHold: may(request.signedIn?.roles, 'managesRecords'),
    ...formView(refused, { ...momentValues('confirmed_at', now), hold_reason: view.holdReason ?? '' }),
  })
}

async function showCheck(
  request: FastifyRequest,
  reply: FastifyReply,
  send: Send,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { encounter } = pathOf(request, encounterPath)
  const view = await request.perform((scope) => lookAtEncounter(scope, encounter))
  return await send(reply, 'check', {
    title: `Check encounter ${String(view.number)}`,
    back: backTo(view),
    ...common(view),
    ...formView(refused, {}),
  })
}
