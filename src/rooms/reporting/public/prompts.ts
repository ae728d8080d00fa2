/**
 * What people are asked about each kind of report, and the signs they may tick. The signs are those that
 * Project Kraken and Crimestoppers publish; they describe what people did, never who they seem to be.
 */
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

export const promptsOf = {
  boat: [
    'no-lights',
    'overloaded',
    'poor-clothing',
    'badly-handled',
    'signals',
    'dropped-or-collected',
    'met-another-boat',
    'extra-fuel',
    'name-changed',
    'altered-or-damaged',
    'nervous-crew',
    'odd-time-or-place',
  ],
  landing: [
    'came-ashore',
    'scared',
    'packages',
    'into-vehicle',
    'waiting-on-shore',
    'signals',
    'boat-left',
    'odd-time-or-place',
  ],
  equipment: [
    'boat-left',
    'lifejackets',
    'engine-left',
    'fuel-cans',
    'clothes-or-bags',
    'papers-or-phones',
    'hidden',
    'dropped-near-structure',
  ],
  harbour: [
    'watching',
    'testing-gates',
    'asking-security',
    'odd-route-charter',
    'cash',
    'name-changed',
    'altered-or-damaged',
    'nervous-crew',
    'dropped-near-structure',
    'odd-time-or-place',
  ],
  vehicle: [
    'people-got-in',
    'people-got-out',
    'waiting-on-shore',
    'boat-or-engine-carried',
    'changed-plates',
    'altered-trailer',
    'paid-to-carry',
    'late-diversion',
    'signals',
    'odd-time-or-place',
  ],
  purchase: [
    'many-bought',
    'cash',
    'in-a-hurry',
    'no-address',
    'condition-ignored',
    'boards-and-tape',
    'someone-else-paid',
    'collected-at-night',
  ],
  online: [
    'sells-crossings',
    'looks-for-drivers',
    'looks-for-boats',
    'offers-papers',
    'asks-for-money',
    'names-a-place',
  ],
  'something-else': ['watching', 'signals', 'hidden', 'packages', 'nervous-crew', 'odd-time-or-place'],
} as const satisfies Record<Kind, readonly string[]>

export type Prompt = (typeof promptsOf)[Kind][number]

/** Pages that are asked only where they can have an answer: no lorry is asked about on an advertisement. */
export const asksAbout = {
  vessel: ['boat', 'landing', 'equipment', 'harbour', 'something-else'],
  vehicle: ['landing', 'vehicle', 'purchase', 'something-else'],
  people: ['boat', 'landing', 'harbour', 'vehicle', 'purchase', 'something-else'],
} as const satisfies Record<string, readonly Kind[]>
