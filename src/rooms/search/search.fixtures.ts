/** What the tests that walk the whole program need of this room: it finds what the others plant. */
import type { RoomFixtures } from '../../../test/support/room-fixtures.ts'

export const fixtures: RoomFixtures = {
  pages: { noPage: ['/search.csv'] },
}
