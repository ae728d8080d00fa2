/** A report as its reader sees it: the identity bar with what may be done, items, subjects, facts. */
import type { Role } from '../../../../platform/database/scope.ts'
import { eventWords } from '../../../../design/event-words.ts'
import { plural, sentenceList } from '../../../../design/words.ts'
import { may } from '../../../../platform/identity/roles.ts'
import { ukDate } from '../../../../design/dates.ts'
import type { ReportView } from '../../read-report.ts'
import { valueWords } from '../filing/identifiers.ts'
import { sameAs } from '../../found-in-text.ts'
import { byKind, unconfirmed } from '../filing/subjects.view.ts'
import type { ReportMatches } from '../matches.ts'
import { conditionFacts, deskFact, type Fact } from '../../../sharing/index.ts'
import { unnamedView } from '../unnamed.view.ts'

type Action = { text: string; href: string; primary?: boolean }

/**
 * Says where a report stands, in a word.
 * @param report - its status, and whether it is the viewer's agency's own
 * @returns the tag; null where the reader may not know
 */
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

/**
 * Lists what this person may do with a report.
 * @param report - where it stands
 * @param roles - of the person
 * @returns the next step first; none for a partner's report, a draft and a recalled one
 */
export function actionsOf(
  report: Pick<ReportView, 'id' | 'own' | 'status' | 'needsEvaluation'>,
  roles: readonly Role[],
): Action[] {
  const decides = may(roles, 'decides')
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

/**
 * Says where events near a place are listed.
 * @param where - the position as an event keeps it
 * @returns the address; null where the event has no position
 */
export const nearHref = (where: string | undefined): string | null =>
  where === undefined ? null : `/events?${new URLSearchParams({ at: where }).toString()}`

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

/**
 * Makes what the page shows of the subjects.
 * @param report - with the subjects that this person may read
 * @param marks - of the matches of an own report, by kind and key of the value
 * @param door - address below which each subject that is not withheld has its own page, by its number; null: none has
 * @returns one entry for each, in their order
 */
export function subjectsOf(
  report: Pick<ReportView, 'subjects' | 'items' | 'own'>,
  marks: ReportMatches['marks'] = new Map(),
  door: string | null = null,
): SubjectShown[] {
  const several = report.items.length > 1
  return report.subjects.map((subject) => {
    const common = {
      kind: subject.kind,
      note: subject.note,
      item: several ? subject.item : undefined,
      ...(door === null || subject.withheld ? {} : { href: `${door}/${String(subject.number)}` }),
    }
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

/**
 * Lists the facts beside the text: dates, the owner's desk for a partner, what only the owner knows for the owner.
 * @param report - as its reader sees it
 * @returns one fact for each that there is
 */
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

/**
 * Says to whom a report was released.
 * @param report - with its release list; its owner alone has that
 * @returns a sentence; null when to nobody, or it was recalled
 */
export function releasedTo(report: Pick<ReportView, 'released' | 'status'>): string | null {
  if (report.released === null || report.status !== 'disseminated') return null
  if (report.released.toAll) return 'Released to all partners.'
  const names = report.released.agencies.map(({ name }) => name)
  return names.length === 0 ? null : `Released to ${sentenceList(names)}.`
}

/**
 * Says that subjects stay with the owner: what a partner is told, and for the owner that this is all they are told.
 * @param report - how many there are, and whether it is an own one
 * @returns sentences; null where there are none
 */
export function withheldSentence(report: Pick<ReportView, 'own' | 'withheldCount'>): string | null {
  if (report.withheldCount === 0) return null
  const many = plural(report.withheldCount, 'further subject stays', 'further subjects stay')
  return report.own
    ? `${plural(report.withheldCount, 'subject is', 'subjects are')} a victim, a witness or a child, or theirs. A partner reads only: “${many} with the owner.”`
    : `${many} with the owner.`
}

/**
 * Says for its own agency what stands in the texts of the current version and is not named, and who may settle it.
 * @param report - as its reader sees it
 * @param roles - of the person
 * @returns `unnamed` is null for a partner's report, a recalled one and an earlier version
 */
export function findsNotNamed(report: ReportView, roles: readonly Role[]) {
  const asks = report.own && report.status !== 'withdrawn' && report.version === report.currentVersion
  return {
    unnamed: asks ? unnamedView({ ...report, left_out: report.leftOut }, true) : null,
    mayDecide: may(roles, 'decides'),
    mayFile: may(roles, 'filesIntelligence'),
  }
}

const derivativeWords: Record<ReportView['derivatives'][number]['state'], string> = {
  'being-written': 'being written',
  'awaiting-check': 'waits for its second officer',
  returned: 'returned to its writer',
  approved: 'approved',
}

/**
 * Lists the next versions of a sanitised report that no partner reads yet.
 * @param report - with its next versions
 * @returns each with the page where it is
 */
export const nextVersionLinks = (report: Pick<ReportView, 'nextVersions'>) =>
  report.nextVersions.map(({ id, version, state }) => ({
    version,
    words: derivativeWords[state],
    href: state === 'awaiting-check' ? `/checks/${id}` : `/reports/drafts/${id}/check`,
  }))

/**
 * Says what partners read of a sanitised report until its next version is approved.
 * @param report - where it stands
 * @returns one sentence
 */
export function readMeanwhile(report: Pick<ReportView, 'status' | 'unchecked' | 'currentVersion'>): string {
  const version = `version ${String(report.currentVersion)}`
  if (report.status !== 'disseminated') return 'No partner reads this report yet: it is not released.'
  if (report.unchecked) return `No partner reads this report: no second officer has checked ${version}.`
  return `Until a second officer has approved it, partners go on reading ${version}.`
}

/** The room networks has a page for each subject of what is filed, as it stands now, for those who read. */
const doorOf = (report: ReportView, roles: readonly Role[]): string | null =>
  (report.status === 'submitted' || report.status === 'disseminated') &&
  report.version === report.currentVersion &&
  may(roles, 'readsContent')
    ? `/subjects/of/${report.id}`
    : null

/**
 * Makes what the whole page prints of a report.
 * @param report - as its reader sees it
 * @param roles - of the person
 * @param marks - of the matches of an own report, by kind and key of the value
 * @returns what the template prints, without matches and changes
 */
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
      events: (item.events ?? []).map((event) => ({
        words: eventWords(event),
        near: may(roles, 'readsContent') ? nearHref(event.where) : null,
      })),
      grade: {
        source: item.source_evaluation,
        assessment: item.intelligence_assessment,
        basis: item.basis,
      },
    })),
    groups: byKind(subjectsOf(report, marks, doorOf(report, roles))),
    // Only those who read may check.
    mayCheck: may(roles, 'readsContent'),
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
