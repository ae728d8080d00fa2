/** What the tests that walk the whole program need of this room. Each theme adds its part. */
import type { RoomFixtures } from '../../../test/support/room-fixtures.ts'
import { addresses } from './fixtures/addresses.ts'
import { halfDone } from './fixtures/half-done.ts'
import { leak } from './fixtures/leak.ts'
import { records } from './fixtures/records.ts'
import { tables } from './fixtures/tables.ts'
import { ofAllThemes } from '../../../test/support/of-all-themes.ts'
import { groupFixtures } from './groups/fixtures/index.ts'

const subjects: RoomFixtures = {
  tables,
  idsToInsert: ['subject', 'otherSubject', 'link', 'joining', 'safeguarding', 'suggestion'],
  halfDone,
  leak,
  pages: { records },
  addresses,
}

// What events leave behind is of reports, and planted with those.
const events: RoomFixtures = { pages: { noPage: ['/events.csv', '/events.geojson'] } }

export const fixtures: RoomFixtures = ofAllThemes([subjects, groupFixtures, events])
