/** What the machine understands of a text or a value, from the room that compares them. */
export { findIdentifiers, normaliseIdentifier } from '../../../deconfliction/index.ts'
