// What was typed without a signal dies when its author signs out: the browser's database goes, with the key that opens it.

/** As rooms/encounters/client/kept.ts calls it. */
const NAME = 'seamark-encounters'

/** Deletes it when the form is sent that signs out, and on the page that says so. */
export function forgetAtSignOut(): void {
  const forget = () => {
    try {
      indexedDB.deleteDatabase(NAME)
    } catch {
      // A browser that keeps nothing.
    }
  }
  if (location.pathname === '/signed-out') forget()
  addEventListener('submit', (event) => {
    if (event.target instanceof HTMLFormElement && new URL(event.target.action).pathname === '/sign-out')
      forget()
  })
}
