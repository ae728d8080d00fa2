/** The few sentences that only the script says; the page brings them in its own language. */
export type ScriptWords = {
  title: string
  said: string
  again: string
  keep: string
  keepWarning: string
  kept: string
  found: string
  use: string
  forget: string
  forgotten: string
  offer: string
}

export const words = JSON.parse(document.getElementById('script-words')?.textContent ?? '{}') as ScriptWords
/** Where this language's pages begin. */
export const base = document.body.dataset['base'] ?? '/report'
