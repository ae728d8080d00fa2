// The map that moves costs more than all else together: it is fetched only when somebody asks for it.
export function offerMap(): void {
  const offer = document.querySelector<HTMLElement>('[data-big-map]')
  const { css, js } = offer?.dataset ?? {}
  if (!offer || css === undefined || js === undefined) return
  offer.hidden = false
  offer.querySelector('button')?.addEventListener('click', () => {
    const style = document.createElement('link')
    style.rel = 'stylesheet'
    style.href = css
    document.head.append(style)
    // Without the script the picture stays, and its buttons with it.
    void import(js).then(
      () => {
        offer.remove()
        document.querySelector('[data-pan]')?.remove()
        document.querySelector('[data-pinned]')?.remove()
      },
      () => undefined,
    )
  })
}
