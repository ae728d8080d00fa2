/**
 * The ledger as static files that everybody may read (C2SP tlog-tiles, below `/log`), and where witnesses bring what they
 * signed. Nobody is signed in here: the files hold digests of salted content, and a signature says itself whose it is.
 */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { notFound } from '../../../platform/errors.ts'
import { bodyOf, pathOf } from '../../../platform/http/input.ts'
import { ledgerFolder, readCheckpointFile, readTile } from '../../../platform/ledger/folder.ts'
import { takeCosignatures, takeRefusal } from '../../../platform/ledger/witnesses.ts'
import type { RoomServices } from '../../../platform/rooms/services.ts'
import { LONGEST_NOTE } from '../../../wire/ledger/signed-note.ts'
import { readTilePath } from '../../../wire/ledger/tiles.ts'

const tileParameters = z.object({ '*': z.string().max(60) })
const note = z.string().max(LONGEST_NOTE)
const cosignature = z.object({ checkpoint: note })
const refusal = z.object({ statement: note })

/**
 * Registers the files, and the two routes of witnesses.
 * @param services - the folder in which the files lie
 */
export function logFiles(app: FastifyInstance, { database, dataFolder }: RoomServices): void {
  const folder = ledgerFolder(dataFolder)

  for (const which of ['checkpoint', 'checkpoint.witnessed'] as const)
    app.get(
      `/log/${which}`,
      { config: { operation: 'ledger.log.checkpoint', access: 'public', unlogged: true } },
      async (_request, reply) => {
        const checkpoint = await readCheckpointFile(folder, which)
        if (checkpoint === null) throw notFound()
        return reply
          .type('text/plain; charset=utf-8')
          .header('cache-control', 'no-cache, max-age=2')
          .send(checkpoint)
      },
    )

  app.get(
    '/log/tile/*',
    { config: { operation: 'ledger.log.tile', access: 'public', unlogged: true } },
    async (request, reply) => {
      // Nothing that is asked for becomes a path: only what a tile is called.
      const name = readTilePath(`tile/${pathOf(request, tileParameters)['*']}`)
      const tile = name && (await readTile(folder, name))
      if (tile === null) throw notFound()
      return reply
        .type('application/octet-stream')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(tile)
    },
  )

  app.post(
    '/log/cosignatures',
    { config: { operation: 'ledger.cosignature.take', access: 'public' } },
    async (request, reply) => {
      const { checkpoint } = bodyOf(request, cosignature)
      const what = { service: 'ledger', operation: 'ledger.cosignature.take' }
      const taken = await database.performAsService(what, (scope) => takeCosignatures(scope, checkpoint))
      return plain(reply, `${String(taken)} taken\n`)
    },
  )

  app.post(
    '/log/refusals',
    { config: { operation: 'ledger.refusal.take', access: 'public' } },
    async (request, reply) => {
      const { statement } = bodyOf(request, refusal)
      const what = { service: 'ledger', operation: 'ledger.refusal.take' }
      await database.performAsService(what, (scope) => takeRefusal(scope, statement))
      return plain(reply, 'taken\n')
    },
  )
}

const plain = (reply: FastifyReply, text: string) => reply.type('text/plain; charset=utf-8').send(text)
