/** The lines of the table about requirements. */
import type { Line } from './figures.ts'
import type { RequirementsFigure } from './measure-requirements.ts'

/** Measured once, at the first size: they do not grow with the reports. */
export function requirementsLines(
  { total, open, filing, offer, lists }: RequirementsFigure,
  sizes: number,
): Line[] {
  const once = (value: number) => Array.from({ length: sizes }, (_, index) => (index === 0 ? value : null))
  const many = (number: number) => number.toLocaleString('en-GB')
  return [
    {
      name: `Offering requirements, ${many(open)} open in sight, of a filing on the pages`,
      means: 'the median of what asks for them, in a transaction of its own, in percent of the median filing',
      unit: '%',
      target: { at: 'most', value: 2 },
      values: once((offer.p50 / filing.without.p50) * 100),
      plain: null,
    },
    {
      name: 'A filing on the pages, while they are offered and fifty wait to be accepted (p50)',
      means:
        'some nine pages, from the first of a draft to the one behind its filing; each also counts what waits',
      unit: 'ms',
      target: null,
      values: once(filing.with.p50),
      plain: { what: 'while no requirement is open', values: once(filing.without.p50) },
    },
    {
      name: 'What is offered, by itself (p95)',
      means: 'the one statement, in a transaction of its own',
      unit: 'ms',
      target: null,
      values: once(offer.p95),
      plain: null,
    },
    ...lists.map(({ list, times }): Line => ({
      name: `List of requirements, ${list}, ${many(total)} of them (p95)`,
      means: 'the first page, and pages from anywhere in the list, over HTTP',
      unit: 'ms',
      target: { at: 'most', value: 60 },
      values: once(times.p95),
      plain: null,
    })),
  ]
}
