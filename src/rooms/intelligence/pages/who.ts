/** Which roles may use which pages of this room. Row-level security decides again, record by record. */
import type { Role } from '../../../platform/database/scope.ts'

/** Roles that read what others wrote. */
export const readers: readonly Role[] = ['intelligence_officer', 'analyst', 'coordinator']
/** Roles that file reports and keep drafts. */
export const filers: readonly Role[] = [...readers, 'triage_officer']
/** Roles that decide about a report: release, recall, sanitise, evaluate, write a new version. */
export const deciders: readonly Role[] = ['intelligence_officer', 'coordinator']
/** Who checks a sanitised version: a draft is shown to its author and to intelligence officers only. */
export const checkers: readonly Role[] = ['intelligence_officer']
/** Roles that bring in an agency's export and see how earlier ones went. */
export const importers: readonly Role[] = ['intelligence_officer', 'records_manager', 'administrator']
