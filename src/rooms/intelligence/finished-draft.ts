/** From what was typed to what is checked: empty boxes are no answers, and no value is guessed. */
import type { DraftDocument, DraftSubject } from './drafts.ts'

/**
 * Makes of a draft what `parseReport` takes: what was left empty is left out, and so is what belongs to another
 * kind of subject (a category typed before the kind was changed to a telephone).
 * @param document - as typed
 * @returns a report's fields, not checked yet
 */
export function finishedDraft(document: DraftDocument): Record<string, unknown> {
  const {
    items = [],
    subjects = [],
    discoverable,
    removed: _removed,
    change_reason: _told,
    ...rest
  } = document
  const handlingIsP = rest.handling === 'P'
  return {
    ...withoutEmpty(rest),
    ...(discoverable === undefined ? {} : { discoverable }),
    // Code P has none of these; they may be left over from a change of mind.
    ...(handlingIsP ? { conditions: null, action_code: null, sanitisation_code: null } : {}),
    items: items.map(({ events = [], ...item }) => ({
      ...withoutEmpty(item),
      ...(events.length === 0 ? {} : { events: events.map(withoutEmpty) }),
    })),
    subjects: subjects.map(finishedSubject),
  }
}

function finishedSubject(subject: DraftSubject): Record<string, unknown> {
  const { category, names, born, value, country, belongs_to, kept_without_text: _kept, ...both } = subject
  const own =
    subject.kind === 'person' ? { category, names: namesOf(names), born } : { value, country, belongs_to }
  return withoutEmpty({ ...both, ...own })
}

function namesOf(names: string[] | undefined): string[] | undefined {
  return names?.filter((name) => name.trim() !== '')
}

function withoutEmpty(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => {
      if (typeof value === 'string') return value.trim() !== ''
      return value !== null && value !== undefined
    }),
  )
}
