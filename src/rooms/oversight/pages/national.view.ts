/** The national picture as tables: one a published inspection. Pure. */
import type { Inspection } from '../inspections/inspection.ts'
import type { NationalLine } from '../national/national-picture.ts'
import { standingOf, type Standing } from '../standing.ts'
import { captionOf, dayOrNone, standingTag } from './words.ts'

const COLUMNS: readonly (readonly [Standing, string])[] = [
  ['complete', 'Complete'],
  ['proposed', 'Proposed'],
  ['in-time', 'In time'],
  ['at-risk', 'At risk'],
  ['late', 'Late'],
  ['no-date', 'No date'],
]

/**
 * Writes the tables.
 * @param lines - of all addressees
 * @param inspections - in the order of the page
 * @param today - YYYY-MM-DD
 * @returns for each inspection with addressees: counts by recommendation, and who has not signed anything
 */
export function nationalRows(
  lines: readonly NationalLine[],
  inspections: readonly Inspection[],
  today: string,
) {
  return inspections.flatMap((inspection) => {
    const here = lines.filter((one) => one.inspectionId === inspection.id && one.endedOn === null)
    if (here.length === 0) return []
    const numbers = [...new Set(here.map(({ number }) => number))].toSorted((one, other) => one - other)
    const silent = here.filter(({ signedAt }) => signedAt === null)
    return [
      {
        title: inspection.title,
        caption: captionOf(inspection),
        head: [
          'Recommendation',
          'Due',
          { text: 'Addressees', numeric: true },
          ...COLUMNS.map(([, text]) => ({ text, numeric: true })),
        ],
        rows: numbers.map((number) => {
          const those = here.filter((one) => one.number === number)
          return [
            String(number),
            dayOrNone(those[0]?.dueOn ?? null),
            { number: those.length },
            ...COLUMNS.map(([standing]) => ({
              number: those.filter((one) => standingOf(one, today) === standing).length,
            })),
          ]
        }),
        eachHead: ['Addressee', 'Recommendation', 'How it stands', 'Last signed'],
        each: here
          .toSorted(
            (one, other) => one.agencyName.localeCompare(other.agencyName) || one.number - other.number,
          )
          .map((one) => [
            one.agencyName,
            String(one.number),
            { tag: standingTag(one, today) },
            one.signedAt === null ? 'Nothing yet' : { day: one.signedAt },
          ]),
        silent: [...Map.groupBy(silent, ({ agencyName }) => agencyName)].map(
          ([agency, some]) =>
            `${agency}: ${some.length === 1 ? 'recommendation' : 'recommendations'} ${some.map(({ number }) => String(number)).join(', ')}`,
        ),
      },
    ]
  })
}
