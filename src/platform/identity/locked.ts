/**
 * What somebody has unlocked is in the memory of each node. When their account is stopped, their sessions are
 * ended or a role is taken from them, the database tells every node; this is where they hear it.
 */

/** Whose, or null when it cannot be known: then what anybody has unlocked is meant. */
type Listener = (personId: string | null) => void

const listeners = new Set<Listener>()

/** Calls back when what a person has unlocked must be forgotten. */
export function whenLocked(listener: Listener): void {
  listeners.add(listener)
}

/** Says that somebody must unlock again; `null` after a time in which nothing was heard of the database. */
export function sayLocked(personId: string | null): void {
  for (const listener of listeners) listener(personId)
}
