/**
 * A file of invented persons, the same each time: names built of syllables and as unevenly common as real ones,
 * births, places, postcodes, and for some persons a second record with the errors that clerks make.
 */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

/** Three records of ten are a second record of somebody who is there already. */
const SECOND = 0.3
const LINES_AT_ONCE = 5_000

export type Generated = { records: number; pairs: number }

type Person = {
  given: string
  family: string
  born: string
  postcode: string
  town: string
  email: string
}

/**
 * Writes the file. A record's id is a number that tells nothing; the column `person` is the truth.
 * @param records lines to write, of which three tenths are second records
 */
export async function generateRecords(file: string, records: number): Promise<Generated> {
  const next = randomFrom(20_261_122)
  const world = makeWorld(next)
  const persons = Math.round(records * (1 - SECOND))
  const out = createWriteStream(file)
  out.write('unique_id,first_name,surname,dob,postcode,town,email,person\n')
  // Ids are dealt as a permutation, so that neither they nor the order of lines tell who belongs together.
  const step = coprimeStep(records)
  let id = 0
  let lines: string[] = []
  const write = async (person: Person, number: number) => {
    id = (id + step) % records
    lines.push(
      `${String(id)},${person.given},${person.family},${person.born},${person.postcode},${person.town},${person.email},${String(number)}`,
    )
    if (lines.length < LINES_AT_ONCE) return
    const room = out.write(`${lines.join('\n')}\n`)
    lines = []
    if (!room) await once(out, 'drain')
  }
  // A second record comes some thousands of lines behind the first.
  const waiting: { person: Person; number: number }[] = []
  let seconds = 0
  for (let number = 0; number < persons; number++) {
    const person = world.person()
    if (seconds < records - persons && next() < SECOND / (1 - SECOND) + 0.001) {
      seconds++
      waiting.push({ person: world.written(person), number })
    }
    await write(world.holes(person), number)
    if (waiting.length > 5_000) {
      const at = Math.floor(next() * waiting.length)
      const [late] = waiting.splice(at, 1)
      if (late) await write(late.person, late.number)
    }
  }
  for (const { person, number } of waiting) await write(person, number)
  out.end(lines.length > 0 ? `${lines.join('\n')}\n` : '')
  await once(out, 'finish')
  return { records: persons + seconds, pairs: seconds }
}

function makeWorld(next: () => number) {
  const pick = <T>(some: readonly T[]): T => some[Math.floor(next() * some.length)] as T
  const starts = [
    'b',
    'd',
    'f',
    'g',
    'h',
    'j',
    'k',
    'l',
    'm',
    'n',
    'p',
    'r',
    's',
    't',
    'v',
    'w',
    'br',
    'ch',
    'st',
    'tr',
    '',
  ]
  const middles = ['a', 'e', 'i', 'o', 'u', 'ai', 'ee', 'ou', 'a', 'e']
  const ends = ['n', 'r', 's', 'l', 'm', 'd', 't', 'ck', 'ng', 'rt', 'lly', '']
  const syllable = () => `${pick(starts)}${pick(middles)}${pick(ends)}`
  const invent = (count: number) => {
    const made = new Set<string>()
    while (made.size < count) {
      const name = Array.from({ length: 2 + Math.floor(next() * 2) }, syllable).join('')
      if (name.length > 3 && name.length < 14) made.add(name)
    }
    return [...made]
  }
  const givens = invent(1_200)
  const families = invent(25_000)
  const towns = invent(900)
  // Zipf's law with a flat head: the commonest given name is about one in a hundred.
  const common = <T>(some: readonly T[], head: number): T => {
    const rank = Math.floor(head * ((some.length / head + 1) ** next() - 1))
    return some[Math.min(rank, some.length - 1)] as T
  }
  const letters = 'abdefghjlnpqrstuwxyz'
  const number = (most: number) => Math.floor(next() * most)
  const two = (value: number) => String(value).padStart(2, '0')
  const newBorn = () => `${String(1940 + number(66))}-${two(1 + number(12))}-${two(1 + number(28))}`
  const newPostcode = (town: number) =>
    `${letters.charAt(town % 20)}${letters.charAt(Math.floor(town / 20) % 20)}${String(1 + number(20))} ${String(number(10))}${letters.charAt(number(20))}${letters.charAt(number(20))}`
  const typo = (text: string) => {
    const at = number(text.length)
    const letter = String.fromCharCode(97 + number(26))
    const kind = number(4)
    if (kind === 0) return text.slice(0, at) + letter + text.slice(at + 1)
    if (kind === 1) return text.slice(0, at) + letter + text.slice(at)
    if (kind === 2 && text.length > 3) return text.slice(0, at) + text.slice(at + 1)
    return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)
  }
  const place = () => {
    const town = Math.floor(900 * next() ** 1.5)
    return { town: towns[town] ?? '', postcode: newPostcode(town) }
  }
  const wrongDay = (born: string) => {
    const [year = '', month = '', day = ''] = born.split('-')
    const kind = number(4)
    if (kind === 0 && Number(day) <= 12) return `${year}-${day}-${month}`
    if (kind === 1) return `${year}-${month}-${two(1 + number(28))}`
    if (kind === 2) return `${String(Number(year) + (next() < 0.5 ? 1 : -1))}-${month}-${day}`
    return `${year}-01-01`
  }
  return {
    person: (): Person => {
      const given = common(givens, 30)
      const family = common(families, 200)
      return {
        given,
        family,
        born: newBorn(),
        ...place(),
        email: next() < 0.5 ? `${given.charAt(0)}.${family}${String(number(90))}@${pick(towns)}.example` : '',
      }
    },
    /** the same person as another clerk wrote it */
    written: (person: Person): Person => {
      const other = { ...person }
      if (next() < 0.18)
        other.given = next() < 0.7 ? typo(person.given) : person.given.slice(0, 1 + number(4))
      if (next() < 0.18) other.family = typo(person.family)
      if (next() < 0.04) other.family = common(families, 200)
      if (next() < 0.12) other.born = wrongDay(person.born)
      if (next() < 0.25) Object.assign(other, place())
      else if (next() < 0.1) other.postcode = typo(person.postcode)
      if (next() < 0.1) other.town = typo(person.town)
      if (next() < 0.2) other.email = next() < 0.5 ? '' : typo(person.email || 'none')
      if (next() < 0.02) [other.given, other.family] = [other.family, other.given]
      for (const field of ['given', 'family', 'born', 'postcode', 'town'] as const)
        if (next() < 0.04) other[field] = ''
      return other
    },
    /** a first record may lack something as well */
    holes: (person: Person): Person => {
      const other = { ...person }
      for (const field of ['given', 'born', 'postcode', 'town'] as const) if (next() < 0.03) other[field] = ''
      return other
    },
  }
}

/** mulberry32: small, quick and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function coprimeStep(records: number): number {
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b))
  let step = Math.floor(records * 0.618) | 1
  while (common(step, records) !== 1) step += 2
  return step
}
