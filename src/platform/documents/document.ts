/**
 * A document that leaves the node: a pack, a letter. It is data. HTML and PDF are drawn from the same, so that both say
 * the same in the same order; what people typed is text in it, and never markup.
 */
import { z } from 'zod'
import { SeamarkError } from '../errors.ts'

/** Characters of a whole document: some two hundred pages. */
export const MOST_CHARACTERS = 600_000

const text = z.string().max(70_000)
/** the row of the database that these words were taken from: what is erased there goes from kept documents too */
const source = z.guid().optional()
const line = z.strictObject({ text, source })

const blockSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), level: z.int().min(1).max(3), text, source }),
  z.strictObject({ kind: z.literal('paragraph'), text, strong: z.boolean().optional(), source }),
  z.strictObject({ kind: z.literal('quotation'), text, source }),
  z.strictObject({ kind: z.literal('list'), items: z.array(line).min(1) }),
  z.strictObject({ kind: z.literal('facts'), rows: z.array(z.strictObject({ key: text, text, source })).min(1) }),
  z.strictObject({
    kind: z.literal('table'),
    caption: text,
    columns: z.array(text).min(1).max(12),
    rows: z.array(z.strictObject({ cells: z.array(text).max(12), source })).max(5_000),
  }),
]) // prettier-ignore

export const documentSchema = z.strictObject({
  title: text.min(1),
  lang: z.enum(['en', 'cy']),
  /** the classification, which stands on every page; null: for everybody */
  marking: z.enum(['OFFICIAL', 'OFFICIAL-SENSITIVE']).nullable(),
  /** that it is of an exercise; empty where it is not */
  exercise: text,
  /** of a letter: who writes, to whom, when; each a few lines. Empty for a report */
  head: z.array(z.array(text).max(12)).max(4),
  blocks: z.array(blockSchema).max(10_000),
  /** the last lines: when it was made, and of which state of the ledger */
  stamp: z.array(text).max(12),
  /** when it was made, ISO 8601 */
  madeAt: z.iso.datetime(),
})

/** One part of a document, in reading order. */
export type Block = z.output<typeof blockSchema>
/** A document as data. */
export type OwnDocument = z.output<typeof documentSchema>

/** What is no character of a text: controls but the line's end, marks that turn the direction of writing, halves of pairs. */
const NOT_WRITTEN = /(?!\n)[\p{Cc}\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffc\ufffe\uffff]/gu

/**
 * Makes a document fit to be drawn: every text in one form of Unicode, without characters that cannot be seen.
 * @param document - as it was put together
 * @returns the same in words that print; headings go down one level at a time
 * @throws SeamarkError `document-too-long` (422)
 */
export function tidyDocument(document: OwnDocument): OwnDocument {
  let length = 0
  const tidy = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const tidied = tidyText(value)
      length += tidied.length
      return tidied
    }
    if (Array.isArray(value)) return value.map(tidy)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, tidy(inner)]))
    return value
  }
  const tidied = documentSchema.parse(tidy(document))
  if (length > MOST_CHARACTERS)
    throw new SeamarkError(
      'invalid',
      'document-too-long',
      'This document is longer than a document may be. Leave something out.',
    )
  return { ...tidied, blocks: stepByStep(tidied.blocks) }
}

/**
 * Makes a text one that prints.
 * @param written - as it was typed
 * @returns in NFC, with line feeds alone, without what cannot be seen
 */
export const tidyText = (written: string): string =>
  written.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').toWellFormed().normalize('NFC').replace(NOT_WRITTEN, '')

/** No heading stands two levels below the one before: who listens to a document goes from one to the next. */
function stepByStep(blocks: readonly Block[]): Block[] {
  let last = 0
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block
    last = Math.min(block.level, last + 1)
    return { ...block, level: last }
  })
}
