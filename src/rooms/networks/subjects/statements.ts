/** What reports say of a subject, laid side by side: where they agree, and where they contradict each other. Pure. */
import type { Mention } from './mentions-in-sight.ts'

export type Said = 'written' | 'born' | 'category' | 'country' | 'belongs' | 'note'

export type Statement = {
  what: Said
  value: string
  /** the reports that say it, newest first */
  by: Mention[]
  /** other reports say something else of the same */
  contradicted: boolean
}

/** Of these, two that differ cannot both be right, or must be looked at; names and notes only add to one another. */
const EXCLUSIVE: readonly Said[] = ['born', 'category', 'country', 'belongs']

/**
 * Lays side by side what mentions say.
 * @param mentions - newest first
 * @returns one entry for each thing that is said, in the order of what it is about and of when it was last said
 */
export function statementsOf(mentions: readonly Mention[]): Statement[] {
  const said = new Map<string, Statement>()
  const note = (what: Said, value: string | null | undefined, by: Mention) => {
    if (value === null || value === undefined || value === '') return
    const key = `${what} ${value.toLowerCase()}`
    const entry = said.get(key) ?? { what, value, by: [], contradicted: false }
    if (!entry.by.includes(by)) entry.by.push(by)
    said.set(key, entry)
  }
  for (const mention of mentions) {
    for (const name of mention.written) note('written', name, mention)
    note('born', mention.born, mention)
    note('category', mention.category, mention)
    note('country', mention.country, mention)
    note('belongs', mention.belongsTo?.join(', also '), mention)
    note('note', mention.note, mention)
  }
  const all = [...said.values()]
  const order: readonly Said[] = ['written', 'born', 'category', 'country', 'belongs', 'note']
  return order.flatMap((what) => {
    const of = all.filter((one) => one.what === what)
    return of.map((one) => ({ ...one, contradicted: EXCLUSIVE.includes(what) && of.length > 1 }))
  })
}
