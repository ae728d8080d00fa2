/** What a public report is about, as its envelope says it and as the desk's pages write it. */
export const kinds = [
  'boat',
  'landing',
  'equipment',
  'harbour',
  'vehicle',
  'purchase',
  'online',
  'something-else',
] as const
export type Kind = (typeof kinds)[number]

export const kindWords: Readonly<Record<Kind, string>> = {
  boat: 'A boat',
  landing: 'People landing',
  equipment: 'Equipment left behind',
  harbour: 'Harbour or marina',
  vehicle: 'Vehicle or lorry',
  purchase: 'Buying boats or engines',
  online: 'Online advertisement',
  'something-else': 'Something else',
}

/** Kinds that one event may be told as: a landing is seen as a boat, as people, as what they leave. */
const related: readonly (readonly Kind[])[] = [
  ['boat', 'landing', 'equipment'],
  ['boat', 'harbour'],
  ['landing', 'vehicle'],
]

/** May reports of these two kinds be about one event? The same kind always may. */
export function areRelated(one: Kind, other: Kind): boolean {
  return one === other || related.some((set) => set.includes(one) && set.includes(other))
}
