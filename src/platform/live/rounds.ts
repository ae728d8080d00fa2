/**
 * When what waits is looked at, and whom it is told. A round goes over everybody of an agency who has a page open
 * here and for whom something may have changed, some people at a time; what happens meanwhile is one more round
 * after it. Nobody is forgotten: what could not be looked at is tried again until it could.
 */
import type { SessionCheck } from '../database/perform.ts'
import { asSeamarkError } from '../errors.ts'
import type { PersonId } from '../../wire/ids.ts'
import type { Answers, Looks } from './look.ts'

/** Somebody's open page. */
export type Listener = {
  agencyId: number
  personId: PersonId
  session: SessionCheck
  /** What waits for them has changed. */
  tell: (now: News) => void
  /** Nothing has happened for a while: keeps the connection open. */
  stillHere: () => void
  /** Their session has ended: nothing more is told. */
  over: () => void
}

/**
 * `first`: the page had not been told anything. `spread`: milliseconds over which all who are told this together
 * fetch their pages, each at a moment of its own; 0 where they are few.
 */
export type News = { counts: Record<string, number>; first: boolean; spread: number }

export type Rounds = {
  /** Takes a page in and looks for it. @returns a function that lets it go */
  add: (listener: Listener) => () => void
  /** @param room - the schema of the one in which something has changed; null: any */
  wake: (agencies: readonly number[] | 'all', room: string | null) => void
  wakePerson: (personId: PersonId) => void
  /** Asks of every session whether it is alive, and says to the pages that nothing has happened. */
  beat: () => Promise<void>
}

/** People in one statement. The first are told while the others are still being looked at. */
const SLICE = 200
/** Wakes that follow each other closely (an import) become one round; the first after a pause is answered at once. */
const SHORTEST_PAUSE_MS = 40
/** Rounds follow each other at twice what the last one took: while very much happens (a flood of public reports)
 * open pages must not be what the node is busy with. */
const PAUSE = 2
const LONGEST_PAUSE_MS = 2_000
/** After a look that failed; twice as long after each further one. */
const TRY_AGAIN_MS = 1_000
const LONGEST_TRY_AGAIN_MS = 30_000
/** Fewer pages than this fetch at once; of more, one each so many milliseconds. */
const FEW = 10
const PAGE_APART_MS = 50

/** What was told, and what the rooms said then: a room that is not asked again says the same. */
type Page = Listener & { mark: string; known: Answers }
/** The rooms to ask for somebody; null: all of them. */
type Due = ReadonlySet<string> | null
type Agency = {
  id: number
  /** by person: all pages of one are one look */
  people: Map<string, Set<Page>>
  due: Map<string, Due>
  /** of the round under way: who is still to be looked for */
  left: Map<string, Due>
  busy: boolean
  timer: NodeJS.Timeout | undefined
  /** when the next round may begin, as performance.now() */
  rested: number
  faults: number
}

/**
 * Makes the rounds of one node.
 * @param services - failed: hears of a fault, once until a look goes well again; it is not for the page
 * @returns nobody is looked for until a page is added
 */
