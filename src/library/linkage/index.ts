/** The door to linking whole files. The model and the comparison of two persons have doors of their own: a node needs no DuckDB. */
export { readMapping, WrongFile } from './mapping.ts'
export { matchFiles } from './match-files.ts'
