/**
 * Dates what only time can bring about: an authorisation that lapsed. The program's own login cannot: a request stays as it was
 * decided. So it is done as whoever owns the schema, for the exercise alone; no room and no command of the program reaches this.
 */
import pg from 'pg'
import { lapsedRequest } from './acts/system-requests.ts'

/** Days before now on which it was written and asked; it was decided on the same day, and lapsed three days later. */
const DAYS_AGO = 6

/**
 * Moves one authorised request of the exercise into the past, so that it has lapsed by the clock of the database. Done twice, it
 * changes nothing more.
 * @param url - address by which the schema is changed: a login that may act as seamark_owner and as seamark_service
 * @returns whether there was one to move
 */
export async function dateRequests(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local role seamark_owner')
    await client.query('alter table system_requests.request disable trigger request_is_guarded')
    await client.query('set local role seamark_service')
    await client.query(`select set_config('seamark.service', 'exercise', true)`)
    const { rowCount } = await client.query(
      `with moved as (
         update system_requests.request r
         set drafted_at = r.drafted_at - $2::interval, asked_at = r.asked_at - $2::interval, decided_at = r.decided_at - $2::interval,
             valid_until = r.valid_until - $2::interval, changed_at = r.changed_at - $2::interval
         where r.id = $1 and r.state = 'authorised' and r.valid_until > now()
         returning r.id, r.agency_id)
       insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id)
       select 'alteration', 'exercise.load', moved.agency_id, 'exercise', 'system-request', moved.id from moved`,
      [lapsedRequest, `${String(DAYS_AGO)} days`],
    )
    // The event is asked for now: a table whose triggers still wait cannot be guarded again.
    await client.query('set constraints all immediate')
    await client.query('set local role seamark_owner')
    await client.query('alter table system_requests.request enable trigger request_is_guarded')
    await client.query('commit')
    return (rowCount ?? 0) > 0
  } finally {
    // What was not committed goes with the connection.
    await client.end()
  }
}
