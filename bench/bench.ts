/**
 * `npm run bench`: one command, one table. It works on a database of its own with the product's settings,
 * runs the node under test in a process of its own, and speaks to nobody but this machine.
 */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { openDatabase, type Database } from '../src/platform/database/perform.ts'
import { compareWaitingPersons } from '../src/rooms/matches/index.ts'
import { gatherMentions } from '../src/rooms/networks/index.ts'
import type { Stage } from './agency-file.ts'
import { makeCluster, type Cluster } from './cluster.ts'
import { isMet, linesOf, type Results, type SizeResults } from './figures.ts'
import { describeMachine } from './machine.ts'
import { measureActionDay } from './measure-action-day.ts'
import { measureDisruptions } from './measure-disruptions.ts'
import { measureCheck } from './measure-check.ts'
import { measureEvents } from './measure-events.ts'
import { measureFiling, plainCommits } from './measure-filing.ts'
import { measureForms } from './measure-forms.ts'
import { measureGeography } from './measure-geography.ts'
import { importStage, plainInsert } from './measure-import.ts'
import { measureKinds } from './measure-kinds.ts'
import { measureOperations } from './measure-operations.ts'
import { measurePlannedEvents } from './measure-planned-events.ts'
import { measureLedger } from './measure-ledger.ts'
import { measureLive } from './measure-live.ts'
import { measureLinkage } from './measure-linkage.ts'
import { measureIdentifiers } from './measure-identifiers.ts'
import { measureNames } from './measure-names.ts'
import { measurePacks } from './measure-packs.ts'
import { measureNetworks } from './measure-networks.ts'
import { measureNational } from './measure-national.ts'
import { measurePages } from './measure-pages.ts'
import { measurePersons } from './measure-persons.ts'
import { measureEncounters } from './measure-encounters.ts'
import { measurePublicPages } from './measure-public-pages.ts'
import { measurePhotographs } from './measure-photographs.ts'
import { measureRelease } from './measure-release.ts'
import { measureRecording } from './measure-recording.ts'
import { measureReviews } from './measure-reviews.ts'
import { measureReporting } from './measure-reporting.ts'
import { measureRequirements } from './measure-requirements.ts'
import { measureSealedIndex } from './measure-sealed-index.ts'
import { measureSealing } from './measure-sealing.ts'
import { measureSearch } from './measure-search.ts'
import { measureStandby } from './measure-standby.ts'
import { measureSubjects } from './measure-subjects.ts'
import { measureStart } from './measure-start.ts'
import { loadBySql } from './load-by-sql.ts'
import { releaseShare } from './release-share.ts'
import { startNodeProcess } from './running-node.ts'
import { readSettings, type Settings } from './settings.ts'
import { reportOf, tableOf } from './table.ts'
import { seedWorld, type BenchWorld } from './world.ts'

/** Stages of filing lie behind those of imports, so that no reference is used twice. */
const FILING_STAGES = 1_000
const PLAIN_SECONDS = 5
const STANDBY_SECONDS = 5

