import { startComponents } from './components.ts'
import { leadsToSignIn, sayThatSignedOut } from './signed-out.ts'

/**
 * Fetches a page again for a part of it. The header tells the server that nobody navigated: an idle session
 * is not kept alive by it, and no second consultation is recorded.
 *
 * @param address - of this site
 * @param seen - somebody is looking: what they are shown is not new to them the next time
 * @returns the parsed page, or undefined when there is none to show (signed out, unavailable)
 */
export async function fetchPage(address: string, seen = false): Promise<Document | undefined> {
  try {
    const response = await fetch(address, {
      headers: { 'X-Fragment': seen ? 'seen' : '1', Accept: 'text/html' },
    })
    if (leadsToSignIn(response)) sayThatSignedOut()
    if (!response.ok || response.redirected) return undefined
    return new DOMParser().parseFromString(await response.text(), 'text/html')
  } catch {
    // The network is gone; the caller tries again later.
    return undefined
  }
}

/**
 * Puts `fresh` in the place of `old`, and the focus on what had it.
 * @param old - stands on the page
 * @param fresh - of another document
 * @returns the element that stands there now
 */
export function replaceElement(old: Element, fresh: Element): Element {
  const focused = old.contains(document.activeElement) ? document.activeElement : null
  const placed = document.adoptNode(fresh)
  old.replaceWith(placed)
  startComponents(placed)
  if (focused !== null) findAgain(placed, focused)?.focus({ preventScroll: true })
  return placed
}

function findAgain(root: Element, former: Element): HTMLElement | null {
  if (former.id !== '') return root.querySelector<HTMLElement>(`#${CSS.escape(former.id)}`)
  for (const attribute of ['href', 'name']) {
    const value = former.getAttribute(attribute)
    if (value !== null) return root.querySelector<HTMLElement>(`[${attribute}="${CSS.escape(value)}"]`)
  }
  return null
}
