/** What is kept of each import: how far it is, and why rows were refused. */
import type { Scope } from '../../platform/database/scope.ts'
import type { ImportCounts } from './import-file.ts'

/** A row that was not taken. Its text stays in the agency's own file. */
export type Refusal = { line: number; reference: string | null; reason: string }

/** A value of a report that was taken, kept as it is written; `why` says what to do. */
export type Unread = { line: number; column: string; value: string; why: string }

export type ImportRun = ImportCounts & {
  id: string
  fileName: string
  state: 'running' | 'done' | 'failed'
  refusals: Refusal[]
  /** code of the fault that ended it, or null */
  fault: string | null
  startedAt: Date
  finishedAt: Date | null
  /** nothing is heard of the machine that has the uploaded file */
  isAway: boolean
}

/** Minutes without a word after which a machine is said to be away, and days after which its imports end. */
const AWAY_AFTER = '5 minutes'
const GIVEN_UP_AFTER = '7 days'

/**
 * Lists a run, or starts one that is listed from its beginning. An earlier run from the command line, of a file of
 * the same name, that was cut off with its process is said to have failed: this one finishes it. What somebody
 * uploaded has a job, which finishes it whatever others call their files.
 * @param run - its id, the agency and the name of the file
 */
export async function beginRun(
  scope: Scope,
  run: { id: string; agencyId: number; fileName: string },
): Promise<void> {
  // In this order, and sent together: none needs the others' answers.
  const cutOff = scope.tx.run(
    `update intelligence.import_run set state = 'failed', fault = 'cut-off', finished_at = now()
     where agency_id = $2 and file_name = $3 and state = 'running' and id <> $1 and person_id is null
       and not exists (select from intelligence.import_run r where r.id = $1 and r.person_id is not null)`,
    [run.id, run.agencyId, run.fileName],
  )
  const listed = scope.tx.run(
    `insert into intelligence.import_run (id, agency_id, file_name, state) values ($1, $2, $3, 'running')
     on conflict (id) do update set state = 'running', rows_read = 0, kept = 0, already = 0, refused = 0, not_understood = 0,
       refusals = '[]', fault = null, finished_at = null`,
    [run.id, run.agencyId, run.fileName],
  )
  const emptied = scope.tx.run('delete from intelligence.import_value where run_id = $1', [run.id])
  await Promise.all([cutOff, listed, emptied])
}

/**
 * Stores values that were not understood, behind those that are stored already.
 * @param run - its id and the agency
 * @param place - how many of the run's values are noted already
 * @param values - the next ones, in the order of the file
 */
export async function noteUnread(
  scope: Scope,
  run: { id: string; agencyId: number },
  place: number,
  values: readonly Unread[],
): Promise<void> {
  if (values.length === 0) return
  await scope.tx.run(
    `insert into intelligence.import_value (run_id, agency_id, place, line, in_column, value, why)
     select $1, $2, $3 + v.place, v.line, v.in_column, v.value, v.why
     from unnest($4::integer[], $5::text[], $6::text[], $7::text[])
       with ordinality as v (line, in_column, value, why, place)`,
    [
      run.id,
      run.agencyId,
      place,
      values.map(({ line }) => line),
      values.map(({ column }) => column),
      values.map(({ value }) => value),
      values.map(({ why }) => why),
    ],
  )
}

/**
 * Reads the values of one import that were not understood; row-level security decides for whom.
 * @param id - of the import
 * @returns in the order of the file
 */
export async function selectUnread(scope: Scope, id: string): Promise<Unread[]> {
  return await scope.tx.many<Unread>(
    `select line, in_column as "column", value, why from intelligence.import_value where run_id = $1 order by place`,
    [id],
  )
}

/**
 * Stores how far a run is.
 * @param id - of the run
 * @param counts - since its beginning
 * @param refusals - of its rows, as many as are shown
 */
