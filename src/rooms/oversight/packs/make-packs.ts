/** Makes packs: reads, draws, and keeps what was drawn with its digests, which stand in the ledger from then on. */
import { z } from 'zod'
import type { Database } from '../../../platform/database/perform.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import type { OwnDocument } from '../../../platform/documents/document.ts'
import type { FigureTable } from '../../../platform/rooms/accountability.ts'
import { drawAs } from '../../../platform/documents/draw-as.ts'
import { invalid } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { readCheckpointFile } from '../../../platform/ledger/folder.ts'
import { codesOf } from '../../../wire/codes.ts'
import { readCheckpointText, type Checkpoint } from '../../../wire/ledger/checkpoint.ts'
import { sha256 } from '../../../wire/ledger/digests.ts'
import { readNote } from '../../../wire/ledger/signed-note.ts'
import { listHeld } from '../meetings/hold-meeting.ts'
import { contentDigest, packDetail, packMarkings, sourcesOf } from './pack.ts'
import { insertPack } from './pack-store.ts'
import { readOwnPacks, readPublicPacks, type ReadPack } from './read-pack.ts'

export const makeSchema = z.object({
  agencyId: z.coerce.number({ error: 'Choose the agency' }).int(),
  inspectionId: z.uuid({ error: 'Choose the inspection' }),
  marking: z.enum(codesOf(packMarkings), { error: 'Choose how the packs are marked' }),
})

/** Who makes packs, and with what. */
export type Maker = {
  /** runs work as the person who makes them, in a transaction of its own */
  perform: <T>(work: (scope: MemberScope) => Promise<T>) => Promise<T>
  database: Database
  render: (template: string, view: object) => string
  /** tables of figures of all rooms */
  figureTables: readonly FigureTable[]
  /** of the ledger's files */
  ledger: string
  /** the person typed a command on the server, and did not sign in */
  byCommand?: boolean
}

/** A pack with its files. */
export type MadePack = ReadPack & { id: string; html: Buffer; pdf: Buffer }

/**
 * Makes the pack of the next meeting (or of the last, where none is planned), the progress report and the public page,
 * if that is on. What is read is read in one transaction; drawing stands outside of any.
 * @param by - who makes them
 * @param input - about which agency and inspection, and how they are marked
 * @returns the packs, as they are kept
 * @throws invalid where the agency is not one's own to ask; SeamarkError `document-too-long`, `document-not-set`
 */
export async function makePacks(by: Maker, input: z.output<typeof makeSchema>): Promise<MadePack[]> {
  const checkpoint = await lastCheckpoint(by.ledger)
  const { packs, madeAt } = await by.perform(async (scope) => {
    if (!(await listHeld(scope)).some(({ id }) => id === input.agencyId))
      throw invalid({ agencyId: 'Choose an agency that you hold to account' })
    const framing = { marking: input.marking, madeAt: scope.now, checkpoint }
    const series = { ...input, meetingId: await meetingOf(scope, input) }
    return { packs: await readOwnPacks(scope, series, framing, by.figureTables), madeAt: scope.now }
  })
  const all = [...packs.packs, ...(await readPublicPacks(by.database, packs, { madeAt, checkpoint }))]
  const made: MadePack[] = []
  for (const one of all) made.push({ ...one, id: newId(), ...(await drawBoth(one.document, by.render)) })
  await by.perform(async (scope) => {
    for (const one of made) await keep(scope, one, input, checkpoint, by.byCommand ?? false)
  })
  return made
}

/**
 * Draws both files of a document.
 * @param document - as it is kept
 * @param render - draws a template
 * @returns the page and the PDF
 */
export const drawBoth = async (
  document: OwnDocument,
  render: Maker['render'],
): Promise<{ html: Buffer; pdf: Buffer }> => ({
  html: (await drawAs('html', document, render)).bytes,
  pdf: (await drawAs('pdf', document, render)).bytes,
})

/** The next meeting that is planned; where none is, the last that was held. */
async function meetingOf(
  scope: MemberScope,
  { agencyId, inspectionId }: { agencyId: number; inspectionId: string },
): Promise<string | null> {
  const found = await scope.tx.maybe<{ id: string }>(
    `select m.id from oversight.meeting m
     where m.body_id = $1 and m.agency_id = $2 and m.inspection_id = $3 and m.state <> 'cancelled'
     order by m.state = 'planned' desc, case when m.state = 'planned' then m.on_day end, m.on_day desc limit 1`,
    [scope.actor.agencyId, agencyId, inspectionId],
  )
  return found?.id ?? null
}

async function keep(
  scope: MemberScope,
  { id, kind, meetingId, document, html, pdf }: MadePack,
  { agencyId, inspectionId }: z.output<typeof makeSchema>,
  checkpoint: Checkpoint | null,
  byCommand: boolean,
): Promise<void> {
  const digests = { content: contentDigest(document), html: sha256(html), pdf: sha256(pdf) }
  await insertPack(scope, {
    ...{ id, kind, agencyId, inspectionId, meetingId, document, sources: sourcesOf(document) },
    contentSha256: Buffer.from(digests.content),
    htmlSha256: Buffer.from(digests.html),
    pdfSha256: Buffer.from(digests.pdf),
    checkpointSize: checkpoint?.size ?? null,
    checkpointRoot: checkpoint && Buffer.from(checkpoint.root),
    madeAt: new Date(document.madeAt),
  })
  scope.record({
    kind: 'collection',
    subject: { kind: 'pack', id },
    detail: {
      ...packDetail(kind, digests, checkpoint?.size ?? null),
      ...(byCommand ? { by_command: true } : {}),
    },
  })
}

async function lastCheckpoint(folder: string): Promise<Checkpoint | null> {
  const note = await readCheckpointFile(folder)
  return note === null ? null : readCheckpointText(readNote(note).text)
}
