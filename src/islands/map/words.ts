/** The few words of the map itself, in both languages of the public's pages. */

export const words = {
  en: {
    map: 'Map. Arrow keys move it, plus and minus change its scale, Enter puts the pin in the middle.',
    mapWithoutPin: 'Map. Arrow keys move it, plus and minus change its scale.',
    pin: 'Pin. Arrow keys move it.',
    pinAt: (place: string) => `The pin is at ${place}`,
    closer: 'Zoom in',
    further: 'Zoom out',
  },
  cy: {
    map: 'Map. Mae’r saethau’n ei symud, plws a minws yn newid y raddfa, Enter yn rhoi’r pin yn y canol.',
    mapWithoutPin: 'Map. Mae’r saethau’n ei symud, plws a minws yn newid y raddfa.',
    pin: 'Pin. Mae’r saethau’n ei symud.',
    pinAt: (place: string) => `Mae’r pin yn ${place}`,
    closer: 'Chwyddo i mewn',
    further: 'Chwyddo allan',
  },
} as const

/**
 * Writes degrees and decimal minutes, as mariners write a position.
 * @param lat - degrees
 * @param lon - degrees
 * @returns as in `50°54.60′ N 000°46.80′ E`
 */
export function mariners(lat: number, lon: number): string {
  return `${minutes(lat, 2, 'N', 'S')} ${minutes(lon, 3, 'E', 'W')}`
}

function minutes(value: number, figures: number, positive: string, negative: string): string {
  const hundredths = Math.round(Math.abs(value) * 6_000)
  const degrees = String(Math.floor(hundredths / 6_000)).padStart(figures, '0')
  const rest = ((hundredths % 6_000) / 100).toFixed(2).padStart(5, '0')
  return `${degrees}°${rest}′ ${value < 0 && hundredths > 0 ? negative : positive}`
}
