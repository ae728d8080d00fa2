/** Sets a thing's legal form apart from its name. */
import type { FormClass } from './legal-forms.ts'
import { wordTables } from './meanings.ts'
import { phraseAt } from './phrases.ts'
import type { Piece } from './split-words.ts'

/** The legal form as it was read. `line` is the same for forms that are one form. */
export type ThingForm = { text: string; class: FormClass; line: number }

/**
 * Takes legal forms off both ends; what is left keeps one word at least.
 * @param pieces - words of the name; the last may be put right
 * @param found - gets the forms
 * @returns from which piece to which the name itself goes
 */
export function takeForms(pieces: Piece[], found: ThingForm[]): [number, number] {
  const { forms } = wordTables()
  let [from, to] = [0, pieces.length]
  repairLast(pieces)
  for (let more = true; more && to - from > 1;) {
    more = false
    for (let length = Math.min(7, to - from - 1); length >= 1; length--) {
      const form = phraseAt(forms, pieces, to - length)
      if (form?.words.length !== length) continue
      found.push({ text: form.means.name, class: form.means.class, line: form.means.line })
      to -= length
      more = true
      break
    }
    if (pieces[to - 1]?.text === 'and' && more && to - from > 1) to--
  }
  const leading = phraseAt(forms, pieces, from)
  if (leading?.means.mayLead && leading.words.length < to - from) {
    found.push({ text: leading.means.name, class: leading.means.class, line: leading.means.line })
    from += leading.words.length
  }
  return [from, to]
}

let endings: ReadonlyMap<string, ReadonlySet<string>> | null = null

/** Long last words of legal forms by their first two letters, in which slips are not looked for. */
function longEndings(): ReadonlyMap<string, ReadonlySet<string>> {
  if (endings !== null) return endings
  const found = new Map<string, Set<string>>()
  for (const { words } of [...wordTables().forms.values()].flat()) {
    const last = words.at(-1) ?? ''
    if (last.length < 7) continue
    const start = last.slice(0, 2)
    found.set(start, (found.get(start) ?? new Set()).add(last))
  }
  return (endings = found)
}

/** "Aktiengeselschaft", "COMPAN": long forms are misspelt, and cut off where a field ends. */
function repairLast(pieces: Piece[]): void {
  const last = pieces.at(-1)
  if (!last || pieces.length < 2 || last.text.length < 6) return
  const known = longEndings().get(last.text.slice(0, 2))
  if (!known || known.has(last.text)) return
  for (const ending of known) if (isNearly(last.text, ending)) last.text = ending
}

/** One letter left out, put in or changed. */
function isNearly(word: string, form: string): boolean {
  if (Math.abs(word.length - form.length) > 1) return false
  let same = 0
  while (same < word.length && word[same] === form[same]) same++
  if (same === word.length) return true
  const [rest, other] = [word.slice(same), form.slice(same)]
  return rest.slice(1) === other.slice(1) || rest === other.slice(1) || rest.slice(1) === other
}
