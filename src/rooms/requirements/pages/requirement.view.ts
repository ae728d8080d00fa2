/** A requirement as its reader sees it: where it stands, what is asked and why, its plan, its answers. */
import { ukDate } from '../../../design/dates.ts'
import { labelFrom, sentenceList } from '../../../design/words.ts'
import type { Role } from '../../../platform/database/scope.ts'
import { may } from '../../../platform/identity/roles.ts'
import {
  collectionSource,
  declineReason,
  personCategoryShort,
  requirementAbout,
} from '../../../wire/codes.ts'
import { conditionFacts, deskFact, type Fact } from '../../sharing/index.ts'
import type { Answer } from '../answers-of.ts'
import type { Line } from '../line-store.ts'
import type { RequirementBody, RequirementHeader } from '../read-requirement.ts'
import { OPEN_STATES } from '../requirement.ts'
import { dueWords, lineTag, stateTag, type Tag } from './words.ts'

type Whole = RequirementHeader & { body: RequirementBody }
type Viewer = { today: string; roles: readonly Role[] }
type Action = { text: string; href: string; primary?: boolean }
type Cell = string | { text?: string; href?: string; detail?: string; tag?: Tag }

/**
 * Makes what the page prints.
 * @param view - of a requirement in full sight
 * @param lines - of its plan, as far as this person sees them
 * @param answers - as far as this person may know of them
 * @param viewer - today, and the person's roles
 * @returns what the template prints
 */
export function requirementView(
  view: Whole,
  lines: readonly Line[],
  answers: readonly Answer[],
  viewer: Viewer,
) {
  const { body, own } = view
  const isOpen = OPEN_STATES.includes(body.state) && view.status !== 'withdrawn'
  const keeps = may(viewer.roles, 'keepsRequirements')
  return {
    title: view.title,
    record: {
      reference: view.reference ?? '',
      owner: view.owner.name,
      classification: view.classification,
      handling: view.handling,
      status: view.status === 'withdrawn' ? { text: 'Recalled', colour: 'red' } : stateTag(body.state),
      actions: actionsOf(view, { isOpen, keeps, answers: may(viewer.roles, 'filesIntelligence') }),
    },
    requirement: view,
    late: isOpen && own && body.valuableUntil < viewer.today ? ukDate(body.valuableUntil) : null,
    ownerGone: isOpen && own && body.answersFor?.active === false,
    next: own && isOpen && keeps ? nextStep(view, lines) : null,
    asked: askedRows(body, viewer.today),
    facts: factsOf(view),
    conditions: conditionFacts(view),
    closed:
      body.closedAt === null ? null : { at: body.closedAt, words: body.recallReason ?? body.closingWords },
    planHead: own ? planHead : planHead.slice(0, 1).concat(planHead.slice(2)),
    plan: lines.map((line) => lineRow(line, { own, today: viewer.today, answers })),
    mayPlan: own && isOpen && keeps,
    answersHead: own ? ['Report', 'From', 'Line', 'Since'] : ['Report', 'From', 'Since'],
    answers: answers.map((answer) => answerRow(answer, own)),
    takeBack:
      isOpen && may(viewer.roles, 'filesIntelligence')
        ? answers.flatMap(({ id, ours, report }) =>
            ours && report !== null
              ? [{ href: `/requirements/answers/${id}/take-back`, reference: report.reference }]
              : [],
          )
        : [],
    released: releasedTo(view),
    isOpen,
  }
}

function actionsOf(
  view: Whole,
  { isOpen, keeps, answers }: { isOpen: boolean; keeps: boolean; answers: boolean },
): Action[] {
  const at = `/requirements/${view.id}`
  const answer = answers && isOpen ? [{ text: 'Answer', href: `${at}/answer`, primary: !view.own }] : []
  if (!view.own) return answer
  if (!keeps || view.status === 'withdrawn') return answer
  const isReleased = view.status === 'disseminated'
  return [
    ...(isOpen ? [{ text: 'Release', href: `${at}/release`, primary: !isReleased }] : []),
    ...answer,
    ...(isOpen ? [{ text: 'Say where it stands', href: `${at}/state` }] : []),
    { text: isReleased ? 'Recall' : 'Withdraw', href: `${at}/recall` },
  ]
} // prettier-ignore

