// The copy on this telephone: offered before the first question, put back, or deleted.
import { beginKeeping, forgetKept, readKept, type Kept } from './kept.ts'
import { hideNotice, showNotice } from './notice.ts'
import { postStep } from './step.ts'
import { base, words } from './words.ts'

/** On the page before the first question: a copy from before, or the offer to keep one. */
export async function offerCopy(): Promise<void> {
  const kept = await readKept()
  if (kept && kept.steps.length > 0) offerToPutBack(kept)
  else if (!kept) offerToKeep()
}

function offerToPutBack(kept: Kept): void {
  showNotice(
    words.found,
    [],
    [
      { text: words.use, press: () => void putBack(kept) },
      { text: words.forget, quiet: true, press: () => void forget() },
    ],
  )
}

async function putBack({ steps }: Kept): Promise<void> {
  try {
    await postStep(`${base}/start`, '')
    for (const [path, fields] of steps) await postStep(path, fields)
    location.assign(`${base}/check`)
  } catch {
    showNotice(words.title, [words.kept], [{ text: words.again, press: () => void putBack({ steps }) }])
  }
}

async function forget(): Promise<void> {
  await forgetKept()
  showNotice('', [words.forgotten], [])
}

/** Quietly, below everything else: most people need no copy. */
function offerToKeep(): void {
  if (!('indexedDB' in window)) return
  const place = document.querySelector('[data-copy]')
  if (!place) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary'
  button.textContent = words.keep
  const why = document.createElement('p')
  why.className = 'govuk-body'
  why.textContent = `${words.offer} ${words.keepWarning}`
  button.addEventListener('click', () => {
    void beginKeeping().then(
      () => {
        why.textContent = words.kept
        button.remove()
      },
      () => {
        button.remove()
      },
    )
  })
  place.replaceChildren(why, button)
  hideNotice()
}
