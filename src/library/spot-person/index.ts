/** The door of this library: does a text look as if it named a person, or held a number of theirs? */
export { holdsName, holdsNumber, looksLike, type Look } from './spot-person.ts'
