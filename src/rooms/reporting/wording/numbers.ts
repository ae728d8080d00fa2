/**
 * The numbers that the public is given: one dated file, because old pages disagree about them and a wrong
 * one costs a life. Never a duty mobile.
 *
 * Sources: crimestoppers-uk.org, police.uk/contact, gov.uk "How to call for help at sea". Whoever runs a
 * node rings each number, asks the forces and Crimestoppers whether it stands, and then moves the date.
 */
export const numbers = {
  emergency: '999',
  emergencyEurope: '112',
  /** typed by people who cannot speak or hear; the relay takes it */
  emergencyRelay: '18000',
  police: '101',
  policeRelay: '18001 101',
  /** run by Crimestoppers, for the coast */
  coastalCrimeLine: '0800 011 3304',
  crimestoppers: '0800 555 111',
  antiTerrorist: '0800 789 321',
  /** the word that brings a call to the right people */
  quote: 'KRAKEN',
  /** the day on which somebody last rang them all */
  checked: '2026-11-22',
  checkedBy:
    'The duty manager of the desk, with the control room, Crimestoppers and HM Coastguard; every six months',
} as const

/** Months after which the desk is told that the numbers are to be rung again. */
export const MONTHS_BETWEEN_CHECKS = 6

/**
 * Whether somebody should ring the numbers again.
 * @param now - the moment that is asked about
 * @returns true when they were not rung for too long
 */
export function numbersAreOld(now: Date): boolean {
  const due = new Date(`${numbers.checked}T00:00:00Z`)
  due.setUTCMonth(due.getUTCMonth() + MONTHS_BETWEEN_CHECKS)
  return now >= due
}

/**
 * Writes a number as a telephone wants it.
 * @param number - as people read it
 * @returns `tel:` and no spaces
 */
export const telephoneLink = (number: string): string => `tel:${number.replaceAll(' ', '')}`
