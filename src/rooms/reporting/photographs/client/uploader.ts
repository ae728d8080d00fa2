/** Loaded when somebody sends photographs, and not before: the protocol is the largest part of this script. */
import { sendFile } from './send-file.ts'
import { showProgress } from './show-progress.ts'
import { wordsOf } from './words.ts'

/**
 * Sends files one after the other; then the page is loaded anew, and lists them.
 * @param endpoint - where uploads begin
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
  const stay = (event: BeforeUnloadEvent) => event.preventDefault()
  window.addEventListener('beforeunload', stay)
  for (const [index, file] of files.entries()) {
    const number = index + 1
    shown.begin(number)
    // One after the other: on a bad network the first is there sooner, and a cut costs one.
    const outcome =
      file.size === 0 ? 'empty' : await sendFile(file, endpoint, keepsOriginal, shown.watch(number))
    if (outcome !== null) faults.push({ number, fault: outcome })
  }
  window.removeEventListener('beforeunload', stay)
  if (faults.length === 0) window.location.reload()
  else shown.finish(faults, () => window.location.reload())
}
