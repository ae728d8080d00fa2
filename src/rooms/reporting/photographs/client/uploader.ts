/** Loaded when somebody sends photographs, and not before: the protocol is the largest part of this script. */
import { sendFile } from './send-file.ts'
import { showProgress } from './show-progress.ts'
import { wordsOf } from './words.ts'

/**
 * Sends files one after the other; then the page that lists them is asked for.
 * Nobody is asked whether they mean to leave: who must leave this page at once must not be held.
 * @param form - of the page
 * @param files - as the person chose them
 * @param endpoint - where uploads begin
 * @param keepsOriginal - the person wants the untouched copies kept
 */
export async function sendAll(
  form: HTMLFormElement,
  files: readonly File[],
  endpoint: string,
  keepsOriginal: boolean,
): Promise<void> {
  const words = wordsOf(form)
  const shown = showProgress(form, words, files.length)
  const faults: { number: number; fault: string }[] = []
  for (const [index, file] of files.entries()) {
    const number = index + 1
    shown.begin(number)
    // One after the other: on a bad network the first is there sooner, and a cut costs one.
    const outcome =
      file.size === 0 ? 'empty' : await sendFile(file, endpoint, keepsOriginal, shown.watch(number))
    if (outcome !== null) faults.push({ number, fault: outcome })
  }
  // Not reloaded: where the page answered a form, that would send the form again.
  const list = () => window.location.assign(form.action)
  if (faults.length === 0) list()
  else shown.finish(faults, list)
}
