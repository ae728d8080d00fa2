/**
 * Ids, each by what it is the id of. While the program runs they are plain text or numbers; to the compiler they differ,
 * so that nobody looks a match up by the id of its side. An id gets its type where it is known: by the type of a row that
 * was read, by the schema of a path or a form (`platform/http/ids.ts`), by who makes a new one (`newId`).
 */
declare const kindOf: unique symbol

/**
 * A UUID that says what it is the id of. An `Id<'match'>` may stand where text is asked for; where an `Id<'match'>` is
 * asked for, neither text nor an `Id<'person'>` may.
 */
export type Id<Kind extends string> = string & { readonly [kindOf]: Kind }

/** Of what can be shared (`access.record`): a report, or a record that its agency keeps sealed. */
export type RecordId = Id<'record'>

/** Of a match (`deconfliction.match`), the same for both agencies. It never leaves the program. */
export type MatchId = Id<'match'>

/** Of one record in a match (`deconfliction.match_side`): what its agency calls the match by. */
export type SideId = Id<'side'>

/** Of one agency's records that write a person alike (`deconfliction.person`). */
export type WrittenPersonId = Id<'written person'>

/** Of a thing or a person as reports speak of them (`networks.subject`). */
export type SubjectId = Id<'subject'>

/** Of an account (`identity.person`). A person in a report is another matter. */
export type PersonId = Id<'person'>

/** The SHA-256 of a session's secret, in hexadecimal: what processes call a session by among themselves. */
export type SessionHash = Id<'session'>

/** Of an agency (`identity.agency`): a number. */
export type AgencyId = number & { readonly [kindOf]: 'agency' }
