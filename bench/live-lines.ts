/** What was measured of open pages and of commits with a standby, as lines of the table. */
import type { Line } from './figures.ts'
import type { LiveFigure } from './measure-live.ts'
import type { StandbyFigure } from './measure-standby.ts'

/** @param figures - by size; undefined where it was not measured */
export function liveLines(figures: readonly (LiveFigure | undefined)[]): Line[] {
  const pages = figures.find((figure) => figure !== undefined)?.pages ?? 1_000
  const by = (value: (figure: LiveFigure) => number) =>
    figures.map((figure) => (figure === undefined ? null : value(figure)))
  const line = (
    what: string,
    means: string,
    unit: string,
    most: number | null,
    values: Line['values'],
    plain: Line['plain'] = null,
  ): Line => ({
    name: `${pages.toLocaleString('en-GB')} open pages and a release: ${what}`,
    ...{ means, unit, values, plain },
    target: most === null ? null : { at: 'most', value: most },
  })
  return [
    line(
      'all told',
      'from the request until the last of so many officers of one agency is told that something is new',
      's',
      5,
      by(({ told }) => told.most),
    ),
    line(
      'all up to date',
      'until the last of their pages has fetched itself again',
      's',
      null,
      by(({ fetched }) => fetched.most),
    ),
    line(
      'other pages, times as long',
      'p95 of other people’s pages meanwhile, as a multiple of the same while nothing happens',
      '×',
      2,
      by(({ meanwhile, idle }) => meanwhile.p95 / idle.p95),
    ),
    line(
      'other pages, p95',
      'the same in milliseconds',
      'ms',
      null,
      by(({ meanwhile }) => meanwhile.p95),
      {
        what: 'while nothing happens',
        values: by(({ idle }) => idle.p95),
      },
    ),
    line(
      'memory',
      'the most that the node has resident',
      'MB',
      null,
      by(({ peakBytes }) => peakBytes / 1_000_000),
    ),
    line(
      'refused',
      'pages of anybody that are answered with 503',
      'pages',
      0,
      by(({ refused }) => refused),
    ),
  ]
}

export function standbyLines({ silent, woken, notified }: StandbyFigure, sizes: number): Line[] {
  const once = (value: number) => Array.from({ length: sizes }, (_, index) => (index === 0 ? value : null))
  return [
    {
      name: 'Commits with a standby',
      means: 'acts a second of 64 clients that wake open pages, each waiting for a standby',
      unit: 'commits/s',
      target: null,
      values: once(woken),
      plain: { what: 'with a NOTIFY in the transaction', values: once(notified) },
    },
    {
      name: 'Commits with a standby, share',
      means: 'of what the same acts reach when they wake nobody',
      unit: 'of them',
      target: { at: 'least', value: 0.9 },
      values: once(woken / silent),
      plain: null,
    },
  ]
}
