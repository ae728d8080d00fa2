/** The whole program as one readable list: the rooms, and the platform they stand on. */
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { readAssets } from './design/assets.ts'
import { createTemplates } from './design/templates.ts'
import { buildOf } from './platform/build.ts'
import { answerChecks, CHECK_KEY } from './platform/check/through-proxy.ts'
import type { Config } from './platform/config.ts'
import { openDatabase, type Database } from './platform/database/perform.ts'
import { openApi } from './platform/http/api.ts'
import { forgetAnswers } from './platform/http/forget-answers.ts'
import { demoHealth } from './platform/http/health.ts'
import { drainOn } from './platform/http/drain.ts'
import { createMetrics } from './platform/http/metrics.ts'
import { openApiRoute } from './platform/http/openapi.ts'
import { operatorListener, type OperatorListener } from './platform/http/operator.ts'
import { openPages } from './platform/http/pages.ts'
import { openPublicPages } from './platform/http/public-pages.ts'
import { createServer, type DeclaredRoute } from './platform/http/server.ts'
import { backChannelLogout } from './platform/identity/back-channel.ts'
import {
  DEMO_PATH,
  demoKey,
  demoProvider,
  demoSettings,
  type DemoPerson,
} from './platform/identity/demo-provider.ts'
import { openIdClient } from './platform/identity/openid.ts'
import { providersOf } from './platform/identity/providers.ts'
import { scim, SCIM_PATH } from './platform/identity/scim/routes.ts'
import { forgetSessions } from './platform/identity/forget-sessions.ts'
import { letGoOfSession } from './platform/identity/session.ts'
import { signInPages } from './platform/identity/sign-in.ts'
import { watchProvider } from './platform/identity/watch-provider.ts'
import { machineOf } from './platform/processes/machine.ts'
import { runBeside } from './platform/processes/beside.ts'
import { sharedSecret } from './platform/processes/shared-secret.ts'
import { startJobs } from './platform/jobs/worker.ts'
import { enterHeldEvents } from './platform/ledger/enter-held.ts'
import { ledgerFolder } from './platform/ledger/folder.ts'
import { makeMonths } from './platform/ledger/make-months.ts'
import { publishLedger } from './platform/ledger/publish.ts'
import { sequenceLedger } from './platform/ledger/sequence.ts'
import { verifyOwnLedger } from './platform/ledger/verify-own.ts'
import { openLooks } from './platform/live/look.ts'
import { liveStream } from './platform/live/stream.ts'
import { listenForWakes } from './platform/live/wakes.ts'
import type { Log } from './platform/log.ts'
import { foldJobs, type PlatformJobs } from './platform/rooms/fold-jobs.ts'
import { foldRooms } from './platform/rooms/fold-rooms.ts'
import type { Room, Routes } from './platform/rooms/room.ts'
import type { RoomServices } from './platform/rooms/services.ts'
import * as coast from './rooms/coast/index.ts'
import * as disruptions from './rooms/disruptions/index.ts'
import * as encounters from './rooms/encounters/index.ts'
import * as systemRequests from './rooms/system-requests/index.ts'
import * as home from './rooms/home/index.ts'
import * as intelligence from './rooms/intelligence/index.ts'
import * as matches from './rooms/matches/index.ts'
import * as networks from './rooms/networks/index.ts'
import * as operations from './rooms/operations/index.ts'
import * as oversight from './rooms/oversight/index.ts'
import * as people from './rooms/people/index.ts'
import * as records from './rooms/records/index.ts'
import * as reporting from './rooms/reporting/index.ts'
import * as requirements from './rooms/requirements/index.ts'
import * as search from './rooms/search/index.ts'
import * as sealedIndex from './rooms/sealed-index/index.ts'
import * as sharing from './rooms/sharing/index.ts'

/** Every room, in the order in which home lists what waits and pages are declared. */
export const rooms: readonly Room[] = [
  home.room,
  intelligence.room,
  requirements.room,
  sharing.room,
  search.room,
  matches.room,
  sealedIndex.room,
  networks.room,
  operations.room,
  encounters.room,
  systemRequests.room,
  disruptions.room,
  reporting.room,
  coast.room,
  oversight.room,
  people.room,
  records.room,
]

