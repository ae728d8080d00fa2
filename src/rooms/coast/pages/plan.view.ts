/** The plan's page: what is missing in words, then strip, table and map of the same. */
import { plural } from '../../../design/words.ts'
import { isOverdue, lacksLead, milesOf, missingOf, type Gap, type Missing } from '../plan/missing.ts'
import { siteKinds, stretchAt, type Plan, type Site, type Stretch } from '../plan/plan.ts'
import { lateWords, lengthWords, mileWords, milesWords, someOf } from './words.ts'
import { stripOf } from './strip.view.ts'

/** One thing that is missing, with the places where it is put right. */
export type Lack = {
  text: string
  links: { text: string; href: string; detail: string }[]
  /** what is left out of the links, and where it stands */
  more: { text: string; href: string } | null
}

const MOST_LINKS = 8

/**
 * What is missing, the gravest first.
 * @param missing - what the plan lacks
 * @param today - calendar day
 * @param edits - may this person add a stretch?
 * @returns sentences with links, a few each
 */
export function lacksOf(missing: Missing, today: string, edits: boolean): Lack[] {
  const lacks: Lack[] = []
  const add = (text: string, links: Lack['links'], rest = '#stretches') => {
    const left = links.length - MOST_LINKS
    const more = left > 0 ? { text: `${String(left)} more`, href: rest } : null
    lacks.push({ text, links: links.slice(0, MOST_LINKS), more })
  }
  const stretchLink = (one: Stretch, detail = '') => ({
    text: one.name,
    detail,
    href: `/coast/stretches/${one.id}`,
  })
  const { gaps, withoutLead, overdue, sitesWithoutContact, withoutReview, withoutCover, beyondTheEnd } =
    missing
  if (gaps.length > 0)
    add(
      `${lengthWords(milesOf(gaps))} not covered, in ${plural(gaps.length, 'place')}:`,
      gaps.map((gap) => ({
        text: `Miles ${milesWords(gap)}`,
        detail: gapWords(gap),
        href: edits
          ? `/coast/stretches/new?from=${mileWords(gap.fromMile)}&to=${mileWords(gap.toMile)}`
          : '#stretches',
      })),
    )
  if (withoutLead.length > 0)
    add(
      `${lengthWords(milesOf(withoutLead))} without a lead, in ${plural(withoutLead.length, 'stretch', 'stretches')}:`,
      withoutLead.map((one) =>
        stretchLink(one, one.leadId === null ? '' : ' (the account of its lead is closed)'),
      ),
    )
  if (overdue.length > 0)
    add(
      `${plural(overdue.length, 'review')} overdue:`,
      overdue
        .toSorted((one, other) => (one.reviewOn ?? '').localeCompare(other.reviewOn ?? ''))
        .map((one) => stretchLink(one, one.reviewOn === null ? '' : `, ${lateWords(one.reviewOn, today)}`)),
    )
  if (withoutReview.length > 0)
    add(
      `${plural(withoutReview.length, 'stretch', 'stretches')} with no review arranged:`,
      withoutReview.map((one) => stretchLink(one)),
    )
  if (withoutCover.length > 0)
    add(
      `${plural(withoutCover.length, 'stretch', 'stretches')} where nobody has said who watches:`,
      withoutCover.map((one) => stretchLink(one)),
    )
  if (sitesWithoutContact.length > 0)
    add(
      `${plural(sitesWithoutContact.length, 'site')} without a contact:`,
      sitesWithoutContact.map((one) => ({ text: one.name, href: `/coast/sites/${one.id}`, detail: '' })),
      '/coast/sites',
    )
  if (beyondTheEnd.length > 0)
    add(
      `${plural(beyondTheEnd.length, 'stretch', 'stretches')} beyond the end of the coast, to be measured again:`,
      beyondTheEnd.map((one) => stretchLink(one)),
    )
  return lacks
}

function gapWords({ before, after }: Gap): string {
  if (before && after) return `, between ${before.name} and ${after.name}`
  if (before) return `, behind ${before.name}`
  return after ? `, before ${after.name}` : ''
}

export const stretchesHead = [
  { text: 'No.', numeric: true },
  'Stretch',
  { text: 'Miles', numeric: false },
  'Lead',
  'Cover',
  'Sites',
  'Next review',
]

/**
 * Writes stretches and gaps as rows, in order of chainage.
 * @param plan - of the agency
 * @param gaps - miles in no stretch
 * @param today - calendar day, YYYY-MM-DD
 * @returns cells of the table
 */
