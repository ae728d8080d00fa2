/** An action day as its page and its document print it: as much as its reader may know. */
import { ukDate, ukDateTime } from '../../../../design/dates.ts'
import { plural, sentenceList } from '../../../../design/words.ts'
import { operationPost, type OperationPost } from '../../../../wire/codes.ts'
import { placeInWords } from '../../conflicts/pages/read-form.ts'
import { kindWords, stateWords } from '../../conflicts/words.ts'
import { missingOf } from '../action-day.ts'
import type { CommandPost, DayCount, DayEvent, WholeDay } from '../read-day.ts'
import {
  BRIEFING_HEADINGS,
  COMMAND_POSTS,
  OUTCOMES,
  PLAN_PARTS,
  type BriefingHeading,
  type OutcomeKind,
  type PlanPart,
} from '../words.ts'
import { londonDay } from '../../../../platform/london-day.ts'

const KINDS = Object.keys(OUTCOMES) as OutcomeKind[]

/**
 * Says for whom a briefing is.
 * @param posts - none: everybody in the operation
 */
export const forWhom = (posts: readonly OperationPost[]): string =>
  posts.length === 0
    ? 'For everybody in the operation'
    : `For ${sentenceList(posts.map((post) => nameOf(post).toLowerCase()))}`

/** What stands before a colon or a bracket of a post's words. */
const nameOf = (post: OperationPost): string => operationPost[post].split(/[:(]/)[0]?.trim() ?? ''

/**
 * Puts what a briefing says in the order of its headings.
 * @param says - by heading
 */
export const saidOf = (says: Readonly<Record<string, string>>): { heading: string; text: string }[] =>
  (Object.keys(BRIEFING_HEADINGS) as BriefingHeading[]).flatMap((name) => {
    const text = says[name]
    return text === undefined ? [] : [{ heading: BRIEFING_HEADINGS[name], text }]
  })

// Made once, as london-day's.
const clockOfLondon = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' },
})

/** Hours of an event on the day: the clock of London, with the day where it is another. */
export function hoursOf({ startsAt, endsAt }: DayEvent, onDay: string): string {
  const clock = (at: Date) => {
    const on = londonDay(at)
    return on === onDay ? clockOfLondon.format(at) : `${clockOfLondon.format(at)} on ${ukDate(on)}`
  }
  return `${clock(startsAt)} to ${clock(endsAt)}`
}

/** What is known of an event's conflicts, and whether it is to go. */
export function conflictStateOf({ conflicts, unanswered, goAt }: DayEvent): string {
  const go = goAt === null ? '' : '. Go'
  if (conflicts === 0) return `No conflict is known to you${go}`
  const open = unanswered === 0 ? 'all answered' : `${String(unanswered)} not answered`
  return `${plural(conflicts, 'conflict')}, ${open}${go}`
}

/** @returns rows of events: hours, what and where, conflict state, state */
export const eventRows = (events: readonly DayEvent[], onDay: string): string[][] =>
  events.map((one) => [
    hoursOf(one, onDay),
    kindWords[one.kind],
    placeInWords(one.place),
    conflictStateOf(one),
    stateWords[one.state],
  ])

/** @returns rows of command posts: agency, desk, telephone, posts that are held */
export const postRows = (posts: readonly CommandPost[]): string[][] =>
  posts.map(({ agency, desk, telephone, posts: held }) => [
    agency,
    desk ?? 'Not said yet',
    telephone ?? '',
    COMMAND_POSTS.filter((post) => held.includes(post))
      .map(nameOf)
      .join(', '),
  ])

/**
 * Who keeps the exhibits.
 * @param posts - of the agencies that take part
 */
export function exhibitsOf(posts: readonly CommandPost[]): string {
  const agencies = posts.filter(({ posts: held }) => held.includes('exhibits-officer'))
  return agencies.length === 0
    ? 'Nobody holds this post. The lead proposes somebody.'
    : sentenceList(agencies.map(({ agency }) => agency))
}