export type Node = {
  app: FastifyInstance
  /** who runs the node asks here how it is; never the public's port */
  operator: OperatorListener
  routes: DeclaredRoute[]
  database: Database
  /** Tells the operator's listener that it ends, and goes on answering for as long as the settings say. */
  drain: () => Promise<void>
  close: () => Promise<void>
}

export type NodeOptions = {
  config: Config
  log: Log
  /** the program's login */
  databaseUrl: string
  /** the people whom the demo's provider lists; empty in production */
  demoPeople: readonly DemoPerson[]
  /** jobs run in this process; tests may start them by hand */
  jobs: boolean
  clock?: () => Date
}

/** Milliseconds between two checkpoints while there is traffic; ten seconds are promised. */
const PUBLISH_EVERY = 3_000

/** What the clock does in no room. */
const platformJobs = ({ config, dataFolder }: RoomServices): PlatformJobs => ({
  tasks: {
    'ledger.enter-held': enterHeldEvents,
    'ledger.sequence': sequenceLedger,
    'ledger.publish': publishLedger({ folder: ledgerFolder(dataFolder), publicUrl: config.publicUrl }),
    'ledger.make-months': makeMonths,
    'ledger.verify': verifyOwnLedger(ledgerFolder(dataFolder)),
    'platform.forget-answers': forgetAnswers,
    'identity.forget-sessions': forgetSessions({
      idleMinutes: config.sessionIdleMinutes,
      hours: config.sessionHours,
    }),
  },
  schedule: [
    { task: 'ledger.enter-held', pattern: '* * * * *' },
    { task: 'ledger.make-months', pattern: '50 1 * * *' },
    { task: 'ledger.verify', pattern: '10 3 * * *' },
    { task: 'platform.forget-answers', pattern: '40 2 * * *' },
    { task: 'identity.forget-sessions', pattern: '*/10 * * * *' },
  ],
  loops: [{ task: 'ledger.publish', pauseMs: PUBLISH_EVERY }],
})

/**
 * Builds a node: it answers requests once `app.listen` and `operator.listen` are called, and `close` gives
 * everything back.
 * @throws Error when two rooms claim one thing, or a route has no words; nothing is left open then
 */
export async function createNode(options: NodeOptions): Promise<Node> {
  const opened: (() => Promise<void>)[] = []
  const close = async () => {
    for (const one of opened.toReversed()) await one()
  }
  try {
    return { ...(await openNode(options, (one) => opened.push(one))), close }
  } catch (fault) {
    await close()
    throw fault
  }
}

