/**
 * Says a sentence to a screen reader when it has finished what it is saying.
 * @param sentence - plain text
 */
export function announce(sentence: string): void {
  const announcer = document.querySelector('[data-announcer]')
  if (announcer !== null) announcer.textContent = sentence
}
