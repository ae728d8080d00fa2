/**
 * Reads a workbook in a process of its own (decoder/process.ts), row by row, no faster than they are taken.
 * Fails closed: what the process says is checked, and where it does not end well nothing is made up.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import {
  decodeApart,
  DecoderStopped,
  type DecodeOptions,
  type Decoder,
} from '../../../../platform/decoder-process/decode-apart.ts'
import { SeamarkError } from '../../../../platform/errors.ts'
import { ENTRY_PARTS, type Found } from '../cells.ts'
import type { MappingOf } from '../mapping.ts'
import {
  COLUMNS_MS,
  DECODING_MEMORY,
  HEAP_MEGABYTES,
  LONGEST_LINE,
  MOST_BYTES,
  MOST_OUTPUT,
  ROWS_MS,
} from './decoder/limits.ts'
import { refusalCodes } from './decoder/refuse.ts'
import { refusedWorkbook } from './refusals.ts'

export type WorkbookOptions = Pick<DecodeOptions, 'program' | 'milliseconds' | 'memoryBytes' | 'onStart'>

const DECODER: Decoder = {
  program: path.join(import.meta.dirname, 'decoder', 'process.ts'),
  code: ['src/rooms/intelligence/import/', 'src/platform/errors.ts', 'src/platform/fault-codes.ts'],
  heapMegabytes: HEAP_MEGABYTES,
  memoryBytes: DECODING_MEMORY,
  milliseconds: ROWS_MS,
  outputBytes: MOST_OUTPUT,
}

const cell = z.union([
  z.string(),
  z.null(),
  z.strictObject({ date: z.number() }).transform(({ date }) => new Date(date)),
])
const head = { line: z.int().min(0), raw: z.string(), reference: z.string().nullable() }
const lineSchema = z.union([
  z.strictObject({
    found: z.union([
      z.strictObject({ ...head, refused: z.string().min(1).max(500) }),
      z.strictObject({
        ...head,
        fields: z.record(z.string(), cell),
        entries: z.array(
          z.strictObject({
            kind: z.string().optional(),
            column: z.string().optional(),
            bornColumn: z.string().optional(),
            line: z.int().min(0).optional(),
            ...Object.fromEntries(ENTRY_PARTS.map((part) => [part, cell.optional()])),
          }),
        ),
      }),
    ]),
  }),
  z.strictObject({ sheet: z.string(), columns: z.array(z.string()) }),
  z.strictObject({ refused: z.enum(refusalCodes), where: z.string() }),
  z.strictObject({ doesNotFit: z.string().max(2_000) }),
  z.strictObject({ end: z.literal(true) }),
])
type Said = z.output<typeof lineSchema>

/**
 * The sheets of a workbook, each with the names in its first row.
 * @param file - its path
 * @param options - of the process that reads it: the time and memory that it has
 * @returns the names of the columns, by sheet
 * @throws SeamarkError `workbook-…` (422) with why it is refused and what to do
 */
export async function columnsOfWorkbook(
  file: string,
  options: WorkbookOptions = {},
): Promise<Map<string, string[]>> {
  const sheets = new Map<string, string[]>()
  for await (const batch of ask(file, { task: 'columns' }, { milliseconds: COLUMNS_MS, ...options }))
    for (const said of batch) {
      if (!('sheet' in said)) throw refusedWorkbook('broken')
      sheets.set(said.sheet, said.columns)
    }
  return sheets
}

/**
 * The reports of a workbook, in the order of their sheet, a batch at a time.
 * @param file - its path
 * @param mapping - how the agency's system writes it
 * @param options - of the process that reads it: the time and memory that it has
 * @returns the reports, and the rows that are refused
 * @throws SeamarkError `workbook-…` (422), before the first report; `mapping-does-not-fit`
 */
export async function* rowsOfWorkbook(
  file: string,
  mapping: MappingOf<'xlsx'>,
  options: WorkbookOptions = {},
): AsyncGenerator<Found[]> {
  for await (const batch of ask(file, { task: 'rows', file: path.basename(file), mapping }, options))
    yield batch.map((said): Found => {
      if (!('found' in said)) throw refusedWorkbook('broken')
      const { found } = said
      return 'refused' in found ? found : { ...found, fields: found.fields, entries: found.entries }
    })
}

/** What the process says, until its last line; that it was the last is part of it. */
async function* ask(file: string, asked: object, options: WorkbookOptions): AsyncGenerator<Said[]> {
  if ((await stat(file)).size > MOST_BYTES) throw refusedWorkbook('too-large')
  let ended = false
  try {
    for await (const lines of linesFrom(decodeApart(DECODER, input(file, asked), options))) {
      const batch: Said[] = []
      for (const line of lines) {
        const said = lineSchema.parse(JSON.parse(line))
        if (ended) throw refusedWorkbook('broken')
        if ('refused' in said) throw refusedWorkbook(said.refused, said.where)
        if ('doesNotFit' in said) throw new SeamarkError('invalid', 'mapping-does-not-fit', said.doesNotFit)
        if ('end' in said) ended = true
        else batch.push(said)
      }
      yield batch
    }
  } catch (fault) {
    if (fault instanceof DecoderStopped)
      throw refusedWorkbook(fault.why === 'time' || fault.why === 'memory' ? fault.why : 'broken')
    if (fault instanceof SyntaxError || fault instanceof z.ZodError) throw refusedWorkbook('broken')
    throw fault
  }
  if (!ended) throw refusedWorkbook('broken')
}

async function* input(file: string, asked: object): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${JSON.stringify(asked)}\n`)
  yield* createReadStream(file) as AsyncIterable<Buffer>
}

/** Whole lines of what comes in pieces. @throws DecoderStopped where one has no end */
async function* linesFrom(pieces: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  let held: Buffer[] = []
  let length = 0
  for await (const piece of pieces) {
    const end = piece.lastIndexOf(0x0a)
    if (end < 0) {
      held.push(piece)
      length += piece.length
      if (length > LONGEST_LINE) throw new DecoderStopped('output')
      continue
    }
    const whole = Buffer.concat([...held, piece.subarray(0, end)]).toString('utf8')
    held = [piece.subarray(end + 1)]
    length = held[0]?.length ?? 0
    yield whole.split('\n')
  }
  if (length > 0) throw new DecoderStopped('ended')
}
