/** The whole program as one readable list: platform, then rooms. */
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { readAssets, readPublicAssets } from './design/assets.ts'
import { createTemplates } from './design/templates.ts'
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
import { openPublicPages, publicCookie } from './platform/http/public-pages.ts'
import { createServer, type DeclaredRoute } from './platform/http/server.ts'
import {
  DEMO_CLIENT,
  DEMO_PATH,
  demoKey,
  demoProvider,
  type DemoPerson,
} from './platform/identity/demo-provider.ts'
import { openIdClient } from './platform/identity/openid.ts'
import { forgetSessions } from './platform/identity/forget-sessions.ts'
import { letGoOfSession } from './platform/identity/session.ts'
import { signInPages } from './platform/identity/sign-in.ts'
import { machineOf } from './platform/processes/machine.ts'
import { runBeside } from './platform/processes/beside.ts'
import { sharedSecret } from './platform/processes/shared-secret.ts'
import { startJobs, type Clockwork, type Task } from './platform/jobs/worker.ts'
import { enterHeldEvents } from './platform/ledger/enter-held.ts'
import { sequenceLedger } from './platform/ledger/sequence.ts'
import { openLooks } from './platform/live/look.ts'
import { liveStream } from './platform/live/stream.ts'
import { listenForWakes } from './platform/live/wakes.ts'
import type { Log } from './platform/log.ts'
import { openMailer } from './platform/mail/mailer.ts'
import * as coast from './rooms/coast/index.ts'
import * as matches from './rooms/matches/index.ts'
import * as home from './rooms/home/index.ts'
import * as intelligence from './rooms/intelligence/index.ts'
import * as people from './rooms/people/index.ts'
import * as records from './rooms/records/index.ts'
import * as reporting from './rooms/reporting/index.ts'
import * as sealedIndex from './rooms/sealed-index/index.ts'

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

const tasks: Record<string, Task> = {
  'ledger.enter-held': enterHeldEvents,
  'ledger.sequence': sequenceLedger,
  ...matches.tasks,
  ...reporting.tasks,
  'platform.forget-answers': forgetAnswers,
}
const clockwork: Clockwork[] = [
  { task: 'ledger.enter-held', pattern: '* * * * *' },
  { task: 'ledger.sequence', pattern: '* * * * *' },
  { task: 'platform.forget-answers', pattern: '40 2 * * *' },
  { task: 'identity.forget-sessions', pattern: '*/10 * * * *' },
  ...matches.clockwork,
  ...sealedIndex.clockwork,
  ...reporting.clockwork,
  ...home.mailClockwork,
]

/**
 * Builds a node: it answers requests once `app.listen` and `operator.listen` are called, and `close` gives
 * everything back.
 */
