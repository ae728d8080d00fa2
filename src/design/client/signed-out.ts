/**
 * The session has ended while the page stands open: it says so, and keeps nothing on the screen that it heard of
 * by itself. What somebody has typed stays, because it is theirs: on the way to the sign-in page it is sent where
 * it was to go, so that the server keeps it and gives it back (`platform/identity/kept-form.ts`).
 */
import { showInTitle } from './live-numbers.ts'
import { holdsUnsavedInput } from './unsaved-input.ts'

const NOT_KEPT = 'What you typed could not be kept. Copy it before you sign in. '

let said = false

/**
 * Was an answer the way to the sign-in page?
 * @param response - of a page of this site
 * @returns true when it was
 */
export const leadsToSignIn = (response: Response): boolean =>
  response.redirected && new URL(response.url).pathname === '/sign-in'

/** Says it once, at the top of the page's main part, and takes away the numbers and lists of what waits. */
export function sayThatSignedOut(): void {
  if (said) return
  said = true
  delete document.body.dataset['live']
  showInTitle({})
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
  let asked = false
  link.addEventListener('click', (event) => {
    const form = formInHand()
    if (form === undefined || asked) return
    asked = true
    event.preventDefault()
    void isKept(form).then((kept) => {
      if (kept) window.location.assign(link.href)
      else words.prepend(NOT_KEPT)
    })
  })
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

/** The form in which somebody has typed; a file is nothing that is kept. */
const formInHand = (): HTMLFormElement | undefined =>
  [...document.querySelectorAll<HTMLFormElement>('main form[method=post]')].find(
    (form) => form.enctype !== 'multipart/form-data' && holdsUnsavedInput(form),
  )

/**
 * Sends a form although nobody is signed in: of a session that ran out the server keeps it, and says so in the
 * address of the sign-in page. It does nothing else: whoever signed in meanwhile in another tab has another token.
 */
async function isKept(form: HTMLFormElement): Promise<boolean> {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value)
  try {
    const answer = await fetch(form.getAttribute('action') ?? '', { method: 'POST', body: fields })
    return leadsToSignIn(answer) && new URL(answer.url).searchParams.has('kept')
  } catch {
    return false
  }
}
