/** Is there a flood? What the desk's pages read. */
export { floodState } from './admit.ts'
export type { FloodState } from './counters.ts'
