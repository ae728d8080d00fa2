/**
 * Every page of the node, as somebody who may open it: with an exercise in the database, and with nothing
 * in it. A new page is included without anybody remembering, and one that cannot be reached fails.
 */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { generateExercise, EXPORT_FILES } from '../../exercise/generate.ts'
import { AGENCIES } from '../../exercise/world.ts'
import { guessMapping, importFile } from '../../src/rooms/intelligence/index.ts'
import { launchBrowser } from '../browser.ts'
import { accountFor, isOwnRoute } from '../support/callers-by-role.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { roomFixtures, together, type Ids } from '../support/room-fixtures.ts'
import { examine, listenTo, takeBoth, visitor, type Visitor } from './visitor.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const fixtures = await roomFixtures()
/** Not pages of the desk: what scripts, programs and the sign-in's own steps ask. */
const noPage = new Set(fixtures.flatMap(({ pages }) => pages?.noPage ?? []))
/** What a page must be asked for, beside its address. */
const asked = together(fixtures, ({ pages }) => pages?.asked)
/** Who opens what not everybody with its role may. */
const opensAs = together(fixtures, ({ pages }) => pages?.opensAs)

void describe('every page', () => {
  let browser: Browser
  before(async () => {
    browser = await launchBrowser()
  })
  after(() => browser.close())

  void test('with an exercise: no fault under axe at either width, nothing blocked, nobody else asked', async () => {
    const node = await testNode({ jobs: true })
    try {
      await loadSmallExercise(node)
      const ids = await makeRecords(node)
      await walk(node, ids, 'page')
    } finally {
      await node.close()
    }
  })

  void test('with an empty database: the same, and each list says what to do next', async () => {
    const node = await testNode()
    try {
      await walk(node, null, null)
    } finally {
      await node.close()
    }
  })

  async function walk(node: TestNode, ids: Ids | null, pictures: string | null): Promise<void> {
    const visitors = new Map<string, Visitor>()
    const faults: string[] = []
    const walked: string[] = []
    const as = async (email: string): Promise<Visitor> => {
      const known = visitors.get(email) ?? (await visitor({ browser, base: node.base, email }))
      visitors.set(email, known)
      return known
    }
    try {
      for (const route of node.node.routes) {
        if (
          route.method !== 'GET' ||
          !isOwnRoute(route) ||
          route.path.startsWith('/api/') ||
          // The public's pages have a frame of their own, and a walk of their own: public-pages.test.ts.
          /^(\/cy)?\/report(\/|$)/.test(route.path) ||
          noPage.has(route.path)
        )
          continue
        const address = addressOf(route.path, ids)
        if (address === null) {
          if (ids !== null) faults.push(`${route.path}: the walk has no record for it`)
          continue
        }
        const email = openerOf(route.path) ?? accountFor(route) ?? SUSSEX
        const { page, complaints } = await as(email)
        const answer = await page.goto(address)
        const status = answer?.status() ?? 0
        if (status !== 200) {
          faults.push(`${route.path}: ${String(status)}`)
          continue
        }
        await examine(page).catch((fault: unknown) => {
          faults.push(fault instanceof Error ? fault.message.slice(0, 1_000) : String(fault))
        })
        for (const complaint of complaints.splice(0)) faults.push(`${route.path}: ${complaint}`)
        walked.push(route.path)
        const name = route.path.replaceAll(/[^a-z-]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'home'
        if (pictures !== null) await takeBoth(page, `${pictures}-${name}`)
      }
      await walkSignedOut(node, faults)
    } finally {
      for (const one of visitors.values()) await one.close()
    }
    assert.deepEqual(faults, [], faults.join('\n'))
    assert.ok(walked.length > (ids === null ? 15 : 40), `only ${String(walked.length)} pages were walked`)
  }

  /** What somebody meets who is not signed in, or has lost their way. */
  async function walkSignedOut(node: TestNode, faults: string[]): Promise<void> {
    const context = await browser.newContext()
    const page = await context.newPage()
    listenTo(context, page, node.base, faults)
    for (const address of ['/sign-in', '/signed-out', '/nowhere', '/sign-in/start?return=/']) {
      await page.goto(node.base + address)
      await examine(page).catch((fault: unknown) => {
        faults.push(fault instanceof Error ? fault.message.slice(0, 1_000) : String(fault))
      })
      await takeBoth(page, `signed-out-${address.replaceAll(/[^a-z-]+/g, '-').replaceAll(/^-+|-+$/g, '')}`)
    }
    await context.close()
  }
})

/** @param ids - by the beginning of a route's path; the longest that fits counts */
function addressOf(pattern: string, ids: Ids | null): string | null {
  if (!pattern.includes(':')) return pattern + (asked[pattern] ?? '')
  if (ids === null) return null
  const known = Object.keys(ids)
    .filter((start) => pattern.startsWith(start))
    .sort((one, other) => other.length - one.length)[0]
  if (known === undefined) return null
  // A record for this page alone goes before the one for every page.
  const own = ids[`only ${pattern}`]
  return (
    pattern
      .replace(':id', ids[known] ?? '')
      .replace(':agency', ids[known] ?? '')
      .replace(':number', '1')
      .replaceAll(/:\w+/g, (name) => own ?? ids[name] ?? '') + (asked[pattern] ?? '')
  )
}

/** @returns by the longest beginning that fits; undefined: anybody with the role */
function openerOf(pattern: string): string | undefined {
  const known = Object.keys(opensAs)
    .filter((start) => pattern.startsWith(start))
    .sort((one, other) => other.length - one.length)[0]
  return known === undefined ? undefined : opensAs[known]
}

/** A few dozen reports of each of five agencies, in the agencies' own shapes. */
async function loadSmallExercise(node: TestNode): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'seamark-walk-'))
  try {
    await generateExercise(folder, { seed: 5, reports: 250 })
    for (const agency of AGENCIES) {
      const file = path.join(folder, EXPORT_FILES[agency])
      const mapping = await guessMapping(file)
      if (mapping) await importFile(node.database, { agencySlug: agency, file, mapping, dryRun: false })
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A record of each kind that a page shows, room by room. */
async function makeRecords(node: TestNode): Promise<Ids> {
  const ids: Ids = {}
  for (const { pages } of fixtures) Object.assign(ids, await pages?.records?.(node, ids))
  return ids
}
