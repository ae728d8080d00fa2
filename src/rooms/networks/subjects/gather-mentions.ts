/** Gathers what filed reports say into mentions: within a second or two, so that filing does not wait for it. */
import type { Database } from '../../../platform/database/perform.ts'
import type { Scope } from '../../../platform/database/scope.ts'
import type { Task } from '../../../platform/jobs/worker.ts'
import type { RecordId } from '../../../wire/ids.ts'
import { mentionsOf, type VersionDocument } from './mentions-of.ts'

/** Reports of one transaction: what was just filed by hand is there within a second, also during an import. */
const AT_ONCE = 200

const service = { service: 'networks', operation: 'networks.subject.gather' }

/**
 * Gathers whatever waits.
 * @param database - of the node
 * @returns how many reports were read
 */
export async function gatherMentions(database: Database): Promise<number> {
  let all = 0
  for (;;) {
    const some = await database.performAsService(service, gatherSome)
    if (some === 0) return all
    all += some
  }
}

/** What the node does all the time, a second after the last time. */
export const gatherTask: Task = async ({ database, log }) => {
  const reports = await gatherMentions(database)
  if (reports > 0) log.debug({ reports }, 'mentions were gathered')
}

async function gatherSome(scope: Scope): Promise<number> {
  const taken = await scope.tx.many<{ record_id: RecordId }>(TAKE, [AT_ONCE])
  if (taken.length === 0) return 0
  const ids = [...new Set(taken.map(({ record_id: id }) => id))].sort()
  const versions = await scope.tx.many<{ id: RecordId; document: VersionDocument }>(READ, [ids])
  const rows = versions.flatMap(({ id, document }) => mentionsOf(id, document))
  // A report that is recalled meanwhile is not read, and its mentions went with the recall.
  await scope.tx.run('select networks.replace_mentions($1::uuid[], $2::jsonb)', [
    versions.map(({ id }) => id),
    JSON.stringify(rows),
  ])
  return ids.length
}

const TAKE = `
  delete from networks.to_gather where id in (
    select q.id from networks.to_gather q order by q.id limit $1 for update skip locked)
  returning record_id`

// The lock keeps a next version from coming between what is read and what is written.
const READ = `
  select r.id, v.document
  from access.record r
  join intelligence.what_it_says v on v.report_id = r.id and v.version = r.version
  where r.id = any ($1::uuid[]) and r.kind = 'report' and r.status = 'disseminated'
    and r.restricted_at is null and r.erased_at is null and v.document is not null
  order by r.id
  for share of r`
