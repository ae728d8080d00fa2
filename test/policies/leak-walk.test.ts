/**
 * Nobody of Sussex Police may know what the NCA holds in secret. There are two worlds, alike but for that
 * secret. The same people send the same requests to every route of both: the answers must be the same,
 * and must hold none of its words. A new route is in the walk by being declared; one that the walk
 * cannot fill fails it.
 */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, describe, test, type TestContext } from 'node:test'
import { compareWaitingPersons } from '../../src/rooms/matches/index.ts'
import { createLog } from '../../src/platform/log.ts'
import type { DeclaredRoute } from '../../src/platform/http/server.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { namesReadBy } from '../support/query-names.ts'
import { roomFixtures, together } from '../support/room-fixtures.ts'
import { plant, settle } from './leak-walk/canary.ts'
import { wordsIn } from './leak-walk/compare.ts'
import { emptyTables } from './leak-walk/empty-tables.ts'
import { filledBy, notSent, visitsOf as visitsTo, type Visit } from './leak-walk/requests.ts'
import { newSecrets, type Canary } from './leak-walk/secret.ts'
import { handleFor } from '../support/sealed.ts'
import { plantSealed, SEALED, settleSealed } from './leak-walk/sealed.ts'
import { OFFICER, RECIPIENT } from './leak-walk/words.ts'
import { enter, faultsOf, send, type Walker, type World } from './leak-walk/walker.ts'

const fixtures = await roomFixtures()
const filled = filledBy(fixtures)
const elsewhere = together(fixtures, ({ leak }) => leak?.elsewhere)
const leftEmpty = together(fixtures, ({ leak }) => leak?.leftEmpty)
const passedThrough = together(fixtures, ({ leak }) => leak?.passedThrough)
const notCompared = new Set(fixtures.flatMap(({ leak }) => leak?.notCompared ?? []))
const visitsOf = (route: DeclaredRoute, canary: Canary) => visitsTo(route, canary, filled)

/** Every role of the agency, an overseer of another, and somebody who is not signed in. */
const OUTSIDERS = [
  'intelligence-officer@sussex-police.example',
  'analyst@sussex-police.example',
  'coordinator@sussex-police.example',
  'chief-officer@sussex-police.example',
  'triage-officer@sussex-police.example',
  'records-manager@sussex-police.example',
  'administrator@sussex-police.example',
  'overseer@hmicfrs.example',
  null,
]

/** Requests under way at once, in either world. */
const AT_ONCE = 4
// Some minutes of work; a machine that does ten other things at once takes its time.
const TIMEOUT = 1_800_000

