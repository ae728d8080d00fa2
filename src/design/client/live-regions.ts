import { announce } from './announce.ts'
import { fetchPage, replaceElement } from './fragment.ts'
import { holdsUnsavedInput } from './unsaved-input.ts'

/** Each region as the server sent it last: components change what stands in the page. */
const served = new Map<string, string>()

/** Notes the regions of the page; to be called before components start. */
export function rememberRegions(): void {
  for (const region of document.querySelectorAll<HTMLElement>('[data-live-region]'))
    served.set(region.dataset['liveRegion'] ?? '', asServed(region))
}

/** Without hidden fields: a form's token is another in every answer, and nobody sees it. */
function asServed(region: HTMLElement): string {
  const copy = region.cloneNode(true) as HTMLElement
  for (const hidden of copy.querySelectorAll('input[type=hidden]')) hidden.remove()
  return copy.innerHTML
}

let refreshing = false
let askedAgain = false

/**
 * Fetches the page again and swaps the regions that have changed.
 * @param seen - somebody is looking at the page: they came back to its tab
 */
export async function refreshRegions(seen = false): Promise<void> {
  if (document.querySelector('[data-live-region]') === null) return
  if (refreshing) {
    askedAgain = true
    return
  }
  refreshing = true
  try {
    const page = await fetchPage(window.location.href, seen)
    if (page !== undefined) swapRegions(page)
  } finally {
    refreshing = false
  }
  document.querySelector('[data-live-offer]')?.remove()
  if (askedAgain) {
    askedAgain = false
    await refreshRegions()
  }
}

/** Regions are told apart by the value of `data-live-region`. */
function swapRegions(page: Document): void {
  let changed = false
  for (const region of document.querySelectorAll<HTMLElement>('[data-live-region]')) {
    const name = region.dataset['liveRegion'] ?? ''
    const fresh = page.querySelector<HTMLElement>(`[data-live-region="${CSS.escape(name)}"]`)
    if (fresh === null) continue
    const sent = asServed(fresh)
    if (sent === served.get(name)) continue
    if (holdsUnsavedInput(region)) {
      announce('There is something new on this page. Reload it when you have finished typing.')
      continue
    }
    served.set(name, sent)
    replaceElement(region, fresh)
    changed = true
  }
  if (changed) announce('This page was brought up to date.')
}

/**
 * Says over the first region that there is something new, with a way to see it before the page's turn comes.
 * @param show - fetches the regions at once
 */
export function offerNow(show: () => void): void {
  const region = document.querySelector('[data-live-region]')
  if (region === null || document.querySelector('[data-live-offer]') !== null) return
  const link = document.createElement('a')
  link.className = 'govuk-link'
  link.href = window.location.pathname + window.location.search
  link.textContent = 'Show it now'
  link.addEventListener('click', (event) => {
    event.preventDefault()
    show()
  })
  const words = document.createElement('p')
  words.className = 'govuk-inset-text'
  words.dataset['liveOffer'] = ''
  words.append('There is something new. ', link)
  region.before(words)
}
