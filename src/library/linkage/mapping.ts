/** Which column of a file means what. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'

/** What a column may mean. Several columns of one meaning are read one after the other, as one text. */
export const meanings = [
  'name',
  'given',
  'family',
  'aliases',
  'company',
  'born',
  'sex',
  'place',
  'postcode',
  'region',
  'address',
  'occupation',
  'phone',
  'email',
  'document',
] as const
export type Meaning = (typeof meanings)[number]

/** A column, and what stands between its values where it holds several. */
export type Source = { column: string; separator?: string | undefined }

export type Mapping = {
  id: string
  columns: Partial<Record<Meaning, Source[]>>
  /** how a date with slashes is to be read; without it, as the file itself shows, and day first if it does not */
  dates?: 'day-first' | 'month-first' | undefined
}

const source = z
  .union([z.string(), z.strictObject({ column: z.string(), separator: z.string().min(1).optional() })])
  .transform((one): Source => (typeof one === 'string' ? { column: one } : one))
const sources = z
  .union([source, z.array(source)])
  .transform((some): Source[] => (Array.isArray(some) ? some : [some]))
const schema = z.strictObject({
  id: z.string(),
  columns: z.partialRecord(z.enum(meanings), sources),
  dates: z.enum(['day-first', 'month-first']).optional(),
})

/** What is wrong with the files or the mapping that somebody gave; the message says what to change. */
export class WrongFile extends Error {}

/**
 * Reads a mapping: `{ "id": "ref", "columns": { "given": "first_name", "phone": { "column": "tel", "separator":
 * ";" }, "address": ["line1", "line2"] }, "dates": "day-first" }`.
 * @param file - path of the JSON
 * @returns the mapping
 * @throws WrongFile with the field that is not as it should be
 */
export async function readMapping(file: string): Promise<Mapping> {
  let content: unknown
  try {
    content = JSON.parse(await readFile(file, 'utf8'))
  } catch (fault) {
    throw new WrongFile(
      `${file}: the mapping cannot be read (${fault instanceof Error ? fault.message : ''}).`,
    )
  }
  const parsed = schema.safeParse(content)
  if (parsed.success) return parsed.data
  const [first] = parsed.error.issues
  throw new WrongFile(
    `${file}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not a mapping'}. Meanings are ${meanings.join(', ')}.`,
  )
}

/** Column names as people give them, folded to letters and digits. */
const usual: Record<Meaning | 'id', readonly string[]> = {
  id: ['id', 'uniqueid', 'recid', 'recordid', 'reference', 'ref', 'rowid', 'uid', 'urn'],
  name: ['name', 'fullname', 'personname', 'primarynamefull'],
  given: [
    'given',
    'givenname',
    'givennames',
    'firstname',
    'forename',
    'forenames',
    'first',
    'primarynamefirst',
  ],
  family: ['family', 'familyname', 'surname', 'lastname', 'last', 'primarynamelast'],
  aliases: ['alias', 'aliases', 'aka', 'othernames', 'nativenamefull'],
  company: ['company', 'companyname', 'organisation', 'organization', 'primarynameorg'],
  born: ['born', 'dob', 'birthdate', 'dateofbirth', 'birth', 'birthday'],
  sex: ['sex', 'gender'],
  place: ['place', 'town', 'city', 'suburb', 'birthplace', 'locality', 'addrcity'],
  postcode: ['postcode', 'postalcode', 'zip', 'zipcode', 'postcodefake', 'addrpostalcode'],
  region: ['region', 'state', 'county', 'addrstate'],
  address: [
    'address',
    'address1',
    'address2',
    'streetnumber',
    'street',
    'addrline1',
    'addrfull',
    'addressline1',
  ],
  occupation: ['occupation', 'profession', 'job'],
  phone: ['phone', 'telephone', 'phonenumber', 'mobile', 'tel'],
  email: ['email', 'emailaddress', 'mail'],
  document: [
    'document',
    'passport',
    'passportnumber',
    'socsecid',
    'ssn',
    'ssnnumber',
    'nino',
    'documentnumber',
  ],
}

const plain = (column: string) => column.toLowerCase().replace(/[^a-z0-9]/g, '')

/**
 * Guesses a mapping by the usual names of columns, for a file that comes without one.
 * @param file - its name, for the message
 * @param header - names of its columns
 * @returns the mapping
 * @throws WrongFile where no column can be the id, or fewer than two mean anything
 */
export function guessMapping(file: string, header: readonly string[]): Mapping {
  const find = (meaning: Meaning | 'id') => header.filter((column) => usual[meaning].includes(plain(column)))
  const [id] = find('id')
  if (id === undefined)
    throw new WrongFile(
      `${file}: no column is called as an id usually is (${usual.id.slice(0, 4).join(', ')} …). Give a mapping that names it. The columns are: ${header.join(', ')}.`,
    )
  const columns: Mapping['columns'] = {}
  for (const meaning of meanings) {
    const found = find(meaning)
    if (found.length > 0) columns[meaning] = found.map((column) => ({ column }))
  }
  if (Object.keys(columns).length < 2)
    throw new WrongFile(
      `${file}: fewer than two columns are called as usual. Give a mapping. The columns are: ${header.join(', ')}.`,
    )
  return { id, columns }
}

/**
 * Finds each column of a mapping in a file's header, up to case and blanks around it.
 * @param file - its name, for the message
 * @param header - names of its columns
 * @param mapping - as it was written
 * @returns the mapping, with the columns as the header writes them
 * @throws WrongFile that names every column that is missing
 */
export function columnsIn(file: string, header: readonly string[], mapping: Mapping): Mapping {
  const missing: string[] = []
  const find = (column: string) => {
    const found = header.find((one) => one.trim().toLowerCase() === column.trim().toLowerCase())
    if (found === undefined) missing.push(column)
    return found ?? column
  }
  const columns: Mapping['columns'] = {}
  const id = find(mapping.id)
  for (const meaning of meanings) {
    const wanted = mapping.columns[meaning]
    if (wanted)
      columns[meaning] = wanted.map(({ column, separator }) => ({ column: find(column), separator }))
  }
  if (missing.length > 0)
    throw new WrongFile(
      `${file}: ${missing.length === 1 ? 'this column is' : 'these columns are'} missing: ${missing.join(', ')}. The file has: ${header.map((one) => one.trim()).join(', ')}.`,
    )
  return { ...mapping, id, columns }
}
