/**
 * Desks of the exercise, and keys for their officers. Everybody knows the passphrase, so the desks are marked
 * and production refuses them.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Database } from '../../src/platform/database/perform.ts'
import {
  createDesk,
  lockWithPassphrase,
  newKeyPair,
  recoverDeskKeys,
} from '../../src/rooms/reporting/index.ts'

/** Of every officer of the exercise; the page shows it in the demo only. */
export const EXERCISE_PASSPHRASE = 'exercise lantern'

/** Low on purpose: a passphrase that everybody knows need not be slow to try. */
const EASY_WORK = 10

const desks = [
  { agencySlug: 'sussex-police', areas: ['E23000033'], takesTheRest: false },
  { agencySlug: 'kent-police', areas: ['E23000032'], takesTheRest: false },
  { agencySlug: 'border-force', areas: [], takesTheRest: true },
]

const NOTICE = `The recovery key of the exercise's desks. It opens every report of the exercise.
In production this file is kept off the machine, in two sealed places: see docs/operators/desk-keys.md.
`

/**
 * Makes the desks, gives every officer of them a key and the desks' keys, and writes the recovery key down.
 * @param dataFolder - where `recovery/` is made; null writes nothing
 * @returns the recovery identity; null when the desks are there already
 */
export async function makeExerciseDesks(
  database: Database,
  dataFolder: string | null,
): Promise<string | null> {
  const service = { service: 'exercise', operation: 'exercise.reporting.desks' }
  const there = await database.performAsService(service, ({ tx }) =>
    tx.many(`select from reporting.desk limit 1`),
  )
  if (there.length > 0) return null
  const recovery = newKeyPair()
  if (dataFolder !== null) {
    const folder = path.join(dataFolder, 'recovery')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(path.join(folder, 'exercise.txt'), `${NOTICE}${recovery.identity}\n`, { mode: 0o600 })
  }
  const officers = await database.performAsService(service, ({ tx }) =>
    tx.many<{ id: string; email: string; agencyId: number }>(
      `select p.id, p.email, p.agency_id as "agencyId" from identity.person p join identity.agency a on a.id = p.agency_id
       where a.slug = any($1::text[]) and p.active
         and access.triages(p.roles)`,
      [desks.map(({ agencySlug }) => agencySlug)],
    ),
  )
  for (const { id, agencyId } of officers) {
    const pair = newKeyPair()
    const locked = await lockWithPassphrase(pair.identity, EXERCISE_PASSPHRASE, EASY_WORK)
    await database.performAsService({ ...service, agencyId }, async (scope) => {
      await scope.tx.run(
        `insert into reporting.officer_key (person_id, recipient, locked_identity) values ($1, $2, $3)
         on conflict (person_id) do nothing`,
        [id, pair.recipient, Buffer.from(locked)],
      )
      scope.record({ kind: 'administration', subject: { kind: 'person', id } })
    })
  }
  for (const desk of desks)
    await createDesk(database, { ...desk, recoveryRecipient: recovery.recipient, exercise: true })
  for (const { email } of officers) await recoverDeskKeys(database, recovery.identity, email)
  return recovery.identity
}
