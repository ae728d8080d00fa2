/** What the house hands to every room. */
import type { Config } from '../config.ts'
import type { Database } from '../database/perform.ts'
import type { Wakes } from '../live/wakes.ts'
import type { Log } from '../log.ts'
import type { Beside } from '../processes/beside.ts'
import type { House } from './fold-rooms.ts'

/** The services of one node: the same value for each room, and no other way to any of them. */
export type RoomServices = {
  config: Config
  log: Log
  database: Database
  /** the node's clock */
  clock: () => Date
  /** the folder of this machine's files: keys, layers of the map, uploads */
  dataFolder: string
  /** the name of that folder, which the jobs that need its files carry; see `machineOf` */
  machine: string
  /** the folder of built styles and scripts */
  assetsFolder: string
  /** what all rooms together say: words of operations, kinds of record, what waits */
  house: House
  /** who has changed, and whose pages are told of it */
  wakes: Wakes
  /** the other processes on this database */
  beside: Beside
  /**
   * Draws a template.
   * @param template - path below `src`
   */
  render: (template: string, view: object) => string
}