const say = (line: string) => {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`)
}

const settings = readSettings(process.env)
const began = new Date()
const cluster = await makeCluster(settings.keep)
try {
  const machine = await describeMachine(cluster)
  say(
    `${String(machine.cores)} cores, ${machine.cpu}; load ${machine.load.toFixed(2)}; working in ${cluster.folder}`,
  )
  const results = await measureAll(cluster, settings)
  const lines = linesOf(results)
  const minutes = (Date.now() - began.getTime()) / 60_000
  await writeFile(
    path.join(import.meta.dirname, `results${partOf(settings)}.json`),
    `${JSON.stringify({ date: began.toISOString(), minutes, machine, settings: forReaders(settings), ...results }, null, 1)}\n`,
  )
  await writeFile(
    path.join(import.meta.dirname, `RESULTS${partOf(settings)}.md`),
    reportOf(lines, results.sizes, machine, began, minutes),
  )
  process.stdout.write(`${tableOf(lines, results.sizes)}\n`)
  process.exitCode = lines.some((line) => isMet(line) === false) ? 1 : 0
} finally {
  await cluster.remove()
}

function inWords(counts: readonly number[]): string {
  return counts.map((one) => one.toLocaleString('en-GB')).join(' and ')
}

function partOf({ part }: Settings): string {
  return part === null ? '' : `-${part}`
}

async function measureAll(
  on: Cluster,
  { sizes, only, agencies, tokens, persons }: Settings,
): Promise<Results> {
  const wanted = (figure: string) => only === null || only.has(figure)
  const results: Results = { sizes: [] }
  if (wanted('start')) {
    say('npm start, from an empty folder')
    results.start = { ...(await measureStart()), plain: on.madeIn }
  }
  if (wanted('geography')) {
    say('who is responsible for a point')
    const geography = await measureGeography()
    if (geography) results.geography = geography
  }
  if (wanted('forms')) {
    say('the largest form')
    results.forms = await measureForms()
  }
  if (wanted('identifiers')) {
    say('identifiers: how many values are read')
    results.identifiers = measureIdentifiers()
  }
  if (wanted('names')) {
    say('names: labelled pairs, and how many are compared')
    const names = await measureNames()
    if (names) results.names = names
    else say('names are left out: no labelled pairs lie beside the checkout')
  }
  if (wanted('persons')) {
    say(`persons of two agencies who may be one; one more against ${inWords(persons)}`)
    results.persons = await measurePersons(persons)
  }
  if (wanted('networks')) {
    say(`networks of ${inWords(settings.subjects)} subjects`)
    results.networks = await measureNetworks(settings.subjects)
  }
  if (wanted('linkage')) {
    say(`files linked: the public sets, and ${inWords(settings.records)} records`)
    results.linkage = await measureLinkage(settings.records)
  }
  if (wanted('photographs')) {
    say('photographs made safe')
    results.photographs = await measurePhotographs()
  }
  if (wanted('standby')) {
    say('commits with a standby')
    results.standby = await measureStandby(STANDBY_SECONDS)
  }
  if (wanted('kinds')) {
    say('what one more kind of record costs a plan')
    results.kinds = await measureKinds(on)
  }
  if (wanted('sealing')) {
    say('an agency’s file sealed through two holders')
    results.sealing = await measureSealing()
  }
  const database = openDatabase(on.url, 10, () => new Date())
  try {
    const world = await seedWorld(database, agencies)
    if (wanted('sealed-index')) {
      say(`${tokens.toLocaleString('en-GB')} sealed tokens`)
      results.sealedIndex = await measureSealedIndex(on, database, world, tokens)
    }
    if (wanted('ledger')) {
      say(`the ledger: ${inWords([settings.events, settings.largeLedger])} events`)
      results.ledger = await measureLedger(on, database, world, {
        events: settings.events,
        large: settings.largeLedger,
      })
    }
    if (wanted('planned-events')) {
      say(`planned events: silence, probing, and a look among ${inWords(settings.lodged)}`)
      const { lodged: sizes, timingCalls: calls, beats } = settings
      results.plannedEvents = await ofNode(on, agencies, (node) =>
        measurePlannedEvents(on, node, database, world, { sizes, calls, beats }),
      )
      const { silence, told } = results.plannedEvents
      say(
        `told within ${told.p95.toFixed(1)} s (p95); silent or none: ${silence.answers.area.toFixed(3)} of answers, ${silence.results.area.toFixed(3)} of results`,
      )
    }
    if (wanted('operations')) {
      say('operations: entries of a decision log, a full page, and home')
      results.operations = await ofNode(on, agencies, (node) => measureOperations(on, node, database, world))
    }
    if (wanted('disruptions')) {
      say('which of very many disruptions may be the same')
      results.disruptions = await measureDisruptions(on, database, world)
    }
    if (wanted('reviews')) {
      say(`${settings.due.toLocaleString('en-GB')} reviews due`)
      results.reviews = await measureReviews(on, database, world, settings.due)
      const { list, decide } = results.reviews
      say(`a page ${list.p95.toFixed(1)} ms (p95), 200 decided in ${decide.most.toFixed(0)} ms at most`)
    }
    let there = 0
    for (const [number, size] of sizes.entries()) {
      const stage = { number, reports: size - there, agencies }
      there = size
      results.sizes.push(await measureSize(on, database, world, stage, size, wanted))
      if (number === 0 && wanted('requirements')) {
        say('requirements: what they cost a filing, and their lists')
        results.requirements = await ofNode(on, stage.agencies, (node) =>
          measureRequirements(on, node, database, world),
        )
      }
      if (number === 0 && wanted('action-day')) {
        say('an action day, and all its pages open')
        results.actionDay = await ofNode(on, stage.agencies, (node) => measureActionDay(on, node, world))
      }
      if (number === 0 && wanted('events')) {
        say(`${settings.placed.toLocaleString('en-GB')} events by place and time`)
        results.events = await ofNode(on, stage.agencies, (node) =>
          measureEvents(on, node, database, world, settings.placed),
        )
      }
    }
  } finally {
    await database.close()
  }
  return results
}

async function measureSize(
  on: Cluster,
  database: Database,
  world: BenchWorld,
  stage: Stage,
  reports: number,
  wanted: (figure: string) => boolean,
): Promise<SizeResults> {
  say(`growing to ${reports.toLocaleString('en-GB')} reports`)
  const loaded = await load(on, database, world, stage)
  // As at the end of every import, so that nothing waits while the node is measured.
  const weighing = await weighAll(database)
  say(`${(await gatherMentions(database)).toLocaleString('en-GB')} reports gathered into subjects`)
  await releaseShare(on, world)
  // What autovacuum would have done by the next morning.
  await on.admin.query('vacuum (analyze)')
  const result: SizeResults = { reports, databaseBytes: await sizeOf(on), load: settings.load }
  if (weighing.weighed > 0) result.weighing = weighing
  if (loaded && wanted('import')) result.import = { ...loaded, plain: await plainInsert(on, stage) }
  const node = await startNodeProcess(on, stage.agencies)
  try {
    if (wanted('search')) {
      say('search')
      result.search = await measureSearch(node, database, world, stage)
    }
    if (wanted('filing')) {
      say('filing')
      const filed = { ...stage, number: FILING_STAGES + stage.number, reports: 60_000 * stage.agencies }
      const figure = await measureFiling(on, node, filed, settings.filingSeconds)
      result.filing = { ...figure, plain: await plainCommits(on, filed, PLAIN_SECONDS) }
    }
    if (wanted('ledger')) {
      say('filing with the ledger, and without')
      result.recording = await measureRecording(on, node, stage, settings.filingSeconds)
    }
    if (wanted('check')) {
      say('check')
      result.check = await measureCheck(on, node, database, world, stage.number, settings.timingCalls)
    }
    if (wanted('release')) {
      say('release')
      result.release = await measureRelease(on, node)
    }
    if (wanted('live')) {
      say('open pages')
      result.live = await measureLive(on, node, database, world, settings.pages)
    }
    if (wanted('national')) {
      say('the national picture')
      result.national = await measureNational(on, node, database)
    }
    if (wanted('pages')) {
      say('pages')
      result.pages = await measurePages(on, node)
    }
    if (wanted('subjects')) {
      say('searches for data subjects')
      result.subjects = await measureSubjects(database, world, stage)
      const { searches, found } = result.subjects
      say(`${searches.most.toFixed(0)} ms at most, ${String(found)} records found`)
    }
    if (wanted('packs')) {
      say('packs of oversight')
      result.packs = await measurePacks(on, node, database, world)
    }
    // They do not grow with the reports: measured once.
    if (wanted('public-pages') && stage.number === 0) {
      say('pages of the public')
      result.publicPages = await measurePublicPages(node.url)
    }
    if (wanted('encounters') && stage.number === 0) {
      say('pages of encounters')
      result.encounters = await measureEncounters(node)
    }
    if (wanted('reporting')) {
      say('reports of the public')
      result.reporting = await measureReporting(on, node, settings.filingSeconds)
    }
  } finally {
    await node.stop()
  }
  return result
}

/** Starts a node for one measurement, and stops it. */
async function ofNode<T>(
  on: Cluster,
  agencies: number,
  measure: (node: Awaited<ReturnType<typeof startNodeProcess>>) => Promise<T>,
): Promise<T> {
  const node = await startNodeProcess(on, agencies)
  try {
    return await measure(node)
  } finally {
    await node.stop()
  }
}

async function weighAll(database: Database): Promise<{ weighed: number; seconds: number }> {
  const began = performance.now()
  const { compared: weighed } = await compareWaitingPersons(database, undefined, true)
  const seconds = (performance.now() - began) / 1000
  say(`${weighed.toLocaleString('en-GB')} persons weighed, ${String(Math.round(weighed / seconds))} a second`)
  return { weighed, seconds }
}

async function load(on: Cluster, database: Database, world: BenchWorld, stage: Stage) {
  const kept = await on.admin.query('select from access.record where agency_reference like $1 limit 1', [
    `S${String(stage.number)}-%`,
  ])
  if (kept.rowCount === 1) {
    say('this folder holds them already')
    return null
  }
  if (settings.load === 'import') return await importStage(on, stage, say)
  await loadBySql(on, database, world, stage, say)
  return null
}

async function sizeOf(on: Cluster): Promise<number> {
  const { rows } = await on.admin.query<{ bytes: string }>(
    'select pg_database_size(current_database()) as bytes',
  )
  return Number(rows[0]?.bytes)
}

function forReaders({ only, keep: _, ...rest }: Settings) {
  return { ...rest, only: only ? [...only] : null }
}
