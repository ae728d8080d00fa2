/** The coast: who is responsible where, how a force divides its coast, and where the public reports from. */
export * from './geography/index.ts'
export * from './map/index.ts'
export * from './positions/index.ts'
