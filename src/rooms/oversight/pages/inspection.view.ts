/** An inspection and a recommendation, as their pages print them. Pure. */
import { ukDate } from '../../../design/dates.ts'
import { byArea, type OwnArea } from '../areas.ts'
import { NOT_ENTERED, type Area, type Inspection, type Recommendation } from '../inspections/inspection.ts'
import type { Response } from '../response/response-store.ts'
import type { Duty } from '../standing.ts'
import { captionOf, clockWords, dayOrNone, standingTag } from './words.ts'

/** What the page of an inspection is written from. */
export type WholeInspection = {
  inspection: Inspection
  recommendations: readonly Recommendation[]
  duties: readonly Duty[]
  areas: readonly OwnArea[]
  responses: readonly Response[]
  today: string
  keeps: boolean
  oversees: boolean
  responds: boolean
}

/**
 * Writes an inspection.
 * @param all - what the viewer may know of it
 * @returns what the template prints
 */
export function inspectionView(all: WholeInspection) {
  const { inspection, recommendations, duties, areas, today } = all
  const clock = clockWords(inspection, today)
  return {
    id: inspection.id,
    caption: captionOf(inspection),
    facts: [
      { key: 'Publisher', text: inspection.publisher },
      { key: 'Published', text: ukDate(inspection.publishedOn) },
      { key: 'Entered by', text: inspection.agencyName },
      { key: 'Commissioners’ comments due', text: clock.due },
    ],
    rule: clock.rule,
    invented: inspection.invented,
    areas: byArea(recommendations, areas).map(({ title, items }) => ({
      title,
      rows: items.map((one) => recommendationRow(one, duties, today)),
    })),
    head: ['Number', 'What it says', 'Addressed to', 'Due', 'How it stands'],
    missing: recommendations.filter(({ text }) => text === null).length,
    responses: all.responses.map((one) => ({
      text:
        one.signedAt === null
          ? `Response for ${one.agencyName}: being written`
          : `Response of ${one.bodyName} for ${one.agencyName}, signed on ${ukDate(one.signedAt)}`,
      href: `/oversight/responses/${one.id}`,
    })),
    ...{ keeps: all.keeps, oversees: all.oversees, responds: all.responds },
  }
}

function recommendationRow(one: Recommendation, duties: readonly Duty[], today: string) {
  const those = duties.filter(({ recommendationId }) => recommendationId === one.id)
  const text = one.text ?? `Text ${NOT_ENTERED}`
  return [
    { text: String(one.number), href: `/oversight/recommendations/${one.id}` },
    text.length > 180 ? `${text.slice(0, 177).trimEnd()}…` : text,
    one.addressedTo ?? NOT_ENTERED,
    dayOrNone(one.dueOn),
    those.length === 0
      ? ''
      : those.length === 1
        ? { tag: standingTag(those[0] as Duty, today) }
        : {
            text: [...Map.groupBy(those, (duty) => standingTag(duty, today).text)]
              .map(([words, some]) => `${words}: ${String(some.length)}`)
              .join(', '),
          },
  ]
}

/** What the page of a recommendation is written from. */
export type WholeRecommendation = {
  recommendation: Recommendation
  inspection: Inspection
  areas: readonly Area[]
  duties: readonly Duty[]
  today: string
  keeps: boolean
}

/**
 * Writes a recommendation.
 * @param all - what the viewer may know of it
 * @returns what the template prints
 */
export function recommendationView({
  recommendation: one,
  inspection,
  areas,
  duties,
  today,
  keeps,
}: WholeRecommendation) {
  return {
    id: one.id,
    caption: captionOf(inspection),
    facts: [
      { key: 'Text', text: one.text ?? NOT_ENTERED },
      { key: 'Addressed to', text: one.addressedTo ?? NOT_ENTERED },
      { key: 'Where that is written', text: one.source ?? NOT_ENTERED },
      { key: 'Due', text: dayOrNone(one.dueOn) },
      { key: 'Area', text: areas.find(({ id }) => id === one.areaId)?.title ?? NOT_ENTERED },
    ],
    head: ['Addressee', 'Owner', 'How it stands', 'Last signed'],
    rows: duties.map((duty) => [
      { text: duty.agencyName, href: `/oversight/duties/${duty.id}` },
      duty.ownerPost ?? 'No owner named',
      { tag: standingTag(duty, today) },
      duty.signedAt === null ? 'Nothing yet' : { day: duty.signedAt },
    ]),
    keeps,
  }
}
