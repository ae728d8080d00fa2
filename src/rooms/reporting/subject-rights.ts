/** What this room tells whoever answers a data subject: its reports lie sealed, and an officer opens them with the desk's key. */
import type { SubjectRights } from '../../platform/rooms/accountability.ts'
import { sealedReports } from './triage/index.ts'

export const subjectRights: SubjectRights = { sealed: sealedReports }
