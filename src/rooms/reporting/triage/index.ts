/** What the desk does with public reports, for the room's door. */
export { photographsBeside } from './photographs-beside.ts'
export { refuseReporterDetails } from './refuse-reporter-details.ts'
export { triagePages } from './pages/index.ts'
export { waiting } from './waiting.ts'
export { sealedReports } from './search-for-subject.ts'