export function stretchRows(plan: Plan, gaps: readonly Gap[], today: string) {
  const numbered = plan.stretches.map((one, index) => ({ at: one.fromMile, row: stretchRow(one, index + 1) }))
  const between = gaps.map((gap) => ({
    at: gap.fromMile,
    row: [
      { text: '–' },
      { tag: { text: 'Not covered', colour: 'orange' } },
      { text: milesWords(gap), detail: lengthWords(gap.toMile - gap.fromMile) },
      { text: '–' },
      { text: '–' },
      { text: siteCount(sitesBetween(plan.sites, gap)) },
      { text: '–' },
    ],
  }))
  return [...numbered, ...between].toSorted((one, other) => one.at - other.at).map(({ row }) => row)

  function stretchRow(one: Stretch, number: number) {
    return [
      { text: String(number) },
      { text: one.name, href: `/coast/stretches/${one.id}` },
      { text: milesWords(one), detail: lengthWords(one.toMile - one.fromMile) },
      leadCell(one),
      one.cover === '' ? { tag: { text: 'Not said', colour: 'orange' } } : { text: shortened(one.cover) },
      { text: siteCount(sitesBetween(plan.sites, one)) },
      reviewCell(one, today),
    ]
  }
}

/**
 * Writes who leads a stretch.
 * @param stretch - of the plan
 * @returns a name, or a tag when nobody leads it
 */
export function leadCell(stretch: Stretch) {
  if (stretch.leadId === null) return { tag: { text: 'Nobody', colour: 'orange' } }
  if (lacksLead(stretch))
    return { text: stretch.leadName ?? '', tag: { text: 'Account closed', colour: 'orange' } }
  return { text: stretch.leadName ?? '' }
}

function reviewCell(stretch: Stretch, today: string) {
  if (stretch.reviewOn === null) return { tag: { text: 'None arranged', colour: 'orange' } }
  return isOverdue(stretch, today)
    ? { day: stretch.reviewOn, tag: { text: 'Overdue', colour: 'red' } }
    : { day: stretch.reviewOn }
}

const sitesBetween = (
  sites: readonly Site[],
  { fromMile, toMile }: { fromMile: number; toMile: number },
): Site[] => sites.filter(({ mile }) => mile !== null && mile >= fromMile && mile < toMile)

function siteCount(sites: readonly Site[]): string {
  const silent = sites.filter((one) => one.contact === '' && one.telephone === '').length
  if (sites.length === 0) return 'None'
  return silent === 0 ? String(sites.length) : `${String(sites.length)}, ${String(silent)} without a contact`
}

const shortened = (text: string): string => (text.length <= 90 ? text : `${text.slice(0, 88).trimEnd()} …`)

export const sitesHead = [{ text: 'Mile', numeric: true }, 'Site', 'Kind', 'Stretch', 'Contact', 'Telephone']

/**
 * Writes sites as rows.
 * @param sites - in order of chainage
 * @param stretches - of the plan
 * @returns cells of the table
 */
export function siteRows(sites: readonly Site[], stretches: readonly Stretch[]) {
  return sites.map((site) => {
    const stretch = site.mile === null ? null : stretchAt(stretches, site.mile)
    const silent = site.contact === '' && site.telephone === ''
    return [
      { text: site.mile === null ? '–' : mileWords(site.mile) },
      { text: site.name, href: `/coast/sites/${site.id}` },
      { text: siteKinds[site.kind] },
      stretch ? { text: stretch.name, href: `/coast/stretches/${stretch.id}` } : { text: 'Not covered' },
      silent ? { tag: { text: 'No contact', colour: 'orange' } } : { text: site.contact },
      { text: site.telephone },
    ]
  })
}

/**
 * Writes everything of the page but the map.
 * @param plan - of the agency
 * @param today - calendar day, YYYY-MM-DD
 * @param edits - may this person change the plan?
 * @returns what the template prints
 */
export function planView(plan: Plan, today: string, edits: boolean) {
  const missing = missingOf(plan, today)
  const miles = plan.line?.chainage.miles ?? 0
  return {
    miles: lengthWords(miles),
    lineName: plan.line?.name ?? '',
    lacks: lacksOf(missing, today, edits),
    strip: {
      rows: stripOf(plan.stretches, missing.gaps, miles, today),
      says: `${plural(plan.stretches.length, 'stretch', 'stretches')} in all; the table below says the same`,
    },
    stretchesHead,
    stretches: stretchRows(plan, missing.gaps, today),
    siteCount: plural(plan.sites.length, 'site'),
    edits,
    mapSays: `Map of the coast with ${plural(plan.stretches.length, 'stretch', 'stretches')} and ${plural(plan.sites.length, 'site')}. ${someOf(plan.stretches.map(({ name }) => name))}. The table of stretches and the list of sites hold the same.`,
    gaps: missing.gaps,
  }
}
