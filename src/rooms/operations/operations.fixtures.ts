/** What the tests that walk the whole program need of this room. A theme in a folder of its own adds its part to the list. */
import type { RoomFixtures } from '../../../test/support/room-fixtures.ts'
import { conflicts } from './fixtures/conflicts.ts'
import { actionDays } from './fixtures/action-days.ts'
import { actions } from './fixtures/actions.ts'
import { core } from './fixtures/core.ts'
import { debriefs } from './fixtures/debriefs.ts'
import { decisions } from './fixtures/decisions.ts'
import { interests } from './fixtures/interests.ts'
import { tasking } from './fixtures/tasking.ts'
import { ofAllThemes } from '../../../test/support/of-all-themes.ts'

export const fixtures: RoomFixtures = ofAllThemes([
  core,
  decisions,
  actions,
  conflicts,
  interests,
  actionDays,
  debriefs,
  tasking,
])
