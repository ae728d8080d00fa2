/** The addressee's coordinator adds a file as evidence. It is judged by its bytes, kept, and opened by nobody here. */
import { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { tidyText } from '../../../platform/documents/document.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identifiers.ts'
import { sha256 } from '../../../wire/ledger/digests.ts'
import * as store from './duty-store.ts'
import { ownDuty } from './enter-progress.ts'
import { typeOfFile, type FileType } from './file-type.ts'

/** Files of one line: what a line needs, and no store of an agency's documents. */
export const MOST_FILES = 20
const LONGEST_NAME = 150

export const fileSchema = z.object({
  title: z.string().trim().min(1, 'Enter what it is called').max(200, 'Must be 200 characters or fewer'),
  text: z.string().trim().min(1, 'Say what it shows').max(5_000, 'Must be 5000 characters or fewer'),
})

/**
 * Adds a file to a line.
 * @param dutyId - of the agency's own line
 * @param input - what it is called and shows
 * @param file - its name and bytes, as they came; null where none was chosen
 * @throws not-found; invalid where it is no file that is taken; conflict `closed`
 */
export async function addFile(
  scope: MemberScope,
  dutyId: string,
  { title, text }: z.output<typeof fileSchema>,
  file: { name: string; bytes: Buffer } | null,
): Promise<void> {
  const duty = await ownDuty(scope, dutyId)
  if (file === null) throw invalid({ file: 'Choose a file' })
  const found = typeOfFile(file.bytes)
  if ('refused' in found) throw invalid({ file: found.refused })
  if ((await store.countEvidenceFiles(scope, dutyId)) >= MOST_FILES)
    throw invalid({
      file: `There are ${String(MOST_FILES)} files already. Say in words where others are kept`,
    })
  const of = { dutyId, agencyId: duty.agencyId }
  const id = newId()
  await store.insertEvidence(scope, { id, ...of, personId: scope.actor.personId, kind: 'file', title, text })
  await store.insertEvidenceFile(scope, {
    ...{ evidenceId: id, ...of, name: nameOf(file.name), type: found.type },
    ...{ bytes: file.bytes, sha256: sha256(file.bytes) },
  })
  scope.record({
    kind: 'collection',
    subject: { kind: 'duty', id: dutyId },
    detail: { part: 'evidence-file', bytes: file.bytes.length },
  })
}

/** Only to be shown: without folders, without what cannot be seen. */
const nameOf = (name: string): string =>
  tidyText(name.replace(/^.*[/\\]/s, ''))
    .replace(/\n/g, ' ')
    .trim()
    .slice(0, LONGEST_NAME) || 'file'

/**
 * Reads a file of evidence, for whoever may see its evidence.
 * @param evidenceId - of it
 * @returns its bytes and its type
 * @throws not-found
 */
export async function takeFile(
  scope: MemberScope,
  evidenceId: string,
): Promise<{ type: FileType; bytes: Buffer }> {
  const file = await store.readEvidenceFile(scope, evidenceId)
  if (file === null) throw notFound()
  scope.record({
    kind: 'consultation',
    subject: { kind: 'duty', id: file.dutyId },
    detail: { part: 'evidence-file' },
  })
  return file
} // prettier-ignore
