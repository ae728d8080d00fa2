/** A group as its reader sees it: what needs attention, what it does, who is said to be of it, what is planned. */
import { ukDate } from '../../../../design/dates.ts'
import { labelFrom, sentenceList } from '../../../../design/words.ts'
import type { Role } from '../../../../platform/database/scope.ts'
import { may } from '../../../../platform/identity/roles.ts'
import {
  groupMemberKind,
  groupPhase,
  groupStrand,
  personCategoryShort,
  statementBasis,
  type GroupAttention,
} from '../../../../wire/codes.ts'
import { conditionFacts, deskFact, type Fact } from '../../../sharing/index.ts'
import { reasonSentences } from '../attention.ts'
import type { Assessment } from '../assess.ts'
import type { Beside, LinkedRecord } from '../linked-reports.ts'
import type { Member } from '../members.ts'
import type { PlanLine } from '../plan.ts'
import type { GroupHeader } from '../read-group.ts'
import type { GroupTerms } from '../terms.ts'
import type { WholeGroup } from './form-of-group.ts'
import type { AroundGroup } from './group.page.ts'
import { dueWords, lineTag, ownerWords, statusTag, type Cell } from './words.ts'

type Action = { text: string; href: string; primary?: boolean }

/**
 * Makes what the page prints.
 * @param view - of a group in full sight
 * @param around - what stands around it, as far as this person sees it
 * @param roles - of the person
 * @returns what the template prints
 */
export function groupView(view: WholeGroup, around: AroundGroup, roles: readonly Role[]) {
  const { body, own } = view
  const isKept = own && view.status !== 'withdrawn' && may(roles, 'keepsGroups')
  const [newest] = around.assessments
  return {
    title: view.title,
    group: view,
    record: {
      reference: view.reference ?? '',
      owner: view.owner.name,
      classification: view.classification,
      handling: view.handling,
      status: view.status === 'withdrawn' ? { text: 'Recalled', colour: 'red' } : statusTag(body.status),
      actions: isKept ? actionsOf(view) : [],
    },
    recalled: body.recallReason,
    attention:
      around.attention === null
        ? []
        : reasonSentences(around.attention, around.settings, around.terms.lead).map((sentence, index) => ({
            sentence,
            next: isKept ? nextOf(view.id, around.attention?.reasons[index]) : null,
          })),
    conditions: conditionFacts(view),
    does: doesRows(view),
    memberHead: ['Who', 'Role', 'When', 'What it rests on'],
    members: around.members.map(memberRow),
    takeBack: isKept
      ? around.members.map(({ id, name, role }) => ({ href: `/groups/members/${id}/take-back`, name, role }))
      : [],
    planHead: ['What is done', 'Who owns it', 'By when', 'How far'],
    plan: Object.entries(groupStrand).map(([strand, words]) => ({
      words,
      rows: around.plan.filter((line) => line.strand === strand).map((line) => lineRow(line, around.today)),
    })),
    hasPlan: around.plan.length > 0,
    assessment: newest === undefined ? [] : assessmentRows(newest, around.terms),
    earlier: around.assessments
      .slice(1)
      .map((one) => [ukDate(one.madeOn), around.terms.grades[one.grade], one.by ?? '', one.words]),
    earlierHead: ['Day', around.terms.grade, 'By', 'What was said'],
    reviews: around.reviews.map((one) => [ukDate(one.at), one.by ?? '', one.words, ukDate(one.nextOn)]),
    reviewHead: ['Reviewed', 'By', 'What was found', 'Next'],
    links: (['report', 'requirement'] as const).map((kind) =>
      linkSection(view, kind, kind === 'report' ? around.reports : around.requirements, roles),
    ),
    facts: factsOf(view, around.terms),
    released: releasedTo(view),
    isKept,
  }
}

function actionsOf(view: WholeGroup): Action[] {
  const at = `/groups/${view.id}`
  const isReleased = view.status === 'disseminated'
  return [
    { text: 'Release', href: `${at}/release`, primary: !isReleased },
    { text: 'Change', href: `${at}/change` },
    { text: 'Assess', href: `${at}/assess` },
    { text: 'Review', href: `${at}/review` },
    { text: isReleased ? 'Recall' : 'Withdraw', href: `${at}/recall` },
  ]
}

/** What is to be done about a reason. */
function nextOf(id: string, reason: GroupAttention | undefined): { text: string; href: string } | null {
  const at = `/groups/${id}`
  if (reason === undefined) return null
  switch (reason) {
    case 'no-lead':
      return { text: 'Say who leads', href: `${at}/lead` }
    case 'no-plan':
      return { text: 'Add a line to the plan', href: `${at}/plan/new` }
    case 'plan-still':
      return { text: 'Look at the plan', href: '#plan-heading' }
    case 'review-overdue':
    case 'review-due':
      return { text: 'Review the group', href: `${at}/review` }
  }
}

