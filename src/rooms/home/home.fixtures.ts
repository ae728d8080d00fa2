/** What the tests that walk the whole program need of this room: it keeps nothing of its own. */
import type { RoomFixtures } from '../../../test/support/room-fixtures.ts'

export const fixtures: RoomFixtures = {}
