/** What the agency has sealed and how that works; and, for an administrator, the holders of the keys. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Database } from '../../../platform/database/perform.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { asSeamarkError, conflict } from '../../../platform/errors.ts'
import { bodyOf, typedValues } from '../../../platform/http/input.ts'
import { enterHolder, holderBody, refreshHolders } from '../sealed/index-holders.ts'
import { nodeCaller } from '../sealed/index-node-caller.ts'
import { sealedOverview } from '../sealed/index-overview.ts'
import { epochsOf, holdersOf } from '../sealed/index-parameters.ts'
import { countWaitingPairs } from '../person-queue.ts'
import { readers } from './readers.ts'
import { holderName, onOneMachine, sealedPage } from './sealed.view.ts'

const administrator = ['administrator'] as const
const SETTINGS = '/settings/sealed'

const daysBody = z.strictObject({
  days_kept: z.coerce
    .number({ error: 'Enter a whole number' })
    .int('Enter a whole number')
    .min(1, 'Must be 1 or more')
    .max(3_660, 'Must be 3,660 or less'),
  version: z.coerce.number().int(),
})

/** @param services - the database, for what the program itself asks of the holders; the folder of its key */
export function sealedPages(services: { database: Database; dataFolder: string }) {
  return (app: FastifyInstance): Promise<void> => {
    app.get(
      '/matches/sealed',
      { config: { operation: 'deconfliction.sealed.overview', access: readers } },
      async (request, reply) => {
        const { view, waiting } = await request.perform(async (scope) => ({
          view: await sealedOverview(scope),
          waiting: await countWaitingPairs(scope),
        }))
        return reply.page('rooms/deconfliction/pages/sealed.njk', sealedPage(view, waiting.pairs))
      },
    )

    app.get(
      SETTINGS,
      { config: { operation: 'deconfliction.sealed.setting.show', access: administrator } },
      (request, reply) => show(request, reply, services.dataFolder, {}),
    )

    app.post(
      `${SETTINGS}/holders`,
      { config: { operation: 'deconfliction.sealed.holder.enter', access: administrator } },
      (request, reply) =>
        tried(request, reply, services.dataFolder, async () => {
          const input = bodyOf(request, holderBody)
          await request.perform((scope) => enterHolder(scope, input))
          const { faults } = await refreshHolders(services.database)
          return Object.keys(faults).length === 0
            ? 'The holder is entered.'
            : 'The holder is entered. Something is not right with it yet: see below.'
        }),
    )

    app.post(
      `${SETTINGS}/refresh`,
      { config: { operation: 'deconfliction.sealed.holder.ask', access: administrator } },
      (request, reply) =>
        tried(request, reply, services.dataFolder, async () => {
          const { rotating } = await refreshHolders(services.database)
          await request.perform((scope) => {
            scope.record({ kind: 'administration', detail: { holders: 'asked' } })
            scope.outbox({
              task: 'deconfliction.sealed.rotate',
              payload: {},
              key: 'deconfliction.sealed.rotate',
            })
            return Promise.resolve()
          })
          return rotating ? 'The index is being moved to the next epoch.' : 'Both holders were asked.'
        }),
    )

    app.post(
      `${SETTINGS}/days`,
      { config: { operation: 'deconfliction.sealed.setting.change', access: administrator } },
      (request, reply) =>
        tried(request, reply, services.dataFolder, async () => {
          const input = bodyOf(request, daysBody)
          await request.perform((scope) => changeDays(scope, input))
          return 'The setting is changed. It counts for what is sealed from now on.'
        }),
    )
    return Promise.resolve()
  }
}

async function changeDays(scope: MemberScope, input: z.output<typeof daysBody>): Promise<void> {
  const changed = await scope.tx.run(
    'update deconfliction.sealed_setting set days_kept = $1, version = version + 1 where version = $2',
    [input.days_kept, input.version],
  )
  if (changed === 0)
    throw conflict('stale', 'Somebody changed this setting meanwhile. Look at it and try again.')
  scope.record({ kind: 'administration', detail: { days_kept: input.days_kept } })
}

/** Does something and says so; what is wrong with the form comes back with it. */
async function tried(
  request: FastifyRequest,
  reply: FastifyReply,
  dataFolder: string,
  work: () => Promise<string>,
): Promise<FastifyReply> {
  try {
    return await reply.done(SETTINGS, await work())
  } catch (thrown) {
    const error = asSeamarkError(thrown)
    if (error.kind !== 'invalid' && error.kind !== 'conflict') throw thrown
    return await show(request, reply, dataFolder, {
      values: typedValues(request),
      errors: error.fields ?? { form: error.message },
    })
  }
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  dataFolder: string,
  more: { values?: Record<string, unknown>; errors?: Record<string, string> },
): Promise<FastifyReply> {
  const caller = await nodeCaller(dataFolder)
  const found = await request.perform(async (scope) => ({
    holders: await holdersOf(scope),
    epochs: await epochsOf(scope),
    setting: await scope.tx.one<{ days_kept: number; version: number }>(
      'select days_kept, version from deconfliction.sealed_setting',
    ),
  }))
  return await reply.page('rooms/deconfliction/pages/sealed-setting.njk', {
    title: 'Sealed deconfliction',
    back: { text: 'Matching and checks', href: '/settings/deconfliction' },
    holders: found.holders.map((holder) => ({
      name: holderName(holder),
      url: holder.url,
      identity: holder.identity.toString('base64url'),
      askedAt: holder.askedAt,
      fault: holder.fault,
    })),
    full: found.holders.length === 2,
    oneMachine: onOneMachine(found.holders),
    epochs: found.epochs,
    caller,
    ...more,
    values: { ...found.setting, ...more.values },
  })
}
