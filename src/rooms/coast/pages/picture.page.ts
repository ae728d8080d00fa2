/** Where the public reports from, by stretch and month; small numbers are not shown. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ukMonth } from '../../../design/dates.ts'
import { queryOf } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { pointAtMile, sliceBetween } from '../chainage/chainage.ts'
import type { MapMark } from '../map/index.ts'
import { gapsOf } from '../plan/missing.ts'
import { readPicture, type Picture, type PictureRow } from '../picture/read-picture.ts'
import type { Shown } from '../picture/suppress.ts'
import { drawMap, linesOf, viewOf } from './map.view.ts'
import { milesWords } from './words.ts'

const asked = z.object({
  months: z.enum(['3', '6', '12'], { error: 'Choose 3, 6 or 12 months' }).default('6'),
})

/**
 * Registers the page of the picture.
 * @param dataFolder - of the node, where layers lie
 */
export function picturePages(app: FastifyInstance, dataFolder: string): void {
  app.get(
    '/coast/picture',
    { config: { operation: 'coast.picture.show', access: whoever.seesPublicPicture } },
    async (request, reply) => {
      const parsed = asked.safeParse(request.query)
      const { months } = parsed.success ? queryOf(request, asked) : { months: '6' as const }
      const picture = await request.perform((scope) => readPicture(scope, Number(months)))
      return await reply.page('rooms/coast/pages/picture.njk', {
        title: 'Where the public reports from',
        back: { text: 'Back to the coastal plan', href: '/coast' },
        ...pictureView(picture),
        values: { months },
        drawn: await drawPicture(dataFolder, picture),
      })
    },
  )
}

/**
 * Says a count that may be hidden.
 * @param shown - of one stretch and month
 * @returns a number, "fewer than 5", or "not shown"
 */
export const shownWords = (shown: Shown | undefined): string => {
  if (shown?.kind === 'number') return shown.value.toLocaleString('en-GB')
  return shown?.kind === 'few' ? 'fewer than 5' : 'not shown'
}

/**
 * Writes the picture as a table.
 * @param picture - counts, with small ones hidden
 * @returns what the template prints
 */
export function pictureView({ months, rows, totals }: Picture) {
  const cells = (shown: readonly Shown[]) => shown.map((one) => ({ text: shownWords(one) }))
  return {
    head: [
      'Stretch',
      ...months.map((month) => ({ text: ukMonth(month), numeric: true })),
      { text: 'Total', numeric: true },
    ],
    rows: [...rows.map((row) => [nameOf(row), ...cells(row.shown)]), [{ text: 'Total' }, ...cells(totals)]],
    hidden: [...rows.flatMap(({ shown }) => shown), ...totals].some(({ kind }) => kind === 'hidden'),
  }
}

function nameOf({ stretch, kind }: PictureRow) {
  if (stretch)
    return {
      text: stretch.name,
      href: `/coast/stretches/${stretch.id}`,
      detail: `Miles ${milesWords(stretch)}`,
    }
  if (kind === 'no-stretch') return { text: 'Miles not covered' }
  return { text: kind === 'elsewhere' ? 'Farther from our coast, or inland' : 'Without a place' }
}

async function drawPicture(dataFolder: string, { plan, rows, months }: Picture) {
  const { line, stretches } = plan
  if (!line) return null
  const marks = rows.flatMap(({ stretch, shown }): MapMark[] => {
    const total = shown.at(-1)
    if (!stretch || (total?.kind === 'number' && total.value === 0)) return []
    const position = pointAtMile(line.chainage, (stretch.fromMile + stretch.toMile) / 2)
    return [{ position, kind: 'pin', label: total?.kind === 'few' ? '<5' : shownWords(total) }]
  })
  return await drawMap(dataFolder, {
    view: viewOf(sliceBetween(line.chainage, 0, line.chainage.miles)),
    lines: linesOf(line, stretches, gapsOf(stretches, line.chainage.miles)),
    marks,
    alt: `Map of the coast with the number of public reports of ${String(months.length)} months in the middle of each stretch. The table holds the same.`,
  })
}
