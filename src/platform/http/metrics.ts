/** Figures for those who run a node: operations and statuses; never an agency, a person or a record. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../database/perform.ts'
import { registerGauges, type Build } from './gauges.ts'
import { countByHour, peakByHour } from './hours.ts'

export type Answered = { operation: string; status: number; seconds: number }

export type Metrics = {
  /** An answer to somebody who is signed in, signs in, or is a program with a token. */
  answered: (facts: Answered) => void
  /** An answer to the public: only the first figure of the status is kept, and told when the hour is over. */
  answeredPublic: (status: number) => void
  /** An answer at the sign-in's door that the identity provider does not confirm. */
  signInRefused: () => void
  /** A fault between this node and the identity provider, by its code. */
  providerFailed: (fault: string) => void
  /** Prometheus text. */
  text: () => Promise<string>
  contentType: string
}

/** Of the runtime's own figures those that count connections: each visit of the public is one. */
const CONNECTIONS = [
  'nodejs_active_handles',
  'nodejs_active_handles_total',
  'nodejs_active_requests',
  'nodejs_active_requests_total',
  'nodejs_active_resources',
  'nodejs_active_resources_total',
  'process_open_fds',
]

const classOf = (status: number) => `${String(Math.floor(status / 100))}xx`

/**
 * Makes the figures of this process.
 * @param database - whose connections are counted: by the hour too, because the public's acts take one
 * @param now - the node's clock
 * @param node - its data folder, whose disk is told, and what it was built as
 * @returns where answers are counted, and their text in Prometheus' form
 */
export function createMetrics(
  database: Database,
  now: () => Date,
  node: { dataFolder: string; build: Build },
): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const name of CONNECTIONS) registry.removeSingleMetric(name)
  const answers = new Histogram({
    name: 'seamark_http_seconds',
    help: 'Time to answer a request of somebody who is signed in or signs in',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  const refused = new Counter({
    name: 'seamark_sign_ins_refused_total',
    help: 'Answers at the sign-in that the identity provider does not confirm',
    registers: [registry],
  })
  const ofThePublic = countByHour(now)
  new Counter({
    name: 'seamark_public_answers_total',
    help: 'Answers to the public in hours that are over',
    labelNames: ['status'],
    registers: [registry],
    collect() {
      for (const [status, count] of ofThePublic.take()) this.inc({ status }, count)
    },
  })
  const peaks = { busy: peakByHour(now), waiting: peakByHour(now) }
  database.pool.onTake(() => {
    peaks.busy.see(database.pool.total() - database.pool.idle())
    peaks.waiting.see(database.pool.waiting())
  })
  for (const [name, peak] of Object.entries(peaks))
    new Gauge({
      name: `seamark_database_connections_most_${name}`,
      help: `Database connections, ${name}: the most at once in the last hour that is over`,
      registers: [registry],
      collect() {
        this.set(peak.read())
      },
    })
  const { providerFailed } = registerGauges(registry, { database, ...node })
  return {
    providerFailed,
    answered: ({ operation, status, seconds }) => {
      answers.observe({ operation, status: classOf(status) }, seconds)
    },
    signInRefused: () => {
      refused.inc()
    },
    answeredPublic: (status) => {
      ofThePublic.add(classOf(status))
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
