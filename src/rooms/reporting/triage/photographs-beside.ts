/** The photographs of a public report, beside the intelligence report that was made of it. */
import { plural } from '../../../design/words.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { Beside } from '../../../platform/rooms/filing.ts'
import { unlockedIdentities } from '../keys/keyring.ts'
import { isSafe } from './open-parts.ts'

type Row = {
  id: string
  reference: string
  reportDestroyed: boolean
  part: 'file' | 'original' | null
  number: number | null
  media: string | null
  destroyed: boolean | null
}

/**
 * Each photograph is opened at its own address, which notes it in the ledger; here it is only named. Rights are the
 * database's (`reporting.photographs_beside`): whoever may not read the public report gets nothing.
 * @param reportId - of the intelligence report, or of its draft
 * @returns one entry for each public report that it descends from
 */
export async function photographsBeside(scope: MemberScope, reportId: string): Promise<Beside[]> {
  const rows = await scope.tx.many<Row>(
    `select public_report_id as id, reference, report_destroyed as "reportDestroyed", part, number, media, destroyed
     from reporting.photographs_beside($1)`,
    [reportId],
  )
  if (rows.length === 0) return []
  const session = scope.actor.session ?? Buffer.alloc(0)
  const locked = unlockedIdentities(session, scope.actor.agencyId, 'desk').length === 0
  const reports = new Map(rows.map((row) => [row.id, row]))
  return [...reports.values()].map((report) =>
    besideOf(
      report,
      rows.filter(({ id }) => id === report.id),
      locked,
    ),
  )
}

function besideOf({ id, reference, reportDestroyed }: Row, parts: readonly Row[], locked: boolean): Beside {
  const files = parts.filter(({ part }) => part === 'file')
  const kept = files.filter(({ destroyed }) => destroyed !== true)
  const safe = kept.filter(({ media }) => isSafe(media))
  const originals = parts.filter(({ part, destroyed }) => part === 'original' && destroyed !== true)
  return {
    from: { text: `Public report ${reference}`, href: `/triage/${id}` },
    pictures: locked
      ? []
      : safe.map(({ number }) => ({
          text: `Photograph ${String(number)}`,
          href: `/triage/${id}/files/${String(number)}`,
        })),
    notes: [
      ...(reportDestroyed ? ['The public report was destroyed, with everything in it.'] : []),
      ...(locked && safe.length > 0
        ? [`${plural(safe.length, 'photograph')}: unlock the desk’s key to see.`]
        : []),
      ...notesOf(kept.length - safe.length, 'file', 'could not be made safe, and cannot be opened.'),
      ...notesOf(reportDestroyed ? 0 : files.length - kept.length, 'photograph', 'destroyed.'),
      ...notesOf(originals.length, 'original', 'kept under the evidence key, by the person’s choice.'),
    ],
    unlockHref: locked && safe.length > 0 ? '/triage/unlock' : null,
  }
}

const notesOf = (count: number, what: string, said: string): string[] =>
  count === 0 ? [] : [`${plural(count, what)} ${said}`]
