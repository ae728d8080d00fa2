/** Prints what was measured: on the terminal and as bench/RESULTS.md. */
import { isMet, type Line, type SizeResults } from './figures.ts'
import type { Machine } from './machine.ts'

/** Three digits say enough of a measurement; counts stay whole. */
export function readable(value: number | null): string {
  if (value === null) return ''
  // A share that is nearly the whole is told apart from it.
  if (value >= 0.95 && value < 1) return String(Math.floor(value * 10_000) / 10_000)
  if (Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-GB')
  return value.toPrecision(value < 1 ? 2 : 3)
}

const targetOf = ({ target, unit }: Line) =>
  target ? `${target.at === 'most' ? '≤' : '≥'} ${readable(target.value)} ${unit}` : ''

const metOf = (line: Line) => ({ true: 'yes', false: '**no**', null: '' })[String(isMet(line)) as 'true']

function ratioOf({ values, plain }: Line): string {
  const at = values.findLastIndex((value) => value !== null)
  const [value, limit] = [values[at] ?? null, plain?.values[at] ?? null]
  if (value === null || limit === null || !plain) return ''
  const ratio = value / limit
  return `${readable(limit)} (${plain.what}): ${ratio.toPrecision(2)} of it`
}

/** The table as Markdown: one row a figure, one column a size. */
export function tableOf(lines: readonly Line[], sizes: readonly SizeResults[]): string {
  const head = [
    'figure',
    ...sizes.map(({ reports }) => `at ${reports.toLocaleString('en-GB')}`),
    'target',
    'met',
    'plain limit at the largest size',
  ]
  const rows = lines.map((line) => [
    `${line.name} (${line.unit})`,
    ...line.values.map(readable),
    targetOf(line),
    metOf(line),
    ratioOf(line),
  ])
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

export function reportOf(
  lines: readonly Line[],
  sizes: readonly SizeResults[],
  machine: Machine,
  began: Date,
  minutes: number,
): string {
  const quick = sizes.some(({ load }) => load === 'sql')
  return `# What Seamark does in how much time

Written by \`npm run bench\` on ${began.toISOString().slice(0, 10)}; the run took ${String(Math.round(minutes))} minutes.
${quick ? '\nThe database was filled by SQL and not by the import (BENCH_LOAD=sql): **not a full run.**\n' : ''}
| | |
| --- | --- |
| machine | ${String(machine.cores)} cores, ${machine.cpu}, ${String(machine.memoryGb)} GB; ${machine.system} |
| disk | ${readable(machine.flushesPerSecond)} pages written and flushed a second, one after the other |
| load as it began | ${machine.load.toFixed(2)} |
| versions | Node.js ${machine.node}, PostgreSQL ${machine.postgres}, Seamark ${machine.commit} |
| database | ${sizes.map(({ reports, databaseBytes }) => `${reports.toLocaleString('en-GB')} reports: ${(databaseBytes / 1e9).toFixed(1)} GB`).join('; ')} |

All reports are invented: 60 agencies unless said otherwise, four subjects a report, words by Zipf's law,
a fifth released to all partners and a tenth to three. Database, node and the clients that load it share
this one machine. Flushing to disk is on, as in production.

${tableOf(lines, sizes)}

## What each figure means
${lines.map((line) => `- **${line.name}**: ${line.means}.`).join('\n')}

Search is a fixed mix: a rare word 20, a common word 20, two common words 15, a phrase 10, an identifier in
any spelling 15, a reference of one's own system 5, a common word with a filter 15 of a hundred.
${kindsOf(sizes)}`
}

function kindsOf(sizes: readonly SizeResults[]): string {
  const last = sizes.findLast(({ search }) => search !== undefined)
  if (!last?.search) return ''
  const rows = Object.entries(last.search.byKind).map(
    ([kind, { p50, p95 }]) => `| ${kind} | ${readable(p50)} | ${readable(p95)} |`,
  )
  return `At ${last.reports.toLocaleString('en-GB')} reports, through the use case:\n
| question | p50 (ms) | p95 (ms) |\n| --- | --- | --- |\n${rows.join('\n')}\n`
}
