/** Why a value is not understood, and what to type instead. Pure. */
import type { SubjectKind } from '../../wire/codes.ts'
import { isMessengerAddress } from './messenger-address.ts'

export const SEVERAL =
  'these look like several values, and not each of them is understood: write one in each cell or line'

const TYPE: Partial<Record<SubjectKind, string>> = {
  phone: 'type all its figures and, from abroad, the country: 07700 900123 or +33 6 12 34 56 78',
  vehicle: 'type the plate alone, from abroad with its country: AB12 CDE or RO: CJ 12 ABC',
  vessel:
    'type a number and what it is: IMO 9074729, MMSI 235012345, HIN GB-ABC12345A606, call sign MABC4, NN 123',
  email: 'type the whole address: name@provider.example',
  account: 'type the IBAN, or sort code and number: 60-16-13 31926819',
  wallet: 'type the whole address, with its capitals',
  device: 'type what it is and its figures: IMEI 490154203237518',
  document: 'type its number, 5 to 20 letters and figures',
  handle: 'type platform and name, or the link: telegram: boatking',
}

/**
 * Says what is wrong with a value and how it is written.
 * @param kind - the kind that somebody chose for it
 * @param text - readable text that is not understood as one value of this kind
 * @returns what is wrong where that can be told, and what to type; never what was typed
 */
export function whatToType(kind: SubjectKind, text: string): string {
  const found = FAULTS[kind]?.find(([sign]) => sign.test(text))?.[1]
  const type = TYPE[kind] ?? 'check how it is written'
  if (kind === 'email' && isMessengerAddress(text))
    return 'this is a messenger’s address, not one of e-mail: choose telephone or online account'
  return found === undefined ? type : `${found}: ${type}`
}

const FAULTS: Partial<Record<SubjectKind, [RegExp, string][]>> = {
  phone: [
    [
      /\d[\s()-]*[oOlI]+[\s()-]*\d|(?<![A-Za-z])[oOlI]\d/,
      'there is a letter among the figures, where a 0 or 1 may be meant',
    ],
    [/^\D*\d[^A-Za-z]*[A-Za-z].*\d/, 'there is a letter among the figures'],
    [/[?*x]/i, 'a figure is missing'],
    [/^\D*(?:\d\D*){1,6}$/, 'this has too few figures'],
    [/(?:\d\D*){16}/, 'this has too many figures'],
  ],
  vehicle: [
    [/\bpart(?:ial)?\b/i, 'a part of a plate is no plate'],
    [/[?*]/, 'a letter or figure is missing'],
  ],
  account: [
    [/^\D*\d{4}\D?\d{4}\D*$/, 'an account number says nothing without its sort code'],
    [/[?*]/, 'a figure is missing'],
  ],
  device: [
    [/^\d{15}0{4,5}$/, 'a spreadsheet has lost the last figures: format the column as text and export again'],
    [/\d[\s-]*[oOlI]+[\s-]*\d/, 'there is a letter among the figures, where a 0 or 1 may be meant'],
  ],
  vessel: [
    [/^\s*\d{7}\s*$/, 'the last of these seven figures is not the check digit of an IMO number'],
    [/^\D*$/, 'a name is no number'],
  ],
}