export async function createNode(options: NodeOptions): Promise<Node> {
  const { config, log } = options
  const clock = options.clock ?? (() => new Date())
  const machine = await machineOf(config.dataFolder)
  // Layers that cannot be read fail where they are used; they are not those of the others.
  const layers = await coast.layersHere(config.dataFolder).catch(() => 'unreadable')
  const database = openDatabase(options.databaseUrl, config.databaseConnections, clock)
  await reporting.refuseExerciseKeys(config, database).catch(async (fault: unknown) => {
    await database.close()
    throw fault
  })
  // Whatever files a report, a reporter's details are kept out of it.
  intelligence.guardFilings(reporting.refuseReporterDetails)
  intelligence.showBeside(reporting.photographsBeside)
  const wakes = listenForWakes(options.databaseUrl, log)
  wakes.onSessionEnd((session) => {
    letGoOfSession(Buffer.from(session, 'hex'))
  })
  const beside = await runBeside(database, { layers: () => layers, flood: reporting.ownFlood })
  reporting.shareFlood({
    secret: await sharedSecret(database, 'public-forms'),
    processes: beside.count,
    others: () => beside.say('flood'),
  })
  const looks = openLooks(options.databaseUrl, home.whatWaits)
  const tallies = home.keepTallies()
  database.onWoken(tallies.forget)
  wakes.onWake(tallies.forget)
  const metrics = createMetrics(database, clock)
  const operator = operatorListener({
    ...{ database, metrics },
    differs: () =>
      beside.say('layers').some((others) => others !== layers)
        ? 'other processes have other layers of the coast'
        : null,
  })

  const issuer = config.identity?.issuer ?? config.publicUrl + DEMO_PATH
  const openId = openIdClient({
    issuer,
    clientId: config.identity?.clientId ?? DEMO_CLIENT.id,
    clientSecret: config.identity?.clientSecret ?? DEMO_CLIENT.secret,
    publicUrl: config.publicUrl,
    apiAudience: config.apiAudience,
    agencyClaim: config.agencyClaim,
    insecure: config.identity === null,
    demo: config.demo,
  })

  const { app, routes } = await createServer({
    log,
    proxyHops: config.proxyHops,
    https: config.publicUrl.startsWith('https:'),
    formTargets: [new URL(issuer).origin],
    onAnswer: metrics.answered,
    onPublicAnswer: metrics.answeredPublic,
  })

  const drain = drainOn(app)
  app.addHook('onListen', (done) => {
    operator.ready()
    done()
  })
  app.decorate('dataFolder', config.dataFolder)
  app.decorate('machine', machine)
  app.decorate('database', database)

  const assetsFolder = path.join(config.root, 'build', 'assets')
  const templates = createTemplates({
    assetsFolder,
    development: config.mode === 'development' && !config.demo,
  })
  const render = (template: string, view: object) => templates.render(template, view)

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
    openApi({ database, openId }, async (api) => {
      await api.register(intelligence.api)
      await api.register(matches.api)
      await api.register(sealedIndex.api)
    }),
    { prefix: '/api/v1' },
  )

  await app.register(openApiRoute(routes))
  await app.register(coast.mapTiles({ dataFolder: config.dataFolder }))

  const publicAssets = readPublicAssets(assetsFolder)
  const { errorPage, pages: publicPages } = reporting.publicReporting({
    database,
    geography: () => coast.geographyOf(config.dataFolder),
    findPlaces: coast.publicPlaceSearch(database, () => coast.geographyOf(config.dataFolder)),
    render,
    cookie: publicCookie(config),
    assets: publicAssets,
    exercise: config.demo,
    diskFolder: config.database.kind === 'embedded' ? config.dataFolder : null,
  })
  await app.register(
    openPublicPages(
      { config, css: publicAssets.css, prefixes: reporting.publicPrefixes, errorPage, now: clock },
      publicPages,
    ),
  )

  await app.register(
    openPages(
      { config, database, wakes, render, navigation: home.navigation, assets: readAssets(assetsFolder) },
      async (pages) => {
        await pages.register(
          signInPages({
            ...{ config, database, openId, onRefused: metrics.signInRefused },
            // The demo's client secret is printed in the source.
            secret: config.identity?.clientSecret ?? tripSecret,
          }),
        )
        await pages.register(liveStream({ looks, wakes, log }))
        await pages.register(home.pages(tallies))
        await pages.register(intelligence.pages)
        await pages.register(matches.pages)
        await sealedIndex.pages(pages, { dataFolder: config.dataFolder })
        await pages.register(
          reporting.triagePages({ geography: () => coast.geographyOf(config.dataFolder), demo: config.demo }),
        )
        await pages.register(coast.pages)
        await pages.register(people.pages({ sendsMail: config.mail !== null }))
        await pages.register(records.pages)
      },
    ),
  )

  const slow = intelligence.slowTasks(machine)
  const stopJobs = options.jobs
    ? await startJobs({
        ...{ url: options.databaseUrl, database, wakes, log, clockwork, ticks: matches.ticks },
        slow: Object.keys(slow),
        tasks: {
          ...tasks,
          ...slow,
          ...sealedIndex.tasks(config.dataFolder),
          ...home.mailTasks(
            config.mail && openMailer(config.mail, new URL(config.publicUrl).hostname),
            config.publicUrl,
          ),
          'identity.forget-sessions': forgetSessions({
            idleMinutes: config.sessionIdleMinutes,
            hours: config.sessionHours,
          }),
        },
      })
    : () => Promise.resolve()

  return {
    app,
    operator,
    routes,
    database,
    drain: async () => {
      operator.drain()
      await drain(config.drainSeconds)
    },
    close: async () => {
      await app.close()
      await operator.close()
      await stopJobs()
      await looks.close()
      await wakes.close()
      await beside.leave()
      await database.close()
    },
  }
}
