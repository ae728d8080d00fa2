/** The logs of an operation that somebody reads: the main one, and narrower ones in which they are named. */
import { forbidden, invalid, notFound } from '../../../platform/errors.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { newId } from '../../../platform/identifiers.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import type { Classification } from '../../../wire/codes.ts'
import type { AgencyId, PersonId } from '../../../wire/ids.ts'
import type { OperationId } from '../ids.ts'
import type { LogId } from './ids.ts'
import { saidInWords } from './said-in-words.ts'

export type Log = {
  id: LogId
  operationId: OperationId
  codename: string
  /** of the operation */
  classification: Classification
  /** of a narrower log */
  name: string | null
  /** how many entries it has: the last number */
  entries: number
  /** may the viewer enter a decision? */
  acts: boolean
  /** do they enter what others decide? */
  records: boolean
  /** lead or deputy: they see who has not read, and open narrower logs */
  leads: boolean
  /** of an operation that is erased: numbers, times and digests stay, and the codename is its reference */
  erasedAt: Date | null
}

/** Who reads logs: those in operations; and of one that is erased, those who manage records, what stays. */
export const readsLogs = [...new Set([...whoever.readsInOperations, ...whoever.managesRecords])]

const LOGS = `
  select l.id, l.operation_id as "operationId", o.codename, r.classification, l.name, l.entries,
         operations.viewer_acts(o.id) as acts, operations.viewer_holds(o.id, 'loggist') as records,
         operations.viewer_holds(o.id, 'lead', 'deputy') as leads, null as "erasedAt"
  from operations.decision_log l join operations.operation o on o.id = l.operation_id
  join access.record r on r.id = o.id`

/**
 * Finds a log.
 * @param operation - of the operation
 * @param log - a narrower one; null: the main log
 * @throws not-found: absent and hidden look alike
 */
export async function findLog(scope: MemberScope, operation: OperationId, log: LogId | null): Promise<Log> {
  const found = await logOf(scope, operation, log)
  if (!found) throw notFound()
  return found
}

const logOf = (scope: MemberScope, operation: OperationId, log: LogId | null) =>
  scope.tx.maybe<Log>(
    `${LOGS} where l.operation_id = $1 and case when $2::uuid is null then l.compartment_id is null else l.id = $2 end`,
    [operation, log],
  )

/**
 * Finds a log to read it, of an operation that is erased too: what stays of its main log.
 * @param operation - of the operation
 * @param log - a narrower one; null: the main log
 * @throws not-found: absent and hidden look alike
 */
export async function findLogToRead(
  scope: MemberScope,
  operation: OperationId,
  log: LogId | null,
): Promise<Log> {
  const found = await logOf(scope, operation, log)
  if (found) return found
  const stays = await scope.tx.maybe<Log>(
    `select log_id as id, $1::uuid as "operationId", reference as codename, classification, null as name, entries,
            false as acts, false as records, false as leads, erased_at as "erasedAt"
     from operations.what_stays_of($1) where $2::uuid is null or log_id = $2`,
    [operation, log],
  )
  if (!stays) throw notFound()
  return stays
}

/**
 * Lists narrower logs in which this person is named.
 * @param operation - of the operation
 */
export const narrowLogs = (
  scope: MemberScope,
  operation: OperationId,
): Promise<{ id: LogId; name: string }[]> =>
  scope.tx.many<{ id: LogId; name: string }>(
    `select id, name from operations.decision_log where operation_id = $1 and compartment_id is not null
     order by opened_at, id`,
    [operation],
  )

export type PersonOfLog = { id: PersonId; agencyId: AgencyId; label: string; agency: string; posts: string[] }

/**
 * Lists who reads a log.
 * @param log - that the viewer reads
 * @returns by agency and name
 */
export const peopleOfLog = (scope: MemberScope, log: LogId): Promise<PersonOfLog[]> =>
  scope.tx.many<PersonOfLog>(
    `select p.person_id as id, p.agency_id as "agencyId", coalesce(identity.person_label(p.person_id), 'Somebody') as label,
            a.name as agency, p.posts
     from operations.people_of_log($1) p join identity.agency a on a.id = p.agency_id
     order by a.name, label, p.person_id`,
    [log],
  )

/**
 * Opens a narrower log: only those who are named learn of it. Its numbers are its own.
 * @param operation - in which the viewer is lead or deputy
 * @param name - one that says nothing
 * @param persons - who are in the operation; the viewer is among them in any case
 * @throws not-found; forbidden `wrong-post`; invalid with `name` or `persons`
 */
export async function openNarrowLog(
  scope: MemberScope,
  operation: OperationId,
  { name, persons }: { name: string; persons: readonly PersonId[] },
): Promise<LogId> {
  const main = await findLog(scope, operation, null)
  if (!main.leads)
    throw forbidden('wrong-post', 'The lead opens a narrower log, or a deputy. Ask one of them.')
  if (!/^[A-Za-z0-9]+([ '-][A-Za-z0-9]+)*$/.test(name) || name.length < 3 || name.length > 60)
    throw invalid({ name: 'Enter 3 to 60 letters and digits with single spaces' })
  if (persons.length === 0) throw invalid({ persons: 'Choose who reads it' })
  const { id } = await scope.tx
    .one<{ id: LogId | null }>('select operations.open_narrow_log($1, $2, $3, $4) as id', [
      ...[newId(), operation, name, [...persons]],
    ])
    .catch(saidInWords('persons', 'Choose people who are in the operation'))
  if (id === null) throw notFound()
  scope.record({
    kind: 'administration',
    subject: { kind: 'decision-log', id },
    detail: { named: persons.length },
  })
  return id
}
