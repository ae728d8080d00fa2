/** What was found in a text and is not named, in the words of a page: it is matched with nobody. */
import { plural } from '../../../design/words.ts'
import { unnamedIn, type Find, type Naming } from '../found-in-text.ts'

/** How many are told one by one. */
const MOST_TOLD = 10

export type Unnamed = {
  /** the heading of the page that asks */
  heading: string
  /** null when everything is named or left out */
  warning: string | null
  them: 'it' | 'them'
  /** what somebody left out on purpose, as a sentence; null when nothing was */
  leftOut: string | null
}

/**
 * Says what was found in a text and is not named.
 * @param naming - a draft or a report, with what its writer left out
 * @param isFiled - a filed report is matched already
 * @returns the words for the page
 */
export function unnamedView(naming: Naming, isFiled = false): Unnamed {
  const { unnamed, leftOut } = unnamedIn(naming)
  const one = unnamed.length === 1
  const heading = `${plural(unnamed.length, 'thing', 'things')} found in the text ${one ? 'is' : 'are'} not named`
  const effect = `${one ? 'It' : 'They'} ${isFiled ? (one ? 'is' : 'are') : 'will'} not ${isFiled ? '' : 'be '}matched.`
  return {
    heading,
    warning: unnamed.length === 0 ? null : `${heading}: ${told(unnamed)}. ${effect}`,
    them: one ? 'it' : 'them',
    leftOut:
      leftOut.length === 0
        ? null
        : `Found in the text and left out on purpose: ${told(leftOut)}. ${leftOut.length === 1 ? 'It is' : 'They are'} not matched.`,
  }
}

function told(finds: readonly Find[]): string {
  const more = finds.length - MOST_TOLD
  const first = finds.slice(0, MOST_TOLD).map(({ value }) => value.replaceAll(/\s+/g, ' '))
  return first.join(', ') + (more > 0 ? ` and ${plural(more, 'more', 'more')}` : '')
}
