/** A subject's page as its reader sees it. Nothing is ordered, sized or coloured by how often it is named. */
import { ukDate, ukMonth } from '../../../design/dates.ts'
import { highest } from '../../../design/highest-marking.ts'
import { labelFrom, sentenceList } from '../../../design/words.ts'
import { birthWords } from '../../../wire/births/known-birth.ts'
import {
  groupStatus,
  linkInverse,
  linkKind,
  personCategoryShort,
  requirementState,
  statementBasis,
  subjectKind,
  type SubjectKind,
} from '../../../wire/codes.ts'
import type { SubjectId } from '../../../wire/ids.ts'
import type { Link } from '../links/links-of.ts'
import type { ProposedLink } from '../links/proposed-links.ts'
import type { Neighbour } from '../paths/neighbours.ts'
import type { Card, How } from '../paths/steps.ts'
import type { Mention } from '../subjects/mentions-in-sight.ts'
import type { SubjectView } from '../subjects/read-subject.ts'
import type { Said, Statement } from '../subjects/statements.ts'

type Cell = string | Record<string, unknown>

const SAID: Record<Said, string> = {
  written: 'Written as',
  born: 'Born',
  category: 'Category',
  country: 'Country',
  belongs: 'Belongs to',
  note: 'Note',
}

/** As many references of one statement are named. */
const MOST_NAMED = 5

const HOW: Record<How, string> = {
  named: 'Named in one item',
  link: 'Linked',
  same: 'Decided to be the same',
}

/**
 * Says in words how one is come to from another.
 * @param how - each way once
 * @returns as in `Linked and named in one item`
 */
export const howWords = (how: readonly How[]): string => {
  const words = [...how].sort().map((one) => HOW[one])
  return sentenceList(words.map((one, at) => (at === 0 ? one : one.toLowerCase())))
}

/**
 * Names a subject as cards and tables do.
 * @param one - kind and what is written
 * @returns as in `Telephone 07700 900123`
 */
export const named = ({ kind, written }: { kind: SubjectKind; written: readonly string[] }): string =>
  `${labelFrom(subjectKind)(kind)} ${written.join(', also ')}`

function saidWords({ what, value }: Statement): string {
  if (what === 'born') return birthWords(value)
  if (what === 'category') return labelFrom(personCategoryShort)(value)
  return value
}

function statementRow(one: Statement): Cell[] {
  const references = one.by
    .slice(0, MOST_NAMED)
    .map(({ reference, agency, own }) => (own ? reference : `${reference} of ${agency}`))
  const more = one.by.length > MOST_NAMED ? ' and older reports' : ''
  const bases = [...new Set(one.by.map(({ basis }) => statementBasis[basis]))]
  return [
    SAID[one.what],
    {
      text: saidWords(one),
      ...(one.contradicted ? { tag: { text: 'Reports differ', colour: 'yellow' } } : {}),
    },
    { text: `${sentenceList(references)}${more}` },
    sentenceList(bases),
  ]
}

function mentionRow(one: Mention): Cell[] {
  return [
    { text: one.reference, href: `/reports/${one.record}`, detail: one.title },
    one.own ? 'Your agency' : one.agency,
    ukDate(one.saidAt),
    one.written.join(', also '),
    {
      grade: { source: one.sourceEvaluation, assessment: one.intelligenceAssessment, basis: one.basis },
    },
  ]
}

/**
 * Writes a row of a table of neighbours.
 * @param of - of whom it is a neighbour
 * @param one - the neighbour
 * @param over - over whom it is come to, where it is two steps away
 * @returns one cell for each head
 */
export function neighbourRow(of: SubjectId, one: Neighbour, over: Card | undefined): Cell[] {
  return [
    { text: one.written.join(', also '), href: `/subjects/${one.id}` },
    labelFrom(subjectKind)(one.kind),
    over === undefined ? howWords(one.how) : `Over ${named(over)}`,
    {
      text: 'Why',
      hidden: `is it related: ${named(one)}`,
      href: `/subjects/${of}/${one.over === null ? 'with' : 'path'}/${one.id}`,
    },
  ]
}

/** The head of a table of neighbours. */
export const neighbourHead = ['Subject', 'Kind', 'How', 'Why']

