/** Who holds a report, who has opened it, and who only knows that something is held. */
import { plural, sentenceList } from '../../../../design/words.ts'
import { ukDateTime } from '../../../../design/dates.ts'
import type { AudienceRow } from '../../audience.ts'
import type { ReleaseRow } from '../../holders.ts'
import type { ReportView } from '../../read-report.ts'
import { statedWords } from '../recall/notice.view.ts'

type Cell = string | { text: string; detail?: string; tag?: { text: string; colour: string } }

/**
 * @param rows every partner
 * @param report after a recall the question is who has acknowledged, and every agency that had it was asked,
 *   also one where nobody had opened it
 */
export function holdersView(rows: readonly AudienceRow[], report: Pick<ReportView, 'status' | 'released'>) {
  const recalled = report.status === 'withdrawn'
  const hadIt = ({ id }: AudienceRow['agency']) =>
    report.released !== null &&
    (report.released.toAll || report.released.agencies.some((agency) => agency.id === id))
  const had = rows.filter(
    (row) =>
      row.sight === 'full' ||
      row.sight === 'conditions' ||
      row.opened.length > 0 ||
      row.accepted.length > 0 ||
      row.recallAcknowledged !== null ||
      (recalled && hadIt(row.agency)),
  )
  return {
    head: [
      'Agency',
      'Sees',
      'Opened by',
      ...(recalled ? ['Recall acknowledged'] : ['Conditions accepted by']),
    ],
    rows: had.map((row): Cell[] => [
      recalled
        ? row.agency.name
        : { text: row.agency.name, detail: `${plural(row.readers, 'person', 'people')} may read it` },
      { text: sightWords[row.sight], detail: row.reason },
      marks(row.opened, 'Nobody yet'),
      recalled
        ? acknowledgement(row)
        : marks(row.accepted, row.sight === 'conditions' ? 'Nobody yet' : 'Not asked'),
    ]),
    onlyHit: sentenceList(rows.filter(({ sight }) => sight === 'hit').map(({ agency }) => agency.name)),
  }
}

/** Each release with its reason: an inspection asks why, long after those who knew have moved on. */
export const releaseSentences = (releases: readonly ReleaseRow[]) =>
  releases.map(({ at, who, version, toAll, agencies, reason }) => ({
    at,
    by: who,
    text: `Released version ${String(version)} to ${toAll ? 'all partners' : sentenceList(agencies.map(({ name }) => name))}. Reason: ${reason}`,
  }))

export const sightWords: Record<AudienceRow['sight'], string> = {
  full: 'Everything but what stays with you',
  conditions: 'Title and conditions, the rest once accepted',
  hit: 'That you hold something',
  none: 'Nothing',
}

/** Persons, each once with every version: who opened two versions is one person. */
function marks(
  all: readonly { reader: number; who: string; at: Date; version: number }[],
  none: string,
): Cell {
  if (all.length === 0) return none
  const persons = [...Map.groupBy(all, ({ reader }) => reader).values()]
  const lines = persons.map((theirs) =>
    [
      theirs[0]?.who ?? '',
      ...theirs.map(({ at, version }) => `version ${String(version)}, ${ukDateTime(at)}`),
    ].join(', '),
  )
  return { text: plural(persons.length, 'person', 'people'), detail: lines.join('; ') }
}

function acknowledgement({ recallAcknowledged: mark, stated }: AudienceRow): Cell {
  const said = stated.map((one) => `${ukDateTime(one.at)}: ${statedWords(one)}`)
  return mark === null
    ? { text: '', tag: { text: 'Not yet', colour: 'red' } }
    : {
        text: mark.who,
        detail: said.length === 0 ? ukDateTime(mark.at) : said.join(' '),
        tag:
          stated.at(-1)?.copies === 'kept'
            ? { text: 'A copy is kept', colour: 'yellow' }
            : { text: 'Acknowledged', colour: 'green' },
      }
}
