/** A disruption as its reader sees it: what changed, what shows it, who claims it, what was said of it. */
import { ukDate } from '../../../design/dates.ts'
import { labelFrom, sentenceList } from '../../../design/words.ts'
import type { Role } from '../../../platform/database/scope.ts'
import { may } from '../../../platform/identity/roles.ts'
import {
  disruptionAbout,
  disruptionDone,
  disruptionEffect,
  disruptionEvidence,
  disruptionState,
  groupStrand,
  personCategoryShort,
  type ModerationOutcome,
} from '../../../wire/codes.ts'
import { conditionFacts, deskFact, type Fact } from '../../sharing/index.ts'
import type { Candidate } from '../candidates.ts'
import type { Shown } from '../parts-of.ts'
import type { WholeDisruption } from '../read-disruption.ts'
import type { AroundDisruption } from './disruption.page.ts'
import { stateTag } from './words.ts'

type Viewer = { roles: readonly Role[]; agency: string }
type Action = { text: string; href: string; primary?: boolean }

/** What this person may do with it now. */
function standing(view: WholeDisruption, around: AroundDisruption, { roles, agency }: Viewer) {
  const { state, effectDueOn } = view.body
  const acts = may(roles, 'decides') && view.status !== 'withdrawn'
  const claims = around.claims.some((one) => one.agency.slug === agency)
  const moderated = around.moderations.some((one) => one.agency.slug === agency)
  const isOpen = ['drafted', 'claimed', 'returned'].includes(state)
  const has = (side: string) => around.evidence.some((one) => one.side === side)
  return {
    acts,
    changes: acts && view.own && (state === 'drafted' || state === 'returned'),
    shows: acts && isOpen && (view.own || claims),
    claimsIt: acts && isOpen && !claims && !moderated && (!view.own || (has('before') && has('after'))),
    needsEvidence: acts && view.own && state === 'drafted' && !(has('before') && has('after')),
    asks: acts && view.own && (state === 'claimed' || state === 'returned'),
    moderates: acts && state === 'claimed' && !view.own && !claims,
    answers: acts && view.own && state === 'returned',
    looks:
      acts &&
      (claims || moderated) &&
      (state === 'accepted' || state === 'checked') &&
      effectDueOn !== null &&
      effectDueOn <= around.today,
    joins: acts && view.own && (state === 'claimed' || state === 'returned') && around.claims.length === 1,
  }
}

/**
 * Makes what the page prints.
 * @param view - of a disruption in full sight
 * @param around - its parts, as far as this person sees them
 * @param viewer - roles and agency of the person
 * @returns what the template prints
 */
export function disruptionView(view: WholeDisruption, around: AroundDisruption, viewer: Viewer) {
  const { body, own } = view
  const can = standing(view, around, viewer)
  const { words: levels, unverified } = around.levels
  return {
    title: view.title,
    record: {
      reference: view.reference ?? '',
      owner: view.owner.name,
      classification: view.classification,
      handling: view.handling,
      status: stateTag(body.state, view.status === 'withdrawn'),
      actions: actionsOf(view, can),
    },
    disruption: view,
    can,
    conditions: conditionFacts(view),
    recalled: body.recallReason,
    sameAs: body.sameAs,
    changed: [
      { key: 'What was done', lines: [labelFrom(disruptionDone)(body.done), body.what] },
      { key: 'When', text: ukDate(body.happenedOn) },
      { key: 'Before', text: body.before },
      { key: 'After', text: body.after },
      { key: 'Four Ps', text: labelFrom(groupStrand)(body.strand) },
      {
        key: 'Level',
        lines: [
          `Proposed: ${levels[body.levelProposed]}`,
          body.levelReason,
          ...(body.level === null ? [] : [`Accepted: ${levels[body.level]}`]),
        ],
      },
    ],
    unverified,
    facts: factsOf(view),
    group: body.group,
    groupTyped: body.groupTyped,
    evidence: (['before', 'after'] as const).map((side) => ({
      heading: side === 'before' ? 'What shows how it was before' : 'What shows how it was after',
      items: around.evidence.filter((one) => one.side === side).map((one) => shownItem(one, view.id, can.shows)),
    })),
    claims: around.claims.map((one) => [one.agency.name, one.words, ukDate(one.at)]),
    moderations: around.moderations.map((one) => ({
      said: `${one.agency.name}: ${said[one.outcome]}${one.level === null ? '' : `, ${levels[one.level]}`}, ${ukDate(one.at)}`,
      words: one.words,
      answer: one.answeredWords,
    })),
    asked: body.asked === null ? null : askedOf(view, body.asked),
    effects: around.effects.map((one) => ({
      said: `${disruptionEffect[one.outcome]}${one.displacedTo === null ? '' : ` to ${one.displacedTo}`}`,
      by: `${one.agency.name}, ${ukDate(one.at)}`,
      basis: one.basis,
    })),
    effectDue: effectWords(view, around.today),
    candidates: around.candidates.map((one) => candidateRow(one, view.id, can.joins)),
    released: releasedTo(view),
    own,
  }
} // prettier-ignore

