/** One stretch: what its page says, and the forms that change a part of it. */
import { ukDate } from '../../../design/dates.ts'
import { plural } from '../../../design/words.ts'
import { roleWords } from '../../../wire/codes.ts'
import { isOverdue, lacksLead } from '../plan/missing.ts'
import type { Contact, Stretch } from '../plan/plan.ts'
import type { Part } from '../plan/change-stretch.ts'
import type { WholeStretch } from '../plan/read-plan.ts'
import { siteRows, sitesHead } from './plan.view.ts'
import { lateWords, lengthWords, milesWords } from './words.ts'

/** The forms of a stretch: address, title, what is changed, in the order of the page. */
export const parts: Record<Part, { title: string; key: string; done: string }> = {
  place: { title: 'Change name and miles of a stretch', key: 'Miles', done: 'Name and miles are changed.' },
  lead: { title: 'Who leads this stretch?', key: 'Lead', done: 'The lead is changed.' },
  cover: { title: 'Who watches this stretch, and when?', key: 'Cover', done: 'The cover is changed.' },
  vulnerabilities: {
    title: 'How could this stretch be used?',
    key: 'Vulnerabilities',
    done: 'The vulnerabilities are changed.',
  },
  review: { title: 'Note a review', key: 'Review', done: 'The review is noted.' },
}

/**
 * Writes what is known of a stretch, each with the link that changes it.
 * @param stretch - of the plan
 * @param today - calendar day, YYYY-MM-DD
 * @param edits - may this person change the plan?
 * @returns rows of a summary list
 */
export function factsOf(stretch: Stretch, today: string, edits: boolean) {
  const change = (part: Part, hidden: string) =>
    edits ? { change: { href: `/coast/stretches/${stretch.id}/${part}`, hidden } } : {}
  return [
    {
      key: 'Miles',
      text: `${milesWords(stretch)}, ${lengthWords(stretch.toMile - stretch.fromMile)}`,
      ...change('place', 'name and miles'),
    },
    { key: 'Lead', text: leadWords(stretch), ...change('lead', 'the lead') },
    {
      key: 'Who watches, and when',
      text: stretch.cover === '' ? 'Not said' : stretch.cover,
      ...change('cover', 'who watches, and when'),
    },
    {
      key: 'Vulnerabilities',
      text: stretch.vulnerabilities === '' ? 'Not said' : stretch.vulnerabilities,
      ...change('vulnerabilities', 'the vulnerabilities'),
    },
    {
      key: 'Last review',
      text: stretch.reviewedOn === null ? 'Never' : ukDate(stretch.reviewedOn),
      ...change('review', 'the reviews'),
    },
    { key: 'Next review', text: nextReview(stretch, today) },
  ]
}

function leadWords(stretch: Stretch): string {
  if (stretch.leadId === null) return 'Nobody'
  return lacksLead(stretch)
    ? `${stretch.leadName ?? ''}, whose account is closed: no lead`
    : (stretch.leadName ?? '')
}

function nextReview(stretch: Stretch, today: string): string {
  if (stretch.reviewOn === null) return 'None arranged'
  return isOverdue(stretch, today)
    ? `Overdue: ${lateWords(stretch.reviewOn, today)}`
    : ukDate(stretch.reviewOn)
}

/**
 * Writes contacts as rows.
 * @param contacts - of one stretch
 * @param edits - may this person change the plan?
 * @returns cells of the table
 */
export function contactRows(contacts: readonly Contact[], edits: boolean) {
  return contacts.map((one) => [
    edits ? { text: one.organisation, href: `/coast/contacts/${one.id}` } : { text: one.organisation },
    one.role,
    one.telephone,
    one.notes,
  ])
}

/**
 * Writes the page of a stretch but its map.
 * @param whole - the stretch, with contacts, sites and plan
 * @param today - calendar day, YYYY-MM-DD
 * @param edits - may this person change the plan?
 * @returns what the template prints
 */
