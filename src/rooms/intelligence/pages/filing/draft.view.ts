/** What every page of a draft shows around its form. */
import { eventWords } from '../../../../design/event-words.ts'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import { asSeamarkError } from '../../../../platform/errors.ts'
import { besideReport, hasPictures, type Beside } from '../../beside-report.ts'
import type { Draft, DraftKind } from '../../drafts.ts'
import { readReport } from '../../read-report.ts'
import { draftAddress, stepBefore, steps, stepWords, type Step } from './steps.ts'

/**
 * Says what a draft will become. That of a sanitised report's next version is a new version, which is checked.
 * @param draft - what it is for
 * @returns its kind
 */
export function kindOfDraft(draft: Pick<Draft, 'nextVersionOf' | 'derivationOf'>): DraftKind {
  if (draft.nextVersionOf !== null) return 'new version'
  return draft.derivationOf === null ? 'report' : 'sanitised version'
}

const taskWords: Record<DraftKind, string> = {
  report: 'File a report',
  'new version': 'Write a new version',
  'sanitised version': 'Write a sanitised version',
}

/**
 * Makes what stands around every form of a draft: title, caption, marking and way back.
 * @param draft - on the page
 * @param step - of the page
 * @param fromCheck - somebody came from the check page and goes back there
 * @returns what the layout prints
 */
export function draftFrame(draft: Draft, step: Step, fromCheck = false) {
  const kind = kindOfDraft(draft)
  const before = stepBefore(step)
  const back = fromCheck
    ? { text: 'Back to check answers', href: draftAddress(draft.id, 'check') }
    : before === null
      ? { text: 'Back to drafts', href: '/reports/drafts' }
      : { text: `Back to ${stepWords[before]}`, href: draftAddress(draft.id, before) }
  return {
    title: `${taskWords[kind]}: ${stepWords[step]}`,
    caption: `${taskWords[kind]}, step ${String(steps.indexOf(step) + 1)} of ${String(steps.length)}`,
    classification: draft.classification,
    back,
    draft: { id: draft.id, reference: draft.reference, revision: draft.revision, kind },
    note: draft.derivationState === 'returned' ? draft.derivationNote : null,
    fromCheck,
  }
}

export type Original = { reference: string; title: string; items: { text: string; events: string[] }[] }

/**
 * Reads what a draft is made of, as far as this person may see it: the original of a sanitised version, or pictures
 * of the public report. A sanitised version is made to tell less than its original, so it stands beside that alone.
 * @param draft - in this person's sight
 * @returns the original, null where there is none in sight; and what stands beside other drafts
 */
export async function sourcesOf(
  scope: MemberScope,
  draft: Draft,
): Promise<{ original: Original | null; beside: Beside[] }> {
  if (draft.derivationOf !== null) return { original: await originalOf(scope, draft), beside: [] }
  const beside = await besideReport(scope, draft.nextVersionOf ?? draft.id)
  return { original: null, beside: beside.filter(hasPictures) }
}

/** The report that a sanitised version is made of, to be read beside it; null for who may not read it. */
async function originalOf(scope: MemberScope, draft: Draft): Promise<Original | null> {
  if (draft.derivationOf === null) return null
  const report = await readReport(scope, draft.derivationOf).catch((thrown: unknown) => {
    if (asSeamarkError(thrown).kind === 'not-found') return null
    throw thrown
  })
  if (report === null) return null
  return {
    reference: report.reference ?? '',
    title: report.title,
    items: report.items.map(({ text, events = [] }) => ({ text, events: events.map(eventWords) })),
  }
}
