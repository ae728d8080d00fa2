import { groups } from './tables/first.ts'

const byWord = new Map<string, string[]>()
const none: readonly string[] = []

/** Enters every group of a table. @param fold gives a spelling the form under which it is looked up. */
export function enterTables(fold: (spelling: string) => string): void {
  if (byWord.size > 0) return
  for (const line of groups.split('\n')) {
    const spellings = line.trim().split(/\s+/).filter(Boolean)
    const symbol = spellings.slice(0, 2).join('/')
    for (const spelling of spellings) {
      const key = fold(spelling)
      const held = byWord.get(key)
      if (held === undefined) byWord.set(key, [symbol])
      else if (!held.includes(symbol)) held.push(symbol)
    }
  }
}

/** @param key the folded spelling. @returns the names it may be a spelling of. */
export function symbolsOf(key: string): readonly string[] {
  return byWord.get(key) ?? none
}