/** What is to be done before a partner knows that they are asked. */
function nextStep({ id, released }: Whole, lines: readonly Line[]): { names: string; href: string } | null {
  if (released === null || released.toAll) return null
  const given = new Set(released.agencies.map((one) => one.id))
  const waiting = lines.filter(
    ({ source, state, agency }) => source === 'partner' && state === 'proposed' && !given.has(agency.id),
  )
  const partners = [...new Map(waiting.map(({ agency }) => [agency.id, agency.name])).entries()]
  if (partners.length === 0) return null
  const query = new URLSearchParams({ to: 'named' })
  for (const [agency] of partners) query.append('agency', String(agency))
  return {
    names: sentenceList(partners.map(([, name]) => name)),
    href: `/requirements/${id}/release/preview?${query.toString()}`,
  }
}

/**
 * Lists what is asked and why.
 * @param body - what only a requirement says
 * @param today - YYYY-MM-DD
 * @returns one fact for each
 */
export function askedRows(body: RequirementBody, today: string): Fact[] {
  const isOpen = OPEN_STATES.includes(body.state)
  return [
    { key: 'Why', text: body.why },
    { key: 'For which decision', text: body.decision },
    { key: 'Priority', text: body.priority },
    { key: 'About', lines: [labelFrom(requirementAbout)(body.aboutKind), body.about] },
    ...(body.personCategory === null
      ? []
      : [{ key: 'The person is', lines: [labelFrom(personCategoryShort)(body.personCategory), body.personBasis ?? ''] }]),
    { key: 'Of value until', text: dueWords(body.valuableUntil, today, isOpen) },
  ]
} // prettier-ignore

function factsOf(view: Whole): Fact[] {
  const { body } = view
  const facts: Fact[] = [{ key: 'Written', text: ukDate(body.writtenAt) }]
  if (!view.own) return [...facts, deskFact(view)]
  if (body.answersFor !== null) facts.unshift({ key: 'Answers for it', text: body.answersFor.name })
  if (body.compartment !== null) facts.push({ key: 'Operation', text: body.compartment })
  return facts
}

const planHead = ['Where an answer may come from', 'Who', 'By when', 'Where it stands']

function lineRow(
  line: Line,
  { own, today, answers }: { own: boolean; today: string; answers: readonly Answer[] },
): Cell[] {
  const isOpen = line.state === 'proposed' || line.state === 'accepted'
  const gone = line.state === 'answered' && !answers.some((one) => one.line === line.number)
  const why = line.declineReason === null ? [] : [labelFrom(declineReason)(line.declineReason)]
  const detail = [
    ...why,
    ...(line.words === null ? [] : [line.words]),
    ...(gone ? ['Its report is not there any more'] : []),
  ].join('. ')
  return [
    {
      text: `${String(line.number)}. ${labelFrom(collectionSource)(line.source)}`,
      href: `/requirements/lines/${line.id}`,
      detail: line.basis,
    },
    ...(own ? [whoOf(line)] : []),
    dueWords(line.byWhen, today, isOpen),
    { tag: lineTag(line.state), ...(detail === '' ? {} : { detail }) },
  ]
}

/** A partner's person is known by their role; one's own by name. */
function whoOf({ source, agency, person }: Line): Cell {
  if (source !== 'partner') return person ?? ''
  return { text: agency.name, ...(person === null ? {} : { detail: person }) }
}

function answerRow({ agency, line, at, report }: Answer, own: boolean): Cell[] {
  const shown: Cell =
    report === null
      ? { text: 'An answer is there', detail: 'Its report is not released to you. Ask their desk.' }
      : {
          text: report.title,
          href: `/reports/${report.id}`,
          detail: `${report.reference}, ${report.classification}`,
        }
  return [shown, agency.name, ...(own ? [line === null ? '' : String(line)] : []), ukDate(at)]
}

function releasedTo({ released }: RequirementHeader): string | null {
  if (released === null) return null
  if (released.toAll) return 'All partners.'
  return released.agencies.length === 0 ? null : `${sentenceList(released.agencies.map(({ name }) => name))}.`
}
