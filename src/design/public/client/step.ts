// A form is sent by script so that a dead network loses nothing: the page stays, with what was typed on it.
import { beginKeeping, keepStep } from './kept.ts'
import { hideNotice, showNotice } from './notice.ts'
import { words } from './words.ts'

/** After this the network counts as gone. In milliseconds. */
const PATIENCE = 45_000

const isQuestion = (path: string) => !/\/(send|sent|receipt|thread|start)\b/.test(path)

/**
 * Sends a form and goes where the server says.
 * @param form - of the page
 * @param renew - makes a page that came as an answer work like one that was loaded
 */
export function sendByScript(form: HTMLFormElement, renew: () => void): void {
  let busy = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (busy) return
    busy = true
    const body = encoded(form, event.submitter)
    void send(form.action, body, renew).finally(() => {
      busy = false
    })
  })
}

function encoded(form: HTMLFormElement, submitter: HTMLElement | null): string {
  const pairs = [...new FormData(form, submitter)].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  return new URLSearchParams(pairs).toString()
}

async function send(address: string, body: string, renew: () => void): Promise<void> {
  const path = new URL(address).pathname
  if (isQuestion(path)) await keepStep(path, body).catch(() => undefined)
  let answer: Response
  let html: string
  try {
    answer = await postStep(address, body)
    html = answer.status === 204 ? '' : await answer.text()
  } catch {
    sayOffline(() => void send(address, body, renew), isQuestion(path) ? { path, body } : null)
    return
  }
  hideNotice()
  const next = answer.headers.get('x-next')
  if (next !== null) location.assign(next)
  else if (answer.redirected) location.assign(answer.url)
  else show(html, renew)
}

/**
 * Sends fields as a form does. The header asks to be told the next page instead of being sent there.
 * @param address - of the form
 * @param body - fields, as a form encodes them
 * @returns the answer; it rejects when there is none in time
 */
export async function postStep(address: string, body: string): Promise<Response> {
  return await fetch(address, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-step': '1' },
    signal: AbortSignal.timeout(PATIENCE),
  })
}

function sayOffline(again: () => void, step: { path: string; body: string } | null): void {
  const keep = async (): Promise<void> => {
    await beginKeeping()
    if (step) await keepStep(step.path, step.body)
    showNotice(words.title, [words.kept], [{ text: words.again, press: again }])
  }
  const keepers = step
    ? [{ text: words.keep, quiet: true, press: () => void keep().catch(() => undefined) }]
    : []
  showNotice(words.title, step ? [words.said, words.keepWarning] : [words.said], [
    { text: words.again, press: again },
    ...keepers,
  ])
}

/** Puts a page that came as an answer in the place of this one. */
function show(html: string, renew: () => void): void {
  const page = new DOMParser().parseFromString(html, 'text/html')
  document.title = page.title
  for (const part of ['main', '.above']) {
    const fresh = page.querySelector(part)
    if (fresh) document.querySelector(part)?.replaceWith(fresh)
  }
  for (const script of page.querySelectorAll<HTMLScriptElement>('script[type="module"][src]'))
    void import(script.src)
  renew()
  document.dispatchEvent(new Event('shown'))
  scrollTo(0, 0)
  const told = document.querySelector<HTMLElement>('.govuk-error-summary, main h1')
  if (told) {
    told.tabIndex = -1
    told.focus()
  }
}
