/** Positions: read, written and coarsened. Pure. */
export { cellCentre, cellOf, type Cell } from './cell.ts'
export { parsePosition } from './parse-position.ts'
export type { Position, ReadPosition, ThreeWords } from './position.ts'
export { turnedRound } from './turned-round.ts'
export { writePosition, type WrittenPosition } from './write-position.ts'
