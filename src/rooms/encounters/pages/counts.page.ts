/** The first page: place, time and counts; the same again when more people are found. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pathOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedNumber, typedText, type Typed } from '../../../platform/http/typed-form.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { parseEncounter, type NewEncounter } from '../encounter.ts'
import { encounterPath, type EncounterId } from '../ids.ts'
import { lookAtEncounter, type Encounter } from '../read-encounters.ts'
import { countAgain, recordEncounter } from '../record-encounter.ts'
import { mayRecord } from '../refusals.ts'
import { HOW_FOUND } from '../words.ts'
import type { Send } from './send.ts'
import { choices, formView, momentValues, readMoment, readPeople, valueOf } from './typed.ts'

const access = whoever.recordsEncounters

/** Registers the pages and their forms. */
export function countsPages(app: FastifyInstance, send: Send): void {
  app.get(
    '/encounters/new',
    { config: { operation: 'encounters.encounter.show-new', access } },
    (request, reply) => showNew(request, reply, send, null),
  )
  app.post(
    '/encounters/new',
    { config: { operation: 'encounters.encounter.record', access } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const typed = formOf(request)
          const { id } = await request.perform((scope) =>
            recordEncounter(scope, readCounts(typed, scope.now)),
          )
          return await reply.done(`/encounters/${id}/steps/1`, 'Counted. Go through the steps, care first.')
        },
        (refused) => showNew(request, reply, send, refused),
      ),
  )
  app.get(
    '/encounters/:encounter/counts',
    { config: { operation: 'encounters.encounter.show-counts', access } },
    (request, reply) => showAgain(request, reply, send, null),
  )
  app.post(
    '/encounters/:encounter/counts',
    { config: { operation: 'encounters.encounter.count', access } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { encounter } = pathOf(request, encounterPath)
          const typed = formOf(request)
          await request.perform((scope) =>
            countAgain(scope, encounter, typedNumber(typed, 'revision'), readCounts(typed, scope.now)),
          )
          return await reply.done(`/encounters/${encounter}`, 'Counted again.')
        },
        (refused) => showAgain(request, reply, send, refused),
      ),
  )
}

const NUMBERS = ['adults', 'may_be_children', 'age_unknown', 'injured'] as const

/**
 * Reads place, time and counts.
 * @param typed - the form
 * @param now - nothing is dated later
 * @throws invalid by the field
 */
export function readCounts(typed: Typed, now: Date): NewEncounter {
  const faults: Record<string, string> = {}
  const body = {
    found_at: readMoment(typed, 'found_at', faults),
    place: typedText(typed, 'place'),
    how_found: typedText(typed, 'how_found'),
    ...Object.fromEntries(NUMBERS.map((name) => [name, readPeople(typed, name)])),
    no_person: typedText(typed, 'no_person') === 'yes',
  }
  return valueOf(parseEncounter(body, now), faults)
}

async function showNew(
  request: FastifyRequest,
  reply: FastifyReply,
  send: Send,
  refused: Refused | null,
): Promise<FastifyReply> {
  const now = await request.perform(async (scope) => {
    await mayRecord(scope)
    return scope.now
  })
  return await send(reply, 'counts', {
    title: 'People found: count them',
    isNew: true,
    back: { text: 'Back to home', href: '/' },
    howFound: choices(HOW_FOUND),
    ...formView(refused, momentValues('found_at', now)),
  })
}

async function showAgain(
  request: FastifyRequest,
  reply: FastifyReply,
  send: Send,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { encounter } = pathOf(request, encounterPath)
  const found = await request.perform((scope) => lookAtEncounter(scope, encounter))
  return await send(reply, 'counts', {
    title: 'Count again',
    isNew: false,
    back: backTo(found),
    revision: found.revision,
    howFound: choices(HOW_FOUND),
    ...formView(refused, {
      ...{ adults: found.adults, may_be_children: found.mayBeChildren, age_unknown: found.ageUnknown },
      ...{ injured: found.injured, place: found.place ?? '', how_found: found.howFound },
      ...momentValues('found_at', found.foundAt),
    }),
  })
}

/** @returns the way back to an encounter */
export const backTo = ({ id, number }: Pick<Encounter, 'number'> & { id: EncounterId }) => ({
  text: `Back to encounter ${String(number)}`,
  href: `/encounters/${id}`,
})
