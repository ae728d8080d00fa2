/** Gauges of the node for those who run it: ledger, jobs, schema, disk, build, identity provider. */
import { Counter, Gauge, type Registry } from 'prom-client'
import type { Database } from '../database/perform.ts'
import { readDisk, readFigures, type Figures } from './figures.ts'

/** Milliseconds for which what was read counts: however often it is asked, the database is asked seldom. */
const KEPT = 10_000

export type Build = { version: string; schema: { last: string; digest: string } }

type Ask = { database: Database; dataFolder: string; build: Build; now?: () => number }

/** Each gauge that is a number of `Figures`. */
const NUMBERS: readonly { name: string; help: string; of: (figures: Figures) => number | null }[] = [
  {
    name: 'seamark_ledger_pending_events',
    help: 'Events that have no number in the ledger yet',
    of: (figures) => figures.ledgerPending,
  },
  {
    name: 'seamark_ledger_pending_oldest_seconds',
    help: 'Age of the oldest event without a number, in whole minutes',
    of: (figures) => figures.ledgerOldest,
  },
  {
    name: 'seamark_ledger_held_overdue_seconds',
    help: 'How much later than an hour and its end the events of the public enter the ledger',
    of: (figures) => figures.heldOverdue,
  },
  {
    name: 'seamark_jobs_failed',
    help: 'Jobs that failed and are tried again',
    of: (figures) => figures.jobsFailed,
  },
  {
    name: 'seamark_jobs_given_up',
    help: 'Jobs that failed so often that nobody tries them again',
    of: (figures) => figures.jobsGivenUp,
  },
  {
    name: 'seamark_jobs_oldest_due_seconds',
    help: 'How long the job has waited that is due for the longest, in whole minutes',
    of: (figures) => figures.jobsOldestDue,
  },
  {
    name: 'seamark_clock_stands_seconds',
    help: 'Since the clock last started a job, in whole minutes',
    of: (figures) => figures.clockStands,
  },
]

/**
 * Adds the gauges to a registry.
 * @param registry - of this process
 * @param ask - where the figures come from; `now` in milliseconds that only grow
 * @returns counts a fault between this node and the identity provider, by its code
 */
export function registerGauges(registry: Registry, ask: Ask): { providerFailed: (fault: string) => void } {
  const { build } = ask
  const now = ask.now ?? (() => performance.now())
  let kept: { at: number; figures: Promise<Figures | null> } | null = null
  const figures = () => {
    if (kept === null || now() - kept.at >= KEPT)
      kept = { at: now(), figures: readFigures(ask.database).catch(() => null) }
    return kept.figures
  }
  const registers = [registry]
  new Gauge({
    name: 'seamark_build_info',
    help: 'Always 1: the version that runs, and the Node.js that it runs on',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version: build.version, node: process.versions.node }, 1)
  new Gauge({
    ...{
      name: 'seamark_database_answers',
      help: '1 when the figures of the database could be read',
      registers,
    },
    async collect() {
      this.set((await figures()) === null ? 0 : 1)
    },
  })
  for (const { name, help, of } of NUMBERS)
    new Gauge({
      ...{ name, help, registers },
      async collect() {
        const read = await figures()
        const value = read === null ? null : of(read)
        // A figure that nobody knows is left out, not told as it was.
        this.remove()
        if (value !== null) this.set(value)
      },
    })
  new Gauge({
    name: 'seamark_schema_info',
    help: 'Always 1: the last change that the database was given, and a digest of all its files',
    labelNames: ['change', 'files'],
    registers,
    async collect() {
      const schema = (await figures())?.schema
      this.reset()
      if (schema) this.set({ change: schema.last, files: schema.digest }, 1)
    },
  })
  new Gauge({
    ...{
      name: 'seamark_schema_differs',
      help: '1 when the schema is of another version than this program',
      registers,
    },
    async collect() {
      const read = await figures()
      this.remove()
      if (read !== null) this.set(read.schema?.digest === build.schema.digest ? 0 : 1)
    },
  })
  let disk: Promise<{ size: number; free: number } | null> | null = null
  for (const what of ['size', 'free'] as const)
    new Gauge({
      name: `seamark_data_disk_${what}_bytes`,
      help: `The disk of DATA_DIR: ${what === 'size' ? 'its size' : 'what is free, down to a hundredth of its size'}`,
      registers,
      async collect() {
        if (what === 'size') disk = readDisk(ask.dataFolder)
        const read = await (disk ??= readDisk(ask.dataFolder))
        this.remove()
        if (read !== null) this.set(read[what])
      },
    })
  const faults = new Counter({
    name: 'seamark_provider_faults_total',
    help: 'Faults between this node and the identity provider that nobody at a browser can bring about',
    labelNames: ['fault'],
    registers,
  })
  return {
    providerFailed: (fault) => {
      faults.inc({ fault })
    },
  }
}
