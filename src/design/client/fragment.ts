import { startComponents } from './components.ts'

/**
 * Fetches a page again for a part of it. The header tells the server that nobody navigated: an idle session
 * is not kept alive by it, and no second consultation is recorded.
 *
 * @returns the parsed page, or undefined when there is none to show (signed out, unavailable)
 */
export async function fetchPage(address: string): Promise<Document | undefined> {
  try {
    const response = await fetch(address, { headers: { 'X-Fragment': '1', Accept: 'text/html' } })
    if (!response.ok || response.redirected) return undefined
    return new DOMParser().parseFromString(await response.text(), 'text/html')
  } catch {
    // The network is gone; the caller tries again later.
    return undefined
  }
}

/** Puts `fresh` in the place of `old`, and the focus on what had it. */
export function replaceElement(old: Element, fresh: Element): Element {
  const focused = old.contains(document.activeElement) ? document.activeElement : null
  const placed = document.adoptNode(fresh)
  old.replaceWith(placed)
  startComponents(placed)
  if (focused !== null) findAgain(placed, focused)?.focus({ preventScroll: true })
  return placed
}

/** True when somebody has typed or chosen something below the element that a swap would throw away. */
export function holdsUnsavedInput(root: Element): boolean {
  for (const field of root.querySelectorAll('input:not([type=hidden]), textarea, select')) {
    if (field === document.activeElement) return true
    if (field instanceof HTMLSelectElement) {
      if ([...field.options].some((option) => option.selected !== option.defaultSelected && option.index > 0))
        return true
    } else if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
      if (field.checked !== field.defaultChecked) return true
    } else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      if (field.value !== field.defaultValue) return true
    }
  }
  return false
}

function findAgain(root: Element, former: Element): HTMLElement | null {
  if (former.id !== '') return root.querySelector<HTMLElement>(`#${CSS.escape(former.id)}`)
  for (const attribute of ['href', 'name']) {
    const value = former.getAttribute(attribute)
    if (value !== null) return root.querySelector<HTMLElement>(`[${attribute}="${CSS.escape(value)}"]`)
  }
  return null
}
