/**
 * The session has ended while the page stands open: it says so, and keeps nothing on the screen that it heard of
 * by itself. What somebody has typed stays, because it is theirs.
 */
import { holdsUnsavedInput } from './unsaved-input.ts'

let said = false

/** True when an answer was the way to the sign-in page. */
export const leadsToSignIn = (response: Response): boolean =>
  response.redirected && new URL(response.url).pathname === '/sign-in'

/** Says it once, at the top of the page's main part, and takes away the numbers and lists of what waits. */
export function sayThatSignedOut(): void {
  if (said) return
  said = true
  delete document.body.dataset['live']
  for (const holder of document.querySelectorAll<HTMLElement>('[data-count]')) holder.hidden = true
  for (const region of document.querySelectorAll<HTMLElement>('[data-live-region], [data-live-progress]'))
    if (!holdsUnsavedInput(region)) region.replaceChildren()

  const link = document.createElement('a')
  link.className = 'govuk-notification-banner__link'
  link.href = `/sign-in?return=${encodeURIComponent(window.location.pathname + window.location.search)}`
  link.textContent = 'Sign in again'
  const words = document.createElement('p')
  words.className = 'govuk-notification-banner__heading'
  words.append('You are signed out. ', link, '.')
  const content = document.createElement('div')
  content.className = 'govuk-notification-banner__content'
  content.append(words)
  const banner = document.createElement('div')
  banner.className = 'govuk-notification-banner'
  banner.setAttribute('role', 'alert')
  banner.dataset['signedOut'] = ''
  banner.append(content)
  document.querySelector('main')?.prepend(banner)
}