/** @returns rows of counts: agency, each kind; the sum is the last */
export function countRows(counts: readonly DayCount[]): (string | number)[][] {
  const agencies = [...new Set(counts.map(({ agency }) => agency))].toSorted()
  const of = (agency: string | null, kind: OutcomeKind) =>
    counts
      .filter((one) => one.kind === kind && (agency === null || one.agency === agency))
      .reduce((sum, { number }) => sum + number, 0)
  const row = (name: string, agency: string | null) => [name, ...KINDS.map((kind) => of(agency, kind))]
  return [...agencies.map((agency) => row(agency, agency)), row('All agencies', null)]
}

/** @returns rows of the safeguarding plan; what is missing says so */
export const planRows = (plan: Record<PlanPart, string | null>): { key: string; text: string }[] =>
  (Object.keys(PLAN_PARTS) as PlanPart[]).map((part) => ({
    key: PLAN_PARTS[part],
    text: plan[part] ?? 'Not written yet',
  }))

/** What stands above the tables of counts, of events and of command posts. */
export const HEADS = {
  counts: ['Agency', ...KINDS.map((kind) => OUTCOMES[kind])],
  events: ['Hours', 'What', 'Where', 'Conflicts', 'State'],
  posts: ['Agency', 'Command post', 'Telephone', 'Posts held'],
} as const

/**
 * Makes the view of the page.
 * @param whole - as far as its reader may know
 */
export function dayView({ day, commandPosts, events, words, briefings, counts, notes }: WholeDay) {
  const at = `/operations/action-days/${day.id}`
  const missing = missingOf(day)
  return {
    title: `Action day, ${ukDate(day.onDay)}`,
    day,
    missing: missing.map((part) => PLAN_PARTS[part]),
    words: words.map((one) => ({
      text: `${one.word === 'go' ? 'Go' : 'No go'}, ${ukDateTime(one.at)}: decision ${String(one.number)}`,
      href: `/operations/decisions/${one.decisionId}`,
    })),
    plan: planRows(day),
    exhibits: exhibitsOf(commandPosts),
    postHead: HEADS.posts,
    posts: postRows(commandPosts),
    eventHead: HEADS.events,
    events: eventRows(events, day.onDay).map(([hours, what, ...rest], index) => [
      hours,
      { text: what, href: `/operations/events/${events[index]?.id ?? ''}` },
      ...rest,
    ]),
    briefings: briefings.map((one) => [
      { text: `Version ${String(one.version)}`, href: `/operations/briefings/${one.id}`, hidden: forWhom(one.posts) },
      forWhom(one.posts),
      { time: one.at },
      { tag: one.read ? { text: 'You have read it', colour: 'grey' } : { text: 'Not read by you', colour: 'blue' } },
    ]), // prettier-ignore
    countHead: HEADS.counts.map((text, index) => (index === 0 ? text : { text, numeric: true })),
    counts: countRows(counts).map((row) =>
      row.map((cell) => (typeof cell === 'number' ? { number: cell } : cell)),
    ),
    notes: notes.map(({ agency, at: when, text }) => ({ key: `${agency}, ${ukDateTime(when)}`, text })),
    links: {
      ...(day.runs && day.state !== 'done' ? { safeguarding: `${at}/safeguarding`, state: `${at}/state` } : {}),
      ...(day.runs && day.state !== 'done' && day.state !== 'no-go' ? { brief: `${at}/briefings/new` } : {}),
      ...(day.types && day.state !== 'done' ? { desk: `${at}/desk` } : {}),
      ...(day.types && (day.state === 'running' || day.state === 'done') ? { counts: `${at}/counts` } : {}),
      ...(day.acts ? { lodge: `/operations/events/new?operation=${day.operationId}` } : {}),
    } as Record<string, string>, // prettier-ignore
    files: { pdf: `${at}/file/pdf`, html: `${at}/file/html` },
    projectorHref: `${at}?view=projector`,
  }
}
