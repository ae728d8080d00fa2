// All steps on one page, typed without a signal: kept as it is typed, and sent once when there is a signal.
import { forget, keep, readKept, type Fields } from './kept.ts'

/** After this the network counts as gone, and between two tries; in milliseconds. */
const PATIENCE = 20_000
const AGAIN = 15_000
/** Behind the last key. */
const PAUSE = 400

const form = document.querySelector<HTMLFormElement>('form[data-owner]')
if (form) begin(form, form.dataset['owner'] ?? '')

function begin(page: HTMLFormElement, owner: string): void {
  document.querySelector('[data-without-script]')?.remove()
  const said = document.querySelector<HTMLElement>('[data-kept]')
  const say = (text: string) => {
    if (said) said.textContent = text
  }
  let timer = 0
  let waits = false
  const save = () => keep(owner, fieldsOf(page))
  page.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => {
      save().then(
        () => {
          say('Kept on this telephone until it is sent, or until you sign out.')
        },
        () => {
          say('This browser keeps nothing. Do not leave this page before it is sent.')
        },
      )
    }, PAUSE)
  })
  const send = async (): Promise<void> => {
    clearTimeout(timer)
    await save().catch(() => undefined)
    say('Sending …')
    let answer: Response
    try {
      answer = await fetch(page.action, {
        method: 'POST',
        body: new URLSearchParams(fieldsOf(page, true)),
        signal: AbortSignal.timeout(PATIENCE),
      })
    } catch {
      waits = true
      say('There is no signal. It is kept on this telephone, and sent when there is one.')
      return
    }
    waits = false
    if (answer.redirected && new URL(answer.url).pathname.startsWith('/encounters/')) {
      await forget()
      location.assign(answer.url)
    } else if (answer.redirected) {
      say('You were signed out. Sign in again, then open this page: what you typed is put back.')
    } else {
      // Something is wrong with it: the server says what, as it does without script.
      page.submit()
    }
  }
  page.addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })
  const tryAgain = () => {
    if (waits) void send()
  }
  addEventListener('online', tryAgain)
  setInterval(tryAgain, AGAIN)
  // A page that came back with faults shows what was sent; it is newer.
  if (document.querySelector('.govuk-error-summary')) void save().catch(() => undefined)
  else
    void readKept(owner).then((fields) => {
      if (!fields) return
      putBack(page, fields)
      say('What you had typed is put back.')
    })
}

/** @param withToken - the session's token too, which is never kept */
function fieldsOf(page: HTMLFormElement, withToken = false): Fields {
  return [...new FormData(page)].flatMap(([name, value]): Fields =>
    typeof value === 'string' && (withToken || name !== '_csrf') ? [[name, value]] : [],
  )
}

function putBack(page: HTMLFormElement, fields: Fields): void {
  const values = new Map<string, string[]>()
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value])
  for (const field of page.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
    if (field.name === '_csrf' || field.name === '') continue
    const kept = values.get(field.name) ?? []
    if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox'))
      field.checked = kept.includes(field.value)
    else if (kept[0] !== undefined) field.value = kept[0]
  }
}
