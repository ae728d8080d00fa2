/** What a body hands out of its oversight, and what every such document says of itself. Pure. */
import { ukDate, ukDateTime } from '../../../design/dates.ts'
import { ukNumber } from '../../../design/words.ts'
import type { Block, OwnDocument } from '../../../platform/documents/document.ts'
import { tidyDocument } from '../../../platform/documents/document.ts'
import { toBase64, toHex } from '../../../wire/ledger/base64.ts'
import { canonicalJson, type Json } from '../../../wire/ledger/canonical-json.ts'
import type { Checkpoint } from '../../../wire/ledger/checkpoint.ts'
import { sha256 } from '../../../wire/ledger/digests.ts'
import type { Inspection } from '../inspections/inspection.ts'

export const packKinds = {
  meeting: 'Meeting pack',
  progress: 'Progress report',
  public: 'Public page',
} as const
export type PackKind = keyof typeof packKinds

/** What the GSCP lets a pack be marked; the public page bears no marking. */
export const packMarkings = { 'OFFICIAL-SENSITIVE': 'OFFICIAL-SENSITIVE', OFFICIAL: 'OFFICIAL' } as const
export type PackMarking = keyof typeof packMarkings

/** What a pack is about, beside its words. */
export type PackFrame = {
  lang: 'en' | 'cy'
  marking: PackMarking | null
  invented: boolean
  body: string
  madeAt: Date
  checkpoint: Checkpoint | null
}

/**
 * Puts a document round the words of a pack.
 * @param words - title and blocks, in reading order
 * @param frame - marking, whose it is, when it was made, of which state of the ledger
 * @returns the document, tidied: what is kept is what was drawn
 */
export function packDocument(
  words: { title: string; blocks: readonly Block[] },
  { lang, marking, invented, body, madeAt, checkpoint }: PackFrame,
): OwnDocument {
  const t = stampWords[lang]
  return tidyDocument({
    title: words.title,
    ...{ lang, marking, head: [] },
    exercise: invented ? t.invented : '',
    blocks: [...words.blocks],
    stamp: [
      t.made(ukDateTime(madeAt), body),
      ...(checkpoint === null ? [t.none] : [t.state(ukNumber(checkpoint.size), checkpoint)]),
      t.proof,
    ],
    madeAt: madeAt.toISOString(),
  })
}

const stampWords = {
  en: {
    invented: 'Exercise. The inspection and all that is said here are invented.',
    made: (at: string, body: string) => `Made on ${at} by ${body}.`,
    none: 'The ledger had no checkpoint yet.',
    state: (size: string, { origin, root }: Checkpoint) =>
      `State of the ledger ${origin}: ${size} events, root ${toBase64(root)}.`,
    proof: 'The ledger holds the SHA-256 of this file. Whoever made the file can hand out the proof.',
  },
  cy: {
    invented: 'Ymarfer. Mae’r adroddiad hwn a phopeth ar y dudalen hon wedi’u dyfeisio.',
    made: (at: string, body: string) => `Gwnaed ar ${at} gan ${body}.`,
    none: 'Nid oedd gan y cofnod bwynt gwirio eto.',
    state: (size: string, { origin, root }: Checkpoint) =>
      `Cyflwr y cofnod ${origin}: ${size}, ${toBase64(root)}.`,
    proof: 'Mae SHA-256 y ffeil hon yn y cofnod.',
  },
}

/**
 * Works out the digest of a document as data. It outlives the typesetter: a later one makes other bytes of the same words.
 * @param document - tidied
 * @returns 32 bytes
 */
export const contentDigest = (document: OwnDocument): Uint8Array =>
  sha256(Buffer.from(canonicalJson(JSON.parse(JSON.stringify(document)) as Json)))

/**
 * Lists the rows whose words are in a document.
 * @param document - of a pack
 * @returns ids, each once
 */
export function sourcesOf(document: OwnDocument): string[] {
  const found = new Set<string>()
  for (const one of piecesOf(document)) found.add(one.source)
  return [...found]
}

/**
 * Lists the pieces of a document that were taken from a row.
 * @param document - of a pack
 * @returns each with its row and its words
 */
export const piecesOf = (document: OwnDocument): { source: string; words: string }[] =>
  document.blocks.flatMap((block) => {
    switch (block.kind) {
      case 'list':
        return block.items.flatMap(({ source, text }) => piece(source, text))
      case 'facts':
        return block.rows.flatMap(({ source, key, text }) => piece(source, `${key}: ${text}`))
      case 'table':
        return block.rows.flatMap(({ source, cells }) => piece(source, cells.join('; ')))
      case 'heading':
      case 'paragraph':
      case 'quotation':
        return piece(block.source, block.text)
    }
  })

const piece = (source: string | undefined, words: string) => (source === undefined ? [] : [{ source, words }])

/**
 * Names the file of a pack.
 * @param kind - of the pack
 * @param document - its language, its marking and its day stand in the name
 * @param form - the ending
 * @returns as `meeting-pack-2026-11-30-OFFICIAL.pdf`
 */
export const fileName = (kind: PackKind, document: OwnDocument, form: 'pdf' | 'html'): string =>
  `${[
    packKinds[kind].toLowerCase().replace(/ /g, '-'),
    ...(document.lang === 'cy' ? ['cy'] : []),
    document.madeAt.slice(0, 10),
    ...(document.marking === null ? [] : [document.marking]),
  ].join('-')}.${form}`

/**
 * What the ledger keeps of a pack: digests, which say nothing without the file.
 * @param kind - of the pack
 * @param digests - SHA-256 of the document as data, and of both files
 * @param size - events at the checkpoint; null: there was none
 * @returns detail of the event
 */
export const packDetail = (
  kind: PackKind,
  digests: { content: Uint8Array; html: Uint8Array; pdf: Uint8Array },
  size: number | null,
) => ({
  pack: kind,
  content_sha256: toHex(digests.content),
  html_sha256: toHex(digests.html),
  pdf_sha256: toHex(digests.pdf),
  checkpoint: size,
})

/**
 * A heading of a pack.
 * @param level - 1 to 3
 * @param text - its words
 * @returns the block
 */
export const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, text })

/**
 * Says which report a pack is about.
 * @param inspection - the report
 * @returns one line
 */
export const reportLine = ({ reference, title, publisher, publishedOn }: Inspection): string =>
  `${reference}: ${title}. ${publisher}, ${ukDate(publishedOn)}`
