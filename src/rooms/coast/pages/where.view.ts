/** "Who is responsible for this point?": the answer in words, for a person to decide on. */
import { writePosition, type Position } from '../positions/index.ts'
import type { Place, Responsible } from '../geography/index.ts'
import { lacksLead } from '../plan/missing.ts'
import { stretchAt, type Plan } from '../plan/plan.ts'
import { nearestMile } from '../chainage/chainage.ts'
import { metresWords, mileWords } from './words.ts'

/** A point farther from the agency's own line is none of its plan. */
const OWN_COAST_METRES = 25_000

/**
 * Says who answers for a point.
 * @param responsible - force, second force, and how far
 * @returns heading and text; `choose` where two forces are nearly as near
 */
export function answerOf({ force, second, at, metres }: Responsible) {
  if (!force)
    return {
      heading: 'Outside UK police areas',
      text: `No police force of the United Kingdom answers for this point. The nearest UK coast is ${metresWords(metres)} away.`,
      choose: null,
    }
  const near = second
    ? `${second.name} is nearly as near. Where their waters meet, no line is drawn that settles it: choose with both desks, and write down what you chose.`
    : null
  return {
    heading: force.name,
    text:
      at === 'land'
        ? `The point lies on land, in the area of ${force.name}.`
        : `The point lies at sea, ${metresWords(metres)} from the area of ${force.name}, the nearest.`,
    choose: near,
  }
}

/**
 * Says where the point lies in the agency's own plan.
 * @param plan - of the agency
 * @param position - WGS 84, degrees
 * @returns null when it is far from the agency's coast
 */
export function ownPlanWords({ line, stretches }: Plan, position: Position) {
  if (!line) return null
  const { mile, metres } = nearestMile(line.chainage, position)
  if (metres > OWN_COAST_METRES) return null
  const stretch = stretchAt(stretches, mile)
  const place = `Nearest to mile ${mileWords(mile)} of your coast, ${metresWords(metres)} away`
  if (!stretch) return { text: `${place}. No stretch covers it.`, stretch: null }
  const lead = lacksLead(stretch) ? 'which has no lead' : `led by ${stretch.leadName ?? ''}`
  return {
    text: `${place}, in the stretch`,
    stretch: { text: stretch.name, href: `/coast/stretches/${stretch.id}`, lead },
  }
}

/**
 * Writes a position in the notations that people use.
 * @param position - WGS 84, degrees
 * @returns rows of a summary list
 */
export function positionRows(position: Position) {
  const { decimal, mariners, grid } = writePosition(position)
  return [
    { key: 'For a mariner', text: mariners },
    { key: 'In degrees', text: decimal },
    ...(grid ? [{ key: 'On an OS map', text: grid }] : []),
  ]
}

/**
 * Writes a place that was found, as a link to its answer.
 * @param place - with its position
 * @returns what the template prints
 */
export const placeLink = ({ name, county, lat, lon, coastal }: Place) => ({
  text: county === null ? name : `${name}, ${county}`,
  note: coastal ? '' : 'Inland',
  href: `/coast/where?${new URLSearchParams({ at: `${lat.toFixed(5)}, ${lon.toFixed(5)}` }).toString()}`,
})
