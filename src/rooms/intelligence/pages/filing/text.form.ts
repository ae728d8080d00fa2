import type { DraftDocument, DraftItem } from '../../drafts.ts'
import type { Read } from './reading.ts'
import { faultsOfStep, namedByItem } from './steps.ts'
import { typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { countTyped } from './typed.ts'

/**
 * Writes the items' texts as form fields; a report begins with one.
 * @param document - of the draft
 * @returns values by field
 */
export function textValues(document: DraftDocument): Record<string, unknown> {
  const items = itemsOf(document)
  return Object.fromEntries(items.map((item, index) => [`items.${String(index)}.text`, item.text ?? '']))
}

/**
 * Lists the items of a draft.
 * @param document - of the draft
 * @returns at least one, which may be empty
 */
export function itemsOf(document: DraftDocument): DraftItem[] {
  const items = document.items ?? []
  return items.length === 0 ? [{}] : items
}

/**
 * Reads the texts. The buttons beside them (`do`: `add`, `remove-2`) keep what was typed and stay.
 * An empty item that is not the only one goes; grades and subjects stay with the item they belong to.
 * @param typed - the form
 * @param document - of the draft, before
 * @returns the draft with its texts, what is wrong with them, and whether the page stays
 */
export function readText(typed: Typed, document: DraftDocument): Read {
  const items = itemsOf(document)
  const count = Math.min(Math.max(countTyped(typed, 'items', 'text'), 1), 50)
  const written = Array.from({ length: count }, (_, index): DraftItem => {
    const { text: _text, ...grades } = items[index] ?? {}
    const text = typedText(typed, `items.${String(index)}.text`)
    return text === undefined ? grades : { ...grades, text }
  })
  let next: DraftDocument = { ...document, items: written }

  const asked = typedText(typed, 'do')
  const event = /^event-(\d+)$/.exec(asked ?? '')?.[1]
  if (event !== undefined) return { document: next, errors: {}, goTo: `events/${event}/new` }
  const remove = /^remove-(\d+)$/.exec(asked ?? '')?.[1]
  if (remove !== undefined) return { document: withoutItem(next, Number(remove)), errors: {}, stay: true }
  // Kept while somebody writes: an item that is empty for the moment stays.
  if (asked === 'keep') return { document: next, errors: {}, stay: true }
  if (asked === 'add')
    return { document: { ...next, items: [...written, {}].slice(0, 50) }, errors: {}, stay: true }

  for (let number = written.length; number >= 1; number--) {
    const left = itemsOf(next)
    // One that says where and when is asked for its text instead.
    const item = left[number - 1]
    if (left.length > 1 && !item?.text && !item?.events?.length) next = withoutItem(next, number)
  }
  return { document: next, errors: namedByItem(faultsOfStep(next, 'text'), itemsOf(next).length) }
}

/**
 * Takes one item out of a draft. What was named in it must be given to another item; where one item is left, it is
 * of that one.
 * @param document - of the draft
 * @param number - of the item, from 1
 * @returns the draft, with the numbers that point at later items put right
 */
export function withoutItem(document: DraftDocument, number: number): DraftDocument {
  const items = itemsOf(document).filter((_, index) => index !== number - 1)
  const subjects = (document.subjects ?? []).map((subject) => {
    if (subject.item === undefined || subject.item < number) return subject
    const { item, ...others } = subject
    if (items.length === 1) return { ...others, item: 1 }
    return item === number ? others : { ...others, item: item - 1 }
  })
  return { ...document, items, ...(document.subjects === undefined ? {} : { subjects }) }
}