export function stretchView({ stretch, contacts, sites, plan }: WholeStretch, today: string, edits: boolean) {
  const place = plan.stretches.findIndex(({ id }) => id === stretch.id)
  const [before, after] = [plan.stretches[place - 1], plan.stretches[place + 1]]
  const neighbour = (one: Stretch | undefined) =>
    one ? { text: one.name, href: `/coast/stretches/${one.id}` } : null
  return {
    facts: factsOf(stretch, today, edits),
    lacks: [
      ...(lacksLead(stretch) ? ['No lead.'] : []),
      ...(isOverdue(stretch, today) ? ['Its review is overdue.'] : []),
      ...(stretch.reviewOn === null ? ['No review is arranged.'] : []),
      ...(stretch.cover === '' ? ['Nobody says who watches it.'] : []),
      ...(contacts.length === 0 ? ['There is nobody to ring.'] : []),
    ],
    contactsHead: ['Organisation', 'Post', 'Telephone', 'Notes'],
    contacts: contactRows(contacts, edits),
    sitesHead: sitesHead.filter((one) => one !== 'Stretch'),
    sites: siteRows(sites, plan.stretches).map((row) => row.filter((_cell, index) => index !== 3)),
    siteCount: plural(sites.length, 'site'),
    previous: neighbour(before),
    next: neighbour(after),
    edits,
    mapSays: `Map of ${stretch.name}, miles ${milesWords(stretch)}, with ${plural(sites.length, 'site')}. The table holds the same.`,
  }
}

/**
 * Says what stands in a part's form before anything is typed.
 * @param part - of the stretch
 * @param stretch - as it is now
 * @param today - calendar day, YYYY-MM-DD
 * @returns field to value, with the version that is looked at
 */
export function valuesOf(part: Part, stretch: Stretch, today: string): Record<string, unknown> {
  const { version } = stretch
  switch (part) {
    case 'place':
      return {
        version,
        name: stretch.name,
        fromMile: stretch.fromMile,
        toMile: stretch.toMile,
        publicName: stretch.publicName ? 'yes' : 'no',
      }
    case 'lead':
      return { version, leadId: stretch.leadActive ? (stretch.leadId ?? 'nobody') : 'nobody' }
    case 'cover':
      return { version, cover: stretch.cover }
    case 'vulnerabilities':
      return { version, vulnerabilities: stretch.vulnerabilities }
    case 'review':
      return {
        version,
        reviewedOn: today,
        reviewOn: stretch.reviewOn !== null && stretch.reviewOn > today ? stretch.reviewOn : '',
      }
  }
}

/**
 * Writes the same part as two people see it.
 * @param part - of the stretch
 * @param typed - field to value, as the form was sent
 * @param stretch - as it is saved now
 * @param people - who may lead
 * @returns for each field what was typed (left) and what is saved (right)
 */
export function bothOf(
  part: Part,
  typed: Readonly<Record<string, unknown>>,
  stretch: Stretch,
  people: readonly { id: string; name: string }[],
): { label: string; left: string; right: string }[] {
  const text = (name: string) => {
    const value = typed[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  const person = (id: string) => people.find((one) => one.id === id)?.name ?? 'Nobody'
  switch (part) {
    case 'place':
      return [
        { label: 'Name', left: text('name'), right: stretch.name },
        { label: 'From mile', left: text('fromMile'), right: String(stretch.fromMile) },
        { label: 'To mile', left: text('toMile'), right: String(stretch.toMile) },
        {
          label: 'Found by the public',
          left: text('publicName') === 'no' ? 'No' : 'Yes',
          right: stretch.publicName ? 'Yes' : 'No',
        },
      ]
    case 'lead':
      return [{ label: 'Lead', left: person(text('leadId')), right: stretch.leadName ?? 'Nobody' }]
    case 'cover':
      return [{ label: 'Cover', left: text('cover'), right: stretch.cover }]
    case 'vulnerabilities':
      return [{ label: 'Vulnerabilities', left: text('vulnerabilities'), right: stretch.vulnerabilities }]
    case 'review':
      return [
        {
          label: 'Last review',
          left: ukDate(text('reviewedOn')),
          right: ukDate(stretch.reviewedOn) || 'Never',
        },
        {
          label: 'Next review',
          left: ukDate(text('reviewOn')),
          right: ukDate(stretch.reviewOn) || 'None arranged',
        },
      ]
  }
}

/**
 * Lists who may lead, as choices.
 * @param people - of the agency
 * @returns items of a radio group, "Nobody yet" last
 */
export function leadItems(people: readonly { id: string; name: string; roles: string[] }[]) {
  return [
    ...people.map(({ id, name, roles }) => ({
      value: id,
      text: name,
      hint: roles.map((role) => roleWords[role as keyof typeof roleWords]).join(', '),
    })),
    { divider: 'or' },
    { value: 'nobody', text: 'Nobody yet' },
  ]
}
