/** What a page of the form of a planned event prints. */
import type { FastifyReply } from 'fastify'
import { ukDate, ukDateTime } from '../../../../design/dates.ts'
import type { Refused } from '../../../../platform/http/or-again.ts'
import {
  clockChanges,
  plannedKind,
  plannedZones,
  readPlace,
  usualBuffer,
  type PlannedDisclosure,
  type PlannedKind,
  type PlannedZone,
} from '../../../../library/planned-events/index.ts'
import type { StretchLine } from '../../../coast/index.ts'
import type { OperationId } from '../../ids.ts'
import type { PlannedDraft, TypedEvent } from '../drafts.ts'
import type { PlannedDraftId } from '../ids.ts'
import { LONGEST_OF_EVENT } from '../planned-event.ts'
import { disclosureCosts, groundWords, kindWords } from '../words.ts'
import { headOfPlace, mapOfPlace, rowsOfPlace } from './place-map.ts'
import { placeKinds, placeOf, positionsOf, type PlaceKind } from './read-form.ts'
import { stepsOf, stepWords, type Step } from './steps.ts'

/** @returns where a page of a draft is */
export const draftAddress = (draft: PlannedDraftId, page: Step | 'check'): string =>
  `/operations/events/drafts/${draft}/${page}`

const inItems = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

export type ShownStep = {
  step: Step
  draft: PlannedDraft
  now: Date
  operations: readonly { id: OperationId; codename: string }[]
  stretches: readonly StretchLine[]
  dataFolder: string
  refused: Pick<Refused, 'errors' | 'values'> | null
}

/**
 * Shows a page of the form.
 * @returns the answer
 */
export async function showStep(reply: FastifyReply, shown: ShownStep): Promise<FastifyReply> {
  const { step, draft, refused } = shown
  const all = stepsOf(draft)
  return await reply.page('rooms/operations/conflicts/pages/step.njk', {
    title: stepWords[step].title,
    caption: `${draft.changes === null ? 'Lodge' : 'Change'} a planned event: question ${String(all.indexOf(step) + 1)} of ${String(all.length)}`,
    classification: 'OFFICIAL-SENSITIVE',
    back: { text: 'Planned events', href: '/operations/events' },
    step,
    isFirst: all[0] === step,
    action: draftAddress(draft.id, step),
    dropHref: `/operations/events/drafts/${draft.id}/drop`,
    longest: LONGEST_OF_EVENT,
    ...(await choicesOf(shown)),
    values: { zone: 'Europe/London', ...draft.typed, ...refused?.values },
    ...(refused ? { errors: refused.errors } : {}),
  })
}

async function choicesOf(shown: ShownStep): Promise<Record<string, unknown>> {
  const { draft, operations } = shown
  switch (shown.step) {
    case 'what':
      return {
        operations: operations.map(({ id, codename }) => ({ value: id, text: codename })),
        kinds: inItems(kindWords),
      }
    case 'place':
      return {
        placeKinds: inItems(placeKinds),
        grounds: Object.entries(groundWords).map(([value, text]) => ({
          value,
          text,
          hint: `${usualBuffer[value as keyof typeof usualBuffer].toLocaleString('en-GB')} metres around it, unless you say otherwise`,
        })),
      }
    case 'where':
      return await whereView(shown)
    case 'when':
      return whenView(draft.typed, shown.now)
    case 'learn':
      return learnView(draft)
    case 'contact':
      return {}
  }
}

const hints: Readonly<Record<Exclude<PlaceKind, 'stretch'>, string>> = {
  premises:
    'The position, in any notation: latitude and longitude, a grid reference, a Plus Code, the link of a map',
  circle:
    'Its middle, in any notation: latitude and longitude, a grid reference, a Plus Code, the link of a map',
  polygon:
    'Its corners in the order in which one walks round it, one a line, three at least, each in any notation',
  route: 'Its points in order, one a line, two at least, each in any notation',
}

async function whereView({ draft, stretches, dataFolder, refused }: ShownStep): Promise<Record<string, unknown>> {
  const typed = { ...draft.typed, ...textsOf(refused?.values) }
  const kind = (typed['place_kind'] ?? 'premises') as PlaceKind
  const read = readPlace(placeOf(typed, {}, stretches))
  const place = 'fault' in read ? null : read
  const points = kind === 'stretch' ? (place?.kind === 'stretch' ? place.points.slice(0, 20) : []) : positionsOf(typed['where'] ?? '')
  return {
    placeKind: kind,
    stretches: stretches.map(({ id, name, fromMile, toMile }) => ({
      value: id,
      text: `${name}, mile ${fromMile.toFixed(1)} to ${toMile.toFixed(1)}`,
    })),
    whereHint: kind === 'stretch' ? '' : hints[kind],
    sizeLabel: kind === 'circle' ? 'How far does it reach, in metres?' : 'How wide is it, in metres?',
    hasSize: kind !== 'premises' && kind !== 'polygon',
    // The pin of the map that moves adds a corner or a point to those that are there.
    adds: kind === 'polygon' || kind === 'route',
    drawn: await mapOfPlace(dataFolder, place),
    head: headOfPlace,
    points: rowsOfPlace(points),
  }
} // prettier-ignore

const textsOf = (values: Readonly<Record<string, unknown>> | undefined): TypedEvent =>
  Object.fromEntries(
    Object.entries(values ?? {}).filter((one): one is [string, string] => typeof one[1] === 'string'),
  )

const YEAR = 366 * 24 * 3_600_000

function whenView(typed: TypedEvent, now: Date): Record<string, unknown> {
  const zone = plannedZones.find((one) => one === typed['zone']) ?? 'Europe/London'
  const changes = clockChanges(zone, { from: now, until: new Date(now.getTime() + YEAR) })
  return {
    zones: plannedZones.map((one) => ({ value: one, text: zoneInWords(one) })),
    clocks: changes.map(({ at, goes }) => `${ukDate(at)}: the clocks of ${zoneInWords(zone)} go ${goes}`),
  }
}

/** A zone as people call it. */
export const zoneInWords = (zone: PlannedZone): string =>
  zone === 'UTC' ? 'UTC' : zone.replace('Europe/', '')

function learnView(draft: PlannedDraft): Record<string, unknown> {
  const kind = draft.typed['kind'] as PlannedKind | undefined
  const group = kind !== undefined && Object.hasOwn(plannedKind, kind) ? plannedKind[kind] : 'visible'
  const may = (one: PlannedDisclosure) =>
    group === 'safety' ? one === 'open' : group === 'enforcement' ? one !== 'silent' : true
  return {
    group,
    disclosures: (['open', 'broker', 'silent'] as const).filter(may).map((value) => ({
      value,
      ...disclosureCosts[value],
    })),
  }
}

/**
 * Writes a moment by the clock by which it was typed, and that of London beside it where that differs.
 * @param at - a moment
 * @param zone - of the event
 */
export function momentInWords(at: Date, zone: PlannedZone): string {
  if (zone === 'Europe/London') return `${ukDateTime(at)}, London`
  const said = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'long', timeStyle: 'short' }).format(at)
  return `${said}, ${zoneInWords(zone)} (${ukDateTime(at)} in London)`
} // prettier-ignore
