// While the node is busy: a second of work, which costs somebody who sends thousands of reports hours.
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'

type Challenge = Parameters<typeof solveChallenge>[0]['challenge']

// Without the browser's cryptography the button sends the report again, and it waits its turn.
async function solve(): Promise<void> {
  const form = document.querySelector<HTMLFormElement>('form[data-challenge]')
  const field = form?.querySelector<HTMLInputElement>('input[name="proof"]')
  const { challenge: written } = form?.dataset ?? {}
  if (!form || !field || written === undefined || !('subtle' in crypto)) return
  const challenge = JSON.parse(written) as Challenge
  const solution = await solveChallenge({ challenge, deriveKey })
  if (!solution) return
  field.value = JSON.stringify({ challenge, solution })
  form.requestSubmit()
}

document.addEventListener('shown', () => void solve())
void solve()
