/** Has a document set as PDF/UA-1, in a process of its own. See docs/adr/0026. */
import path from 'node:path'
import { concurrencyLimit } from '../concurrency-limit.ts'
import {
  decodeApart,
  DecoderStopped,
  type DecodeOptions,
  type Decoder,
} from '../decoder-process/decode-apart.ts'
import { SeamarkError } from '../errors.ts'
import { tidyDocument, type OwnDocument } from './document.ts'

const TYPESETTER: Decoder = {
  program: path.join(import.meta.dirname, 'typesetter', 'process.ts'),
  // The typesetter is native code.
  addons: true,
  heapMegabytes: 256,
  memoryBytes: 1_000_000_000,
  milliseconds: 20_000,
  outputBytes: 20_000_000,
}
/** Characters of a cell that is not broken, and of all such columns of a row. */
const SHORT_CELL = 18
const SHORT_TOGETHER = 44
/** One document is set at a time, so that whoever asks for many holds up nobody but those who ask for documents. */
const turns = concurrencyLimit(1, 8)

/**
 * Sets a document.
 * @param document - as data; the same document gives the same bytes, as long as the typesetter is the same
 * @param options - limits other than its own, and what tests put in its place
 * @returns a tagged PDF that says itself that it is PDF/UA-1
 * @throws SeamarkError `too-many-documents` (503) when too many wait; SeamarkError `document-not-set` (422) when it is too long, or takes too much
 */
export async function setPdf(document: OwnDocument, options: DecodeOptions = {}): Promise<Buffer> {
  const leave = await turns.enter()
  if (leave === null)
    throw new SeamarkError(
      'unavailable',
      'too-many-documents',
      'Too many documents are being made at this moment. Try again in a minute.',
    )
  try {
    const pieces: Buffer[] = []
    for await (const piece of decodeApart(TYPESETTER, [Buffer.from(JSON.stringify(toSet(document)))], options))
      pieces.push(piece)
    const pdf = Buffer.concat(pieces)
    if (pdf.subarray(0, 5).toString('latin1') !== '%PDF-') throw notSet()
    return pdf
  } catch (fault) {
    if (fault instanceof DecoderStopped) throw notSet()
    throw fault
  } finally {
    leave()
  }
} // prettier-ignore

const notSet = () =>
  new SeamarkError(
    'invalid',
    'document-not-set',
    'The PDF could not be made. Where the document is long, leave something out; where no PDF can be made at all, tell your operator.',
  )

/** The document as the template reads it. */
function toSet(document: OwnDocument) {
  const { blocks, madeAt, marking, ...rest } = tidyDocument(document)
  const [year, month, day] = madeAt.slice(0, 10).split('-').map(Number)
  return {
    ...rest,
    madeAt,
    marking: marking ?? '',
    author: rest.head[0]?.[0] ?? '',
    made: [year, month, day],
    blocks: blocks.map((block) => {
      switch (block.kind) {
        case 'paragraph':
          return { kind: block.kind, text: block.text, strong: block.strong ?? false }
        case 'list':
          return { kind: block.kind, items: block.items.map(({ text }) => text) }
        case 'facts':
          return { kind: block.kind, rows: block.rows.map(({ key, text }) => [key, text]) }
        case 'table':
          return {
            ...{ kind: block.kind, caption: block.caption, columns: block.columns, widths: widthsOf(block) },
            rows: block.rows.map(({ cells }) => block.columns.map((_column, at) => cells[at] ?? '')),
          }
        case 'heading':
        case 'quotation': {
          const { source: _source, ...plain } = block
          return plain
        }
      }
    }),
  }
}

/**
 * Widths of a table's columns: of short cells (a number, a day) as much as they need, so that no day is broken; of the
 * rest shares (0: as much as it needs), so that a column of sentences gets more.
 */
function widthsOf({
  columns,
  rows,
}: {
  columns: readonly string[]
  rows: readonly { cells: readonly string[] }[]
}): number[] {
  const longest = columns.map((column, at) =>
    Math.max(column.length, ...rows.slice(0, 500).map(({ cells }) => (cells[at] ?? '').length)),
  )
  let room = SHORT_TOGETHER
  return longest.map((length) => {
    if (length <= SHORT_CELL && length <= room) {
      room -= length
      return 0
    }
    return Math.round(Math.sqrt(Math.min(length, 120)) * 10) / 10
  })
}
