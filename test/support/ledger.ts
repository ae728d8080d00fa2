/** A ledger with events, its files in a folder of its own, and an export of it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Database } from '../../src/platform/database/perform.ts'
import { exportLedger } from '../../src/platform/ledger/export-ledger.ts'
import { publishLedger } from '../../src/platform/ledger/publish.ts'
import { createLog } from '../../src/platform/log.ts'
import { verifyCommand } from '../../src/verifier/index.ts'

export const NODE_URL = 'https://seamark.example'

/** A folder that is gone after the test. */
export async function ownFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'seamark-ledger-'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Publishes once, as the clock does every few seconds; a new process each time. */
export const publish = (database: Database, folder: string): Promise<void> =>
  publishLedger({ folder, publicUrl: NODE_URL })({ database, log: createLog('silent') }, {})

/** Writes events of a service, and as many as are asked for. */
export const writeEvents = (database: Database, many: number): Promise<void> =>
  database.performAsService({ service: 'ledger', operation: 'test.write', agencyId: 1 }, ({ tx }) =>
    tx
      .run(
        `insert into ledger.event (kind, operation, agency_id, service, subject_kind, subject_id, detail)
         select 'collection', 'test.write', 1, 'import', 'report', gen_random_uuid(), jsonb_build_object('n', n)
         from generate_series(1, $1::integer) n`,
        [many],
      )
      .then(() => undefined),
  )

/** Exports into a folder of its own, and verifies that with the key that was there before. */
export async function exportAndVerify(
  database: Database,
  folder: string,
  options: { key?: string; since?: string; change?: (target: string) => Promise<void> } = {},
): Promise<{ status: number; said: string }> {
  const target = await ownFolder()
  try {
    await exportLedger(database, folder, target.folder, () => undefined)
    await options.change?.(target.folder)
    return await verify(target.folder, {
      key: options.key ?? (await readFile(path.join(target.folder, 'node.vkey'), 'utf8')).trim(),
      ...(options.since === undefined ? {} : { since: options.since }),
    })
  } finally {
    await target.remove()
  }
}

/** Runs `ledger verify`. */
export async function verify(
  place: string,
  { key, since, file }: { key: string; since?: string; file?: string },
): Promise<{ status: number; said: string }> {
  const lines: string[] = []
  const say = (line: string) => void lines.push(line)
  const args = [
    ...[place, '--key', key],
    ...(since === undefined ? [] : ['--since', since]),
    ...(file === undefined ? [] : ['--file', file]),
  ]
  const status = await verifyCommand(args, { out: say, say, progress: () => undefined })
  return { status, said: lines.join('\n') }
}
