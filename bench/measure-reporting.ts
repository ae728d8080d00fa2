/**
 * Reports of the public by the form that sends them: how many a second are sealed and durable, what becomes of
 * them and of the desk in a flood of fifty times as many senders, and how long until the desk's open page
 * shows one.
 */
import { openDatabase, type Database } from '../src/platform/database/perform.ts'
import { createDesk, newCookie, newKeyPair } from '../src/rooms/reporting/index.ts'
import { keepDraft, readDraft } from '../src/rooms/reporting/arrival/drafts.ts'
import type { PublicServices } from '../src/rooms/reporting/arrival/services.ts'
import type { Cluster } from './cluster.ts'
import { httpClient, type Answered, type HttpClient } from './http-client.ts'
import { openPage } from './open-page.ts'
import type { RunningNode } from './running-node.ts'
import { spreadOf, type Spread } from './statistics.ts'
import { emailOf, slugOf } from './world.ts'

export type ReportingFigure = {
  clients: number
  perSecond: number
  times: Spread
  /** answered with the receipt's page, and not in the database with body, event and receipt */
  lost: number
  flood: {
    senders: number
    accepted: number
    shed: number
    lost: number
    /** how long the desk's page takes meanwhile */
    desk: Spread
    /** the desk's page was not answered */
    deskFailed: number
  }
  /** from the press on "Send" until the desk's page, fetched after its event, shows the report */
  shown: Spread
  peakBytes: number
}

const CLIENTS = 16
const TIMES = 50
const DRAFTS = 6_000
const FLOOD_SECONDS = 10
const SHOWN = 40
const OPEN_PAGES = 5
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

/** @param seconds - for which sixteen clients send as fast as they are answered */
export async function measureReporting(
  cluster: Cluster,
  node: RunningNode,
  seconds: number,
): Promise<ReportingFigure> {
  const database = openDatabase(cluster.url, 16, () => new Date())
  // The node's side of the seal is the program's own; here only drafts are written beforehand.
  const services: PublicServices = { database, geography: () => Promise.reject(new Error('not asked')) }
  try {
    await deskFor(database)
    const drafts = await prepareDrafts(services, DRAFTS)
    node.takePeak()
    const times: number[] = []
    const sent: string[] = []
    const until = performance.now() + seconds * 1000
    const began = performance.now()
    await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        for (let cookie = drafts.pop(); cookie && performance.now() < until; cookie = drafts.pop()) {
          const answer = await send(node.client, cookie)
          if (answer.status !== 303) throw new Error(`sending was answered with ${String(answer.status)}`)
          times.push(answer.ms)
          sent.push(cookie)
        }
      }),
    )
    const took = (performance.now() - began) / 1000
    const lost = await lostOf(cluster, services, sent)
    const flood = await floodBy(cluster, node, services)
    return {
      clients: CLIENTS,
      perSecond: sent.length / took,
      times: spreadOf(times),
      lost,
      flood,
      shown: await measureShown(node, services),
      peakBytes: node.takePeak(),
    }
  } finally {
    await database.close()
  }
}

async function deskFor(database: Database): Promise<void> {
  const desk = {
    agencySlug: slugOf(0),
    areas: ['E23000033'],
    takesTheRest: true,
    recoveryRecipient: newKeyPair().recipient,
  }
  await createDesk(database, desk).catch((fault: unknown) => {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'desk-exists')) throw fault
  })
}

const WORDS =
  'A grey rubber boat came in on the shingle, people ran up the beach, two vans were waiting without lights. '

/** What a person has typed before the last press; each of a different place along the coast. */
async function prepareDrafts(services: PublicServices, count: number): Promise<string[]> {
  const cookies: string[] = []
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, first) => {
      for (let index = first; index < count; index += CLIENTS) {
        const cookie = newCookie()
        await keepDraft(services, cookie, {
          kind: 'landing',
          when: { at: 'now' },
          where: { how: 'pin', position: { lat: 50.7 + (index % 30) / 100, lon: 0.1 + (index % 70) / 100 } },
          what: { seen: [], words: WORDS.repeat(1 + (index % 8)) },
          vessel: { colour: 'grey', engines: 'one outboard' },
        })
        cookies.push(cookie)
      }
    }),
  )
  return cookies
}

