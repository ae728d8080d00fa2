import { soundsOf } from './sounds.ts'
import { african } from './tables/african.ts'
import { afghan } from './tables/afghan.ts'
import { albanian } from './tables/albanian.ts'
import { arabicMen } from './tables/arabic-men.ts'
import { arabicFamilies, arabicWomen } from './tables/arabic-women.ts'
import { celtic } from './tables/celtic.ts'
import { commonNames, shares } from './tables/common-names.ts'
import { eastAsian } from './tables/east-asian.ts'
import { cognates } from './tables/european.ts'
import { western } from './tables/european-spelling.ts'
import { kurdish } from './tables/kurdish.ts'
import { nicknames } from './tables/nicknames.ts'
import { persian } from './tables/persian.ts'
import { romanian, slavic, westSlavic } from './tables/slavic.ts'
import { turkic } from './tables/turkic.ts'

/** Every table, with what its symbols begin with: nothing for spellings, `=` for other languages, `~` for pet names. */
const tables: readonly (readonly [string, string])[] = [
  ['', arabicMen],
  ['', arabicWomen],
  ['', arabicFamilies],
  ['', persian],
  ['', afghan],
  ['', kurdish],
  ['', turkic],
  ['', slavic],
  ['', westSlavic],
  ['', romanian],
  ['', albanian],
  ['', celtic],
  ['', eastAsian],
  ['', african],
  ['', western],
  ['=', cognates],
  ['~', nicknames],
]

const byWord = new Map<string, string[]>()
const none: readonly string[] = []

/**
 * Enters every group of the tables. Two lines of one culture or of two that begin with the same word are one
 * name, so that Kurdish Ehmed meets Arabic Ahmad through the line both are on, not by chains of likeness.
 * @param fold - gives a spelling the form under which it is looked up.
 */
function enterTables(fold: (spelling: string) => string): void {
  for (const [mark, table] of tables) {
    for (const line of table.split('\n')) {
      const [name, ...spellings] = line.trim().split(/\s+/)
      if (name === undefined || name === '') continue
      const symbol = mark + fold(name)
      for (const spelling of [name, ...spellings]) {
        for (const one of spelledOut(spelling)) enter(fold(one), symbol)
      }
    }
  }
  enterCommonNames(fold)
  passOn()
}

const shareOf = new Map<string, number>()

/**
 * A common name that no table of spellings holds is a name of its own. Its share of bearers goes to all spellings
 * of the name: Mehmet is as common as Mohammed where the reference population is everybody.
 */
function enterCommonNames(fold: (spelling: string) => string): void {
  const heard = new Map<string, string>()
  for (const [key, symbols] of byWord) {
    const symbol = symbols.find(isSpelling)
    if (symbol !== undefined && key.length > 4) heard.set(heardAs(key), symbol)
  }
  for (const list of commonNames) {
    for (const [at, names] of list.split('|').entries()) {
      for (const name of names.trim().split(/\s+/)) {
        const key = fold(name)
        if (!(byWord.get(key) ?? []).some(isSpelling)) {
          const sound = heardAs(key)
          const symbol = key.length > 4 ? (heard.get(sound) ?? key) : key
          enter(key, symbol, true)
          if (key.length > 4) heard.set(sound, symbol)
        }
        for (const symbol of byWord.get(key) ?? []) {
          if (isSpelling(symbol)) shareOf.set(symbol, Math.max(shareOf.get(symbol) ?? 0, shares[at] ?? 0))
        }
      }
    }
  }
}

/** The sounds of a spelling without what is free: long and short u and i, o for u. Sobhi and Subhi are heard alike. */
const heardAs = (key: string): string =>
  soundsOf(key).replace(/[oV]/g, 'u').replace(/I/g, 'i').replace(/q/g, 'k')

/**
 * Says how many people bear a name.
 * @param symbol - of the name
 * @returns the share of bearers of a name by its symbol; 0 if the lists of common names do not hold it.
 */
export function shareOfSymbol(symbol: string): number {
  return shareOf.get(symbol) ?? 0
}

/**
 * What is said of one spelling of a name holds for all: Саша is short for Александр because it is short for
 * Aleksandr, and Mykhailo is Michael because Mikhail is. Only the first name of a line of pet names passes on.
 */
function passOn(): void {
  const weakOf = new Map<string, Set<string>>()
  for (const [key, symbols] of byWord) {
    const weak = symbols.filter((symbol) => symbol.startsWith('=') || symbol === '~' + key)
    for (const symbol of symbols.filter(isSpelling)) {
      const held = weakOf.get(symbol) ?? new Set()
      for (const one of weak) held.add(one)
      weakOf.set(symbol, held)
    }
  }
  for (const [key, symbols] of byWord) {
    const weak = symbols.filter(isSpelling).flatMap((symbol) => [...(weakOf.get(symbol) ?? [])])
    for (const symbol of weak) enter(key, symbol)
  }
}

/**
 * Does a symbol stand for spellings of one name, and not for its forms abroad or pet names?
 * @param symbol - of a name
 * @returns true when it does
 */
export const isSpelling = (symbol: string): boolean => !symbol.startsWith('=') && !symbol.startsWith('~')

function enter(key: string, symbol: string, first = false): void {
  if (key === '') return
  const held = byWord.get(key)
  if (held === undefined) byWord.set(key, [symbol])
  else if (held.includes(symbol)) return
  else if (first) held.unshift(symbol)
  else held.push(symbol)
}

/**
 * Writes out a spelling of the tables: `{K,C}arl{o,}` is Karlo, Karl, Carlo and Carl.
 * @param spelling - with choices in braces
 * @returns every writing
 */
export function spelledOut(spelling: string): string[] {
  const open = spelling.indexOf('{')
  if (open < 0) return [spelling]
  const close = spelling.indexOf('}', open)
  const rest = spelledOut(spelling.slice(close + 1))
  const choices = spelling.slice(open + 1, close).split(',')
  return choices.flatMap((choice) => rest.map((end) => spelling.slice(0, open) + choice + end))
}

let waiting: ((spelling: string) => string) | null = null

/**
 * Says how spellings are folded. The tables are entered at the first word that is read, not when the program
 * starts: most of its commands read no name.
 * @param fold - makes of a spelling what words are looked up by
 */
export function lookUpBy(fold: (spelling: string) => string): void {
  waiting = fold
}

/** @param key - the folded spelling. @returns the names it may be a spelling of. */
export function symbolsOf(key: string): readonly string[] {
  if (waiting !== null) {
    const fold = waiting
    waiting = null
    enterTables(fold)
  }
  return byWord.get(key) ?? none
}

/**
 * Counts how many spellings the tables hold, and of how many names.
 * @returns both counts
 */
export function sizeOfTables(): { spellings: number; names: number } {
  return { spellings: byWord.size, names: new Set([...byWord.values()].flat()).size }
}
