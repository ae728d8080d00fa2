/** Why two subjects are related, as its reader sees it. */
import { ukDate } from '../../../design/dates.ts'
import { highest } from '../../../design/highest-marking.ts'
import { labelFrom } from '../../../design/words.ts'
import { codesOf, linkKind, subjectKind } from '../../../wire/codes.ts'
import type { Joining } from '../joining/joinings.ts'
import type { NamedTogether } from '../links/named-together.ts'
import type { PairView } from '../read-pair.ts'
import type { Mention } from '../subjects/mentions-in-sight.ts'
import { proposedWords } from './subject.view.ts'

type Cell = string | Record<string, unknown>

function togetherRow(one: NamedTogether): Cell[] {
  const belongs =
    one.belongs === null
      ? ''
      : one.belongs === 'one to other'
        ? 'It says that the first belongs to the second'
        : 'It says that the second belongs to the first'
  return [
    { text: one.reference, href: `/reports/${one.record}`, detail: one.title },
    one.own ? 'Your agency' : one.agency,
    ukDate(one.saidAt),
    {
      text: `${one.oneWritten.join(', also ')}; ${one.otherWritten.join(', also ')}`,
      ...(belongs === '' ? {} : { detail: belongs }),
    },
    { grade: { source: one.sourceEvaluation, assessment: one.intelligenceAssessment, basis: one.basis } },
  ]
}

const heldRow = (mention: Mention): Cell[] => [
  { text: mention.reference, href: `/reports/${mention.record}` },
  mention.own ? 'Your agency' : mention.agency,
  ukDate(mention.saidAt),
  mention.written.join(', also '),
]

function joiningRow(one: Joining): Cell[] {
  const state =
    one.partedAt !== null
      ? { text: 'Parted', colour: 'grey' }
      : one.stands
        ? { text: 'Joined', colour: 'green' }
        : { text: one.asksUs ? 'Asks your agency' : 'Asked', colour: 'yellow' }
  const sides = [
    one.reasonA === null ? '' : `${one.nameA}: ${one.reasonA}`,
    one.reasonB === null || (one.agencyA === one.agencyB && one.reasonA === one.reasonB)
      ? ''
      : `${one.nameB}: ${one.reasonB}`,
    one.partedWhy === null ? '' : `Parted: ${one.partedWhy}`,
  ]
  const last = one.partedAt ?? one.atB ?? one.atA
  return [{ tag: state }, sides.filter(Boolean).join('. '), last === null ? '' : ukDate(last)]
}

/**
 * Makes what the page prints.
 * @param view - of the pair
 * @returns what the template prints, without a form's errors
 */
export function pairPage(view: PairView) {
  const { one, two, together, links, joinings } = view
  const label = ({ kind, written }: typeof one) => `${labelFrom(subjectKind)(kind)} ${written}`
  // Of what was joined a report may name several: the first that names both of a pair is what a link stands on.
  const own = together.filter((row) => row.own)
  return {
    title: `Why ${label(one)} and ${label(two)} are related`,
    classification: highest([...together, ...links, ...view.proposed, ...one.mentions, ...two.mentions]),
    one: { id: one.id, label: label(one) },
    two: { id: two.id, label: label(two) },
    together: together.map(togetherRow),
    links: links.map((link) => [
      `${one.same.includes(link.from) ? label(one) : label(two)}: ${labelFrom(linkKind)(link.kind).toLowerCase()}`,
      {
        tag:
          link.state === 'accepted'
            ? { text: 'Accepted', colour: 'green' }
            : { text: 'Refused', colour: 'grey' },
      },
      {
        text: link.reference,
        href: `/reports/${link.record}`,
        ...(link.ofEarlierVersion ? { detail: 'By an earlier version. Look at the report again' } : {}),
      },
      { text: link.own ? (link.decidedBy ?? 'Your agency') : link.agency, detail: ukDate(link.decidedAt) },
    ]),
    joinings: joinings.map(joiningRow),
    held:
      view.mayJoin || joinings.length > 0
        ? [one, two].map(({ mentions, ...subject }) => ({
            caption: label({ ...subject, mentions }),
            rows: mentions.slice(0, 20).map(heldRow),
          }))
        : [],
    proposed: view.proposed.map((link) => ({
      text: proposedWords(link),
      reference: link.reference,
      title: link.title,
      href: `/reports/${link.record}`,
      by: `${link.record}/${String(link.item)}/${link.from}/${link.to}`,
      kind: `${link.kind}:out`,
    })),
    mayLink: view.mayLink,
    mayJoin: view.mayJoin,
    mayPart: view.mayPart,
    confirms: view.open?.asksUs === true,
    items: own.map((row) => ({
      value: `${row.record}/${String(row.item)}/${row.one}/${row.other}`,
      text: `${row.reference}, item ${String(row.item)}`,
      hint: row.title,
    })),
    kinds: codesOf(linkKind).flatMap((kind) => [
      { value: `${kind}:out`, text: `${label(one)}: ${linkKind[kind].toLowerCase()} ${label(two)}` },
      { value: `${kind}:in`, text: `${label(two)}: ${linkKind[kind].toLowerCase()} ${label(one)}` },
    ]),
  }
}
