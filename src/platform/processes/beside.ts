/**
 * The processes that run on the same database. Each says of itself, every few seconds, what the others need to
 * know; nothing of anybody's records, and no figure of an hour that is not over.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Database } from '../database/perform.ts'

/** Milliseconds between two words, and seconds after the last one until a process counts as gone. */
const SAY_EVERY = 10_000
const GONE_AFTER = 30
/** Milliseconds: a database that does not answer keeps no process from ending. */
const LONGEST_LEAVE = 2_000

export type Beside = {
  /** how many run, this one included */
  count: () => number
  /** what the others last said of a thing */
  say: (what: string) => unknown[]
  /** does each of the others say the same of a thing as this one? */
  isAlike: (what: string) => boolean
  /** Says and hears at once; the clock does so by itself. */
  hear: () => Promise<void>
  /** Is not counted any more. */
  leave: () => Promise<void>
}

const service = { service: 'processes', operation: 'platform.processes.say' }

/**
 * Joins the processes of a database.
 * @param says - what this one says of itself, by name; asked each time
 * @returns what the other processes say; `leave` before this one ends
 */
export async function runBeside(
  database: Database,
  says: Readonly<Record<string, () => unknown>>,
): Promise<Beside> {
  const id = randomUUID()
  let others: { says: Record<string, unknown> }[] = []
  const hear = async () => {
    const own = Object.fromEntries(Object.entries(says).map(([what, word]) => [what, word()]))
    others = await database.performAsService(service, async ({ tx }) => {
      await tx.run(
        `insert into platform.process (id, says) values ($1, $2)
         on conflict (id) do update set says = excluded.says, seen_at = now()`,
        [id, JSON.stringify(own)],
      )
      await tx.run(`delete from platform.process where seen_at < now() - interval '1 minute'`)
      return await tx.many<{ says: Record<string, unknown> }>(
        `select says from platform.process where id <> $1 and seen_at > now() - make_interval(secs => $2)`,
        [id, GONE_AFTER],
      )
    })
  }
  await hear()
  // A database that is away is asked again, once it has answered; until then the last word counts.
  let hearing: Promise<void> | null = null
  const clock = setInterval(() => {
    hearing ??= hear()
      .catch(() => undefined)
      .finally(() => (hearing = null))
  }, SAY_EVERY)
  clock.unref()
  const say = (what: string) =>
    others.flatMap((one) => (one.says[what] === undefined ? [] : [one.says[what]]))
  return {
    count: () => others.length + 1,
    say,
    isAlike: (what) => say(what).every((word) => isDeepStrictEqual(word, says[what]?.())),
    hear,
    leave: async () => {
      clearInterval(clock)
      const gone = (hearing ?? Promise.resolve())
        .then(() =>
          database.performAsService(service, ({ tx }) =>
            tx.run(`delete from platform.process where id = $1`, [id]),
          ),
        )
        .catch(() => undefined)
      await Promise.race([gone, sleep(LONGEST_LEAVE, undefined, { ref: false })])
    },
  }
}
