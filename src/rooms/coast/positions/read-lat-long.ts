/** Latitude and longitude in any common notation: decimal degrees, degrees and minutes, seconds too. */
import type { Position } from './position.ts'

type Letter = 'N' | 'S' | 'E' | 'W'
type Sign = Letter | 'lat' | 'lon' | '°' | "'" | '"' | ',' | '-' | '+' | ':'
type Token = { number: string } | { sign: Sign }
type Axis = 'lat' | 'lon'
type Coordinate = { value: number; axis: Axis | null }

const TOKEN = /\s*(?:(\d+(?:\.\d*)?|\.\d+)|(latitude|lat|longitude|long|lon|lng|[NSEW°'",;/|:+-]))[.=]?/iy
const MOST_TOKENS = 24
/**
 * @param tidy - what `tidyText` gave
 * @returns the position, or null where the text is no pair of coordinates or one of them is out of bounds
 */
export function readLatLong(tidy: string): Position | null {
  const halves = splitInTwo(tokensOf(tidy))
  const [one, two] = halves?.map(readCoordinate) ?? []
  if (!one || !two) return null
  const axis = one.axis ?? (two.axis === null ? 'lat' : other(two.axis))
  if (axis === two.axis) return null
  return axis === 'lat' ? inBounds(one.value, two.value) : inBounds(two.value, one.value)
}

const other = (axis: Axis): Axis => (axis === 'lat' ? 'lon' : 'lat')

/**
 * Makes a position of two figures.
 * @param lat - degrees
 * @param lon - degrees
 * @returns the position, to a centimetre; null where it is none on earth
 */
export function inBounds(lat: number, lon: number): Position | null {
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return null
  // Ten millionths of a degree are a centimetre; the sum turns -0 into 0.
  const rounded = (value: number) => Math.round(value * 1e7) / 1e7 + 0
  return { lat: rounded(lat), lon: rounded(lon) }
}

function tokensOf(tidy: string): Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < tidy.length) {
    const found = TOKEN.exec(tidy)
    if (!found || tokens.length >= MOST_TOKENS) return []
    if (found[1] !== undefined) {
      // A point that ends the number belongs to it; "50.8." ends a sentence.
      tokens.push({ number: found[1] })
      continue
    }
    const written = (found[2] ?? '').toLowerCase()
    tokens.push({ sign: signOf(written) })
  }
  return tokens
}

function signOf(written: string): Sign {
  if (written.startsWith('lat')) return 'lat'
  if (written.startsWith('l')) return 'lon'
  if (/^[nsew]$/.test(written)) return written.toUpperCase() as Letter
  return /^[;/|]$/.test(written) ? ',' : (written as Sign)
}

const isNumber = (token: Token | undefined) => token !== undefined && 'number' in token
const isSign = (token: Token | undefined, ...signs: Sign[]) =>
  token !== undefined && 'sign' in token && signs.includes(token.sign)
const isLetter = (token: Token | undefined) => isSign(token, 'N', 'S', 'E', 'W')

/** Where the one coordinate ends and the other begins: at the comma, else by the letters, else by counting. */
function splitInTwo(all: Token[]): [Token[], Token[]] | null {
  const commas = all.flatMap((token, index) => (isSign(token, ',') ? [index] : []))
  const inside = commas.filter((at) => all.slice(0, at).some(isNumber) && all.slice(at).some(isNumber))
  const [comma] = inside
  if (comma !== undefined && inside.length === 1 && commas.length === 1)
    return [all.slice(0, comma), all.slice(comma + 1)]
  // NMEA separates everything by commas: 5046.90,N,00035.20,E
  const tokens = all.filter((token) => !isSign(token, ','))
  const at = borderOf(tokens)
  return at === null ? null : [tokens.slice(0, at), tokens.slice(at)]
}

function borderOf(tokens: Token[]): number | null {
  const named = tokens.flatMap((token, index) => (isSign(token, 'lat', 'lon') ? [index] : []))
  if (named.length === 2) return named[1] ?? null
  const letters = tokens.flatMap((token, index) => (isLetter(token) ? [index] : []))
  const [first, second] = letters
  if (first !== undefined && second !== undefined) return first === 0 ? second : first + 1
  if (first !== undefined && first > 0 && first < tokens.length - 1) {
    const after = tokens.slice(first + 1)
    return isNumber(tokens[first - 1]) || isSign(tokens[first - 1], '°', "'", '"')
      ? after.some(isNumber)
        ? first + 1
        : null
      : first
  }
  const numbers = tokens.flatMap((token, index) => (isNumber(token) ? [index] : []))
  const degrees = numbers.filter((index) => isSign(tokens[index + 1], '°'))
  const middle = degrees.length === 2 ? degrees[1] : numbers[numbers.length / 2]
  if (middle === undefined || numbers.length > 6) return null
  // 50 46.9 -0 35.2: the sign belongs to the number behind it.
  return isSign(tokens[middle - 1], '-', '+') ? middle - 1 : middle
}

const UNITS = ['°', "'", '"'] as const

function readCoordinate(tokens: Token[]): Coordinate | null {
  const rest = [...tokens]
  let axis: Axis | null = null
  let negative = false
  const take = (...signs: Sign[]) => {
    const [token] = rest
    if (!isSign(token, ...signs) || token === undefined || !('sign' in token)) return null
    rest.shift()
    return token.sign
  }
  const named = take('lat', 'lon')
  if (named !== null) axis = named as Axis
  take(':')
  let letter = take('N', 'S', 'E', 'W') as Letter | null
  const sign = take('-', '+')
  if (sign !== null) negative = sign === '-'

  const numbers: string[] = []
  while (rest.length > 0 && numbers.length <= 3) {
    const [token] = rest
    if (token === undefined || !('number' in token)) break
    rest.shift()
    numbers.push(token.number)
    const unit = UNITS[numbers.length - 1]
    if (unit !== undefined && take(unit) !== null) {
      // 50° - 46.9': some put a hyphen behind the mark as well
      if (isNumber(rest[1])) take('-', ':')
    } else if (isNumber(rest[1])) take(':', '-')
  }
  const behind = take('N', 'S', 'E', 'W') as Letter | null
  if (rest.length > 0 || (letter !== null && behind !== null)) return null
  letter ??= behind
  if (letter !== null && negative) return null
  const axisOfLetter = letter === null ? null : letter === 'N' || letter === 'S' ? 'lat' : 'lon'
  if (axis !== null && axisOfLetter !== null && axis !== axisOfLetter) return null
  const value = degreesOf(letter === null ? numbers : unpacked(numbers, axisOfLetter ?? 'lat'))
  if (value === null) return null
  return { value: negative || letter === 'S' || letter === 'W' ? -value : value, axis: axis ?? axisOfLetter }
}

/** 5046.9N and 504654N: the figures of degrees, minutes and seconds without anything between them. */
function unpacked(numbers: string[], axis: Axis): string[] {
  const [only, more] = numbers
  if (only === undefined || more !== undefined) return numbers
  const whole = only.split('.')[0] ?? ''
  const degrees = axis === 'lat' ? 2 : 3
  if (whole.length === degrees + 2) return [only.slice(0, degrees), only.slice(degrees)]
  if (whole.length === degrees + 4)
    return [only.slice(0, degrees), only.slice(degrees, degrees + 2), only.slice(degrees + 2)]
  return numbers
}

function degreesOf(numbers: string[]): number | null {
  const [degrees, ...parts] = numbers
  if (degrees === undefined || numbers.length > 3) return null
  // Only the last number may have a fraction: 50.5° 30′ contradicts itself.
  if (numbers.slice(0, -1).some((number) => number.includes('.'))) return null
  let value = Number(degrees)
  for (const [index, part] of parts.entries()) {
    if (Number(part) >= 60) return null
    value += Number(part) / 60 ** (index + 1)
  }
  return Number.isFinite(value) ? value : null
}
