/** Cells that hold more than one value: where one may end and the next begin. Pure. */
import type { SubjectKind } from '../../../wire/codes.ts'
import { labelInside } from './labels.ts'
import { isWholePhone } from './phone.ts'

/** More are a list, and are asked line by line. */
const MOST_PARTS = 20

const BETWEEN = /\s*[;|•]\s*/
const LISTED = /\s*(?:[;|•]|,|\s\/|\/\s|\s&\s|\s\+\s|\s(?:and|or|und|et|plus|also)\s)\s*/i
const IBAN_NEXT = /\s+(?=[A-Z]{2}\d{2}(?![A-Za-z]*$))/
const SORT_CODE_NEXT = /(?<=\d{8})\s+(?=\d\d-\d\d-\d\d)/
const PHONE_NEXT = /\s*(?=\+)|\s+(?=0)/
const DEVICE_NEXT = /(?<=\d{14}(?:[ -]?\d)?)\s+(?=\d{2}[ -]?\d{6})/
const VESSEL_NEXT = /(?<=\d{7})\s+(?=\d{7})/
const PLATE_NEXT = /(?<=[A-Z]{2}\d\d ?[A-Z]{3})\s+(?=[A-Z]{2}\d\d)/i
const DOCUMENT = /^[A-Z]{0,3}\d{6,9}[A-Z]?$/i

/**
 * The ways in which a text may be several values, the likeliest first.
 * @param text readable text of one line
 * @returns lists of two parts and more
 */
export function waysToPart(kind: SubjectKind, text: string): string[][] {
  const label = labelInside(kind)
  const ways = [BETWEEN, LISTED, ...(label === null ? [] : [label]), ...(NEXT[kind] ?? [])].map((sign) =>
    text.split(sign),
  )
  if (kind === 'phone') ways.push(continued(text))
  if (kind === 'document' && text.split('/').every((part) => DOCUMENT.test(part.trim())))
    ways.push(text.split('/'))
  return ways
    .map((parts) => parts.map((part) => part.trim()).filter((part) => part !== ''))
    .filter((parts) => parts.length > 1 && parts.length <= MOST_PARTS)
}

const NEXT: Partial<Record<SubjectKind, RegExp[]>> = {
  account: [IBAN_NEXT, SORT_CODE_NEXT, /\s*\/\s*/],
  phone: [PHONE_NEXT],
  device: [DEVICE_NEXT, /\s*\/\s*/],
  email: [/\s+/],
  handle: [/\s+(?=@|https?:)/],
  wallet: [/[\s/]+/],
  vessel: [VESSEL_NEXT, /\s*\/\s*/],
  vehicle: [PLATE_NEXT, /\s*\/\s*/],
}

/** `07700 900123/4`: what is shorter behind a stroke or comma ends the number anew. */
function continued(text: string): string[] {
  const [first = '', ...more] = text.split(/\s*[/,&]\s*|\s+(?:or|and)\s+/)
  if (more.length === 0 || !isWholePhone(first)) return []
  return [first, ...more.map((end) => (/^\d{1,7}$/.test(end) ? withEnd(first, end) : end))]
}

function withEnd(first: string, end: string): string {
  const digits = first.replace(/[^\d+]/g, '')
  return digits.slice(0, -end.length) + end
}
