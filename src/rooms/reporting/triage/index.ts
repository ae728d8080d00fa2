/** What the desk does with public reports, for the room's door. */
export { photographsBeside } from './photographs-beside.ts'
export { refuseReporterDetails } from './refuse-reporter-details.ts'
export { agenciesWithSomethingNow } from './happening-now.ts'
export { triagePages, type TriageServices } from './pages/index.ts'
export { reportingTasks, type ReportingTask } from './tasks.ts'
