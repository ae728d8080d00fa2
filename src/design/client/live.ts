import { alertOf } from './alert.ts'
import { fetchPage } from './fragment.ts'
import { hiddenTabs } from './hidden-tabs.ts'
import { numberOf, readNews, showCounts, showInTitle, type Counts } from './live-numbers.ts'
import { offerNow, refreshRegions } from './live-regions.ts'
import { sayThatSignedOut } from './signed-out.ts'

/** The longest wait before the stream is opened again, in milliseconds. */
const LONGEST_WAIT = 60_000
const FIRST_WAIT = 1_000
/** How often a hidden page asks where hidden tabs cannot tell one another, in milliseconds, give or take a half. */
const HIDDEN_WAIT = 120_000
/** Where very many are told at once, nobody who looks at the page waits longer than this without being told so. */
const SOON = 1_000

/**
 * Keeps the numbers, the tab's title and the live regions of the page up to date while it is in view.
 *
 * While it is hidden only one page of the browser has a stream, which passes the numbers on to the others; nothing is
 * fetched. Where a browser cannot do that, a hidden page opens its stream every two minutes for the one message that says
 * how it stands.
 */
export function startLiveUpdates(): void {
  const address = document.body.dataset['live']
  if (address === undefined || address === '') return
  let stream: EventSource | undefined
  let wait = FIRST_WAIT
  let again: ReturnType<typeof setTimeout> | undefined
  let fetching: ReturnType<typeof setTimeout> | undefined
  /** this page listens for all hidden ones */
  let listens = false

  const show = (counts: Counts) => {
    // Signed out meanwhile: nothing is said any more.
    if (document.body.dataset['live'] === undefined) return
    showCounts(counts)
    showInTitle(counts)
    if ('happening-now' in counts) alertOf(numberOf(counts['happening-now']))
  }
  const others = hiddenTabs((counts) => {
    if (document.hidden) show(counts)
  })

  const fetchNow = () => {
    clearTimeout(fetching)
    fetching = undefined
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
      show(counts)
      if (document.hidden) {
        if (listens) others.pass(counts)
        else sleep()
      } else if (spread > 0) {
        fetching ??= setTimeout(fetchNow, Math.random() * spread)
        if (spread > SOON) offerNow(fetchNow)
      } else fetchNow()
    })
    stream.addEventListener('signed-out', () => {
      leave()
      close()
      sayThatSignedOut()
    })
    stream.addEventListener('error', () => {
      // The browser reopens a stream that broke, but gives up on one that was refused.
      if (stream?.readyState !== EventSource.CLOSED) return
      close()
      // A page that is refused its stream may have lost its session while nobody could tell it.
      void fetchPage(window.location.href)
      if (document.hidden && !listens) sleep()
      else {
        again = setTimeout(open, wait * (0.5 + Math.random()))
        wait = Math.min(wait * 2, LONGEST_WAIT)
      }
    })
  }

  const leave = () => {
    listens = false
    others.leave()
  }
  const sleep = () => {
    close()
    clearTimeout(fetching)
    fetching = undefined
    const waits = others.enter(() => {
      listens = true
      open()
    })
    if (!waits) again = setTimeout(open, HIDDEN_WAIT * (0.5 + Math.random()))
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      sleep()
      return
    }
    leave()
    close()
    // The stream comes after it: its first message then counts from this look.
    void refreshRegions(true).finally(open)
  })
  window.addEventListener('pagehide', () => {
    leave()
    close()
  })
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) open()
  })
  if (document.hidden) sleep()
  else open()
}
