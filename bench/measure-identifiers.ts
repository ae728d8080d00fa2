/** How many values are read a second, on one core. */
import type { SubjectKind } from '../src/wire/codes.ts'
import { understandIdentifier } from '../src/library/identifiers/index.ts'

export type IdentifiersFigure = { perSecond: number; pasted: number }

const VALUES = 200_000

const digits = (at: number, count: number) =>
  String((at * 7_919 + 104_729) % 10 ** count).padStart(count, '0')

/** As systems export them: mostly telephones and plates. */
const PLAIN: ((at: number) => [SubjectKind, string])[] = [
  (at) => ['phone', `07700 900${digits(at, 3)}`],
  (at) => ['phone', `+44 7700 900${digits(at, 3)}`],
  (at) => ['phone', `+999${digits(at, 9)}`],
  (at) => ['vehicle', `QT${digits(at, 2)} BCS`],
  (at) => ['vehicle', `QX${digits(at, 2)}HZX`],
  (at) => ['email', `boat.run${digits(at, 5)}@example.com`],
  (at) => ['account', `ZZ33SEAM${digits(at, 14)}`],
  (at) => ['vessel', `MMSI 2350${digits(at, 5)}`],
  (at) => ['device', `35${digits(at, 13)}`],
  (at) => ['document', `AB${digits(at, 7)}`],
]

const PASTED: ((at: number) => [SubjectKind, string])[] = [
  (at) => ['phone', `Mob: 07700 900${digits(at, 3)} (his brother)`],
  (at) => ['phone', `7700900${digits(at, 3)}.0`],
  (at) => ['phone', `07700 900${digits(at, 3)} / 07700 900123`],
  (at) => ['vehicle', `CJ ${digits(at, 2)} ABC (RO)`],
  (at) => ['vehicle', `Irish 152-D-${digits(at, 5)}`],
  (at) => ['account', `S/C: 60-16-13 A/C: ${digits(at, 8)}`],
  (at) => ['device', `IMEI2: 35${digits(at, 13)}`],
  (at) => ['vessel', `HIN GB-ABC${digits(at, 5)}A606, MMSI 235012345`],
  (at) => ['handle', `https://t.me/+AbCd${digits(at, 6)}`],
  () => ['phone', '4.47701E+11'],
]

export function measureIdentifiers(): IdentifiersFigure {
  return { perSecond: perSecond(PLAIN), pasted: perSecond(PASTED) }
}

function perSecond(makers: typeof PLAIN): number {
  const values = Array.from({ length: VALUES / makers.length }, (_, at) =>
    makers.map((make) => make(at)),
  ).flat()
  for (const [kind, value] of values.slice(0, VALUES / 10)) understandIdentifier(kind, value)
  const began = performance.now()
  for (const [kind, value] of values) understandIdentifier(kind, value)
  return Math.round(VALUES / ((performance.now() - began) / 1_000))
}
