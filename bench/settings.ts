/** What a run of the benchmark is told by its environment. */

export type Settings = {
  /** totals of reports at which everything is measured; the database grows from one to the next */
  sizes: number[]
  agencies: number
  /** seconds for which reports are filed over HTTP at each size */
  filingSeconds: number
  /** calls of each kind in the test that compares silent hits with no hits */
  timingCalls: number
  /** pages of one agency that are open while a report is released to it */
  pages: number
  /** sealed tokens among which one is looked up */
  tokens: number
  /** reviews that are due in one agency */
  due: number
  /** planned events among which the finder looks at one, the least first; and how often both open pages are told of a conflict */
  lodged: number[]
  beats: number
  /** events by place and time, within sight of one agency */
  placed: number
  /** how many persons a node holds when one more is weighed */
  persons: number[]
  /** how many subjects the worlds of networks have */
  subjects: number[]
  /** records of the generated files that are linked */
  records: number[]
  /** events of the export that is verified; of the ledger in which one is proved and found */
  events: number
  largeLedger: number
  /** figures to measure; null for all */
  only: ReadonlySet<string> | null
  /** how the database is filled: by the import that is measured, or without files and flushing, not measured */
  load: 'import' | 'sql'
  /** a folder to work in that is kept afterwards, and whose reports are used again; null: none is kept */
  keep: string | null
  /** of a run that is not whole: writes RESULTS-NAME.md and results-NAME.json; null: the one table */
  part: string | null
}

/** The figures by the names that BENCH_ONLY takes. */
export const FIGURES = [
  'import',
  'search',
  'filing',
  'check',
  'release',
  'live',
  'national',
  'pages',
  'public-pages',
  'encounters',
  'reporting',
  'geography',
  'kinds',
  'reviews',
  'subjects',
  'requirements',
  'events',
  'planned-events',
  'action-day',
  'disruptions',
  'operations',
  'packs',
  'forms',
  'photographs',
  'identifiers',
  'names',
  'linkage',
  'persons',
  'networks',
  'sealing',
  'sealed-index',
  'standby',
  'ledger',
  'start',
] as const

const whole = (name: string, written: string | undefined, fallback: number): number => {
  if (written === undefined || written === '') return fallback
  if (!/^\d+$/.test(written) || Number(written) < 1) throw new Error(`${name}: ${written} is no whole number`)
  return Number(written)
}

const sizesOf = (name: string, written: string): number[] =>
  written.split(',').map((size) => whole(name, size.trim().replaceAll('_', ''), 0))

function partOf(written: string | undefined): string | null {
  if (written === undefined || written === '') return null
  if (!/^[a-z-]{1,40}$/.test(written)) throw new Error('BENCH_PART: small letters and hyphens')
  return written
}

/**
 * Reads the settings.
 * @param env - BENCH_SIZES (`10000,100000,1000000`), BENCH_AGENCIES, BENCH_PAGES, BENCH_TOKENS, BENCH_DUE, BENCH_LODGED, BENCH_BEATS, BENCH_PLACED, BENCH_PERSONS
 *   (`1000000,10000000`), BENCH_RECORDS (`1000000,5000000`), BENCH_EVENTS, BENCH_LEDGER, BENCH_SECONDS, BENCH_CALLS, BENCH_ONLY
 *   (`import,search`), BENCH_LOAD (`import` or `sql`), BENCH_KEEP (a folder), BENCH_PART (`deconfliction`)
 * @throws Error naming the variable that is wrong
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const sizes = sizesOf('BENCH_SIZES', env['BENCH_SIZES'] ?? '10000,100000,1000000').sort((a, b) => a - b)
  const load = env['BENCH_LOAD'] ?? 'import'
  if (load !== 'import' && load !== 'sql') throw new Error('BENCH_LOAD: must be import or sql')
  const only = env['BENCH_ONLY'] ? new Set(env['BENCH_ONLY'].split(',').map((name) => name.trim())) : null
  for (const name of only ?? [])
    if (!(FIGURES as readonly string[]).includes(name))
      throw new Error(`BENCH_ONLY: ${name} is none of ${FIGURES.join(', ')}`)
  return {
    sizes,
    agencies: whole('BENCH_AGENCIES', env['BENCH_AGENCIES'], 60),
    pages: whole('BENCH_PAGES', env['BENCH_PAGES'], 1_000),
    tokens: whole('BENCH_TOKENS', env['BENCH_TOKENS']?.replaceAll('_', ''), 10_000_000),
    placed: whole('BENCH_PLACED', env['BENCH_PLACED']?.replaceAll('_', ''), 100_000),
    lodged: sizesOf('BENCH_LODGED', env['BENCH_LODGED'] ?? '10000,100000,1000000').sort((a, b) => a - b),
    beats: whole('BENCH_BEATS', env['BENCH_BEATS'], 20),
    due: whole('BENCH_DUE', env['BENCH_DUE']?.replaceAll('_', ''), 100_000),
    subjects: sizesOf('BENCH_SUBJECTS', env['BENCH_SUBJECTS'] ?? '10000,1000000'),
    persons: sizesOf('BENCH_PERSONS', env['BENCH_PERSONS'] ?? '1000000,10000000'),
    records: sizesOf('BENCH_RECORDS', env['BENCH_RECORDS'] ?? '1000000,5000000'),
    events: whole('BENCH_EVENTS', env['BENCH_EVENTS']?.replaceAll('_', ''), 1_000_000),
    largeLedger: whole('BENCH_LEDGER', env['BENCH_LEDGER']?.replaceAll('_', ''), 10_000_000),
    filingSeconds: whole('BENCH_SECONDS', env['BENCH_SECONDS'], 30),
    timingCalls: whole('BENCH_CALLS', env['BENCH_CALLS'], 2_000),
    only,
    load,
    keep: env['BENCH_KEEP'] ? env['BENCH_KEEP'] : null,
    part: partOf(env['BENCH_PART']),
  }
}