/** From a network of its own each time, as a proxy in front would say. */
const anywhere = () => Array.from({ length: 4 }, () => String(1 + Math.floor(Math.random() * 220))).join('.')

function send(client: HttpClient, cookie: string): Promise<Answered> {
  return client.call('POST', '/report/send', {
    cookie: `seamark-report=${cookie}`,
    headers: { ...FORM, 'x-forwarded-for': anywhere(), 'sec-fetch-site': 'same-origin' },
  })
}

/** Of the drafts that were acknowledged: how many have no whole report behind their receipt. */
async function lostOf(cluster: Cluster, services: PublicServices, sent: readonly string[]): Promise<number> {
  const references: string[] = []
  for (const cookie of sent) {
    const kept = await readDraft(services, cookie)
    const { reference } = (kept?.content ?? {}) as { reference?: string }
    if (kept?.sent === true && reference !== undefined) references.push(reference)
  }
  const { rows } = await cluster.admin.query<{ whole: string }>(
    `select count(*) as whole from reporting.public_report r
     join reporting.sealed_part p on p.report_id = r.id and p.part = 'body' and p.header is not null
     where r.reference = any($1::text[])
       and (exists (select from ledger.held_event e where e.subject_id = r.id and e.kind = 'collection')
            or exists (select from ledger.event e where e.subject_id = r.id and e.kind = 'collection'))`,
    [references],
  )
  return sent.length - Number(rows[0]?.whole)
}

async function floodBy(cluster: Cluster, node: RunningNode, services: PublicServices) {
  const senders = CLIENTS * TIMES
  const drafts = await prepareDrafts(services, DRAFTS)
  const client = httpClient(node.url, senders)
  const desk = await node.signIn(emailOf('intelligence_officer', 0))
  const cookieOfDesk = [...desk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  // Officers who have the list open meanwhile: each report wakes all of them.
  const open = await Promise.all(Array.from({ length: OPEN_PAGES }, () => openPage(node.url, cookieOfDesk)))
  const accepted: string[] = []
  const deskTimes: number[] = []
  let shed = 0
  let deskFailed = 0
  const until = performance.now() + FLOOD_SECONDS * 1000
  const watching = (async () => {
    while (performance.now() < until) {
      const page = await node.client.call('GET', '/triage', { cookie: cookieOfDesk })
      if (page.status === 200) deskTimes.push(page.ms)
      else deskFailed += 1
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  })()
  await Promise.all(
    Array.from({ length: senders }, async () => {
      let cookie = drafts.pop()
      while (cookie && performance.now() < until) {
        const { status } = await send(client, cookie)
        if (status === 303) {
          accepted.push(cookie)
          cookie = drafts.pop()
        } else if (status === 503) shed += 1
        else throw new Error(`the flood was answered with ${String(status)}`)
      }
    }),
  )
  await watching
  for (const page of open) page.close()
  client.close()
  return {
    senders,
    accepted: accepted.length,
    shed,
    lost: await lostOf(cluster, services, accepted),
    desk: spreadOf(deskTimes),
    deskFailed,
  }
}

async function measureShown(node: RunningNode, services: PublicServices): Promise<Spread> {
  const drafts = await prepareDrafts(services, SHOWN)
  const desk = await node.signIn(emailOf('intelligence_officer', 0))
  const cookie = [...desk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const page = await openPage(node.url, cookie)
  const times: number[] = []
  try {
    for (const draft of drafts) {
      const event = page.next()
      const began = performance.now()
      const answer = send(node.client, draft)
      await event
      const list = await node.client.call('GET', '/triage', { cookie, headers: { 'x-fragment': '1' } })
      times.push(performance.now() - began)
      const { status } = await answer
      if (status !== 303 || list.status !== 200)
        throw new Error(`sending and looking were answered with ${String(status)} and ${String(list.status)}`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  } finally {
    page.close()
  }
  return spreadOf(times)
}
