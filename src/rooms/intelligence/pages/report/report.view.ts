/** A report as its reader sees it: the identity bar with what may be done, items, subjects, facts. */
import type { Role } from '../../../../platform/database/scope.ts'
import { labelFrom, plural, sentenceList } from '../../../../design/words.ts'
import { ukDate } from '../../../../design/dates.ts'
import * as codes from '../../../../wire/codes.ts'
import type { ReportView } from '../../read-report.ts'
import { valueWords } from '../filing/identifiers.ts'
import { sameAs } from '../../found-in-text.ts'
import { byKind, unconfirmed } from '../filing/subjects.view.ts'
import type { ReportMatches } from '../matches.ts'
import { unnamedView } from '../unnamed.view.ts'
import { deciders, filers, readers } from '../who.ts'

type Action = { text: string; href: string; primary?: boolean }
type Fact = { key: string; text?: string; lines?: string[] }

/** Where a report stands, in a word. */
export function statusOf(
  report: Pick<ReportView, 'status' | 'own'>,
): { text: string; colour: string } | null {
  switch (report.status) {
    case 'submitted':
      return { text: 'Not released', colour: 'grey' }
    case 'disseminated':
      return { text: report.own ? 'Released' : 'Released to you', colour: 'green' }
    case 'withdrawn':
      return { text: 'Recalled', colour: 'red' }
    case 'draft':
      return { text: 'Draft', colour: 'yellow' }
    case null:
      return null
  }
}

/** What this person may do with it; the first is the next step. */
export function actionsOf(
  report: Pick<ReportView, 'id' | 'own' | 'status' | 'needsEvaluation'>,
  roles: readonly Role[],
): Action[] {
  const decides = deciders.some((role) => roles.includes(role))
  if (!report.own || !decides || report.status === 'withdrawn' || report.status === 'draft') return []
  const at = `/reports/${report.id}`
  return [
    ...(report.needsEvaluation ? [{ text: 'Grade', href: `${at}/evaluate`, primary: true }] : []),
    { text: 'Release', href: `${at}/release`, primary: !report.needsEvaluation },
    { text: 'Sanitise', href: `${at}/sanitise` },
    { text: 'New version', href: `${at}/new-version` },
    { text: report.status === 'disseminated' ? 'Recall' : 'Withdraw', href: `${at}/recall` },
  ]
}

/** One subject as written and as understood. */
export type SubjectShown = {
  card: Record<string, unknown>
  withheld: boolean
  belongsTo: string | null
  /** the partners that it is matched with */
  matched: { href: string; partner: string; state: string }[]
  /** what a check of it asks, for its own agency; null for who and what is never checked */
  check: { kind: string; value: string } | null
}

/** @param marks - of the matches of an own report, by kind and key of the value */
export function subjectsOf(
  report: Pick<ReportView, 'subjects' | 'items' | 'own'>,
  marks: ReportMatches['marks'] = new Map(),
): SubjectShown[] {
  const several = report.items.length > 1
  return report.subjects.map((subject) => {
    const common = { kind: subject.kind, note: subject.note, item: several ? subject.item : undefined }
    if (subject.kind === 'person')
      return {
        card: {
          ...common,
          written: subject.names.join(', also '),
          category: subject.category,
          born: subject.born,
        },
        withheld: subject.withheld,
        belongsTo: null,
        matched: [],
        check: null,
      }
    const owner = report.subjects.find(
      (one) => subject.belongs_to !== undefined && one.number === subject.belongs_to,
    )
    const words = valueWords(subject.kind, subject.value, subject.country)
    return {
      card: {
        ...common,
        written: subject.value,
        country: subject.country,
        understood: words?.shown,
        warning: words?.warning,
        tier: unconfirmed(words),
      },
      withheld: subject.withheld,
      belongsTo: owner?.kind === 'person' ? owner.names.join(', also ') : null,
      matched: sameAs(subject.kind, subject.value, subject.country).flatMap((key) => marks.get(key) ?? []),
      // What belongs to a victim, a witness or a child is asked of nobody.
      check:
        report.own && !subject.withheld && words !== undefined && words.shown !== null
          ? { kind: subject.kind, value: subject.value }
          : null,
    }
  })
}

/** The handling code with its words. */
export function handlingFact({ handling }: Pick<ReportView, 'handling'>): Fact {
  return { key: 'Handling', text: `${labelFrom(codes.handling)(handling)} (${handling})` }
}

/** Conditions, action and sanitisation of handling code C. */
export function conditionFacts(
  report: Pick<ReportView, 'conditions' | 'actionCode' | 'sanitisationCode'>,
): Fact[] {
  const coded = (list: Readonly<Record<string, string>>, code: string) => `${labelFrom(list)(code)} (${code})`
  return [
    ...(report.conditions === null ? [] : [{ key: 'Conditions', text: report.conditions }]),
    ...(report.actionCode === null
      ? []
      : [{ key: 'Action', text: coded(codes.actionCode, report.actionCode) }]),
    ...(report.sanitisationCode === null
      ? []
      : [{ key: 'Sanitising', text: coded(codes.sanitisationCode, report.sanitisationCode) }]),
  ]
}

