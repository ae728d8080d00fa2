/** What a sanitised version still names and its own text does not: for its writer's pages and for the second officer. */
import { labelFrom, plural } from '../../../../design/words.ts'
import { birthWords } from '../../../../wire/births/known-birth.ts'
import { personCategoryShort } from '../../../../wire/codes.ts'
import type { Draft, DraftSubject } from '../../drafts.ts'
import { namedInText, type Naming } from '../../named-in-text.ts'
import { keepToken } from '../filing/keep.form.ts'
import { birthOf, subjectCards } from '../filing/subjects.view.ts'

export type Entry = {
  number: number
  /** names it in the form */
  token: string
  /** "Telephone 07700 900123" */
  what: string
  lines: string[]
  /** what its card says and the text does not, as a sentence; null for none */
  more: string | null
  staysWithUs: boolean
  /** its writer has said that it stays, though the text does not name it */
  kept: boolean
}

export type LeftOver = {
  inText: Entry[]
  /** not in the text */
  gone: Entry[]
  /** of those, what nobody has decided to keep */
  undecided: Entry[]
  /** and what its writer keeps */
  kept: Entry[]
  /** in the text, with a card that says more */
  sayMore: Entry[]
  /** "3 subjects are not in your text." */
  warning: string
}

/**
 * @param draft - of any kind
 * @param today - YYYY-MM-DD
 * @returns null where the draft is no sanitised version or names nothing
 */
export function leftOver(draft: Pick<Draft, 'derivationOf' | 'document'>, today: string): LeftOver | null {
  const subjects = draft.document.subjects ?? []
  if (draft.derivationOf === null || subjects.length === 0) return null
  const naming = namedInText(draft.document, today)
  const entries = subjectCards(draft.document, today).map((card, index) => {
    const subject = subjects[index] ?? {}
    const named = naming[index]
    return {
      // What stays with the agency goes out with no text.
      inText: card.staysWithUs || named?.inText === true,
      entry: {
        number: card.number,
        token: keepToken(subject, card.number),
        what: card.what,
        lines: linesOf(subject, card.belongsTo, today),
        more: named === undefined || card.staysWithUs ? null : moreWords(subject, named, today),
        staysWithUs: card.staysWithUs,
        kept: subject.kept_without_text === true,
      },
    }
  })
  const inText = entries.flatMap((one) => (one.inText ? [one.entry] : []))
  const gone = entries.flatMap((one) => (one.inText ? [] : [one.entry]))
  const undecided = gone.filter(({ kept }) => !kept)
  return {
    inText,
    gone,
    undecided,
    kept: gone.filter(({ kept }) => kept),
    sayMore: inText.filter(({ more }) => more !== null),
    warning: plural(undecided.length, 'subject is not', 'subjects are not'),
  }
}

function linesOf(subject: DraftSubject, belongsTo: string | null, today: string): string[] {
  return [
    subject.category ? labelFrom(personCategoryShort)(subject.category) : '',
    subject.born ? `Born ${birthOf(subject, today)?.words ?? subject.born}` : '',
    subject.note ?? '',
    belongsTo === null ? '' : `Belongs to ${belongsTo}`,
  ].filter((line) => line !== '')
}

/** "the name Vitya, the birth date 12 April 2002 and the note". */
function moreWords(subject: DraftSubject, { inText, spelt, more }: Naming, today: string): string | null {
  if (!inText) return null
  const said = [
    ...more.names.map((name) => `the name ${name}`),
    ...(more.born && subject.born
      ? [`the birth ${birthWords(birthOf(subject, today)?.born ?? subject.born)}`]
      : []),
    ...(more.note ? ['the note'] : []),
  ]
  const last = said.pop()
  const list = said.length === 0 ? last : `${said.join(', ')} and ${last ?? ''}`
  const otherwise = spelt === null ? '' : `The text spells it ${spelt}. `
  return last === undefined ? otherwise.trim() || null : `${otherwise}The text does not say ${list ?? ''}.`
}
