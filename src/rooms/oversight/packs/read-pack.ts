/** Reads what a pack is made of, as its maker may know it, and puts the document together. */
import type { Database } from '../../../platform/database/perform.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { OwnDocument } from '../../../platform/documents/document.ts'
import type { FigureTable } from '../../../platform/rooms/accountability.ts'
import { notFound } from '../../../platform/errors.ts'
import { registersFigures } from '../../records/index.ts'
import { areasOf } from '../areas.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { agencyFigures, financialYearOf, yearOf } from '../figures/index.ts'
import { findInspection, listRecommendations } from '../inspections/inspection-store.ts'
import { readMeeting } from '../meetings/hold-meeting.ts'
import * as duties from '../progress/duty-store.ts'
import { readAccount } from '../public/account.ts'
import { cy, en } from '../public/words.ts'
import { accountabilityBlocks, figureBlocks } from './figure-blocks.ts'
import { meetingPack } from './meeting-pack.ts'
import { packDocument, type PackFrame, type PackKind } from './pack.ts'
import { progressReport } from './progress-report.ts'
import { publicDocument } from './public-document.ts'

/** What a pack is about. */
export type Series = { agencyId: number; inspectionId: string; meetingId: string | null }

export type ReadPack = { kind: PackKind; meetingId: string | null; document: OwnDocument }

/** How a pack is framed, as far as the maker says it. */
export type Framing = Pick<PackFrame, 'marking' | 'madeAt' | 'checkpoint'>

/**
 * Reads the pack of a meeting and the progress report, in one transaction.
 * @param series - the agency, the inspection, the meeting; without a meeting the report alone
 * @param framing - marking, moment, state of the ledger
 * @param tables - of figures, as all rooms have them; the report prints those of this financial year and the last
 * @returns the documents; body and reference, by which the public page is asked for
 * @throws not-found
 */
export async function readOwnPacks(
  scope: MemberScope,
  { agencyId, inspectionId, meetingId }: Series,
  framing: Framing,
  tables: readonly FigureTable[],
): Promise<{ packs: ReadPack[]; slug: string; agencyName: string; reference: string; body: string }> {
  const inspection = await findInspection(scope, inspectionId)
  const { slug, body } = await scope.tx.one<{ slug: string; body: string }>(
    'select slug, name as body from identity.agency where id = $1',
    [scope.actor.agencyId],
  )
  const held = await scope.tx.maybe<{ name: string }>(
    `select a.name from identity.held_to_account h join identity.agency a on a.id = h.agency_id
     where h.body_id = $1 and h.agency_id = $2`,
    [scope.actor.agencyId, agencyId],
  )
  if (!inspection || !held) throw notFound()
  const recommendations = await listRecommendations(scope, inspectionId)
  const at = { ...scope, now: framing.madeAt }
  const frame: PackFrame = { ...framing, lang: 'en', invented: inspection.invented, body }
  const lines = []
  for (const duty of await duties.listDuties(scope, { inspectionId, agencyId })) {
    const progress = await duties.listProgress(scope, duty.id)
    lines.push({
      duty,
      signed: progress.find(({ signedAt }) => signedAt !== null) ?? null,
      actions: await duties.listActions(scope, duty.id),
      evidence: await duties.listEvidence(scope, duty.id),
      decisions: await duties.listDecisions(scope, duty.id),
    })
  }
  const report = progressReport({
    ...{ body, agency: held.name, inspection, recommendations, lines },
    areas: await areasOf(scope, inspectionId, scope.actor.agencyId),
    today: londonDay(framing.madeAt),
  })
  const year = financialYearOf(londonDay(framing.madeAt))
  const period = { from: yearOf(year - 1).from, until: yearOf(year).until }
  const figures = [
    ...figureBlocks(await agencyFigures(scope, tables, agencyId, period)),
    ...accountabilityBlocks(await registersFigures(scope, agencyId)),
  ]
  const whole = meetingId === null ? null : await readMeeting(at, meetingId)
  return {
    ...{ slug, body, agencyName: held.name, reference: inspection.reference },
    packs: [
      ...(whole === null
        ? []
        : [{ kind: 'meeting' as const, meetingId, document: packDocument(meetingPack(whole, inspection, recommendations), frame) }]),
      { kind: 'progress', meetingId: null, document: packDocument({ ...report, blocks: [...report.blocks, ...figures] }, frame) },
    ],
  }
} // prettier-ignore

/**
 * Reads the public page in both languages, as the public reads it.
 * @param database - asked as the public
 * @param page - ID of the body, reference of the inspection, name of the agency that it must be about
 * @param framing - moment, state of the ledger; the page bears no marking
 * @returns none where the page is switched off
 */
export async function readPublicPacks(
  database: Database,
  page: { slug: string; reference: string; agencyName: string },
  { madeAt, checkpoint }: Pick<Framing, 'madeAt' | 'checkpoint'>,
): Promise<ReadPack[]> {
  const found = await readAccount(database, page.slug, page.reference)
  if (found === null || found.agency !== page.agencyName) return []
  const account = { ...found, today: londonDay(madeAt) }
  return [en, cy].map((t) => ({
    kind: 'public',
    meetingId: null,
    document: packDocument(publicDocument(account, t), {
      ...{ lang: t.code, marking: null, invented: account.invented, body: account.body, madeAt, checkpoint },
    }),
  }))
}
