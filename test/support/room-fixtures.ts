/**
 * What the tests that walk the whole program need of each room. The room says it in `src/rooms/ROOM/ROOM.fixtures.ts`,
 * which is found here by its name; a room without that file fails every one of these tests.
 */
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { rooms } from '../../src/app.ts'
import type { MemberScope } from '../../src/platform/database/scope.ts'
import type { RecordKind } from '../../src/platform/rooms/record-kind.ts'
import type { Canary, Fields, Ids, Secret, Variant } from '../policies/leak-walk/secret.ts'
import type { Desk } from './callers.ts'
import { ROOT } from './database.ts'
import type { TestNode } from './node.ts'
import { platformFixtures } from './platform-fixtures.ts'

export type { Ids } from '../policies/leak-walk/secret.ts'

/** Ids and numbers of agencies by name, for rows that are inserted: see `idsToInsert`. */
export type Planted = Readonly<Record<string, string | number>>

/** A table whose changes must be accounted for. */
export type ProtectedTable = {
  name: string
  /** the name of the id that the event must name, among `idsToInsert` */
  subject: string
  /** the column in which that id stands */
  idColumn: string
  /** a column to write back unchanged */
  touch: string
  /** nobody of the program may change a row */
  unchangeable?: true
  /** versions go with their report only, and a report's deletion is accounted for by itself */
  deletable: boolean
  /** the public's events are held until their hour is over, without their transaction */
  byThePublic?: true
  /** null: the row comes with its record, which is accounted for; the fixture of `access.record` wrote it */
  insert: ((planted: Planted) => { sql: string; values: unknown[] }) | null
}

/** What no act leaves behind when it is done whole: what it is called, and the statement that finds it. */
export type HalfDone = readonly [fault: string, sql: string]

/** What a room's part of the secret is planted with. */
export type Planting = {
  world: TestNode
  secrets: Record<Variant, Secret>
  /** ids of everything that is planted, by what they are ids of */
  ids: Ids
  /** every word that must not be found, by name */
  words: Record<string, string>
  /** makes a word that nobody else has written, and notes it under this name */
  say: (name: string) => string
  /** acts as an account, by its address */
  as: <T>(email: string, work: (scope: MemberScope) => Promise<T>, purpose?: string | null) => Promise<T>
}

/** Fills something with what somebody would try who suspects something. */
export type Fill<T> = (canary: Canary) => T

/** What the leak walk needs of a room. */
export type LeakFixtures = {
  /** Makes what Sussex Police lawfully hold of the room, in both worlds; later rooms find the ids of earlier ones. */
  settle?: (world: TestNode, secrets: { silent: Secret; operation: Secret }, ids: Ids) => Promise<void>
  /** Makes what the secret's owner holds of the room. */
  plant?: (planting: Planting) => Promise<void>
  /** names of the ids that `settle` gives, where they go into paths */
  ownIds?: readonly string[]
  /** with which ids a path's `:id` is tried; the first pattern that fits counts, and without one all are tried */
  idsOfPaths?: readonly (readonly [path: RegExp, fits: (name: string) => boolean])[]
  /** with what other parameters of a path are tried, by their names */
  parameters?: Readonly<Record<string, Fill<string[]>>>
  /** forms by operation, as a page sends them */
  forms?: Readonly<Record<string, Fill<Fields[]>>>
  /** bodies by operation, as a program sends them */
  bodies?: Readonly<Record<string, Fill<Fields[]>>>
  /** query strings by operation, of what refuses those that every list is asked; a list that may be read has `limit` */
  queries?: Readonly<Record<string, Fill<string[]>>>
  /** operations that the walk does by other means, each with where */
  elsewhere?: Readonly<Record<string, string>>
  /** operations whose answers hold chance or the clock throughout: not compared */
  notCompared?: readonly string[]
  /** tables that stay empty while the walk goes, each with the reason */
  leftEmpty?: Readonly<Record<string, string>>
  /** tables whose rows are taken out again at once, each with what it holds */
  passedThrough?: Readonly<Record<string, string>>
}