function doesRows({ body }: WholeGroup): Fact[] {
  const list = (key: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [{ key, lines: [...lines] }]
  const began = [
    ['Clear', body.clearOn],
    ['Hold', body.holdOn],
    ['Build', body.buildOn],
  ].flatMap(([phase, on]) =>
    on === null || on === undefined ? [] : [`${phase ?? ''} began on ${ukDate(on)}`],
  )
  return [
    ...list('Also called', body.aliases),
    { key: 'What makes it a group', text: body.basis },
    ...list('Routes', body.routes),
    ...list('Methods', body.methods),
    ...list('Commodities', body.commodities),
    ...list('Areas', body.areas),
    ...list(
      'Stretches of our coast',
      body.stretches.map(({ name }) => name),
    ),
    ...(body.phase === null
      ? []
      : [{ key: 'Clear, Hold, Build', lines: [`${body.place ?? ''}: ${groupPhase[body.phase]}`, ...began] }]),
  ]
}

function memberRow(member: Member): Cell[] {
  const kind = groupMemberKind[member.kind]
  const who =
    member.category === null
      ? kind
      : `${kind}, ${labelFrom(personCategoryShort)(member.category).toLowerCase()}`
  const graded = `${statementBasis[member.basis]}, ${member.source_evaluation}${member.intelligence_assessment}`
  const said = [
    graded,
    ...(member.words === null ? [] : [member.words]),
    `Said by ${member.by ?? 'somebody'} on ${ukDate(member.at)}`,
  ]
  return [
    {
      text: member.name,
      detail: who,
      ...(member.group === null ? {} : { href: `/groups/${member.group.id}` }),
    },
    member.role,
    whenOf(member),
    member.report === null
      ? { text: 'Graded here', detail: said.join('. ') }
      : {
          text: `${member.report.reference}, item ${String(member.report.item)}`,
          href: `/reports/${member.report.id}`,
          detail: said.join('. '),
        },
  ]
}

function whenOf({ fromOn, untilOn }: Member): string {
  if (fromOn === null && untilOn === null) return 'Not known'
  if (untilOn === null) return `Since ${ukDate(fromOn ?? '')}`
  return fromOn === null ? `Until ${ukDate(untilOn)}` : `${ukDate(fromOn)} to ${ukDate(untilOn)}`
}

function lineRow(line: PlanLine, today: string): Cell[] {
  const isOpen = line.state === 'open' || line.state === 'under-way'
  return [
    {
      text: line.what,
      href: `/groups/lines/${line.id}`,
      ...(line.words === null ? {} : { detail: line.words }),
    },
    ownerWords(line),
    dueWords(line.dueOn, today, isOpen),
    { tag: lineTag(line.state) },
  ]
}

function assessmentRows(one: Assessment, terms: GroupTerms): Fact[] {
  return [
    { key: terms.grade, text: terms.grades[one.grade] },
    { key: 'The threat', text: one.words },
    { key: 'It rests on', text: one.basis },
    { key: 'Assessed', text: `${ukDate(one.madeOn)}, by ${one.by ?? 'somebody whose account is gone'}` },
    ...(one.morileResult === null
      ? []
      : [
          {
            key: terms.morile,
            lines: [
              one.morileResult,
              `Made elsewhere by ${one.morileBy ?? ''} on ${ukDate(one.morileOn ?? '')}`,
            ],
          },
        ]),
  ]
}

function linkSection(
  view: WholeGroup,
  kind: Beside,
  linked: readonly LinkedRecord[],
  roles: readonly Role[],
) {
  const links = may(roles, 'keepsGroups') && view.status !== 'withdrawn'
  const isReport = kind === 'report'
  return {
    id: `${kind}s-heading`,
    heading: isReport ? 'Reports that belong to it' : 'Requirements that serve it',
    head: [isReport ? 'Report' : 'Requirement', 'From', 'Linked'],
    rows: linked.map((one): Cell[] => [
      {
        text: one.title,
        href: `${isReport ? '/reports' : '/requirements'}/${one.id}`,
        detail: `${one.reference}, ${one.classification}`,
      },
      one.owner,
      ukDate(one.at),
    ]),
    empty: {
      title: isReport ? 'No report that you may read' : 'No requirement that you may read',
      text: links ? `Link one by its reference.` : '',
    },
    add: links
      ? {
          text: isReport ? 'Link a report' : 'Link a requirement',
          href: `/groups/${view.id}/${kind}s/link`,
        }
      : null,
    takeBack: links
      ? linked
          .filter(({ ours }) => ours)
          .map((one) => ({
            action: `/groups/${view.id}/${kind}s/${one.id}/unlink`,
            text: `Take back that ${one.reference} ${isReport ? 'belongs to it' : 'serves it'}`,
          }))
      : [],
  }
}

function factsOf(view: WholeGroup, terms: GroupTerms): Fact[] {
  const { body } = view
  const lead: Fact = { key: terms.lead, text: body.lead ?? 'Nobody' }
  const facts: Fact[] = [
    lead,
    ...(body.apmisReference === null ? [] : [{ key: 'APMIS reference', text: body.apmisReference }]),
    { key: 'Written', text: ukDate(body.writtenAt) },
    { key: 'Version', text: String(view.version) },
  ]
  if (!view.own) return [...facts, deskFact(view)]
  if (body.nextReviewOn !== null) facts.push({ key: 'Next review', text: ukDate(body.nextReviewOn) })
  if (body.compartment !== null) facts.push({ key: 'Operation', text: body.compartment.name })
  return facts
}

function releasedTo({ released }: GroupHeader): string | null {
  if (released === null) return null
  if (released.toAll) return 'All partners.'
  return released.agencies.length === 0 ? null : `${sentenceList(released.agencies.map(({ name }) => name))}.`
}
