/** What is added to a step: possible children, opportunities, handovers. One thing a page. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { pathOf, queryOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedText, type Typed } from '../../../platform/http/typed-form.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { codesOf } from '../../../wire/codes.ts'
import { addChildren, addHandover, addOpportunity } from '../answer-step.ts'
import {
  parseChildren,
  parseHandover,
  parseOpportunity,
  type NewChildren,
  type NewHandover,
} from '../encounter.ts'
import { encounterPath, type EncounterId, type StepNumber } from '../ids.ts'
import { lookAtEncounter } from '../read-encounters.ts'
import {
  AGES,
  DEFENCES,
  GUARDIAN,
  INNERSTE,
  NOT_VERIFIED,
  OFFENCES,
  OPPORTUNITIES,
  POWERS,
  RECIPIENTS,
  type Offence,
  type OpportunityKind,
} from '../words.ts'
import type { Send } from './send.ts'
import { choices, formView, momentValues, readMoment, readPeople, valueOf } from './typed.ts'

const access = whoever.recordsEncounters

type Entry = {
  /** in the address */
  path: string
  operation: string
  template: string
  step: StepNumber
  /** of the moment that it asks for */
  moment: string
  title: (kind: OpportunityKind) => string
  /** what the template prints beside */
  more: (kind: OpportunityKind) => Record<string, unknown>
  add: (scope: MemberScope, id: EncounterId, typed: Typed, kind: OpportunityKind) => Promise<unknown>
}

const kindQuery = z.object({ kind: z.enum(codesOf(OPPORTUNITIES)).default('power') })
const texts = (typed: Typed, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, typedText(typed, name)]))
const none = (typed: Typed) => ({ no_person: typedText(typed, 'no_person') === 'yes' })
const yesOrNo = (typed: Typed, name: string): boolean | undefined => {
  const said = typedText(typed, name)
  return said === 'yes' ? true : said === 'no' ? false : undefined
}

const ENTRIES: readonly Entry[] = [
  {
    ...{
      path: 'children',
      operation: 'encounters.children.add',
      template: 'children',
      step: 4,
      moment: 'told_at',
    },
    title: () => 'The child path',
    more: () => ({ guardian: choices(GUARDIAN), innerste: choices(INNERSTE) }),
    add: (scope, id, typed) => addChildren(scope, id, readChildren(typed, scope.now)),
  },
  {
    ...{
      path: 'opportunities',
      operation: 'encounters.opportunity.add',
      template: 'opportunity',
      step: 7,
      moment: 'at',
    },
    title: (kind) => OPPORTUNITIES[kind],
    more: opportunityMore,
    add: (scope, id, typed, kind) => {
      const faults: Record<string, string> = {}
      const taken = yesOrNo(typed, 'taken')
      const suspected = kind === 'offence' && taken === true
      const body = {
        ...{ kind, taken, adult: readPeople(typed, 'adult'), at: readMoment(typed, 'at', faults) },
        ...texts(typed, ['age', 'code', 'grounds', 'reason']),
        ...(kind === 'power' && taken === true ? texts(typed, ['officer']) : {}),
        ...(suspected
          ? { s45_considered: yesOrNo(typed, 's45_considered'), ...texts(typed, ['s45_by']) }
          : {}),
        ...none(typed),
      }
      return addOpportunity(scope, id, valueOf(parseOpportunity(body, scope.now), faults))
    },
  },
  {
    ...{
      path: 'handovers',
      operation: 'encounters.handover.add',
      template: 'handover',
      step: 8,
      moment: 'at',
    },
    title: () => 'A handover',
    more: () => ({ recipients: choices(RECIPIENTS) }),
    add: (scope, id, typed) => addHandover(scope, id, readHandover(typed, scope.now)),
  },
]

/**
 * Reads possible children who take the child path.
 * @param typed - the form
 * @param now - nothing is dated later
 * @throws invalid by the field
 */
export function readChildren(typed: Typed, now: Date): NewChildren {
  const faults: Record<string, string> = {}
  const body = {
    how_many: readPeople(typed, 'how_many'),
    told_at: readMoment(typed, 'told_at', faults),
    ...texts(typed, ['services_reference', 'place_of_safety', 'guardian', 'innerste', 'reason']),
    ...none(typed),
  }
  return valueOf(parseChildren(body, now), faults)
}

/**
 * Reads to whom some of the people were handed over.
 * @param typed - the form
 * @param now - nothing is dated later
 * @throws invalid by the field
 */
export function readHandover(typed: Typed, now: Date): NewHandover {
  const faults: Record<string, string> = {}
  const body = {
    how_many: readPeople(typed, 'how_many'),
    at: readMoment(typed, 'at', faults),
    ...texts(typed, ['recipient', 'reference', 'receipts', 'property_return']),
    ...none(typed),
  }
  return valueOf(parseHandover(body, now), faults)
}

function opportunityMore(kind: OpportunityKind): Record<string, unknown> {
  return {
    ages: choices(AGES),
    hasGrounds: kind !== 'conversation',
    hasOfficer: kind === 'power',
    hasDefence: kind === 'offence',
    codesLegend: kind === 'offence' ? 'Which offence?' : 'Which power?',
    codesHint: kind === 'conversation' ? undefined : NOT_VERIFIED[kind],
    codes:
      kind === 'offence'
        ? choices(OFFENCES).map((one) => ({ ...one, hint: DEFENCES[one.value as Offence] }))
        : kind === 'power'
          ? choices(POWERS)
          : [],
    takenLegend: {
      offence: 'Is the person suspected of it?',
      power: 'Was it used?',
      conversation: 'Did it take place?',
    }[kind],
    takenYes: 'Yes',
    takenNo: kind === 'conversation' ? 'No: declined, or not offered' : 'No: considered only',
  }
}

/** Registers the pages and their forms. */
export function entryPages(app: FastifyInstance, send: Send): void {
  for (const entry of ENTRIES) {
    const at = `/encounters/:encounter/${entry.path}/new`
    app.get(at, { config: { operation: 'encounters.step.show', access } }, (request, reply) =>
      show(request, reply, send, entry, null),
    )
    app.post(at, { config: { operation: entry.operation, access } }, (request, reply) =>
      orAgain(
        request,
        async () => {
          const { encounter } = pathOf(request, encounterPath)
          const { kind } = queryOf(request, kindQuery)
          const typed = formOf(request)
          await request.perform((scope) => entry.add(scope, encounter, typed, kind))
          return await reply.done(`/encounters/${encounter}/steps/${String(entry.step)}`, 'Added.')
        },
        (refused) => show(request, reply, send, entry, refused),
      ),
    )
  }
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  send: Send,
  entry: Entry,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { encounter } = pathOf(request, encounterPath)
  const { kind } = queryOf(request, kindQuery)
  const { view, now } = await request.perform(async (scope) => ({
    view: await lookAtEncounter(scope, encounter),
    now: scope.now,
  }))
  return await send(reply, entry.template, {
    title: entry.title(kind),
    caption: `Step ${String(entry.step)} of 9, encounter ${String(view.number)}`,
    back: {
      text: `Back to step ${String(entry.step)}`,
      href: `/encounters/${view.id}/steps/${String(entry.step)}`,
    },
    ...entry.more(kind),
    ...formView(refused, momentValues(entry.moment, now)),
  })
}
