// What the names part says to the rest of the room. Types only, so that its parts can share them.

/** What a name is the name of. `LegalEntity` is read as a person or as a thing by its form. */
export type NameSchema = 'Person' | 'Company' | 'Organization' | 'Vessel' | 'LegalEntity'

export type NameOutcome = 'match' | 'possible' | 'different'

/**
 * How two names stand to one another. `probability` (0 to 1) is that both were written for one name; it
 * belongs to the pair. `match` and `possible` are exactly those with 0.5 and more.
 */
export type NameComparison = {
  outcome: NameOutcome
  probability: number
  reasons: string[]
  /** a word of one is another name than its counterpart, however alike: whatever else agrees, no more than possible */
  twoNames?: true
}