const said: Record<ModerationOutcome, string> = {
  accepted: 'accepted it',
  returned: 'returned it with a question',
  refused: 'refused it',
}
const because = {
  group: 'The same group within fourteen days',
  action: 'The same action shows it',
  exhibit: 'The same exhibit shows it',
} as const

function actionsOf(view: WholeDisruption, can: ReturnType<typeof standing>): Action[] {
  const at = `/disruptions/${view.id}`
  if (!can.acts) return []
  const isFiled = view.status === 'submitted' || view.status === 'disseminated'
  return [
    ...(can.claimsIt ? [{ text: 'Claim it', href: `${at}/claim`, primary: view.own }] : []),
    ...(can.moderates ? [{ text: 'Moderate it', href: `${at}/moderate`, primary: true }] : []),
    ...(can.answers ? [{ text: 'Answer the question', href: `${at}/answer`, primary: true }] : []),
    ...(can.looks ? [{ text: 'Look at its effect', href: `${at}/effect`, primary: true }] : []),
    ...(view.own && isFiled && view.body.state !== 'same'
      ? [{ text: 'Release', href: `${at}/release`, primary: view.status === 'submitted' }]
      : []),
    ...(can.changes ? [{ text: 'Change', href: `${at}/edit` }] : []),
    ...(view.own && view.body.state === 'drafted' ? [{ text: 'Throw away', href: `${at}/discard` }] : []),
    ...(view.own && isFiled
      ? [{ text: view.status === 'disseminated' ? 'Recall' : 'Withdraw', href: `${at}/recall` }]
      : []),
  ]
}

function shownItem(one: Shown, id: string, mayTake: boolean) {
  return {
    text: one.text,
    href: one.href,
    note: `${labelFrom(disruptionEvidence)(one.kind)}${one.reference === null ? '' : `, ${one.reference}`}`,
    takeBack: mayTake && one.ours ? `/disruptions/${id}/evidence/${one.id}/take-back` : null,
  }
}

function candidateRow(one: Candidate, id: string, joins: boolean) {
  const isOpen = one.state === 'claimed' || one.state === 'returned'
  return [
    { text: one.title, href: `/disruptions/${one.id}`, detail: `${one.classification}, ${ukDate(one.happenedOn)}` },
    one.owner,
    { text: because[one.why], detail: disruptionState[one.state] },
    joins && isOpen ? { text: 'It is the same', href: `/disruptions/${id}/same?as=${one.id}` } : '',
  ]
} // prettier-ignore

function factsOf(view: WholeDisruption): Fact[] {
  const { body } = view
  const facts: Fact[] = [{ key: labelFrom(disruptionAbout)(body.aboutKind), text: body.about }]
  if (body.personCategory !== null)
    facts.push({
      key: 'The person is',
      lines: [labelFrom(personCategoryShort)(body.personCategory), body.personBasis ?? ''],
    })
  if (body.apmisReference !== null) facts.push({ key: 'APMIS reference', text: body.apmisReference })
  if (body.compartment !== null) facts.push({ key: 'Operation', text: body.compartment.name })
  if (!view.own) facts.push(deskFact(view))
  return facts
}

function effectWords({ body }: WholeDisruption, today: string): string | null {
  if (body.effectDueOn === null || body.state === 'refused' || body.state === 'same') return null
  return body.effectDueOn <= today && body.level !== null
    ? `Its effect was due to be looked at on ${ukDate(body.effectDueOn)}.`
    : `Its effect is looked at on ${ukDate(body.effectDueOn)}.`
}

/** What is to be done before who is asked can moderate it. */
function askedOf({ own, released, id }: WholeDisruption, { id: agency, name }: { id: number; name: string }) {
  const knows = !own || released === null || released.toAll || released.agencies.some((one) => one.id === agency)
  return {
    text: own ? `${name} is asked to moderate it.` : 'Your agency is asked to moderate it.',
    href: knows ? null : `/disruptions/${id}/release/preview?to=named&agency=${String(agency)}`,
  }
} // prettier-ignore

function releasedTo({ released }: WholeDisruption): string | null {
  if (released === null) return null
  if (released.toAll) return 'All partners.'
  return released.agencies.length === 0 ? null : `${sentenceList(released.agencies.map(({ name }) => name))}.`
}
