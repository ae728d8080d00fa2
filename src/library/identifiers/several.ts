/** Cells that hold more than one value: where one may end and the next begin. Pure. */
import type { SubjectKind } from '../../wire/codes.ts'
import { labelInside } from './labels.ts'
import { isWholePhone } from './phone.ts'

/** More are a list, and are asked line by line. */
const MOST_PARTS = 20

// Of a text whose spaces are single: a run of them would be tried at each.
const BETWEEN = / ?[;|•] ?/
const LISTED = / ?(?:[;|•]|,| \/|\/ | - | & | \+ | (?:and|or|und|et|plus|also) ) ?/i
const STROKE = / ?\/ ?/
const IBAN_NEXT = / (?=[A-Z]{2}\d{2}(?![A-Za-z]*$))/
const SORT_CODE_NEXT = /(?<=\d{8}) (?=\d\d-\d\d-\d\d)/
const PHONE_NEXT = / ?(?=\+)| (?=0)/
const DEVICE_NEXT = /(?<=\d{14}(?:[ -]?\d)?) (?=\d{2}[ -]?\d{6})/
const VESSEL_NEXT = /(?<=\d{7}) (?=\d{7})/
const PLATE_NEXT = /(?<=[A-Z]{2}\d\d ?[A-Z]{3}) (?=[A-Z]{2}\d\d)/i
const DOCUMENT = /^[A-Z]{0,3}\d{6,9}[A-Z]?$/i

/**
 * The ways in which a text may be several values, the likeliest first.
 * @param kind - of the values
 * @param written - readable text of one line
 * @returns lists of two parts and more
 */
export function waysToPart(kind: SubjectKind, written: string): string[][] {
  const text = written.replace(/\s+/g, ' ')
  const label = labelInside(kind)
  const ways = [BETWEEN, LISTED, ...(label === null ? [] : [label]), ...(NEXT[kind] ?? [])].map((sign) =>
    text.split(sign),
  )
  if (kind === 'phone') ways.push(continued(text))
  if (kind === 'document')
    ways.push(
      ...[text.split('/'), text.split(' ')].filter((parts) =>
        parts.every((part) => DOCUMENT.test(part.trim())),
      ),
    )
  return ways
    .map((parts) => parts.map((part) => part.trim()).filter((part) => part !== ''))
    .filter((parts) => parts.length > 1 && parts.length <= MOST_PARTS)
}

const NEXT: Partial<Record<SubjectKind, RegExp[]>> = {
  account: [IBAN_NEXT, SORT_CODE_NEXT, STROKE],
  phone: [PHONE_NEXT],
  device: [DEVICE_NEXT, STROKE],
  email: [/ /],
  handle: [/ (?=@|https?:)/],
  wallet: [/[ /]/],
  vessel: [VESSEL_NEXT, STROKE],
  vehicle: [PLATE_NEXT, STROKE],
}

/** `07700 900123/4`: what is shorter behind a stroke or comma ends the number anew. */
function continued(text: string): string[] {
  // Abroad a last figure may stand behind a hyphen; here no number is written so.
  const ends = /^(?:\+44|0044|0[1-9])/.test(text)
    ? / ?[/,&] ?| (?:or|and) |-(?=\d{1,2}$)/
    : / ?[/,&] ?| (?:or|and) /
  const [first = '', ...more] = text.split(ends)
  if (more.length === 0 || !isWholePhone(first)) return []
  return [first, ...more.map((end) => (/^\d{1,7}$/.test(end) ? withEnd(first, end) : end))]
}

function withEnd(first: string, end: string): string {
  const digits = first.replace(/[^\d+]/g, '')
  return digits.slice(0, -end.length) + end
}
