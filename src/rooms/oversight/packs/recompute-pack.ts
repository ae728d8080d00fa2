/** Makes a pack again as it stood at its checkpoint, and says what is no longer as it was. */
import type { MemberScope } from '../../../platform/database/scope.ts'
import { notFound } from '../../../platform/errors.ts'
import { sha256 } from '../../../wire/ledger/digests.ts'
import { drawBoth, type Maker } from './make-packs.ts'
import { contentDigest, piecesOf } from './pack.ts'
import { findPack, type Pack } from './pack-store.ts'
import { readOwnPacks, readPublicPacks } from './read-pack.ts'

/** How a pack that is made again compares with the one that was handed out. */
export type Recomputed = {
  /** its words are those of then: their digest is the one in the ledger */
  isWhole: boolean
  /** both files are byte for byte those of then; else a later version of the program draws them otherwise */
  areFilesSame: boolean
  /** rows whose words were in it, and which are erased */
  erased: number
  /** rows that say something else now; the pack says what they said */
  changed: number
  /** rows that still say the same */
  same: number
  /** rows that no such pack would show today: withdrawn, kept long ago, no longer published */
  left: number
}

/**
 * Makes a pack again, holds it against the digests of then, and its words against the rows as they are now.
 * @param by - the pack's owner, and with what it is drawn
 * @param id - of the pack
 * @returns the pack, and how it compares
 * @throws not-found
 */
export async function recomputePack(by: Maker, id: string): Promise<{ pack: Pack; recomputed: Recomputed }> {
  const { pack, now, page } = await by.perform((scope) => readNow(scope, id, by.figureTables))
  const current =
    pack.kind === 'public' && page !== null
      ? (await readPublicPacks(by.database, page, { madeAt: pack.madeAt, checkpoint: null })).find(
          ({ document }) => document.lang === pack.document.lang,
        )?.document
      : now
  const words = wordsBySource(current)
  const kept = wordsBySource(pack.document)
  const counts = { changed: 0, same: 0, left: 0 }
  for (const [source, was] of kept) {
    if (was.includes('[Erased since]')) continue
    const is = words.get(source)
    counts[is === undefined ? 'left' : is === was ? 'same' : 'changed']++
  }
  const { html, pdf } = await drawBoth(pack.document, by.render)
  return {
    pack,
    recomputed: {
      ...counts,
      erased: pack.erased,
      isWhole: pack.contentSha256.equals(contentDigest(pack.document)),
      areFilesSame: pack.htmlSha256.equals(sha256(html)) && pack.pdfSha256.equals(sha256(pdf)),
    },
  }
}

async function readNow(scope: MemberScope, id: string, tables: Maker['figureTables']) {
  const pack = await findPack(scope, id)
  if (!pack) throw notFound()
  const { agencyId, inspectionId, madeAt, document } = pack
  const held = await scope.tx.maybe(
    'select from identity.held_to_account where body_id = $1 and agency_id = $2',
    [scope.actor.agencyId, agencyId],
  )
  // Whoever no longer holds the agency to account keeps the pack, and has nothing to compare it with.
  if (!held) return { pack, now: undefined, page: null }
  const meeting =
    pack.meetingId === null
      ? null
      : await scope.tx.maybe<{ id: string }>('select id from oversight.meeting where id = $1', [pack.meetingId])
  const read = await readOwnPacks(
    scope,
    { agencyId, inspectionId, meetingId: meeting?.id ?? null },
    { marking: document.marking, madeAt, checkpoint: null },
    tables,
  )
  return { pack, now: read.packs.find(({ kind }) => kind === pack.kind)?.document, page: read }
} // prettier-ignore

function wordsBySource(document: Pack['document'] | undefined): Map<string, string> {
  const words = new Map<string, string>()
  for (const { source, words: said } of document === undefined ? [] : piecesOf(document))
    words.set(source, `${words.get(source) ?? ''}\n${said}`)
  return words
}