/** @param toClose - is told what is open, one after the other; the last is closed first */
async function openNode(
  options: NodeOptions,
  toClose: (close: () => Promise<void>) => void,
): Promise<Omit<Node, 'close'>> {
  const { config, log } = options
  const clock = options.clock ?? (() => new Date())
  const services = await openServices(options, clock, toClose)
  const { database, wakes, house, assetsFolder, render } = services
  for (const room of rooms) await room.prepare?.(services)
  const looks = openLooks(options.databaseUrl, home.whatWaits(house))
  toClose(looks.close)
  const jobs = foldJobs(rooms, services, platformJobs(services))
  let stopJobs = () => Promise.resolve()
  toClose(() => stopJobs())
  const metrics = createMetrics(database, clock, {
    dataFolder: config.dataFolder,
    build: await buildOf(config.root),
  })
  const differences = () => rooms.flatMap(({ readiness }) => readiness?.(services) ?? [])
  const operator = operatorListener({
    ...{ database, metrics },
    differs: () => differences().join('; ') || null,
  })
  toClose(operator.close)

  const { publicUrl, apiAudience, demo } = config
  const vouching = config.providers.length > 0 ? config.providers : [demoSettings(publicUrl)]
  const providers = providersOf(
    vouching.map((one) =>
      watchProvider(openIdClient({ ...one, publicUrl, apiAudience, demo }), metrics.providerFailed),
    ),
  )

  const { app, routes } = await createServer({
    log,
    proxyHops: config.proxyHops,
    https: config.publicUrl.startsWith('https:'),
    formTargets: [...new Set(vouching.map(({ issuer }) => new URL(issuer).origin))],
    onAnswer: metrics.answered,
    onPublicAnswer: metrics.answeredPublic,
    hasWords: (operation) => house.deedOf(operation) !== null,
  })
  toClose(() => app.close())

  answerChecks(app, await sharedSecret(database, CHECK_KEY))
  const drain = drainOn(app)
  app.addHook('onListen', (done) => {
    operator.ready()
    done()
  })

  await serveAssets(app, assetsFolder)
  if (config.demo) await app.register(demoHealth(database))
  const tripSecret = (await sharedSecret(database, 'sign-in-trips')).toString('base64url')
  const demoIdentity = options.demoPeople.length > 0 ? await demoKey(config.dataFolder) : null
  if (demoIdentity !== null) {
    const key = demoIdentity
    await app.register(
      demoProvider({ publicUrl: config.publicUrl, key, people: options.demoPeople, render }),
      { prefix: DEMO_PATH },
    )
  }

  await app.register(
    openApi({ database, providers }, async (api) => {
      for (const room of rooms) await declare(api, services, room.api)
    }),
    { prefix: '/api/v1' },
  )
  await app.register(openApiRoute(routes, publicUrl))
  await app.register(backChannelLogout({ database, providers }))
  await app.register(scim({ database, publicUrl }), { prefix: SCIM_PATH })
  for (const room of rooms) await declare(app, services, room.files)

  for (const room of rooms) {
    if (!room.publicPages) continue
    const { prefixes, css, errorPage, pages } = room.publicPages(services)
    await app.register(openPublicPages({ config, css, prefixes, errorPage, now: clock }, pages))
  }

  await app.register(
    openPages(
      {
        ...{ config, database, wakes, render },
        navigation: home.navigation(house),
        action: house.frameAction,
        notices: rooms.flatMap(({ frameNotice }) => frameNotice?.(services) ?? []),
        assets: readAssets(assetsFolder),
      },
      async (pages) => {
        await pages.register(
          signInPages({
            ...{ config, database, providers, onRefused: metrics.signInRefused },
            // The demo's client secret is printed in the source.
            secret: config.providers[0]?.clientSecret ?? tripSecret,
          }),
        )
        await pages.register(liveStream({ looks, wakes, log }))
        for (const room of rooms) await declare(pages, services, room.pages)
      },
    ),
  )

  if (options.jobs) stopJobs = await startJobs({ url: options.databaseUrl, database, wakes, log, ...jobs })

  return {
    app,
    operator,
    routes,
    database,
    drain: async () => {
      operator.drain()
      await drain(config.drainSeconds)
    },
  }
}

/** Opens what every room is handed. */
async function openServices(
  { config, log, databaseUrl }: NodeOptions,
  clock: () => Date,
  toClose: (close: () => Promise<void>) => void,
): Promise<RoomServices> {
  const { dataFolder } = config
  const house = foldRooms(rooms)
  const machine = await machineOf(dataFolder)
  const database = openDatabase(databaseUrl, config.databaseConnections, clock)
  toClose(() => database.close())
  const wakes = listenForWakes(databaseUrl, log)
  toClose(() => wakes.close())
  wakes.onSessionEnd((session) => {
    letGoOfSession(Buffer.from(session, 'hex'))
  })
  const says = await Promise.all(rooms.map(async (room) => (await room.says?.({ dataFolder })) ?? {}))
  const beside = await runBeside(database, Object.assign({}, ...says) as Record<string, () => unknown>)
  toClose(() => beside.leave())
  const assetsFolder = path.join(config.root, 'build', 'assets')
  const templates = createTemplates({
    assetsFolder,
    development: config.mode === 'development' && !config.demo,
  })
  const render = (template: string, view: object) => templates.render(template, view)
  return {
    ...{ config, log, database, clock, dataFolder, machine, assetsFolder, house, wakes, beside, render },
  }
}

/** Declares a room's routes on a part of the server, encapsulated: its hooks are no other room's. */
async function declare(
  app: FastifyInstance,
  services: RoomServices,
  routes: Routes | undefined,
): Promise<void> {
  if (routes) await app.register(async (inside) => await routes(inside, services))
}

async function serveAssets(app: FastifyInstance, assetsFolder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: assetsFolder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
  })
  const assets = { operation: 'design.assets', access: 'public', unlogged: true } as const
  app.get('/assets/*', { config: assets }, (request, reply) =>
    // the names carry a hash of the content, so a browser may keep them for good
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .sendFile((request.params as { '*': string })['*']),
  )
}
