/** Rounds over open pages: who is asked, who is told, and that nobody is forgotten. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../../test/support/until.ts'
import { bug, unavailable } from '../errors.ts'
import type { SessionCheck } from '../database/perform.ts'
import type { PersonId } from '../../wire/ids.ts'
import type { Waiting } from './look.ts'
import { rounds, type News } from './rounds.ts'

const session = (person: string): SessionCheck => ({
  idHash: Buffer.from(person),
  idleMinutes: 30,
  hours: 12,
})
const nameOf = ({ idHash }: SessionCheck) => idHash.toString()
const AGENCY = 7
const ROOMS = ['harbour', 'lighthouse']

/** Pages of people of one agency, with two rooms; `answer` is what waits for somebody, null when their session is over. */
function opened(
  people: readonly string[],
  answer: (person: string, room: string) => Waiting | null,
  { alive = () => true, hold }: { alive?: (person: string) => boolean; hold?: Promise<undefined> } = {},
) {
  const slices: string[][] = []
  const rooms: string[] = []
  const faults: unknown[] = []
  const heard = new Map<string, string[]>()
  const news: News[] = []
  const looking = rounds({
    look: async (sessions, some) => {
      slices.push(sessions.map(nameOf))
      const asked = ROOMS.filter((room) => some?.has(room) !== false)
      rooms.push(asked.join(' '))
      await (hold ?? sleep(1))
      return sessions.map((one) => {
        const answers = asked.map((room) => [room, answer(nameOf(one), room)] as const)
        return answers.some(([, said]) => said === null)
          ? null
          : new Map(answers.flatMap(([room, said]) => (said ? [[room, said]] : [])))
      })
    },
    read: (answers) => {
      const all = ROOMS.map((room) => answers.get(room) ?? assert.fail(`what of ${room}?`))
      return { counts: Object.assign({}, ...all.map(({ counts }) => counts)) as Waiting['counts'], mark: all.map(({ mark }) => mark).join() } // prettier-ignore
    },
    alive: (sessions) => Promise.resolve(sessions.map((one) => alive(nameOf(one)))),
    failed: (fault) => faults.push(fault),
  })
  const forget = people.map((person) => {
    const words = heard.get(person) ?? []
    heard.set(person, words)
    const letGo = looking.add({
      ...{ agencyId: AGENCY, personId: person as PersonId, session: session(person) },
      tell: (now) => {
        words.push(`tasks ${JSON.stringify(now.counts)}`)
        news.push(now)
      },
      stillHere: () => words.push('still here'),
      over: () => {
        words.push('over')
        letGo()
      },
    })
    return letGo
  })
  const all = (word: string) =>
    until(`everybody to hear ${word}`, () =>
      Promise.resolve([...heard.values()].every((words) => words.includes(word))),
    )
  return { looking, slices, rooms, faults, heard, news, forget, all }
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `p${String(index)}`)
const said = (what: string): Waiting => ({ counts: { [what]: 1 }, mark: what })

