/** An id of one thing is no id of another: the compiler says so, and `tsc` fails here where it does not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AgencyId, MatchId, PersonId, RecordId, SideId, WrittenPersonId } from './ids.ts'

const byMatch = (id: MatchId): string => id
const bySide = (id: SideId): string => id
const byRecord = (id: RecordId): string => id
const byPerson = (id: PersonId): string => id
const byAgency = (id: AgencyId): number => id

void test('an id is taken for nothing else than what it is of', () => {
  const side = 'a' as SideId
  const match = 'b' as MatchId
  const record = 'c' as RecordId
  const person = 'd' as PersonId
  const written = 'e' as WrittenPersonId
  const said = [
    // @ts-expect-error a SideId is no MatchId
    byMatch(side),
    // @ts-expect-error a MatchId is no SideId
    bySide(match),
    // @ts-expect-error a RecordId is no SideId: a record stands in many matches
    bySide(record),
    // @ts-expect-error a SideId is no RecordId
    byRecord(side),
    // @ts-expect-error a person as written has no account
    byPerson(written),
    // @ts-expect-error text that nobody has read is no id yet
    byRecord('f'),
    byPerson(person),
    // to text an id is text: an address, a parameter of a statement
    `/matches/${side}`,
  ]
  // @ts-expect-error a number that nobody has read is no id yet
  assert.equal(byAgency(7), 7)
  assert.deepEqual(said, ['a', 'b', 'c', 'a', 'e', 'f', 'd', '/matches/a'])
})
