/** Who holds a record, who has opened it, and who only knows that something is held. */
import { plural, sentenceList } from '../../../../design/words.ts'
import { ukDateTime } from '../../../../design/dates.ts'
import type { AudienceRow } from '../../audience.ts'
import type { ReleaseRow } from '../../holders.ts'
import type { RecordHeading } from '../../../../platform/rooms/record-kind.ts'
import { statedWords } from '../recall/notice.view.ts'

type Cell = string | { text: string; detail?: string; tag?: { text: string; colour: string } }

/**
 * Makes the table of who holds a record.
 * @param rows - every partner
 * @param record - after a recall the question is who has acknowledged, and every agency that had it was asked, also
 *   one where nobody had opened it
 * @returns heads and rows, and in one sentence who only knows that something is held
 */
export function holdersView(
  rows: readonly AudienceRow[],
  record: Pick<RecordHeading, 'status' | 'released'>,
) {
  const recalled = record.status === 'withdrawn'
  const hadIt = ({ id }: AudienceRow['agency']) =>
    record.released !== null &&
    (record.released.toAll || record.released.agencies.some((agency) => agency.id === id))
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

/**
 * Writes each release with its reason: an inspection asks why, long after those who knew have moved on.
 * @param releases - as `releasesOf` answers them
 * @returns one sentence for each, in the same order
 */
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