/** Facts beside the text: dates, the owner's desk for a partner, what only the owner knows for the owner. */
export function factsOf(report: ReportView): Fact[] {
  const facts: Fact[] = []
  if (report.createdAt !== null) facts.push({ key: 'Written', text: ukDate(report.createdAt) })
  if (report.filedAt !== null && ukDate(report.filedAt) !== ukDate(report.createdAt))
    facts.push({ key: 'Filed here', text: ukDate(report.filedAt) })
  if (!report.own) return [...facts, deskFact(report)]
  if (report.agencyReference !== null) facts.push({ key: 'Your reference', text: report.agencyReference })
  facts.push({
    key: 'Discoverable',
    text: report.discoverable === false ? 'No, silent' : 'Yes',
  })
  if (report.compartment !== null) facts.push({ key: 'Operation', text: report.compartment.name })
  return facts
}

export function deskFact({ owner }: Pick<ReportView, 'owner'>): Fact {
  const lines = [owner.deskName, owner.deskPhone, owner.deskEmail, owner.deskHours]
  return { key: 'Ask', lines: lines.filter((line) => line !== '') }
}

/** To whom it was released, as a sentence; null when to nobody. */
export function releasedTo(report: Pick<ReportView, 'released' | 'status'>): string | null {
  if (report.released === null || report.status !== 'disseminated') return null
  if (report.released.toAll) return 'Released to all partners.'
  const names = report.released.agencies.map(({ name }) => name)
  return names.length === 0 ? null : `Released to ${sentenceList(names)}.`
}

/** What a partner is told of the subjects that stay with the owner. */
export function withheldSentence(report: Pick<ReportView, 'own' | 'withheldCount'>): string | null {
  if (report.withheldCount === 0) return null
  const many = plural(report.withheldCount, 'further subject stays', 'further subjects stay')
  return report.own
    ? `${plural(report.withheldCount, 'subject is', 'subjects are')} a victim, a witness or a child, or theirs. A partner reads only: “${many} with the owner.”`
    : `${many} with the owner.`
}

/** For its own agency: what stands in the texts of the current version and is not named, and who may settle it. */
export function findsNotNamed(report: ReportView, roles: readonly Role[]) {
  const asks = report.own && report.status !== 'withdrawn' && report.version === report.currentVersion
  return {
    unnamed: asks ? unnamedView({ ...report, left_out: report.leftOut }, true) : null,
    mayDecide: deciders.some((role) => roles.includes(role)),
    mayFile: filers.some((role) => roles.includes(role)),
  }
}

const derivativeWords: Record<ReportView['derivatives'][number]['state'], string> = {
  'being-written': 'being written',
  'awaiting-check': 'waits for its second officer',
  returned: 'returned to its writer',
  approved: 'approved',
}

/** The next versions of a sanitised report that no partner reads yet, and where they are. */
export const nextVersionLinks = (report: Pick<ReportView, 'nextVersions'>) =>
  report.nextVersions.map(({ id, version, state }) => ({
    version,
    words: derivativeWords[state],
    href: state === 'awaiting-check' ? `/checks/${id}` : `/reports/drafts/${id}/check`,
  }))

/** What partners read of a sanitised report until its next version is approved. */
export function readMeanwhile(report: Pick<ReportView, 'status' | 'unchecked' | 'currentVersion'>): string {
  const version = `version ${String(report.currentVersion)}`
  if (report.status !== 'disseminated') return 'No partner reads this report yet: it is not released.'
  if (report.unchecked) return `No partner reads this report: no second officer has checked ${version}.`
  return `Until a second officer has approved it, partners go on reading ${version}.`
}

/** The whole page. */
export function reportPage(report: ReportView, roles: readonly Role[], marks?: ReportMatches['marks']) {
  const at = `/reports/${report.id}`
  return {
    title: report.title,
    classification: report.classification,
    record: {
      reference: report.reference ?? '',
      owner: report.owner.name,
      classification: report.classification,
      handling: report.handling,
      version: report.version,
      reviewOn: report.reviewOn,
      status: statusOf(report),
      actions: report.version === report.currentVersion ? actionsOf(report, roles) : [],
    },
    report,
    old: report.version === report.currentVersion ? null : { current: report.currentVersion, href: at },
    items: report.items.map((item, index) => ({
      number: index + 1,
      text: item.text,
      grade: {
        source: item.source_evaluation,
        assessment: item.intelligence_assessment,
        basis: item.basis,
      },
    })),
    groups: byKind(subjectsOf(report, marks)),
    // Only those who read may check.
    mayCheck: readers.some((role) => roles.includes(role)),
    conditions: conditionFacts(report),
    facts: factsOf(report),
    released: releasedTo(report),
    withheld: withheldSentence(report),
    derivatives: report.derivatives.map(({ id, reference, state }) => ({
      reference,
      href: state === 'approved' ? `/reports/${id}` : `/checks/${id}`,
      words: derivativeWords[state],
    })),
    nextVersions: report.version === report.currentVersion ? nextVersionLinks(report) : [],
    meanwhile: readMeanwhile(report),
    versions: report.versions.toReversed().map((number) => ({
      number,
      href: number === report.currentVersion ? at : `${at}?version=${String(number)}`,
      shown: number === report.version,
    })),
  }
}