void describe('the leak walk', { timeout: TIMEOUT }, () => {
  const logged: string[] = []
  const log = createLog('debug', { write: (line: string) => void logged.push(line) })
  const secrets = newSecrets()
  const opened: TestNode[] = []
  let held: World
  let not: World
  let canary: Canary
  let asked = 0
  let outsidersWords: Record<string, string>
  let walkers: { email: string | null; held: Walker; not: Walker }[]

  before(async () => {
    const starts = await Promise.allSettled([testNode({ log }), testNode({ log })])
    for (const start of starts) if (start.status === 'fulfilled') opened.push(start.value)
    for (const start of starts) if (start.status === 'rejected') throw start.reason
    const nodes = opened as [TestNode, TestNode]
    for (const node of nodes) await hurry(node)
    held = { node: nodes[0], ids: await settle(fixtures, nodes[0], secrets) }
    not = { node: nodes[1], ids: await settle(fixtures, nodes[1], secrets) }
    canary = await plant(fixtures, held.node, secrets)
    Object.assign(held.ids, canary.ids)
    Object.assign(not.ids, canary.ids)
    for (const { node } of [held, not]) await compareWaitingPersons(node.database)
    for (const { node } of [held, not]) await settleSealed(node)
    await plantSealed(held.node)
    const [sealed] = await held.node.admin<{ matches: number }>(
      `select count(*)::int as matches from deconfliction.match where key like 'sealed:%'`,
    )
    assert.equal(sealed?.matches, 1, 'what both sealed is a match, which nobody of Sussex may see')
    const [hidden] = await held.node.admin<{ pairs: number }>(
      `select count(distinct m.id)::int as pairs from deconfliction.match m
       join deconfliction.match_side s on s.match_id = m.id where m.kind = 'person' and s.record_id = $1`,
      [held.ids['own held silently']],
    )
    assert.equal(hidden?.pairs, 2, 'the secret persons are pairs, which nobody of Sussex may see')
    // These they hold themselves; that the NCA does too must be felt nowhere.
    const {
      'silent phone': _phone,
      'operation email': _email,
      'silent person': _silent,
      'operation person': _operation,
      ...rest
    } = secretWords(canary)
    outsidersWords = { ...rest, 'sealed handle': handleFor(SEALED.theirs) }
    walkers = []
    for (const email of OUTSIDERS)
      walkers.push({ email, held: await enter(held, email), not: await enter(not, email) })
  })
  after(async () => {
    for (const node of opened) await node.close()
  })

  const routes = (wanted: (route: DeclaredRoute) => boolean) =>
    held.node.node.routes.filter(
      (route) => elsewhere[route.operation] === undefined && !notSent.has(route.method) && wanted(route),
    )

  async function ask(walker: (typeof walkers)[number], visit: Visit) {
    asked += 1
    const [with_, without] = await Promise.all([send(held, walker.held, visit), send(not, walker.not, visit)])
    // What they have written themselves they may read again.
    if (visit.body)
      for (const name of wordsIn(with_.sent, outsidersWords)) Reflect.deleteProperty(outsidersWords, name)
    const faults = faultsOf(with_, without, outsidersWords, !notCompared.has(visit.route.operation))
    return {
      status: with_.seen.status,
      refused: with_.seen.status === 403,
      faults: faults.map((fault) => describeFault(walker.email, visit, fault)),
    }
  }

  /** Sends what reads in the world that holds the secret, some at once. After a refusal to the role nothing more is sent. */
  async function sendAll(
    walker: Walker,
    visits: readonly Visit[],
    look: (visit: Visit, answered: Awaited<ReturnType<typeof send>>) => void,
  ): Promise<void> {
    // The first by itself: it says which names of a query the route reads.
    for (let at = 0; at < visits.length; at += at === 0 ? 1 : AT_ONCE) {
      const some = visits.slice(at, at + (at === 0 ? 1 : AT_ONCE)).filter(isAsked)
      const answers = await Promise.all(
        some.map(async (visit) => ({ visit, answered: await send(held, walker, visit) })),
      )
      for (const { visit, answered } of answers) look(visit, answered)
      if (answers.some(({ answered }) => answered.seen.status === 403)) return
    }
  }

  async function walk(route: DeclaredRoute, chosen: (visit: Visit) => boolean): Promise<string[]> {
    const visits = visitsOf(route, canary).filter(chosen)
    const faults: string[] = []
    // A page for everybody says the same to everybody.
    const those = route.access === 'public' ? [walkers[0], walkers.at(-1)] : walkers
    for (const walker of those) {
      if (!walker) continue
      const telling = visits.filter((one) => walker === walkers[0] || isTelling(one))
      // Whoever may not use the route at all is refused before its body is read or anything is looked up: what is sent
      // tells nothing, so it is sent once.
      const shutOut = isShutOut(route, walker.email)
      const mine = shutOut ? telling.slice(0, 1) : telling
      for (let next = mine.shift(); next; next = mine.shift()) {
        if (!isAsked(next)) continue
        const together = [next]
        // What is theirs is asked one after the other: it tells in which order it was asked. What does not
        // exist for them tells nothing, so several can be asked for at once.
        while (isSecret(next) && together.length < AT_ONCE && mine[0] && isSecret(mine[0]))
          together.push(mine.shift() ?? next)
        const answers = await Promise.all(together.map((visit) => ask(walker, visit)))
        faults.push(...answers.flatMap((one) => one.faults))
        if (shutOut && answers.some(({ status }) => ![401, 403, 303].includes(status)))
          faults.push(describeFault(walker.email, next, `is answered, and not refused`))
        // Refused to the role before anything was looked up: the other visits would say the same.
        if (answers[0]?.refused === true && route.method === 'GET') break
      }
    }
    return faults
  }

  async function walkAll(
    t: TestContext,
    wanted: (route: DeclaredRoute) => boolean,
    chosen: (visit: Visit) => boolean = () => true,
  ): Promise<void> {
    const before = asked
    const faults: string[] = []
    for (const route of routes(wanted)) faults.push(...(await walk(route, chosen)))
    t.diagnostic(`${String(asked - before)} requests in each world`)
    assert.equal(faults.length, 0, `${String(faults.length)} leaks:\n${faults.slice(0, 25).join('\n')}`)
  }

  void test('every table holds something of the secret’s owner, or stands in a list with its reason', async () => {
    const empty = await emptyTables(held.node, passedThrough)
    assert.deepEqual(empty, Object.keys(leftEmpty).sort())
  })

  void test('every route is one that the walk can fill', () => {
    const unknown = routes(() => true).flatMap((route) => {
      try {
        return visitsOf(route, canary).length > 0 ? [] : [route.path]
      } catch (fault) {
        return [fault instanceof Error ? fault.message : String(fault)]
      }
    })
    assert.deepEqual(unknown, [])
    for (const operation of Object.keys(elsewhere))
      assert.ok(
        held.node.node.routes.some((route) => route.operation === operation),
        `${operation} is a route still`,
      )
  })

  void test('finds the secret where it may be found: its owner sees all of it', async () => {
    // A walk that sees nothing proves nothing.
    const missing = new Set(
      Object.keys(canary.words).filter(
        (word) =>
          !word.endsWith('release reason') &&
          !word.startsWith('public report') &&
          word !== 'former reference',
      ),
    )
    const insiders: Walker[] = []
    for (const email of [OFFICER, 'coordinator@nca.example', 'records-manager@nca.example'])
      insiders.push(await enter(held, email))
    // Lists and the records' own pages first: most of it stands there, and then nothing more is asked.
    const parts = ({ path }: DeclaredRoute) => path.split('/').length
    const read = routes((one) => one.method === 'GET').toSorted((one, other) => parts(one) - parts(other))
    for (const route of read)
      for (const insider of insiders.filter(({ email }) => !isShutOut(route, email))) {
        const visits = visitsOf(route, canary).filter((one) => !one.path.includes('{own'))
        await sendAll(insider, visits, (_visit, { raw }) => {
          for (const word of wordsIn(raw, canary.words)) missing.delete(word)
        })
        if (missing.size === 0) return
      }
    assert.deepEqual([...missing], [])
  })

  void test('reading tells nobody else anything', async (t) => {
    await walkAll(t, (route) => route.method === 'GET')
  })

  void test('asking, filing and every other form tells nobody else anything', async (t) => {
    await walkAll(t, (route) => route.method !== 'GET')
  })

  void test('and after all those forms, reading still does not', async (t) => {
    // Lists, and what is their own: the secret's own pages cannot have changed.
    await walkAll(
      t,
      (route) => route.method === 'GET',
      (visit) => !isSecret(visit) && !visit.path.includes('?'),
    )
  })

  void test('nor does their own agency learn what is in an operation, or a colleague’s draft', async () => {
    const colleagues = {
      'analyst@nca.example': /^(id of )?(operation|compartment|draft)/,
      'coordinator@nca.example': /^(id of )?(operation|compartment|draft)/,
      'triage-officer@nca.example': /^(id of )?(operation|compartment|draft)/,
      'administrator@nca.example': /^(id of )?(operation|compartment|draft)/,
      // Reads for which purpose the agency's people acted, and on which record; nothing of what they wrote.
      'records-manager@nca.example':
        /^(operation (?!purpose)|id of operation (?!report)|(id of )?(compartment|draft))/,
    }
    const faults: string[] = []
    for (const [email, secret] of Object.entries(colleagues)) {
      const colleague = await enter(held, email)
      const words = Object.fromEntries(
        Object.entries(secretWords(canary)).filter(([name]) => secret.test(name)),
      )
      for (const route of routes((one) => one.method === 'GET' && one.access !== 'public'))
        await sendAll(colleague, visitsOf(route, canary).filter(isTelling), (visit, { raw, sent }) => {
          const found = wordsIn(raw, words, sent)
          if (found.length > 0) faults.push(describeFault(email, visit, `says ${found.join(', ')}`))
        })
    }
    assert.deepEqual(faults.slice(0, 25), [])
  })

  void test('nor does whoever received a report learn who in it is a victim, a witness or a child', async () => {
    const heldBack = Object.fromEntries(
      Object.entries(canary.words).filter(([name]) => / (victim|witness|child)$/.test(name)),
    )
    assert.ok(Object.keys(heldBack).length >= 3 * 7)
    const faults: string[] = []
    let read = 0
    for (const email of [RECIPIENT, 'analyst@kent-police.example']) {
      const reader = await enter(held, email)
      for (const route of routes((one) => one.method === 'GET' && one.access !== 'public'))
        await sendAll(
          reader,
          visitsOf(route, canary).filter(isTellingOfWhatWasGiven),
          (visit, { raw, sent, seen }) => {
            if (seen.status === 200) read += 1
            const found = wordsIn(raw, heldBack, sent)
            if (found.length > 0) faults.push(describeFault(email, visit, `says ${found.join(', ')}`))
          },
        )
    }
    assert.ok(read > 50, 'they read what they were given')
    assert.deepEqual(faults.slice(0, 25), [])
  })

  void test('an open page hears nothing of what the secret’s owner does', async () => {
    const listen = async (world: World, walker: Walker) => {
      const ended = new AbortController()
      const response = await fetch(`${world.node.base}/live`, {
        headers: { cookie: [...walker.desk.cookies].map((pair) => pair.join('=')).join('; ') },
        signal: ended.signal,
      })
      let heard = ''
      const reading = (async () => {
        const decoder = new TextDecoder()
        try {
          for await (const chunk of response.body ?? []) heard += decoder.decode(chunk as Uint8Array)
        } catch {
          // ended by us
        }
      })()
      return {
        end: async () => {
          ended.abort()
          await reading
          return heard
        },
      }
    }
    const [first] = walkers
    assert.ok(first)
    const streams = await Promise.all([listen(held, first.held), listen(not, first.not)])
    await sleep(400)
    const more = newSecrets()
    Object.assign(more.silent, { phone: secrets.silent.phone, email: secrets.operation.email })
    const again = await plant(fixtures, held.node, more)
    await sleep(600)
    const [with_, without] = await Promise.all(streams.map((stream) => stream.end()))
    assert.match(without ?? '', /event: tasks/, 'the stream was open')
    // When a browser comes back is drawn by lot; that the stream is alive is said by the clock.
    const said = (heard = '') =>
      heard.replaceAll(/^retry: \d+$/gm, 'retry').replaceAll(/^: still here\n\n/gm, '')
    assert.equal(said(with_), said(without))
    assert.deepEqual(wordsIn(with_ ?? '', { ...secretWords(canary), ...secretWords(again) }), [])
  })

  void test('the log and the metrics hold none of it, whoever asked', async () => {
    const metrics = await (await fetch(`${held.node.operatorBase}/metrics`)).text()
    assert.ok(logged.length > 100, 'there is a log')
    assert.match(logged.join(''), /"operation":"home.show"/)
    for (const [name, text] of Object.entries({ log: logged.join(''), metrics }))
      assert.deepEqual(wordsIn(text, secretWords(canary)), [], name)
    for (const { email } of walkers)
      if (email !== null) assert.ok(!logged.join('').includes(email), 'nor who asked')
  })
})

