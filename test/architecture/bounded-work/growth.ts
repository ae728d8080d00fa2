/** How the work of a function grows with its text: measured in one run, so that no machine has to be fast. */

/**
 * What hostile texts are made of, each repeated to the length. A sign at the end makes patterns fail late.
 */
export const seeds: readonly string[] = [
  'a', 'A', '1', ' ', '\n', '\t', '.', '-', '@', 'a@', '(', '((a', '"', '"a', "'", 'x","\n', '"\n', ',', ', ', ';',
  '\\', '/', '=', '&', 'a&', '%41', '+', ':', '_', '#', 'a ', 'A B ', 'Ab ', 'a.b.', 'a-', "A'", '1 ', '1,', '1-', '0 7',
  '07700 900', 'AB12 ', 'GB12 ABCD ', '+44', '{"a":', '[', '[1,', '0x', 'é', 'e\u0301', '\u0301', 'م ', '漢', 'أحمد ', '🚤',
  '\ufdfa', 'ß', 'ZO', `${'a'.repeat(50)} `, 'one two ', 'Seen at 50.1 N, 0.7 E. ',
] // prettier-ignore

const END = '!'

/** Exactly so many characters of a seed, with another sign at the end. */
export function textOf(seed: string, length: number): string {
  const body = seed.repeat(Math.ceil(length / seed.length)).slice(0, length - END.length)
  return (body.isWellFormed() ? body : `${body.slice(0, -1)} `) + END
}

export type Work = (text: string) => unknown

/** Below so many milliseconds nothing is told: that is noise, and harmless. */
const FLOOR = 25
/** In proportion, ten times the text is ten times the work; by the square it is a hundred times. */
const MOST_TENFOLD = 35
/** From the usual length to a hundred times it: a hundred in proportion, ten thousand by the square. */
const MOST_HUNDREDFOLD = 1_000
const ATTEMPTS = 3

/** Of all seeds so many are measured to the end: the slowest, and those whose work grew most at ten times. */
const SLOWEST = 3
const STEEPEST = 2

/**
 * Finds the first seed with which the work of a function grows faster than its text.
 * @param usual - characters of an ordinary text
 * @returns null when there is none, or the seed and how it grows
 */
export async function faultOf(work: Work, usual: number): Promise<string | null> {
  // What is compiled on first use is no growth.
  for (const seed of seeds.slice(0, 3)) await milliseconds(work, textOf(seed, usual))
  const tried: { seed: string; atTen: number; rise: number }[] = []
  for (const seed of seeds) {
    const atOnce = await milliseconds(work, textOf(seed, usual))
    const atTen = await milliseconds(work, textOf(seed, usual * 10))
    tried.push({ seed, atTen, rise: atTen / Math.max(atOnce, 0.05) })
  }
  const suspects = new Set([
    ...tried.toSorted((one, other) => other.atTen - one.atTen).slice(0, SLOWEST),
    ...tried.toSorted((one, other) => other.rise - one.rise).slice(0, STEEPEST),
  ])
  for (const { seed } of suspects) {
    const fault = await growthFault(work, usual, seed)
    if (fault !== null) return `${JSON.stringify(seed)} again and again: ${fault}`
  }
  return null
}

/**
 * Measures a function at its usual length, ten times and a hundred times that.
 * @param usual - characters of an ordinary text
 * @returns null when the work grows in proportion, or in words how it grows
 */
async function growthFault(work: Work, usual: number, seed: string): Promise<string | null> {
  let fault: string | null = null
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    fault = await oneMeasurement(work, usual, seed)
    if (fault === null) return null
  }
  return fault
}

async function oneMeasurement(work: Work, usual: number, seed: string): Promise<string | null> {
  const [once, ten, hundred] = [1, 10, 100].map((times) => textOf(seed, usual * times)) as [
    string,
    string,
    string,
  ]
  const atTen = await best(work, ten)
  const atOnce = await best(work, once)
  // By the square the longest would take minutes: enough is known.
  if (atTen > FLOOR * 4 && atTen > atOnce * MOST_TENFOLD * 2) return told(atOnce, atTen, null)
  const atHundred = await milliseconds(work, hundred)
  if (atHundred <= FLOOR) return null
  const grows =
    atHundred > MOST_TENFOLD * Math.max(atTen, FLOOR / 10) ||
    atHundred > MOST_HUNDREDFOLD * Math.max(atOnce, FLOOR / 100)
  return grows ? told(atOnce, atTen, atHundred) : null
}

const told = (once: number, ten: number, hundred: number | null): string =>
  `${once.toFixed(2)} ms, at ten times the length ${ten.toFixed(2)} ms` +
  (hundred === null ? '' : `, at a hundred times ${hundred.toFixed(1)} ms`)

async function best(work: Work, text: string): Promise<number> {
  const first = await milliseconds(work, text)
  return first > FLOOR ? first : Math.min(first, await milliseconds(work, text))
}

/** Processor time is counted in ticks on many machines: of what takes less than a few, the clock knows more. */
const TICKS = 20

/**
 * Processor time of this thread, so that neighbours on the machine do not count; of what is short, time by the clock,
 * which hardly any neighbour falls into. A refusal is an answer too.
 */
async function milliseconds(work: Work, text: string): Promise<number> {
  const began = performance.now()
  const before = process.threadCpuUsage()
  try {
    await work(text)
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown
  }
  const { user, system } = process.threadCpuUsage(before)
  const clock = performance.now() - began
  return clock < TICKS ? clock : Math.min(clock, Math.max(TICKS / 2, (user + system) / 1000))
}
