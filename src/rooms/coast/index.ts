/** The coast: who is responsible where, how a force divides its coast, and where the public reports from. */
export * from './geography/index.ts'
export * from './map/index.ts'
export * from './positions/index.ts'

export { measure, nearestMile } from './chainage/chainage.ts'
export { readCoastline } from './chainage/read-coastline.ts'
export { addContact } from './plan/contacts.ts'
export { loadLine } from './plan/load-line.ts'
export { insertStretch } from './plan/plan-store.ts'
export { readSites, type NewSite } from './sites/read-sites.ts'
export { loadSites } from './sites/load-sites.ts'
