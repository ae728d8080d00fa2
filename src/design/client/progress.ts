import { announce } from './announce.ts'
import { fetchPage, replaceElement } from './fragment.ts'

const INTERVAL = 1_000
const LONGEST_WAIT = 30_000

/** Follows long work: asks each progress element's address every second until the answer has no address. */
export function startProgress(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-live-progress]')) void follow(element)
}

async function follow(element: HTMLElement): Promise<void> {
  let current: HTMLElement = element
  let wait = INTERVAL
  for (;;) {
    const address = current.dataset['liveProgress']
    if (address === undefined || address === '') break
    await new Promise((resolve) => setTimeout(resolve, wait))
    const page = await fetchPage(address)
    if (document.body.dataset['live'] === undefined) return // signed out; the page says so
    const fresh = page?.querySelector<HTMLElement>('.seamark-progress')
    if (fresh === null || fresh === undefined) {
      // The server is away for a moment: the work goes on there, so keep asking, less often.
      wait = Math.min(wait * 2, LONGEST_WAIT)
      continue
    }
    wait = INTERVAL
    current = replaceElement(current, fresh) as HTMLElement
  }
  const words = ['.seamark-progress__label', '.seamark-progress__text'].map(
    (part) => current.querySelector(part)?.textContent.trim() ?? '',
  )
  announce(words.filter((word) => word !== '').join(': '))
}
