/** The lines of the table about operations: measured once, shown in the first column. */
import type { Line } from './figures.ts'
import type { OperationsFigure } from './measure-operations.ts'

/**
 * @param figure - what was measured
 * @param sizes - how many columns the table has
 * @returns its lines
 */
export function operationsLines({ decisions, page, home }: OperationsFigure, sizes: number): Line[] {
  const once = (value: number) => Array.from({ length: sizes }, (_, index) => (index === 0 ? value : null))
  return [
    {
      name: `A decision entered over HTTP, ${String(decisions.writers)} writers at once (p95)`,
      means: `${decisions.gapless ? 'gapless' : 'WITH A GAP'}; one writer alone ${decisions.alone.p95.toFixed(0)} ms; plain: a number under a row’s lock and a row, by as many writers`,
      unit: 'ms',
      target: { at: 'most', value: 60 },
      ...{ values: once(decisions.entry.p95), plain: { what: 'a number under a row’s lock and a row', values: once(decisions.plain.p95) } },
    },
    {
      name: `An operation’s page, ${page.actions.toLocaleString('en-GB')} actions and ${page.decisions.toLocaleString('en-GB')} decisions (p95)`,
      means: `over HTTP; plain: the same page of an operation in which nothing was done`,
      unit: 'ms',
      target: { at: 'most', value: 100 },
      ...{ values: once(page.times.p95), plain: { what: 'the page of an empty operation', values: once(page.empty.p95) } },
    },
    {
      name: 'Home of somebody in an operation, as many times as before',
      means: `over HTTP, medians: ${home.with.p50.toFixed(0)} and ${home.without.p50.toFixed(0)} ms`,
      unit: '×',
      target: { at: 'most', value: 1.3 },
      ...{ values: once(home.with.p50 / home.without.p50), plain: null },
    },
  ]
} // prettier-ignore
