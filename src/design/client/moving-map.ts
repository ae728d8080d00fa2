// The map that moves is larger than all else together: it is fetched when somebody asks for it.
/** Shows the buttons that fetch the map. Without the script they stay hidden. */
export function offerMovingMap(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-moving-map]')) {
    const script = button.dataset['movingMap']
    if (script === undefined) continue
    button.hidden = false
    button.addEventListener('click', () => {
      // Without the script the picture stays.
      void import(script).then(
        () => button.remove(),
        () => undefined,
      )
    })
  }
}
