/**
 * The rule of sight once more, typed from the specification by hand and kept as small as it can be. The
 * program never imports it: it is what the program is measured against.
 */
export type Sight = 'none' | 'hit' | 'conditions' | 'full'

/** What one viewer and one record are to each other. */
export type Facts = {
  active: boolean
  role: string
  /** the viewer wrote the record */
  author: boolean
  /** the record is in a compartment that the viewer is not a member of */
  shutOut: boolean
  /** the record is in a compartment */
  inOperation: boolean
  clearance: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  classification: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  /** the viewer's agency owns the record */
  owns: boolean
  status: 'draft' | 'submitted' | 'disseminated' | 'withdrawn'
  /** released to the viewer's agency or to all partners */
  released: boolean
  handling: 'P' | 'C'
  /** this person has accepted the conditions of this version */
  accepted: boolean
  /** a match connects it to a record that the viewer's agency owns */
  matched: boolean
  discoverable: boolean
}

const CONTENT_ROLES = ['intelligence_officer', 'analyst', 'coordinator']

/** Does this role read content? */
export const readsContent = (role: string): boolean => CONTENT_ROLES.includes(role)

const aboveClearance = (facts: Facts) =>
  facts.classification === 'OFFICIAL-SENSITIVE' && facts.clearance === 'OFFICIAL'

type Rule = { number: number; applies: (facts: Facts) => boolean; gives: (facts: Facts) => Sight }

/** Does this viewer read this record's content, by role? An investigator does inside an operation, and nowhere else. */
const reads = (facts: Facts) =>
  readsContent(facts.role) || (facts.role === 'investigator' && facts.inOperation)

/** In the specification's order; the first that applies wins. */
export const rules: readonly Rule[] = [
  { number: 1, applies: (f) => !f.active, gives: () => 'none' },
  {
    number: 2,
    applies: (f) => !reads(f),
    gives: (f) => (f.author && !aboveClearance(f) && !f.shutOut ? 'full' : 'none'),
  },
  { number: 3, applies: (f) => f.shutOut, gives: () => 'none' },
  { number: 4, applies: aboveClearance, gives: () => 'none' },
  {
    number: 5,
    applies: (f) => f.owns,
    gives: (f) => (f.status !== 'draft' || f.author || f.role === 'intelligence_officer' ? 'full' : 'none'),
  },
  {
    number: 6,
    applies: (f) => f.status === 'disseminated' && f.released && f.handling === 'P',
    gives: () => 'full',
  },
  {
    number: 7,
    applies: (f) => f.status === 'disseminated' && f.released && f.handling === 'C',
    gives: (f) => (f.accepted ? 'full' : 'conditions'),
  },
  { number: 8, applies: (f) => f.status === 'draft' || f.status === 'withdrawn', gives: () => 'none' },
  { number: 9, applies: (f) => f.matched && f.discoverable && readsContent(f.role), gives: () => 'hit' },
  { number: 10, applies: () => true, gives: () => 'none' },
]

/** @returns the sight and the number of the rule that gave it */
export function sightOf(facts: Facts): { sight: Sight; rule: number } {
  const rule = rules.find((one) => one.applies(facts))
  if (!rule) throw new Error('rule 10 always applies')
  return { sight: rule.gives(facts), rule: rule.number }
}
