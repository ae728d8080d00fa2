/** What somebody typed on a page of a draft that is not part of it yet, as that page says it. */
import { ukClock } from '../../../../design/dates.ts'
import type { Draft } from '../../drafts.ts'
import type { Typing } from '../../typing.ts'
import { draftAddress, stepWords, type Step } from './steps.ts'

export type Waiting = {
  /** where the page sends what is typed, and how often it did */
  keepAt: string
  turn: number
  /** when the draft was saved, like `9:43pm` */
  savedAt: string
  /** what stands in the boxes again because it was typed here and not sent */
  restored: Record<string, unknown>
  restoredAt: string | null
  /** what was typed here and overtaken by somebody's saving: sent again it shows both */
  overtaken: { at: string; fields: { name: string; value: string }[] } | null
  page: string
}

/**
 * Makes what a page says of what was typed there and not sent.
 * @param shown - the draft and what this person typed on its pages
 * @param page - as typing names it: `text`, `subjects-person`
 * @returns what the page restores, or what somebody's saving has overtaken
 */
export function waitingOn({ draft, typing }: { draft: Draft; typing: Typing[] }, page: string): Waiting {
  const here = typing.find((one) => one.page === page)
  // Adding somebody overwrites nothing, whatever was saved meanwhile; changing the third of a list might.
  const restores = here !== undefined && (here.basedOn === draft.revision || isAddition(page))
  const overtaken = here !== undefined && !restores
  return {
    keepAt: `/reports/drafts/${draft.id}/typing/${page}`,
    turn: restores ? here.turn : 0,
    savedAt: ukClock(draft.updatedAt, new Date()),
    restored: restores ? { ...here.fields } : {},
    restoredAt: restores ? ukClock(here.at, new Date()) : null,
    overtaken: overtaken
      ? {
          at: ukClock(here.at, new Date()),
          fields: Object.entries({ ...here.fields, revision: String(here.basedOn) }).flatMap(
            ([name, value]) => [value].flat().map((one) => ({ name, value: one })),
          ),
        }
      : null,
    page,
  }
}

const isAddition = (page: string) =>
  ['subjects', 'subjects-person', 'subjects-thing'].includes(page) || /^events-\d+-new$/.test(page)

/**
 * Lists people and things that were begun and not added, for the list and for the check.
 * @param typing - what this person typed on the draft's pages and has not sent
 * @param draftId - of the draft
 * @returns each with its page
 */
export function begunSubjects(typing: readonly Typing[], draftId: string) {
  return typing
    .filter(({ page }) => page === 'subjects-person' || page === 'subjects-thing')
    .map(({ page, fields, at }) => {
      const kind = page === 'subjects-person' ? 'person' : 'thing'
      const category = kind === 'person' ? [fields['category'] ?? ''].flat()[0] : ''
      return {
        page,
        what: kind === 'person' ? 'A person' : 'Something else',
        at: ukClock(at, new Date()),
        href: `/reports/drafts/${draftId}/subjects/${kind}${category ? `?category=${encodeURIComponent(category)}` : ''}`,
      }
    })
}

/**
 * Lists pages on which this person typed something that somebody's saving has overtaken.
 * @param typing - what this person typed on the draft's pages and has not sent
 * @param draft - as it is now
 * @returns each with its address and the words for its step
 */
export function overtakenPages(typing: readonly Typing[], draft: Draft) {
  return typing
    .filter(({ page, basedOn }) => !page.startsWith('subjects') && basedOn !== draft.revision)
    .flatMap(({ page }) =>
      isStep(page) ? [{ href: draftAddress(draft.id, page), words: stepWords[page] }] : [],
    )
}

const isStep = (page: string): page is Step => Object.hasOwn(stepWords, page)
