import { announce } from './announce.ts'
import { fetchPage, replaceElement } from './fragment.ts'
import { sayThatSignedOut } from './signed-out.ts'
import { holdsUnsavedInput } from './unsaved-input.ts'

/** The longest wait before the stream is opened again, in milliseconds. */
const LONGEST_WAIT = 60_000
const FIRST_WAIT = 1_000
/** How often a hidden page asks, in milliseconds, give or take a half: not all at the same moment. */
const HIDDEN_WAIT = 120_000

/**
 * Keeps the counters and the live regions of the page up to date while it is in view.
 *
 * The stream is closed while the page is hidden: a browser opens only six connections to one host over
 * HTTP/1.1, and an officer has more tabs than that. A hidden page opens it every two minutes for the one
 * message that says how it stands; what is new is said in its title.
 */
export function startLiveUpdates(): void {
  const address = document.body.dataset['live']
  if (address === undefined || address === '') return
  let stream: EventSource | undefined
  let wait = FIRST_WAIT
  let again: ReturnType<typeof setTimeout> | undefined
  let fetching: ReturnType<typeof setTimeout> | undefined
  let told: string | undefined
  let title = document.title

  const forgetFetching = () => {
    clearTimeout(fetching)
    fetching = undefined
  }
  const fetchNow = () => {
    forgetFetching()
    void refreshRegions()
  }
  const close = () => {
    clearTimeout(again)
    stream?.close()
    stream = undefined
  }
  const open = () => {
    close()
    // Signed out meanwhile: the page says so, and asks no more.
    if (document.body.dataset['live'] === undefined) return
    stream = new EventSource(address)
    stream.addEventListener('open', () => {
      wait = FIRST_WAIT
    })
    stream.addEventListener('tasks', (event: MessageEvent<string>) => {
      const { counts, spread } = readNews(event.data)
      showCounts(counts)
      const before = title
      title = titleWith(counts, title)
      if (title !== before) document.title = title
      const now = JSON.stringify(counts)
      if (document.hidden) {
        if (told !== undefined && now !== told) document.title = `New: ${title}`
        sleep()
      } else if (spread > 0) fetching ??= setTimeout(fetchNow, Math.random() * spread)
      else fetchNow()
      told = now
    })
    stream.addEventListener('signed-out', () => {
      close()
      sayThatSignedOut()
    })
    stream.addEventListener('error', () => {
      // The browser reopens a stream that broke, but gives up on one that was refused.
      if (stream?.readyState !== EventSource.CLOSED) return
      close()
      // A page that is refused its stream may have lost its session while nobody could tell it.
      void fetchPage(window.location.href)
      if (document.hidden) sleep()
      else {
        again = setTimeout(open, wait * (0.5 + Math.random()))
        wait = Math.min(wait * 2, LONGEST_WAIT)
      }
    })
  }

  const sleep = () => {
    close()
    forgetFetching()
    again = setTimeout(open, HIDDEN_WAIT * (0.5 + Math.random()))
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      sleep()
      return
    }
    document.title = title
    open()
    fetchNow()
  })
  window.addEventListener('pagehide', close)
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) open()
  })
  if (document.hidden) sleep()
  else open()
}

function showCounts(counts: Record<string, unknown>): void {
  for (const holder of document.querySelectorAll<HTMLElement>('[data-count]')) {
    const count = counts[holder.dataset['count'] ?? '']
    const number = holder.querySelector('[data-count-number]')
    if (typeof count !== 'number' || number === null) continue
    number.textContent = count.toLocaleString('en-GB')
    holder.hidden = count === 0
  }
}

/** What the public sees happen stands before the title, as the server writes it there. */
function titleWith(counts: Record<string, unknown>, title: string): string {
  const count = counts['happening-now']
  if (typeof count !== 'number') return title
  const bare = title.replace(/^\([\d,]+ happening now\) /, '')
  return count === 0 ? bare : `(${count.toLocaleString('en-GB')} happening now) ${bare}`
}

/** What a message says; of one that is not for us nothing, and the next one will be. */
function readNews(data: string): { counts: Record<string, unknown>; spread: number } {
  try {
    const { counts, spread } = JSON.parse(data) as { counts?: Record<string, unknown>; spread?: unknown }
    return { counts: counts ?? {}, spread: typeof spread === 'number' ? spread : 0 }
  } catch {
    return { counts: {}, spread: 0 }
  }
}

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

async function refreshRegions(): Promise<void> {
  if (document.querySelector('[data-live-region]') === null) return
  if (refreshing) {
    askedAgain = true
    return
  }
  refreshing = true
  try {
    const page = await fetchPage(window.location.href)
    if (page !== undefined) swapRegions(page)
  } finally {
    refreshing = false
  }
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
