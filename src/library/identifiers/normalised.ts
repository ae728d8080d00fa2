/** What a subject is known by, once its spelling is set aside. */
export type Normalised = {
  /** Two records with the same kind and the same key hold the same identifier. */
  key: string
  /** `valid`: its own check or shape is right. `possible`: understood, but nothing confirms it. */
  tier: 'valid' | 'possible'
  /** How a page writes it. Normalising this gives the same key. */
  display: string
}

/** As one kind's reader gives it. */
export type Read = Normalised & {
  /** ISO 3166-1 alpha-2, where the value or its record says it */
  country?: string | undefined
  /** why it looks like a broken one of its kind, in words for whoever typed it */
  fault?: string | undefined
}