export function rounds(
  services: Pick<Looks, 'look' | 'read' | 'alive'> & { failed: (fault: unknown) => void },
): Rounds {
  const agencies = new Map<number, Agency>()
  /** people whose look failed by itself: how often, and until when they are not looked for, as performance.now() */
  const ill = new Map<string, { faults: number; until: number }>()

  const soon = (agency: Agency) => {
    if (agency.busy || agency.timer || agency.due.size === 0) return
    agency.timer = setTimeout(
      () => {
        agency.timer = undefined
        void round(agency)
      },
      Math.max(0, agency.rested - performance.now()),
    )
  }
  const wakeIn = (agency: Agency, people: Iterable<string>, room: string | null) => {
    const now = performance.now()
    for (const person of people) {
      const waits = agency.left.has(person) ? agency.left : agency.due
      if (waits === agency.left || (ill.get(person)?.until ?? 0) <= now) addDue(waits, person, room)
    }
    soon(agency)
  }

  const round = async (agency: Agency) => {
    agency.busy = true
    const began = performance.now()
    agency.left = agency.due
    agency.due = new Map()
    const all = agency.left.size
    let pause: number | undefined
    let most = SLICE
    while (agency.left.size > 0 && pause === undefined) {
      const { people, rooms } = nextOf(agency.left, most)
      for (const person of people) agency.left.delete(person)
      try {
        await lookFor(agency, people, rooms, all)
        agency.faults = 0
      } catch (fault) {
        if (asSeamarkError(fault).kind === 'unavailable') {
          leaveAgain(agency, people, rooms)
          pause = growing(agency.faults++)
          if (agency.faults === 1) services.failed(fault)
        } else if (people.length > 1) {
          // Somebody's look fails by itself: one at a time, so that it fails for nobody else.
          leaveAgain(agency, people, rooms)
          most = 1
        } else for (const person of people) lookLater(agency, person, fault)
      }
    }
    for (const [person, rooms] of agency.left) addDue(agency.due, person, rooms)
    agency.left = new Map()
    agency.busy = false
    const took = performance.now() - began
    agency.rested =
      performance.now() + (pause ?? Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, PAUSE * took)))
    if (agency.people.size === 0) agencies.delete(agency.id)
    else soon(agency)
  }

  /** The well together, of whom the same rooms are asked; each of the ill alone. */
  const nextOf = (left: ReadonlyMap<string, Due>, most: number): { people: string[]; rooms: Due } => {
    const well = [...left].filter(([person]) => !ill.has(person))
    const from = well.length > 0 ? well : [...left].slice(0, 1)
    const rooms = from[0]?.[1] ?? null
    const alike = from.filter(([, others]) => nameOf(others) === nameOf(rooms))
    return { people: alike.slice(0, most).map(([person]) => person), rooms }
  }
  const leaveAgain = (agency: Agency, people: readonly string[], rooms: Due) => {
    for (const person of people) addDue(agency.left, person, rooms)
  }

  const lookLater = (agency: Agency, person: string, fault: unknown) => {
    const { faults } = ill.get(person) ?? { faults: 0 }
    if (faults === 0) services.failed(fault)
    ill.set(person, { faults: faults + 1, until: performance.now() + growing(faults) })
    setTimeout(
      () => {
        if (agency.people.has(person)) wakeIn(agency, [person], null)
      },
      // a timer may be a little early
      growing(faults) + 10,
    ).unref()
  }

  /** @param all - how many people the round is for */
  const lookFor = async (agency: Agency, people: readonly string[], rooms: Due, all: number) => {
    const pages = people.flatMap((person) => [...(agency.people.get(person) ?? [])])
    const sessions = [...new Map(pages.map(({ session }) => [keyOf(session), session])).values()]
    const answers = await services.look(sessions, rooms)
    const found = new Map(sessions.map((session, index) => [keyOf(session), answers[index] ?? null]))
    for (const person of people) ill.delete(person)
    const told: { page: Page; counts: News['counts']; first: boolean }[] = []
    for (const page of pages) {
      if (agency.people.get(page.personId)?.has(page) !== true) continue
      const answer = found.get(keyOf(page.session))
      if (!answer) {
        page.over()
        continue
      }
      page.known = rooms === null ? answer : new Map([...page.known, ...answer])
      const { counts, mark } = services.read(page.known)
      if (mark === page.mark) continue
      told.push({ page, counts, first: page.mark === '' })
      page.mark = mark
    }
    const expected = told.length <= FEW ? 0 : (told.length * all) / people.length
    const spread = Math.round(expected * PAGE_APART_MS)
    for (const { page, counts, first } of told) page.tell({ counts, first, spread })
  }

  return {
    add: (listener) => {
      const { agencyId, personId } = listener
      const agency = agencies.get(agencyId) ?? {
        ...{
          id: agencyId,
          people: new Map<string, Set<Page>>(),
          due: new Map<string, Due>(),
          left: new Map<string, Due>(),
        },
        ...{ busy: false, timer: undefined, rested: 0, faults: 0 },
      }
      agencies.set(agencyId, agency)
      const page: Page = { ...listener, mark: '', known: new Map() }
      const pages = agency.people.get(personId) ?? new Set()
      agency.people.set(personId, pages.add(page))
      wakeIn(agency, [personId], null)
      return () => {
        pages.delete(page)
        if (pages.size === 0 && agency.people.get(personId) === pages) {
          agency.people.delete(personId)
          agency.due.delete(personId)
          agency.left.delete(personId)
          ill.delete(personId)
        }
        if (agency.people.size > 0) return
        clearTimeout(agency.timer)
        agency.timer = undefined
        if (!agency.busy) agencies.delete(agencyId)
      }
    },
    wake: (woken, room) => {
      for (const id of woken === 'all' ? agencies.keys() : woken) {
        const agency = agencies.get(id)
        if (agency) wakeIn(agency, agency.people.keys(), room)
      }
    },
    wakePerson: (personId) => {
      for (const agency of agencies.values())
        if (agency.people.has(personId)) wakeIn(agency, [personId], null)
    },
    beat: async () => {
      const pages = [...agencies.values()].flatMap(({ people }) =>
        [...people.values()].flatMap((one) => [...one]),
      )
      // A database that is away says nothing of a session, and nothing to its page either.
      const alive = await services.alive(pages.map(({ session }) => session)).catch(() => null)
      for (const [index, page] of pages.entries())
        if (alive?.[index] === false) page.over()
        else page.stillHere()
    },
  }
}

/** Of whom all rooms are to be asked, no fewer are. */
function addDue(waits: Map<string, Due>, person: string, rooms: Due | string): void {
  const more = typeof rooms === 'string' ? new Set([rooms]) : rooms
  const had = waits.get(person)
  if (had === null) return
  waits.set(person, more === null || had === undefined ? more : new Set([...had, ...more]))
}

const nameOf = (rooms: Due) => (rooms === null ? '' : [...rooms].toSorted().join(' '))
const growing = (faults: number) => Math.min(LONGEST_TRY_AGAIN_MS, TRY_AGAIN_MS * 2 ** faults)
const keyOf = ({ idHash }: SessionCheck) => idHash.toString('hex')