function linkRow(link: Link, view: SubjectView): Cell[] {
  const outward = view.subject.same.includes(link.from)
  const other = view.ends.get(outward ? link.to : link.from)
  const period = [link.fromOn && `from ${ukDate(link.fromOn)}`, link.toOn && `until ${ukDate(link.toOn)}`]
  return [
    labelFrom(outward ? linkKind : linkInverse)(link.kind),
    other === undefined ? 'Itself' : { text: named(other), href: `/subjects/${other.id}` },
    {
      text: period.filter(Boolean).join(' ') || 'Not said',
      ...(link.note === null ? {} : { detail: link.note }),
    },
    {
      text: link.reference,
      href: `/reports/${link.record}`,
      detail: link.own ? (link.decidedBy ?? 'Your agency') : link.agency,
    },
  ]
}

/**
 * Says a proposed link as a sentence does.
 * @param link - that nobody has decided about
 * @returns as in `Person Jo Test uses Telephone 07700 900123`
 */
export const proposedWords = (link: ProposedLink): string =>
  [
    named({ kind: link.fromKind, written: link.fromWritten }),
    linkKind[link.kind].toLowerCase(),
    named({ kind: link.toKind, written: link.toWritten }),
  ].join(' ')

function proposedRow(link: ProposedLink, same: readonly SubjectId[]): Cell[] {
  const [here, other] = same.includes(link.from) ? [link.from, link.to] : [link.to, link.from]
  return [
    proposedWords(link),
    { text: link.reference, href: `/reports/${link.record}`, detail: link.title },
    {
      text: 'Decide',
      hidden: `whether ${proposedWords(link)}`,
      href: `/subjects/${here}/with/${other}#proposed`,
    },
  ]
}

const STATES = {
  open: 'Not answered',
  contacted: 'In contact',
  confirmed: 'Confirmed by us',
  rejected: 'Rejected by us',
  closed: 'Closed',
} as const

function matchRow({ id, partner, state, month, theirs }: SubjectView['matches'][number]): Cell[] {
  const them = theirs === 'confirmed' ? ', they confirm' : theirs === 'rejected' ? ', they reject' : ''
  return [{ text: partner, href: `/matches/${id}` }, `${STATES[state]}${them}`, ukMonth(month)]
}

/** Groups and requirements of the reports that name it; each once. */
function aboutRows({ groups, requirements }: SubjectView): Cell[][] {
  const asked = [...new Map(requirements.map((one) => [one.id, one])).values()]
  return [
    ...groups.map(({ id, name, owner, status }) => [
      { text: name, href: `/groups/${id}` },
      'Group',
      `${owner}, ${groupStatus[status].toLowerCase()}`,
    ]),
    ...asked.map(({ id, question, owner, state }) => [
      { text: question, href: `/requirements/${id}` },
      'Requirement',
      `${owner}, ${requirementState[state].toLowerCase()}`,
    ]),
  ]
}

/**
 * Makes what the page prints.
 * @param view - of the subject
 * @returns what the template prints
 */
export function subjectPage(view: SubjectView) {
  const { subject, neighbours, links, joined } = view
  const { rows } = view.page
  return {
    title: `${labelFrom(subjectKind)(subject.kind)} ${view.written}`,
    classification: highest([
      ...rows,
      ...neighbours.shown,
      ...links,
      ...view.proposed,
      ...joined,
      ...view.groups,
      ...view.requirements,
      ...view.statements.flatMap(({ by }) => by),
    ]),
    subject: { id: subject.id, isPerson: subject.kind === 'person', keyed: subject.key !== null },
    statements: view.statements.map(statementRow),
    differ: view.statements.some(({ contradicted }) => contradicted),
    reports: [...rows.filter(({ own }) => own), ...rows.filter(({ own }) => !own)].map(mentionRow),
    matches: view.matches.map(matchRow),
    partners: sentenceList([...new Set(view.matches.map(({ partner }) => partner))]),
    checks: view.checks.map(({ at, held, purpose }) => [
      ukDate(at),
      held ? 'Somebody held it' : 'Nobody held it',
      purpose,
    ]),
    links: links.map((link) => linkRow(link, view)),
    proposed: view.proposed.map((link) => proposedRow(link, subject.same)),
    neighbours: neighbours.shown.map((one) => neighbourRow(subject.id, one, undefined)),
    neighbourHead,
    about: aboutRows(view),
    more: neighbours.more,
    joined: joined.map((one) => [
      { text: named(one), href: `/subjects/${one.id}` },
      {
        text: 'Why',
        hidden: `they are joined: ${named(one)}`,
        href: `/subjects/${subject.id}/with/${one.id}`,
      },
    ]),
    keptApart: view.keptApart,
  }
}
