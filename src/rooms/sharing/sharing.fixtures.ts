/** What the tests that walk the whole program need of this room. What is shared, the rooms plant whose records they are. */
import type { RoomFixtures } from '../../../test/support/room-fixtures.ts'
import { bodies, bodiesOfKind, forms, formsOfKind } from './fixtures/forms.ts'
import { halfDone } from './fixtures/half-done.ts'
import { tables } from './fixtures/tables.ts'

export const fixtures: RoomFixtures = {
  tables,
  idsToInsert: ['release'],
  halfDone,
  leak: { forms, bodies },
  ofKind: ({ operationPrefix, href }) => ({
    leak: { forms: formsOfKind(operationPrefix), bodies: bodiesOfKind(operationPrefix) },
    pages: { asked: { [`${href(':id')}/release/preview`]: '?to=all' } },
  }),
}
