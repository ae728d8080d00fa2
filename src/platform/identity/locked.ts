/**
 * What somebody has unlocked is in the memory of each node. When their account is stopped, their sessions are
 * ended or a role is taken from them, the database tells every node; this is where they hear it.
 */
import type { PersonId } from '../../wire/ids.ts'

/** Whose, or null when it cannot be known: then what anybody has unlocked is meant. */
type Listener = (personId: PersonId | null) => void

const listeners = new Set<Listener>()

/**
 * Calls back when what a person has unlocked must be forgotten.
 * @param listener - gets the person's id; null means everybody
 */
export function whenLocked(listener: Listener): void {
  listeners.add(listener)
}

/**
 * Says that somebody must unlock again.
 * @param personId - who; null after a time in which nothing was heard of the database: everybody
 */
export function sayLocked(personId: PersonId | null): void {
  for (const listener of listeners) listener(personId)
}
