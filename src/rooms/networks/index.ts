/** The door of this room: who and what hangs together, as reports say it. */
import { whoever } from '../../platform/identity/roles.ts'
import type { Room } from '../../platform/rooms/room.ts'
import { eventsApi } from './events/api.ts'
import { operations } from './operations.ts'
import { pages } from './pages/index.ts'

export const room: Room = {
  name: 'networks',
  operations,
  pages,
  api: (app) => {
    eventsApi(app)
  },
  navigation: [
    {
      ...{ place: 35, text: 'Networks', href: '/networks', key: 'networks' },
      roles: whoever.readsContent,
      under: ['/networks', '/events'],
    },
  ],
}
