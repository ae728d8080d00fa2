/** The words of the page that the script shows; the page brings them in its own language. */

export type UploadWords = {
  /** with `{number}` and `{count}` */
  sending: string
  /** with `{percent}` */
  percent: string
  /** no network: it goes on by itself */
  paused: string
  done: string
  /** how a photograph is called, with `{number}` */
  one: string
  /** by the code of what was wrong; `quarantined`: it cannot be made safe */
  faults: Record<string, string>
  /** the button that goes on to the list */
  show: string
}

/**
 * Reads the words that the page brings.
 * @param form - carries them in `data-words`
 * @returns by name
 */
export function wordsOf(form: HTMLElement): UploadWords {
  return JSON.parse(form.dataset['words'] ?? '{}') as UploadWords
}

/**
 * Puts numbers where a sentence has their names in braces.
 * @param sentence - as in `{number} of {count}`
 * @param numbers - name to number
 * @returns the sentence; a name without a number stays
 */
export function filled(sentence: string, numbers: Record<string, number>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(numbers[name] ?? whole))
}
