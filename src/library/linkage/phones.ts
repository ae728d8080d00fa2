/** Telephones of a file: each distinct one is read once, by a rule in SQL where it is plain, else by the node's reader. */
import { understandIdentifier } from '../identifiers/index.ts'
import type { Duck } from './database.ts'

/** Figures of a national number, by which one is compared that no reader understands. */
const NATIONAL = 10

/** A British mobile telephone in its plainest ways. */
const PLAIN = `case
  when regexp_full_match(bare, '07\\d{9}') then '44' || substr(bare, 2)
  when regexp_full_match(bare, '\\+447\\d{9}') then substr(bare, 2)
  end`

/**
 * Makes `phone_value` (raw, phone): the figures of a number with its country, as the node keys it. What the node does
 * not understand is kept by its last figures; a cell that holds several, of which none may be taken, is unknown.
 * @param inLists - whether the column `phone` holds lists
 */
export async function readPhones(duck: Duck, inLists: boolean): Promise<void> {
  await duck.run(
    `create table phone_plain as select raw, ${PLAIN} as phone from (
       select raw, replace(raw, ' ', '') as bare from (select distinct ${inLists ? 'unnest(phone)' : 'phone'} as raw from written) where raw is not null)`,
  )
  const [raws = []] = await duck.columns('select raw from phone_plain where phone is null')
  await duck.run('create table phone_read (raw varchar, phone varchar)')
  const appender = await duck.connection.createAppender('phone_read')
  for (const raw of raws as string[]) {
    const phone = keyOf(raw)
    if (phone === null) continue
    appender.appendVarchar(raw)
    appender.appendVarchar(phone)
    appender.endRow()
  }
  appender.closeSync()
  await duck.run(
    'create table phone_value as select raw, phone from phone_plain where phone is not null union all from phone_read',
  )
  for (const table of ['phone_plain', 'phone_read']) await duck.run(`drop table ${table}`)
  if (inLists)
    await duck.run(
      'create table phone_list as select n, list(distinct v.phone) as phones from (select n, unnest(phone) as raw from src) join phone_value v using (raw) group by n',
    )
}

function keyOf(raw: string): string | null {
  const { understood } = understandIdentifier('phone', raw)
  const [one, ...more] = understood
  if (one !== undefined) return more.length > 0 ? null : one.key.replace(/^\+/, '')
  const figures = raw.replace(/\D+/g, '')
  return figures === '' ? null : figures.slice(-NATIONAL)
}
