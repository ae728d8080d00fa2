// Enhancement only: without this file the form is posted with its photographs, all at once.
import type { sendAll } from './uploader.ts'

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-photographs]')) {
  const input = form.querySelector<HTMLInputElement>('input[type="file"]')
  const { uploads, uploader } = form.dataset
  if (input && uploads !== undefined && uploader !== undefined) enhance(form, input, uploads, uploader)
}

/** @param uploader - address of the script that sends */
function enhance(form: HTMLFormElement, input: HTMLInputElement, endpoint: string, uploader: string): void {
  form.addEventListener('submit', (event) => {
    const files = [...(input.files ?? [])]
    // Nothing chosen: the server says so, as it does without script.
    if (files.length === 0) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const original = form.querySelector<HTMLInputElement>('input[name="original"]')
    void (import(uploader) as Promise<{ sendAll: typeof sendAll }>).then(
      (script) => script.sendAll(form, files, endpoint, original?.checked === true),
      // The script does not come over this network: what the form does without it may.
      () => form.submit(),
    )
  })
}

// Whoever leaves in a hurry leaves no trace of a file in this tab either; see remembered.ts.
for (const out of document.querySelectorAll('a[rel~="nofollow"]'))
  out.addEventListener('click', () => sessionStorage.removeItem('seamark-uploads'))