void describe('rounds over open pages', () => {
  void test('many are asked for in slices, each once, however often they are woken meanwhile', async () => {
    let now = 'a'
    const { looking, slices, all } = opened(names(480), () => said(now))
    await all('tasks {"a":1}')
    assert.deepEqual(
      slices.map(({ length }) => length),
      [200, 200, 80],
    )
    now = 'b'
    for (let time = 0; time < 100; time++) looking.wake([AGENCY], null)
    await all('tasks {"b":1}')
    await sleep(300)
    assert.equal(slices.length, 6)
  })

  void test('all tabs of a person are one look', async () => {
    const { slices, all, heard } = opened(['p', 'p', 'p'], () => said('a'))
    await all('tasks {"a":1}')
    await sleep(100)
    assert.deepEqual(slices, [['p']])
    assert.equal(heard.get('p')?.length, 3)
  })

  void test('what happens during a look is looked at after it', async () => {
    let mark = 1
    const asked: number[] = []
    const { looking, all } = opened(['p'], () => {
      asked.push(mark)
      return said(String(mark))
    })
    await all('tasks {"1":1}')
    await sleep(100)
    looking.wake([AGENCY], null)
    await until('the look', () => Promise.resolve(asked.length === 2))
    mark = 2
    looking.wake([AGENCY], null)
    await all('tasks {"2":1}')
  })

  void test('other agencies and unchanged views are told nothing', async () => {
    const { looking, heard, all, slices } = opened(['p'], () => said('a'))
    await all('tasks {"a":1}')
    looking.wake([AGENCY + 1], null)
    await sleep(100)
    assert.equal(slices.length, 1)
    looking.wake([AGENCY], null)
    await sleep(150)
    assert.equal(slices.length, 2)
    assert.deepEqual(heard.get('p'), ['tasks {"a":1}'])
  })

  void test('a change in one room is looked for there alone, and what the others said still counts', async () => {
    let now = 'a'
    const { looking, rooms, all } = opened(['p'], (_, room) => ({
      counts: { [room + now]: 1 },
      mark: room + now,
    }))
    await all('tasks {"harboura":1,"lighthousea":1}')
    await sleep(100)
    now = 'b'
    looking.wake([AGENCY], 'lighthouse')
    await all('tasks {"harboura":1,"lighthouseb":1}')
    await sleep(100)
    now = 'c'
    looking.wake([AGENCY], 'lighthouse')
    looking.wake([AGENCY], null)
    looking.wake([AGENCY], 'lighthouse')
    await all('tasks {"harbourc":1,"lighthousec":1}')
    assert.deepEqual(rooms, ['harbour lighthouse', 'lighthouse', 'harbour lighthouse'])
  })

  void test('where that look fails, it is tried again in the same room, and no other is forgotten', async () => {
    let now = 'a'
    let tries = 0
    const { looking, rooms, all } = opened(['p'], (_, room) => {
      if (now !== 'a' && ++tries === 1) throw unavailable()
      return { counts: { [room + now]: 1 }, mark: room + now }
    })
    await all('tasks {"harboura":1,"lighthousea":1}')
    await sleep(100)
    now = 'b'
    looking.wake([AGENCY], 'harbour')
    await until('the look', () => Promise.resolve(rooms.length === 2))
    looking.wake([AGENCY], 'lighthouse')
    await all('tasks {"harbourb":1,"lighthouseb":1}')
    assert.deepEqual(rooms, ['harbour lighthouse', 'harbour', 'harbour lighthouse'])
  })

  void test('a look in a session that has ended tells nothing and ends the stream', async () => {
    const { looking, heard } = opened(['gone', 'here'], (person) => (person === 'gone' ? null : said('a')))
    await until('the end', () => Promise.resolve(heard.get('gone')?.includes('over') === true))
    looking.wake('all', null)
    await sleep(150)
    assert.deepEqual(heard.get('gone'), ['over'])
    assert.deepEqual(heard.get('here'), ['tasks {"a":1}'])
  })

  void test('a heartbeat ends the streams of sessions that have run out, and only those', async () => {
    const { looking, heard, all } = opened(['gone', 'here'], () => said('a'), {
      alive: (person) => person === 'here',
    })
    await all('tasks {"a":1}')
    await looking.beat()
    await looking.beat()
    assert.deepEqual(heard.get('gone'), ['tasks {"a":1}', 'over'])
    assert.deepEqual(heard.get('here'), ['tasks {"a":1}', 'still here', 'still here'])
  })

  void test('what a look answers after the end is not told', async () => {
    const hold = Promise.withResolvers<undefined>()
    const { heard, forget, slices } = opened(['p'], () => said('late'), { hold: hold.promise })
    await until('the look', () => Promise.resolve(slices.length === 1))
    for (const letGo of forget) letGo()
    hold.resolve(undefined)
    await sleep(50)
    assert.deepEqual(heard.get('p'), [])
  })

  void test('a database that is away is tried again until everybody is told, and is complained of once', async () => {
    let tries = 0
    const { faults, all } = opened(names(60), () => {
      if (++tries <= 2) throw unavailable()
      return said('a')
    })
    await all('tasks {"a":1}')
    assert.equal(faults.length, 1)
  })

  void test('somebody whose look fails by itself is told later, and holds up nobody', async () => {
    let failing = true
    const { looking, faults, heard, all, slices } = opened(names(60), (person) => {
      if (person === 'p3' && failing) throw bug('planted')
      return said('a')
    })
    await until('the others', () =>
      Promise.resolve([...heard].every(([person, words]) => person === 'p3' || words.length === 1)),
    )
    const before = slices.length
    looking.wake('all', null)
    await sleep(300)
    assert.ok(slices.length - before <= 3, 'nobody else is asked for alone again')
    failing = false
    await all('tasks {"a":1}')
    assert.equal(faults.length, 1)
  })

  void test('a few are told to fetch at once, many at moments of their own', async () => {
    const few = opened(names(3), () => said('a'))
    await few.all('tasks {"a":1}')
    assert.deepEqual([...new Set(few.news.map(({ spread }) => spread))], [0])
    const many = opened(names(200), () => said('a'))
    await many.all('tasks {"a":1}')
    assert.ok(many.news.every(({ spread }) => spread >= 3_000))
    // A change for one of many is not for all of them.
    let mark = 'a'
    const own = opened(names(200), (person) => said(person === 'p1' ? mark : 'a'))
    await until('all', () => Promise.resolve(own.news.length === 200))
    mark = 'b'
    own.looking.wake('all', null)
    await until('one more', () => Promise.resolve(own.news.length === 201))
    assert.equal(own.news.at(-1)?.spread, 0)
  })
})
