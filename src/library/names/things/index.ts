/** Names of companies, organisations and vessels. See `README.md` of the names for the rules. */
export { compareReadThings, compareThings } from './compare-things.ts'
export { thingFold, thingKeys } from './keys.ts'
export { readThing, type ReadThing } from './read-thing.ts'
export { isLikelyThing } from './is-likely-thing.ts'
