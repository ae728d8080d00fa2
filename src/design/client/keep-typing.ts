/**
 * Keeps what somebody types on a page of a draft, every few seconds, so that a closed window or a press elsewhere
 * loses nothing. One request at a time. What was saved meanwhile by somebody else is never written over: the page
 * says so and stops.
 */
import { announce } from './announce.ts'
import { leadsToSignIn, sayThatSignedOut } from './signed-out.ts'

/** Milliseconds from the first change to its keeping. */
const PAUSE = 2_000
const LONGEST_PAUSE = 60_000
/** Of a body that a browser still sends while its page goes away. */
const LARGEST_LAST = 60_000

type Kept = { turn: number; saved: string; address?: string; keepAt?: string; revision?: number }

/** Starts it where the page has a form that asks for it. */
export function startKeepingTyping(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-keep-typing]')
  if (form !== null) keepTypingOf(form)
}

function keepTypingOf(form: HTMLFormElement): void {
  const line = form.querySelector<HTMLElement>('[data-typing-saved]')
  let changes = 0
  let kept = 0
  let isSending = false
  let isStopped = false
  let isLeaving = false
  let pause = PAUSE
  let timer: ReturnType<typeof setTimeout> | undefined
  let abort = new AbortController()

  const say = (text: string, aloud = false) => {
    if (line !== null) line.textContent = text
    if (aloud) announce(text)
  }
  const schedule = () => {
    if (isStopped || isLeaving || isSending || timer !== undefined || changes === kept) return
    timer = setTimeout(() => {
      timer = undefined
      void send()
    }, pause)
  }
  const stop = (text: string) => {
    isStopped = true
    line?.classList.add('govuk-error-message')
    say(text, true)
  }

  const send = async (isLast = false): Promise<void> => {
    if (isSending || isStopped || changes === kept) return
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
    body.append('turn', form.dataset['turn'] ?? '0')
    if (isLast && body.toString().length > LARGEST_LAST) return
    isSending = true
    abort = new AbortController()
    const upTo = changes
    const answer = await ask(form.dataset['keepTyping'] ?? '', body, isLast, abort.signal)
    isSending = false
    if (answer === 'signed-out') {
      isStopped = true
      return
    }
    if (answer === 'later') {
      pause = Math.min(pause * 2, LONGEST_PAUSE)
      if (!isLeaving) say('Not saved yet. Seamark tries again by itself.')
    } else if (typeof answer === 'string') stop(answer)
    else if ('problem' in answer) stop(answer.problem)
    else {
      pause = PAUSE
      kept = upTo
      takeOver(form, answer)
      say(`Saved ${answer.saved}`)
    }
    schedule()
  }

  const changed = () => {
    changes += 1
    schedule()
  }
  form.addEventListener('input', changed)
  form.addEventListener('change', changed)
  form.addEventListener('submit', () => {
    isLeaving = true
    clearTimeout(timer)
    abort.abort()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && !isLeaving) void send(true)
  })
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) isLeaving = false
  })
  window.addEventListener('beforeunload', (event) => {
    if (changes !== kept && !isLeaving) {
      void send(true)
      event.preventDefault()
    }
  })
}

/** The draft exists now: what is typed goes to it, and so does the button; the address is that of its page. */
function takeOver(form: HTMLFormElement, { turn, address, keepAt, revision }: Kept): void {
  form.dataset['turn'] = String(turn)
  if (address === undefined || keepAt === undefined || revision === undefined) return
  form.dataset['keepTyping'] = keepAt
  form.action = address
  const field = document.createElement('input')
  field.type = 'hidden'
  field.name = 'revision'
  field.value = String(revision)
  form.prepend(field)
  window.history.replaceState(window.history.state, '', address)
}

/** @returns what was kept; or why not: a sentence, that somebody has to sign in, or that it may go later */
async function ask(
  address: string,
  body: URLSearchParams,
  keepalive: boolean,
  signal: AbortSignal,
): Promise<Kept | { problem: string } | string> {
  try {
    const answer = await fetch(address, { method: 'POST', body, keepalive, signal })
    if (leadsToSignIn(answer)) {
      sayThatSignedOut()
      return 'signed-out'
    }
    const isJson = (answer.headers.get('content-type') ?? '').startsWith('application/json')
    if (isJson) return (await answer.json()) as Kept | { problem: string }
    if (answer.status >= 500 || answer.status === 429) return 'later'
    return 'What you type is not saved by itself. Press the button to save it.'
  } catch {
    return 'later'
  }
}