/**
 * The walk is refused thousands of times, and every refusal is an event that waits for the disk. What is
 * seen does not depend on that, and nothing here must outlive the machine.
 */
async function hurry(node: TestNode): Promise<void> {
  const [row] = await node.admin<{ name: string }>('select current_database() as name')
  await node.admin(`alter database ${row?.name ?? ''} set synchronous_commit = off`)
  await node.admin(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename <> current_user`,
  )
  await sleep(1_500) // until the live connection is back
}

/** By what the route declares: the program refuses whoever it does not name (`platform/http/access.ts`). */
function isShutOut({ access }: DeclaredRoute, email: string | null): boolean {
  if (access === 'public') return false
  if (email === null) return true
  const role = email.replace(/@.*/, '').replaceAll('-', '_')
  return access !== 'signed-in' && !access.some((one) => one === role)
}

/** Does its query name anything that the route reads? What a route does not read tells nothing. */
const isAsked = ({ route, path }: Visit): boolean => {
  const [, query] = path.split('?')
  const names = namesReadBy.get(route.path)
  return (
    query === undefined ||
    names === undefined ||
    [...new URLSearchParams(query).keys()].some((name) => names.has(name))
  )
}

const isSecret = ({ path }: Visit): boolean => /\{(?!own)/.test(path)

/**
 * The first of the walkers, who may most, asks for everything; the others for something of every kind.
 * That every role is shut out of every record is what the cases of the rule of sight are for.
 */
const isTelling = ({ path }: Visit): boolean =>
  path.includes('{')
    ? /\{(own|silent|operation|draft|import|officer|side 1\})/.test(path)
    : !path.includes('?') || /[?&](record|value|limit)=/.test(path) || /\?q=[^&]*$/.test(path)

/** What was given to Kent is the report `kent`, and what was recalled from it. */
const isTellingOfWhatWasGiven = (visit: Visit): boolean =>
  isTelling(visit) || /\{(kent|recalled) report\}/.test(visit.path)

/** Words, and ids: an id that nobody gave you tells that there is something. */
function secretWords(canary: Canary): Record<string, string> {
  const words = { ...canary.words }
  for (const [name, id] of Object.entries(canary.ids)) words[`id of ${name}`] = id
  return words
}

function describeFault(email: string | null, visit: Visit, fault: string): string {
  const body = visit.body === null ? '' : ` with ${JSON.stringify(visit.body).slice(0, 120)}`
  return `${email ?? 'nobody'}: ${visit.route.method} ${visit.path}${body} ${fault}`
}