/** What the walk over every page needs of a room. */
export type PageFixtures = {
  /** paths of routes that are no pages: scripts and programs ask them */
  noPage?: readonly string[]
  /** what a page must be asked for beside its address, by the route's path */
  asked?: Readonly<Record<string, string>>
  /** who opens a page that not everybody with its role may: an account by the beginning of the route's path */
  opensAs?: Readonly<Record<string, string>>
  /**
   * Makes a record of each kind that a page shows, with the longest and oddest text that may stand in one.
   * @param ids - of the rooms before
   * @returns ids by the beginning of a route's path, as `/reports/:id`; for one page alone by `only ` and its whole path
   */
  records?: (node: TestNode, ids: Ids) => Promise<Ids>
}

/** A kind of record, as every case of the table of access cases is tried on it. */
export type KindFixtures = {
  /** as in `access.record_kind` */
  kind: string
  /**
   * What its own tables hold of a record that is there already. The statements run as a superuser, without triggers:
   * states that no act leads to are tried as well.
   * @param id - of the record
   * @param owner - number of the agency that owns it
   */
  rows: (id: string, owner: number) => readonly { sql: string; values: unknown[] }[]
  /** its tables, each with the column of the record's id, and who reads a row: whoever has full sight, or its owner of them */
  tables: readonly { table: string; column: string; readBy: 'full sight' | 'owner in full sight' }[]
}

export type RoomFixtures = {
  /** its kinds of record */
  kinds?: readonly KindFixtures[]
  /** in an order in which rows can be inserted */
  tables?: readonly ProtectedTable[]
  /** names of the ids with which `tables` inserts, besides `author`, `colleague`, `owner` and `partner` */
  idsToInsert?: readonly string[]
  halfDone?: readonly HalfDone[]
  leak?: LeakFixtures
  pages?: PageFixtures
  /** what it says besides of the pages and routes that it has for each kind of record of all rooms */
  ofKind?: (kind: RecordKind) => Pick<RoomFixtures, 'leak' | 'pages'>
  /**
   * Makes records for forms that are sent with wrong values.
   * @param officer - the desk that sends most of the forms
   * @returns by the beginning of a route's path (of the API without `/api/v1`), how an id for it is come by
   */
  addresses?: (
    node: TestNode,
    officer: () => Promise<Desk>,
  ) => Promise<Readonly<Record<string, () => Promise<string>>>>
}

/**
 * The fixtures of the platform and of every room, in the order of the rooms; then what they say of each kind of record.
 * @throws Error that names a room without fixtures, or a folder that is no room
 */
export async function roomFixtures(): Promise<readonly RoomFixtures[]> {
  const names = rooms.map(({ name }) => name)
  const faults = missingFixtures(names, ROOMS)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  const found: RoomFixtures[] = [platformFixtures]
  for (const name of names)
    found.push(((await import(fixturesOf(name, ROOMS))) as { fixtures: RoomFixtures }).fixtures)
  const kinds = rooms.flatMap(({ records = [] }) => records)
  return [...found, ...found.flatMap(({ ofKind }) => (ofKind ? kinds.map(ofKind) : []))]
}

const ROOMS = path.join(ROOT, 'src/rooms')
const fixturesOf = (name: string, folder: string) => path.join(folder, name, `${name}.fixtures.ts`)

/**
 * @param names - of the rooms that the program has
 * @param folder - with a folder for each of them
 * @returns in a sentence each, the rooms without fixtures and the folders that are no room
 */
export function missingFixtures(names: readonly string[], folder: string): string[] {
  return [
    ...names
      .filter((name) => !existsSync(fixturesOf(name, folder)))
      .map((name) => `src/rooms/${name}/${name}.fixtures.ts is missing; CONTRIBUTING.md says what it holds.`),
    ...readdirSync(folder)
      .filter((name) => !names.includes(name))
      .map((name) => `src/rooms/${name} is a folder of no room that src/app.ts lists.`),
  ]
}

/** One table of what all rooms say in a slot. */
export const together = <T>(
  fixtures: readonly RoomFixtures[],
  of: (one: RoomFixtures) => Readonly<Record<string, T>> | undefined,
): Readonly<Record<string, T>> =>
  Object.assign({}, ...fixtures.map((one) => of(one) ?? {})) as Record<string, T>
