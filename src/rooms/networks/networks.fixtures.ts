/** What the tests that walk the whole program need of this room. Each theme adds its part. */
import type { RoomFixtures } from '../../../test/support/room-fixtures.ts'

export const fixtures: RoomFixtures = {}
