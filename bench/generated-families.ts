/**
 * A file of invented persons of whom some live in families: brothers and sisters who share father's name, family
 * name, telephone and address, and differ in given name and birth. Three records of ten are a second one, with the
 * errors that clerks make. The same each time.
 */
import { writeFile } from 'node:fs/promises'

/** What tells a record's person, and how many live in that person's family, by the record's id. */
export type FamilyTruth = Map<string, { person: number; size: number }>

const SECOND = 0.3
/** One sibling in so many has a twin. */
const TWINS = 40

const GIVEN = (
  'Amin Amir Karim Karam Salam Salim Saad Said Hasan Hussein Ahmad Ali Omar Ammar Jamal Jamil Nasser Nadir Tariq Rami ' +
  'Sami Samir Yusuf Younis Ibrahim Ismail Khalid Walid Farid Fahd Majid Hamid Rashid Zaid Layla Lina Dina Rana Hana Huda ' +
  'Nour Nada Salma Samira Karima Amina Fatima Maryam Zainab Rania Shirin Parvin Soran Karwan Rebin Diyar Arben Artan ' +
  'Besnik Blerim Ilir Agron Dritan Drita Vjosa Teuta Tekle Yonas Dawit Samuel Selam Rahel Hanna Biniam Filmon Merhawi'
).split(' ')
const FAMILY_STARTS =
  'Haz Jab Qad Bar Mas Dar Zar Kas Gash Hox Mur Ber Tes Gebr Sul Raf Naj Sha Wah Fay'.split(' ')
const FAMILY_ENDS =
  'ani iri our awi emi ari oti aj iku adini haku ay ele iam azi owi adi eddin uni oub'.split(' ')

type Person = { name: string; born: string; phone: string; address: string }

/**
 * @param records about so many lines
 * @param size how many live in each family; a quarter of all people live in one, unless it is 1
 */
export async function generateFamilies(file: string, records: number, size: number): Promise<FamilyTruth> {
  const next = randomFrom(20_261_129 + size)
  const number = (most: number) => Math.floor(next() * most)
  const pick = <T>(some: readonly T[]): T => some[number(some.length)] as T
  const two = (value: number) => String(value).padStart(2, '0')
  const born = () => `${two(1 + number(28))}/${two(1 + number(12))}/${String(1960 + number(47))}`
  const home = () => ({
    father: pick(GIVEN),
    family: pick(FAMILY_STARTS) + pick(FAMILY_ENDS),
    phone: `07700 9${String(10_000 + number(90_000)).slice(0, 5)}`,
    address: `${String(1 + number(240))} ${pick(FAMILY_STARTS)}${pick(FAMILY_ENDS)} Road`,
  })
  const people: (Person & { size: number })[] = []
  const persons = Math.round(records * (1 - SECOND))
  while (people.length < persons) {
    const members = size
    const { father, family, phone, address } = home()
    const given = new Set<string>()
    while (given.size < members) given.add(pick(GIVEN))
    let last = born()
    for (const name of given) {
      if (number(TWINS) !== 0) last = born()
      people.push({ name: `${name} ${father} ${family}`, born: last, phone, address, size: members })
    }
    // Three alone for one in a family: so a quarter live in one.
    for (let one = 0; one < members * 3; one++) {
      const other = home()
      people.push({
        name: `${pick(GIVEN)} ${other.father} ${other.family}`,
        born: born(),
        phone: other.phone,
        address: other.address,
        size: 1,
      })
    }
  }
  const typo = (text: string) => {
    const at = 1 + number(text.length - 1)
    const letter = String.fromCharCode(97 + number(26))
    return next() < 0.5
      ? text.slice(0, at) + letter + text.slice(at + 1)
      : text.slice(0, at) + text.slice(at + 1)
  }
  const again = (person: Person): Person => {
    const other = { ...person }
    const words = person.name.split(' ')
    const kind = next()
    if (kind < 0.15) other.name = words.map((word, place) => (place === 0 ? typo(word) : word)).join(' ')
    else if (kind < 0.28) other.name = typo(person.name)
    else if (kind < 0.39) other.name = `${words[0] ?? ''} ${words[2] ?? ''}`
    const [day = '', month = '', year = ''] = person.born.split('/')
    if (next() < 0.1)
      other.born = pick([`${month}/${day}/${year}`, `${two(1 + number(28))}/${month}/${year}`, year, ''])
    if (next() < 0.3) other.phone = pick(['', home().phone])
    if (next() < 0.3) other.address = pick(['', home().address, typo(person.address)])
    return other
  }
  const truth: FamilyTruth = new Map()
  const lines: string[] = []
  for (const [person, one] of people.entries())
    for (const record of next() < SECOND / (1 - SECOND) ? [one, again(one)] : [one]) {
      const id = `r${String((truth.size * 7_919) % 1_000_003)}`
      truth.set(id, { person, size: one.size })
      lines.push([id, record.name, record.born, record.phone, record.address].join(','))
    }
  lines.sort()
  await writeFile(file, ['id,name,dob,phone,address', ...lines, ''].join('\n'))
  return truth
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
