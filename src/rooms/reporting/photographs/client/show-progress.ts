/** How far the photographs are: in words, as a bar, and said to screen readers now and then. */
import type { Watcher } from './send-file.ts'
import { filled, type UploadWords } from './words.ts'

/** Shares at which a screen reader is told; every per cent would drown all else. */
const SAID_EACH = 0.25

export type Shown = {
  begin: (number: number) => void
  watch: (number: number) => Watcher
  /** says what was wrong, and offers to go on to the list */
  finish: (faults: readonly { number: number; fault: string }[], goOn: () => void) => void
}

/**
 * Fills the form's region; its button rests until all is sent.
 * @param form - of the page
 * @param words - of the page's language
 * @param count - how many files there are
 * @returns what is called as files go
 */
export function showProgress(form: HTMLFormElement, words: UploadWords, count: number): Shown {
  const region = form.querySelector<HTMLElement>('[data-photographs-progress]') ?? form
  for (const part of form.querySelectorAll<HTMLButtonElement | HTMLInputElement>('button, input'))
    part.disabled = true

  const line = paragraph('govuk-body')
  const bar = document.createElement('progress')
  bar.className = 'seamark-public-progress'
  bar.max = 100
  const said = paragraph('govuk-visually-hidden')
  said.setAttribute('role', 'status')
  region.replaceChildren(line, bar, said)

  const sentence = (number: number) => filled(words.sending, { number, count })
  const say = (text: string) => {
    if (said.textContent !== text) said.textContent = text
  }

  return {
    begin: (number) => {
      line.textContent = sentence(number)
      bar.value = 0
      bar.setAttribute('aria-label', sentence(number))
      say(sentence(number))
    },
    watch: (number) => {
      let saidAt = 0
      return {
        progress: (share) => {
          const percent = Math.floor(share * 100)
          const soFar = `${sentence(number)}: ${filled(words.percent, { percent })}`
          bar.value = percent
          line.textContent = soFar
          if (share < saidAt + SAID_EACH) return
          saidAt = share
          say(soFar)
        },
        paused: (is) => {
          if (!is) return
          line.textContent = words.paused
          say(words.paused)
        },
      }
    },
    finish: (faults, goOn) => {
      const wrong = faults.map(({ number, fault }) => {
        const one = paragraph(fault === 'quarantined' ? 'govuk-body' : 'govuk-error-message')
        one.textContent = `${filled(words.one, { number })}: ${words.faults[fault] ?? words.faults['failed'] ?? ''}`
        return one
      })
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'govuk-button govuk-button--secondary'
      button.textContent = words.show
      button.addEventListener('click', goOn)
      const box = document.createElement('div')
      box.setAttribute('role', 'alert')
      box.replaceChildren(...wrong)
      region.replaceChildren(box, button)
      button.focus()
    },
  }
}

function paragraph(className: string): HTMLParagraphElement {
  const one = document.createElement('p')
  one.className = className
  return one
}
