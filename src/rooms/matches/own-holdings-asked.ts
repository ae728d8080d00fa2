/** What our own agency holds of what somebody checks: values by their key, persons by a name and a birth. */
import type { z } from 'zod'
import type { Database } from '../../platform/database/perform.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { askedKey, type AskedValue } from '../../library/identifiers/index.ts'
import { bornGiven, faultOf, type CheckPersonInput } from './check-person.ts'
import type { checkBody } from './check-value.ts'
import { ownPersonsMeant } from './look-up-persons.ts'
import { ownHoldings, type OwnHolding, type OwnHoldings, type Wanted } from './own-holdings.ts'
import type { ReadItem } from './read-list.ts'

type Perform = <T>(work: (scope: MemberScope) => Promise<T>) => Promise<T>

/**
 * Reads what our own agency holds of a value that was checked.
 * @param input - of a check that was answered
 * @returns what our agency holds of it
 */
export async function ownHoldingsOfValue(
  scope: MemberScope,
  input: z.output<typeof checkBody>,
): Promise<OwnHoldings> {
  return named(await ownHoldings(scope, wantedOf(input)), [input.value])
}

/**
 * Reads what our own agency holds of a person that was checked.
 * @param perform - runs work as the person who asks
 * @param input - of a check that was answered: a name, and a birth as it is kept
 * @returns what our agency holds of them
 */
export async function ownHoldingsOfPerson(
  database: Database,
  perform: Perform,
  { value, born }: CheckPersonInput,
): Promise<OwnHoldings> {
  const { agencyId } = await perform((scope) => Promise.resolve(scope.actor))
  const [persons = []] = await ownPersonsMeant(database, [{ name: value, born }], agencyId)
  const held = await perform((scope) => ownHoldings(scope, [{ kind: 'person', persons }]))
  return named(held, [value])
}

/**
 * The same for the lines of a list, in one question.
 * @param perform - runs work as the person who asks
 * @param items - the lines as they were read
 * @returns for each line; null for one that is not asked
 */
export async function ownHoldingsOfList(
  database: Database,
  perform: Perform,
  items: readonly ReadItem[],
): Promise<(OwnHolding | null)[]> {
  const births = items.map((item) => (item.kind === 'person' ? birthAsked(item) : null))
  const { agencyId } = await perform((scope) => Promise.resolve(scope.actor))
  const questions = items.flatMap(({ value }, index) => {
    const born = births[index] ?? null
    return born === null ? [] : [{ name: value, born }]
  })
  const meant = await ownPersonsMeant(database, questions, agencyId)
  const wanted: Wanted[] = []
  const places = items.map((item, index) => {
    if (item.kind !== 'person') wanted.push(...wantedOf(item))
    else if (births[index] !== null) wanted.push({ kind: 'person', persons: meant.shift() ?? [] })
    else return null
    const asked = item.kind === 'person' || wantedOf(item).length > 0
    return asked ? wanted.length - 1 : null
  })
  const { holdings } = await perform((scope) => ownHoldings(scope, wanted))
  return places.map((place) => (place === null ? null : (holdings[place] ?? null)))
}

function wantedOf(asked: AskedValue): Wanted[] {
  const key = askedKey(asked)
  return 'fault' in key ? [] : [{ kind: asked.kind, key: key.key }]
}

/** The birth of a line as it is kept; null where the line is not looked up at all. */
function birthAsked({ value, born }: ReadItem): string | null {
  const read = bornGiven.safeParse(born)
  return read.success && faultOf({ name: value, born: read.data }, new Date()) === null ? read.data : null
}

/** As the asker wrote it: our records may write a person otherwise. */
function named(held: OwnHoldings, values: readonly string[]): OwnHoldings {
  return {
    ...held,
    holdings: held.holdings.map((one, index) => ({ ...one, value: one.value || (values[index] ?? '') })),
  }
}
