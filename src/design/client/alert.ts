/**
 * Tells by a sound, and behind other windows by a notification of the browser, that the public sees something happen
 * now: for whoever asked this browser for it. Neither says more than that there is something to look at.
 */

const WANTED = 'seamark-alert'
/** The number that some tab of this browser has told last, so that of many tabs one makes the sound. */
const TOLD = 'seamark-happening-now'

/** Hertz and seconds of the two tones, one after the other. */
const TONES = [660, 880] as const
const TONE_SECONDS = 0.25
const LOUDNESS = 0.2

/** Shows the box that turns the alert on and off, where a page has one. */
export function startAlert(): void {
  const holder = document.querySelector<HTMLElement>('[data-alert]')
  const box = holder?.querySelector('input')
  if (!holder || !box) return
  holder.hidden = false
  box.checked = read(WANTED) !== null
  box.addEventListener('change', () => {
    if (!box.checked) {
      forget(WANTED)
      return
    }
    keep(WANTED, 'yes')
    // Heard at once, so that somebody knows the sound, and knows that this machine makes it.
    sound()
    if ('Notification' in window) void Notification.requestPermission().catch(() => undefined)
  })
}

/** @param count - how many public reports say that it is happening now, and nobody has opened them */
export function alertOf(count: number): void {
  if (read(WANTED) === null) return
  const told = read(TOLD)
  keep(TOLD, String(count))
  if (told === null || count <= Number(told)) return
  sound()
  if (document.hidden && 'Notification' in window && Notification.permission === 'granted')
    new Notification('Seamark: look at the public reports', { tag: TOLD })
}

function sound(): void {
  const context = new AudioContext()
  const loudness = context.createGain()
  loudness.gain.value = LOUDNESS
  loudness.connect(context.destination)
  for (const [place, hertz] of TONES.entries()) {
    const tone = context.createOscillator()
    tone.frequency.value = hertz
    tone.connect(loudness)
    tone.start(context.currentTime + place * TONE_SECONDS)
    tone.stop(context.currentTime + (place + 1) * TONE_SECONDS)
    if (place === TONES.length - 1) tone.onended = () => void context.close()
  }
}

// A browser may keep nothing for a site: then nothing is kept, and the alert is off on the next page.
function read(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}
function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // as above
  }
}
function forget(name: string): void {
  try {
    localStorage.removeItem(name)
    localStorage.removeItem(TOLD)
  } catch {
    // as above
  }
}
