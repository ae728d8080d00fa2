/** What an encounter costs on a telephone with a bad network: bytes of its pages, and when each can be used. */
import type { Page } from 'playwright-core'
import { launchBrowser } from '../test/browser.ts'
import { bytesOf, timeOf, visit } from './measure-public-pages.ts'
import type { RunningNode } from './running-node.ts'
import { emailOf } from './world.ts'

export type EncountersFigure = {
  /** bytes of the first page, with an empty cache */
  firstBytes: number
  /** milliseconds until the slowest of its pages can be used at 400 kbit/s and 400 ms, without script */
  slowest: number
  /** which one that is */
  slowestPage: string
  /**
   * seconds in which a landing of sixty is counted: the pages and answers of the same network as they were measured, and the typing as
   * it is assumed (`TYPING`)
   */
  countedIn: number
  /** plain limit: one answer of no length on the same network */
  emptyAnswer: number
}

/** What a person with cold hands takes, assumed and not measured: seconds to find a field or a button, and for each character. */
const TYPING = { toFind: 5, character: 0.5 } as const
/** What is typed and chosen of a landing of sixty; the time of finding is there already. */
const SIXTY = [
  ...(['Adults', 'May be under 18', 'Injured, of all of them'] as const).map((label, at) => ({
    ...{ label, value: ['48', '12', '5'][at] ?? '' },
  })),
  { label: 'Where were they found?', value: 'Camber Sands' },
] as const

/** Counts them as somebody does on a telephone: three taps, four fields. @returns seconds */
async function countSixty(page: Page, address: string): Promise<number> {
  let waited = await timeOf(page, address)
  let typed: number = TYPING.toFind
  for (const { label, value } of SIXTY) {
    await page.getByLabel(label, { exact: true }).fill(value)
    typed += TYPING.toFind + value.length * TYPING.character
  }
  await page.getByLabel('On foot, or on a beach').check()
  typed += 2 * TYPING.toFind
  const began = performance.now()
  await Promise.all([
    page.waitForURL(/\/steps\/1$/, { waitUntil: 'load' }),
    page.getByRole('button', { name: 'Continue' }).click(),
  ])
  waited += performance.now() - began
  return waited / 1000 + typed
}

const PAGES = [
  'counts',
  ...Array.from({ length: 8 }, (_, at) => `steps/${String(at + 1)}`),
  'check',
  'children/new',
  'handovers/new',
]

/** @param node - whose first agency records one */
export async function measureEncounters(node: RunningNode): Promise<EncountersFigure> {
  const desk = await node.signIn(emailOf('intelligence_officer', 1))
  await desk.get('/encounters/new')
  const recorded = await desk.post('/encounters/new', {
    ...{
      adults: '48',
      may_be_children: '12',
      age_unknown: '0',
      injured: '5',
      place: 'A beach',
      how_found: 'on-foot',
    },
    ...{ 'found_at-day': '2', 'found_at-month': '5', 'found_at-year': '2026', found_at_time: '04:10' },
  })
  const address = /\/encounters\/[0-9a-f-]{36}/.exec(recorded.headers.get('location') ?? '')?.[0]
  if (address === undefined) throw new Error(`no encounter was recorded: ${String(recorded.status)}`)
  const cookies = [...desk.cookies].map(([name, value]) => ({ name, value, url: node.url }))
  const browser = await launchBrowser()
  try {
    await desk.get('/encounters/new')
    const firstBytes = await visit(browser, cookies, true, (view) =>
      bytesOf(view, `${node.url}/encounters/new`),
    )
    let [slowest, slowestPage] = [0, '']
    for (const page of PAGES) {
      // Once beforehand, so that no template is read from the disk while it is measured.
      await desk.get(`${address}/${page}`)
      const took = await visit(browser, cookies, false, (view) =>
        timeOf(view, `${node.url}${address}/${page}`),
      )
      if (took > slowest) [slowest, slowestPage] = [took, page]
    }
    const countedIn = await visit(browser, cookies, false, (view) =>
      countSixty(view, `${node.url}/encounters/new`),
    )
    const emptyAnswer = await visit(browser, cookies, false, (view) => timeOf(view, `${node.url}/healthz`))
    return { firstBytes, slowest, slowestPage, countedIn, emptyAnswer }
  } finally {
    await browser.close()
  }
}
