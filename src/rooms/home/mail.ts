/**
 * Mail for those who asked for it: a number, and nothing of what is counted. Who is due is taken down in one transaction;
 * each mail is a job of its own, which counts in the person's own scope, asks once more whether the mail still goes to
 * them, and only then, outside any transaction, hands it to the mail server.
 */
import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { plural } from '../../design/words.ts'
import type { Database } from '../../platform/database/perform.ts'
import type { Scope, ServiceActor } from '../../platform/database/scope.ts'
import { asSeamarkError } from '../../platform/errors.ts'
import type { Schedule, Task } from '../../platform/jobs/worker.ts'
import type { Waiting } from '../../platform/live/look.ts'
import { MailFault, type Mail, type Mailer } from '../../platform/mail/mailer.ts'
import type { RoomWaiting } from '../../platform/rooms/waiting.ts'
import { claimMails, giveBackNow, noteDigest, recipientOf, type MailKind } from '../people/index.ts'
import { whatIsNew } from './what-is-new.ts'

const service = 'mail'
const HOUR_MS = 3_600_000

const due = z.object({
  personId: z.uuid(),
  kind: z.enum(['happening-now', 'digest']),
  /** the same for every try */
  id: z.uuid(),
  /** from then on there is a next one */
  until: z.iso.datetime(),
})

/**
 * What the clock does about mail, and the job of one mail.
 * @param mailer - null: this node sends none, and what was still to be sent is dropped
 * @param address - where people sign in
 * @param rooms - in which something may wait, or be happening now
 * @returns the tasks by name: `home.mail` looks who is due, `home.send-mail` sends one mail
 */
export const mailTasks = (
  mailer: Mailer | null,
  address: string,
  rooms: readonly RoomWaiting[],
): Record<string, Task> => ({
  'home.mail': async ({ database }) => {
    if (mailer === null) return
    await database.performAsService({ service, operation: 'home.mail.look' }, async (scope) => {
      const until = new Date(scope.now.getTime() + HOUR_MS).toISOString()
      for (const claimed of await claimMails(scope, await agenciesWithSomethingNow(scope, rooms)))
        scope.outbox({ task: 'home.send-mail', payload: { ...claimed, id: randomUUID(), until } })
    })
  },
  'home.send-mail': async ({ database, log }, payload) => {
    const { personId, kind, id, until } = due.parse(payload)
    const waiting = await countFor(database, personId, rooms)
    const asked = await database.performAsService({ service, operation: 'home.mail.send' }, async (scope) => {
      const to = await recipientOf(scope, personId, kind)
      const nothing = waiting === null || countOf(waiting, kind) === 0
      if (nothing && kind === 'happening-now') await giveBackNow(scope, personId)
      return nothing || mailer === null || until <= scope.now.toISOString() ? null : to
    })
    if (asked === null || mailer === null || waiting === null) return
    const mark = createHash('sha256').update(waiting.mark).digest()
    if (kind === 'digest' && asked.mark?.equals(mark)) return
    try {
      await mailer({ ...wordsOf(kind, countOf(waiting, kind), address), to: asked.email, id })
    } catch (fault) {
      if (!(fault instanceof MailFault) || !fault.forGood) throw fault
      log.warn({ code: fault.code }, 'the mail server refuses an address; that mail is not sent')
      return
    }
    if (kind === 'digest')
      await database.performAsService({ service, operation: 'home.mail.send' }, (scope) =>
        noteDigest(scope, personId, mark),
      )
  },
})

/** Every five minutes, so that a mail tells no nearer than that when somebody reported. */
export const mailSchedule: Schedule[] = [{ task: 'home.mail', pattern: '*/5 * * * *' }]

/** @returns numbers of the agencies in which something is happening now */
async function agenciesWithSomethingNow(
  scope: Scope<ServiceActor>,
  rooms: readonly RoomWaiting[],
): Promise<number[]> {
  const agencies = new Set<number>()
  for (const { happeningNow } of rooms)
    for (const agency of (await happeningNow?.(scope)) ?? []) agencies.add(agency)
  return [...agencies]
}

/** @returns null for an account that is not active */
async function countFor(
  database: Database,
  personId: string,
  rooms: readonly RoomWaiting[],
): Promise<Waiting | null> {
  try {
    return await database.performAs({ personId, operation: 'home.mail.count', purpose: null }, (scope) =>
      whatIsNew(scope, rooms),
    )
  } catch (fault) {
    if (asSeamarkError(fault).code === 'not-active') return null
    throw fault
  }
}

const countOf = ({ counts }: Waiting, kind: MailKind): number =>
  counts[kind === 'digest' ? 'home' : kind] ?? 0

/** The whole of a mail. Its subject stands on a locked telephone. */
function wordsOf(kind: MailKind, count: number, address: string): Pick<Mail, 'subject' | 'text'> {
  const said = kind === 'digest' ? `${String(count)} new` : `${plural(count, 'thing')} to look at now`
  return {
    subject: `Seamark: ${said}`,
    text: [
      `${said}. Sign in to Seamark to see it.`,
      address,
      '',
      'You asked for this mail. You can stop it in Seamark, under "Your account".',
      '',
    ].join('\n'),
  }
}
