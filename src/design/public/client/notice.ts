/**
 * Shows the box, in the place of one that is there.
 * @param title - empty: none
 * @param sentences - plain text, a paragraph each
 * @param buttons - what they say and do; `quiet`: not the one that is meant to be pressed
 */
export function showNotice(
  title: string,
  sentences: readonly string[],
  buttons: readonly { text: string; quiet?: boolean; press: () => void }[],
): void {
  document.querySelector('[data-notice]')?.remove()
  const box = document.createElement('div')
  box.className = 'notice'
  box.dataset['notice'] = ''
  box.setAttribute('role', 'alert')
  box.tabIndex = -1
  if (title !== '') box.append(element('h2', title))
  for (const sentence of sentences) box.append(element('p', sentence))
  for (const { text, quiet, press } of buttons) {
    const button = element('button', text)
    button.setAttribute('type', 'button')
    button.className = quiet ? 'govuk-button govuk-button--secondary' : 'govuk-button'
    button.addEventListener('click', press)
    box.append(button)
  }
  document.querySelector('main')?.prepend(box)
  box.focus()
}

/** Takes the box away. */
export const hideNotice = (): void => document.querySelector('[data-notice]')?.remove()

function element(name: string, text: string): HTMLElement {
  const one = document.createElement(name)
  one.textContent = text
  return one
}