export async function noteProgress(
  scope: Scope,
  id: string,
  counts: ImportCounts,
  refusals: readonly Refusal[],
): Promise<void> {
  await scope.tx.run(
    `update intelligence.import_run
     set rows_read = $2, kept = $3, already = $4, refused = $5, refusals = $6::jsonb, not_understood = $7 where id = $1`,
    [
      id,
      counts.read,
      counts.kept,
      counts.already,
      counts.refused,
      JSON.stringify(refusals),
      counts.notUnderstood,
    ],
  )
}

/**
 * Ends a run.
 * @param id - of the run
 * @param fault - the code of what ended the run, or null when it came to its end
 */
export async function finishRun(scope: Scope, id: string, fault: string | null): Promise<void> {
  await scope.tx.run(
    `update intelligence.import_run
     set state = case when $2::text is null then 'done' else 'failed' end, fault = $2, finished_at = now()
     where id = $1`,
    [id, fault],
  )
}

/** A run that is done, or was given up, is not begun again; what failed otherwise may be tried again. */
const OVER = `(state = 'done' or fault is not distinct from 'machine-gone')`

/**
 * Tells whether a run is over for good.
 * @param id - of the run
 * @returns true when it is
 */
export async function isOver(scope: Scope, id: string): Promise<boolean> {
  const row = await scope.tx.maybe(`select from intelligence.import_run where id = $1 and ${OVER}`, [id])
  return row !== null
}

/**
 * Says that uploaded files are on this machine, and gives up runs whose machine has said nothing for a week.
 * @param ids - of runs, from the files' names
 * @returns what the runs among them have come to
 */
export async function sayFilesAreHere(
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, 'running' | 'failed' | 'over'>> {
  await scope.tx.run(
    `update intelligence.import_run set file_seen_at = now() where state = 'running' and id = any($1::uuid[])`,
    [ids],
  )
  await scope.tx.run(
    `update intelligence.import_run set state = 'failed', fault = 'machine-gone', finished_at = now()
     where state = 'running' and person_id is not null and file_seen_at < now() - $1::interval`,
    [GIVEN_UP_AFTER],
  )
  const rows = await scope.tx.many<{ id: string; state: 'running' | 'failed' | 'over' }>(
    `select id, case when ${OVER} then 'over' else state end as state
     from intelligence.import_run where id = any($1::uuid[])`,
    [ids],
  )
  return new Map(rows.map(({ id, state }) => [id, state]))
}

/**
 * Lists a run of one's own agency that a person has asked for; the job that does it follows the commit.
 * @param run - its id, the agency, who asked, and the name of the file
 */
export async function insertRun(
  scope: Scope,
  run: { id: string; agencyId: number; personId: string; fileName: string },
): Promise<void> {
  await scope.tx.run(
    `insert into intelligence.import_run (id, agency_id, person_id, file_name, state)
     values ($1, $2, $3, $4, 'running')`,
    [run.id, run.agencyId, run.personId, run.fileName],
  )
}

const COLUMNS = `id, file_name as "fileName", state, rows_read as "read", kept, already, refused, not_understood as "notUnderstood", refusals, fault,
  started_at as "startedAt", finished_at as "finishedAt",
  state = 'running' and person_id is not null and file_seen_at < now() - interval '${AWAY_AFTER}' as "isAway"`

/**
 * Reads the agency's last runs; row-level security decides whose.
 * @param most - how many
 * @returns newest first
 */
export async function selectRuns(scope: Scope, most: number): Promise<ImportRun[]> {
  return await scope.tx.many<ImportRun>(
    `select ${COLUMNS} from intelligence.import_run order by started_at desc limit $1`,
    [most],
  )
}

/**
 * Reads one run; row-level security decides whose.
 * @param id - of the run
 * @returns null where there is none in sight
 */
export async function selectRun(scope: Scope, id: string): Promise<ImportRun | null> {
  return await scope.tx.maybe<ImportRun>(`select ${COLUMNS} from intelligence.import_run where id = $1`, [id])
}
