/** The coast: who is responsible where, how a force divides its coast, and where the public reports from. */
import type { Room } from '../../platform/rooms/room.ts'
import { layersHere } from './geography/index.ts'
import { mapTiles } from './map/index.ts'
import { operations } from './operations.ts'
import { pages } from './pages/index.ts'
import { whoever } from '../../platform/identity/roles.ts'
import { waiting } from './waiting.ts'

export * from './geography/index.ts'
export * from './map/index.ts'
export * from './positions/index.ts'

export { measure, nearestMile } from './chainage/chainage.ts'
export { readCoastline } from './chainage/read-coastline.ts'
export { addContact } from './plan/contacts.ts'
export { drawMap, viewOf, type DrawnMap } from './pages/map.view.ts'
export { namedInPlan, namesOfPlan, placesOfStretch, type NamedInPlan } from './places/named-in-plan.ts'
export { publicPlaceSearch } from './places/plan-places.ts'
export { loadLine } from './plan/load-line.ts'
export { insertStretch } from './plan/plan-store.ts'
export { readCsv, type CsvRow } from './sites/read-csv.ts'
export { readSites, type NewSite } from './sites/read-sites.ts'
export { loadSites } from './sites/load-sites.ts'
export { tenths } from './plan/plan.ts'
export { stretchLines, type StretchLine } from './plan/stretch-lines.ts'
export { stretchOfCell } from './plan/stretch-of-cell.ts'

export const room: Room = {
  name: 'coast',
  operations,
  actors: { coast: 'The search for places' },
  pages,
  files: (app, services) => mapTiles(services)(app),
  // Layers that cannot be read fail where they are used; they are not those of the others.
  says: async ({ dataFolder }) => {
    const layers = await layersHere(dataFolder).catch(() => 'unreadable')
    return { layers: () => layers }
  },
  readiness: ({ beside }) =>
    beside.isAlike('layers') ? null : 'other processes have other layers of the coast',
  waiting,
  navigation: [
    {
      ...{ place: 70, text: 'Coast', href: '/coast', key: 'coast' },
      roles: whoever.readsCoastalPlan,
      under: ['/coast'],
    },
  ],
}
