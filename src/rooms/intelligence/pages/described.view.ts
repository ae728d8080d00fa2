/** The question beside a text that goes out whole while somebody whom it may describe stays back. */
import { eventWords, type SaidEvent } from '../../../design/event-words.ts'
import { plural } from '../../../design/words.ts'

export type Described = {
  intro: string
  texts: { label: string; text: string }[]
  question: string
  hint: string
  yes: string
}

type Item = { text?: string | null | undefined; events?: readonly SaidEvent[] | undefined }

/**
 * @param title - goes out before anything else
 * @param held - how many subjects stay with the owner
 * @param yes - what to do when it does describe them
 * @returns null where nobody stays back
 */
export function describedView(
  { title, items }: { title: string; items: readonly Item[] },
  held: number,
  yes: string,
): Described | null {
  if (held === 0) return null
  const many = held !== 1
  return {
    intro: `${plural(held, 'subject stays', 'subjects stay')} with your agency. A release sends the title and the whole text, also where they describe ${many ? 'them' : 'this person'}.`,
    texts: [
      { label: 'Title', text: title },
      ...items.map(({ text, events }, index) => ({
        label: items.length > 1 ? `Item ${String(index + 1)}` : 'What it says',
        text: [text ?? '', ...(events ?? []).map(eventWords)].join('\n'),
      })),
    ],
    question: `Does the text describe ${many ? 'somebody who stays' : 'the person who stays'} with your agency?`,
    hint: 'An age, a place, clothes or a family tie can be enough',
    yes,
  }
}
