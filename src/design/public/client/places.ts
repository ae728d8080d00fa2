// Places while somebody types, and the place where the telephone is: both only help.

/** After the last key. In milliseconds. */
const PAUSE = 250

/**
 * Lists places below the field as buttons that send themselves.
 * @param input - the field
 * @param list - the form that the buttons are put into
 * @param address - answers with places
 */
export function suggestPlaces(input: HTMLInputElement, list: HTMLFormElement, address: string): void {
  let timer = 0
  let asked = ''
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void suggest(), PAUSE)
  })
  const suggest = async (): Promise<void> => {
    const place = input.value.trim()
    if (place === asked) return
    asked = place
    if (place.length < 2) {
      list.replaceChildren()
      return
    }
    try {
      const answer = await fetch(address, { method: 'POST', body: new URLSearchParams({ place }) })
      // Slow answers come in any order: only the last question counts.
      if (answer.ok && place === asked) list.innerHTML = await answer.text()
    } catch {
      // Without network the button finds places later.
    }
  }
}

/**
 * Shows the button, and asks the telephone when it is pressed.
 * @param form - holds the button, the field for the position, and what is said when there is none
 */
export function offerHere(form: HTMLFormElement): void {
  const button = form.querySelector('button')
  const field = form.querySelector('input')
  const fault = form.querySelector('p')
  if (!('geolocation' in navigator) || !window.isSecureContext || !button || !field) return
  form.hidden = false
  button.addEventListener('click', () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field.value = `${coords.latitude.toFixed(5)}, ${coords.longitude.toFixed(5)}`
        form.requestSubmit()
      },
      () => {
        if (fault) fault.hidden = false
      },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    )
  })
}
