/** For those who run a node: is it alive, is it ready, how is it doing. */
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../database/perform.ts'
import { unavailable } from '../errors.ts'

export type Metrics = {
  registry: Registry
  answered: (facts: { operation: string; status: number; seconds: number }) => void
}

/** Metrics carry operations and statuses; never an agency, a person or a record. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const answers = new Histogram({
    name: 'seamark_http_seconds',
    help: 'Time to answer a request',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  return {
    registry,
    answered: ({ operation, status, seconds }) => {
      answers.observe({ operation, status: `${String(Math.floor(status / 100))}xx` }, seconds)
    },
  }
}

export function healthRoutes(services: { database: Database; metrics: Metrics }) {
  const { database, metrics } = services
  for (const [name, value] of Object.entries(database.pool))
    new Gauge({
      name: `seamark_database_connections_${name}`,
      help: `Database connections: ${name}`,
      registers: [metrics.registry],
      collect() {
        this.set(value())
      },
    })
  return (app: FastifyInstance): void => {
    app.get('/healthz', { config: { operation: 'platform.health', access: 'public' } }, () => ({
      status: 'ok',
    }))
    app.get('/readyz', { config: { operation: 'platform.ready', access: 'public' } }, async () => {
      await database.ping().catch((fault: unknown) => {
        throw unavailable(fault)
      })
      return { status: 'ok' }
    })
    app.get(
      '/metrics',
      { config: { operation: 'platform.metrics', access: 'public' } },
      async (_request, reply) =>
        reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
    )
  }
}
