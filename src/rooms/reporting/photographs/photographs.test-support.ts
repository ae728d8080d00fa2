/** A site that only receives photographs, on a real database and real HTTP, with one desk behind it. */
import { connect, createServer as createTcp, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../../platform/database/perform.ts'
import { createLog } from '../../../platform/log.ts'
import { createServer } from '../../../platform/http/server.ts'
import type { Geography } from '../../coast/index.ts'
import { keepDraft, newCookie } from '../arrival/drafts.ts'
import type { PublicServices } from '../arrival/services.ts'
import { submitReport } from '../arrival/submit.ts'
import { createDesk } from '../keys/desk-keys.ts'
import { newKeyPair } from '../sealing/identities.ts'
import { openSealed } from '../sealing/seal.ts'
import { photographRoutes, type FileFault } from './index.ts'

/** What of a test's database is used here; tests make it, as code of a room knows no test. */
type OwnDatabase = {
  database: Database
  admin: <Row extends object>(sql: string, parameters?: unknown[]) => Promise<Row[]>
  close: () => Promise<void>
}

export type PhotographSite = OwnDatabase & {
  services: PublicServices
  port: number
  base: string
  /** a new draft; gives the cookie's value */
  draft: () => Promise<string>
  /** sends the words of a draft */
  send: (cookie: string) => Promise<void>
  /** what the desk's recovery key opens, by part */
  opened: () => Promise<{ part: string; number: number; media: string | null; bytes: Buffer }[]>
}

export async function photographSite(base: OwnDatabase): Promise<PhotographSite> {
  const { identity, recipient } = newKeyPair()
  await createDesk(base.database, {
    agencySlug: 'sussex-police',
    areas: [],
    takesTheRest: true,
    recoveryRecipient: recipient,
  })
  const services: PublicServices = {
    database: base.database,
    geography: () => Promise.reject<Geography>(new Error('No place is asked for here')),
  }
  const { app } = await createServer({
    log: createLog('silent'),
    proxyHops: 0,
    https: false,
    formTargets: [],
    onAnswer: () => undefined,
    onPublicAnswer: () => undefined,
  })
  await app.register(
    photographRoutes({
      services,
      cookieOf: (request) => request.cookies['seamark-report'] ?? null,
      show: async (_request, reply, faults: FileFault[]) => await reply.status(422).send({ faults }),
      noDraft: (_request, reply) => reply.redirect('/report/expired', 303),
    }),
  )
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    ...base,
    services,
    port,
    base: `http://127.0.0.1:${String(port)}`,
    draft: async () => {
      const cookie = newCookie()
      await keepDraft(services, cookie, {})
      return cookie
    },
    send: async (cookie) => {
      await submitReport(services, {
        answers: {
          kind: 'boat',
          when: { at: 'now' },
          where: { how: 'described', description: 'Under the old pier' },
          what: { seen: [], words: 'Somebody repairs a boat at night' },
        },
        language: 'en',
        contact: null,
        files: [],
        originals: [],
        key: cookie,
      })
    },
    opened: async () => {
      const rows = await base.admin<{
        part: string
        number: number
        media: string | null
        header: Buffer
        payload: Buffer
      }>(
        `select part, number, media, header, payload from reporting.sealed_part
         where part in ('file', 'original') order by number, part`,
      )
      return await Promise.all(
        rows.map(async ({ header, payload, ...row }) => ({
          ...row,
          bytes: Buffer.from(await openSealed({ header, payload }, [identity])),
        })),
      )
    },
    close: async () => {
      await app.close()
      await base.close()
    },
  }
}

/** A form with files, as a browser posts it. */
export function form(files: readonly (Uint8Array | null)[], fields: Record<string, string> = {}): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  for (const bytes of files)
    data.append(
      'photographs',
      new Blob(bytes ? [Uint8Array.from(bytes)] : []),
      bytes ? 'CANARY-NAME.jpg' : '',
    )
  return data
}

/**
 * A bad network in front of the site: lets so many bytes of uploads through, then cuts the line; the next
 * connection may carry as many again.
 */
export async function badNetwork(
  port: number,
  bytesEach: number,
): Promise<{ port: number; cuts: () => number; close: () => void }> {
  let cuts = 0
  const sockets = new Set<Socket>()
  const server = createTcp((near) => {
    const far = connect(port, '127.0.0.1')
    sockets.add(near).add(far)
    let through = 0
    near.on('data', (bytes: Buffer) => {
      through += bytes.length
      far.write(bytes)
      if (through <= bytesEach) return
      cuts += 1
      near.pause()
      // What was on its way arrives, and then there is silence.
      void sleep(50).then(() => near.destroy())
    })
    far.on('data', (bytes: Buffer) => near.write(bytes))
    for (const socket of [near, far])
      socket
        .on('error', () => undefined)
        .on('close', () => {
          near.destroy()
          far.destroy()
        })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cuts: () => cuts,
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
