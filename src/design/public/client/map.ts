// The map that moves costs more than all else together: it is fetched only when somebody asks for it.
/** Shows the button that fetches the map. Without the script it stays hidden. */
export function offerMap(): void {
  const offer = document.querySelector<HTMLElement>('[data-big-map]')
  const js = offer?.dataset['js']
  if (!offer || js === undefined) return
  offer.hidden = false
  offer.querySelector('button')?.addEventListener('click', () => {
    // Without the script the picture stays, and its buttons with it: the map itself hides them when it stands.
    void import(js).then(
      () => offer.remove(),
      () => undefined,
    )
  })
}
