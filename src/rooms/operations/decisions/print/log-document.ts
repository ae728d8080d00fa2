/** A decision log as a document: its entries in their order, and the proofs of the ledger behind them. Pure. */
import { ukDate, ukDateTime, utcDateTime } from '../../../../design/dates.ts'
import { highest } from '../../../../design/highest-marking.ts'
import type { Block, OwnDocument } from '../../../../platform/documents/document.ts'
import type { Classification } from '../../../../wire/codes.ts'
import type { Decision, LinkedRecord } from '../read-log.ts'
import { HEADINGS, partWords, PARTS, stateTag } from '../words.ts'

/** More entries than this make a second part: a document has an end, and its proofs are as long as it is. */
export const MOST_ENTRIES = 100
/** Characters of a part, and those that an entry takes beside what it says: its proof and its facts. */
const FULL = 450_000
const PROOF = 3_500

/** An entry with its proof, as it is printed. */
export type PrintedEntry = {
  entry: Decision
  links: readonly LinkedRecord[]
  place: number | null
  proof: string | null
}

export type Printed = {
  codename: string
  /** of a narrower log */
  name: string | null
  /** how many entries the log has */
  entries: number
  classification: Classification
  /** of an operation that is erased */
  erasedAt: Date | null
  printedBy: string
  exercise: string
  checkpoint: { note: string; size: number } | null
  rows: readonly PrintedEntry[]
  madeAt: Date
}

/**
 * Divides a log into parts.
 * @param lengths - of its entries in the order of their numbers: how many characters each says
 * @returns of each part the first and the last number
 */
export function partsOf(
  lengths: readonly { number: number; length: number }[],
): { from: number; until: number }[] {
  const parts: { from: number; until: number; length: number }[] = []
  for (const { number, length: said } of lengths) {
    const length = said + PROOF
    const last = parts.at(-1)
    if (last && number - last.from < MOST_ENTRIES && last.length + length <= FULL) {
      last.until = number
      last.length += length
    } else parts.push({ from: number, until: number, length })
  }
  return parts.map(({ from, until }) => ({ from, until }))
}

/**
 * Makes the document.
 * @param printed - what is printed, of one part
 */
export function logDocument(printed: Printed): OwnDocument {
  const { rows, checkpoint, madeAt, entries } = printed
  const [first, last] = [rows.at(0)?.entry.number ?? 0, rows.at(-1)?.entry.number ?? 0]
  const log = printed.name === null ? 'Decision log' : `Decision log “${printed.name}”`
  const proved = rows.filter(({ proof }) => proof !== null)
  return {
    title: `${log} of ${printed.codename}`,
    lang: 'en',
    marking: highest([
      { classification: printed.classification },
      ...rows.flatMap(({ entry, links }) => [entry, ...links]),
    ]),
    exercise: printed.exercise,
    head: [],
    blocks: [
      {
        kind: 'facts',
        rows: [
          {
            key: 'Entries',
            text: rows.length === 0 ? 'None' : `${String(first)} to ${String(last)} of ${String(entries)}`,
          },
          ...(last < entries ? [{ key: 'Next part', text: `Begins with entry ${String(last + 1)}` }] : []),
          ...(printed.erasedAt === null
            ? []
            : [{ key: 'Erased', text: `${ukDateTime(printed.erasedAt)}, by two persons` }]),
          { key: 'Printed', text: `${ukDateTime(madeAt)} by ${printed.printedBy}` },
        ],
      },
      { kind: 'heading', level: 1, text: 'Entries' },
      ...rows.flatMap(entryBlocks),
      { kind: 'heading', level: 1, text: 'Proofs' },
      {
        kind: 'paragraph',
        text:
          checkpoint === null
            ? 'No checkpoint of the ledger was signed yet, so nothing can be proved. Print the log again in some seconds.'
            : HOW,
      },
      ...(checkpoint === null
        ? []
        : [
            { kind: 'heading', level: 2, text: 'Checkpoint' } as const,
            { kind: 'quotation', text: checkpoint.note.trimEnd() } as const,
          ]),
      ...proved.flatMap(({ entry, proof }): Block[] => [
        { kind: 'heading', level: 2, text: `Proof of entry ${String(entry.number)}` },
        { kind: 'quotation', text: proof?.trimEnd() ?? '' },
      ]),
    ],
    stamp: [
      `Printed ${utcDateTime(madeAt)}.`,
      checkpoint === null ? 'No checkpoint was signed yet.' : `Ledger of ${String(checkpoint.size)} events.`,
    ],
    madeAt: madeAt.toISOString(),
  }
}

const HOW =
  'Each proof is a C2SP tlog-proof. Save one as a file whose name ends in .tlog-proof, with a line’s end at its end, and run: seamark ledger verify FILE --key KEY. The event that it proves holds entry_sha256: that is the digest which stands at the entry above. Take the key from the operator of the node, not from this document.'

function entryBlocks({ entry, links, place, proof }: PrintedEntry): Block[] {
  const facts = [
    { key: 'Decided', text: ukDateTime(entry.decidedAt) },
    { key: 'Entered', text: ukDateTime(entry.enteredAt) },
    { key: 'Maker', text: `${entry.maker}, ${entry.agency}` },
    {
      key: 'Recorder',
      text: entry.makerId === entry.recorderId ? 'The maker' : `${entry.recorder}, a loggist`,
    },
    {
      key: 'State',
      text: `${stateTag(entry.state).text}${entry.saidAt === null ? '' : ` ${ukDateTime(entry.saidAt)}`}`,
    },
    { key: 'Marking', text: entry.classification },
    ...(entry.corrects === null ? [] : [{ key: 'Corrects', text: `Entry ${String(entry.corrects.number)}` }]),
    ...(entry.correctedBy.length === 0
      ? []
      : [
          {
            key: 'Corrected by',
            text: `Entry ${entry.correctedBy.map(({ number }) => String(number)).join(', ')}`,
          },
        ]),
    ...(entry.reviewOn === null ? [] : [{ key: 'To review', text: ukDate(entry.reviewOn) }]),
  ]
  return [
    { kind: 'heading', level: 2, text: `Entry ${String(entry.number)}` },
    { kind: 'facts', rows: facts },
    ...saidBlocks(entry),
    ...(links.length === 0
      ? []
      : [
          { kind: 'heading', level: 3, text: 'Records on which it rests' } as const,
          {
            kind: 'list',
            items: links.map((one) => ({
              text: `${one.reference}, version ${String(one.version)}: ${one.title}`,
            })),
          } as const,
        ]),
    {
      kind: 'facts',
      rows: [
        { key: 'SHA-256 of the entry', text: entry.digest.toString('hex') },
        {
          key: 'Place in the ledger',
          text: place === null || proof === null ? 'No checkpoint has it yet' : String(place),
        },
      ],
    },
  ]
}

/** What an entry says, or that it says nothing any more. */
function saidBlocks({ says, isErased, objection }: Decision): Block[] {
  if (says === null)
    return [
      {
        kind: 'paragraph',
        text: isErased
          ? 'Erased by two persons. Number, times and digest stay.'
          : 'Above the clearance of whoever printed this.',
      },
    ]
  const part = (name: string, text: string | undefined): Block[] =>
    text === undefined
      ? []
      : [
          { kind: 'heading', level: 3, text: name },
          { kind: 'paragraph', text },
        ]
  return [
    { kind: 'paragraph', text: says.decision, strong: true },
    ...part('Reason', says.reason),
    ...part('Options considered, and why not', says.options),
    ...part('What it rests on', says.basis),
    ...part('What would change it', says.change),
    ...(says.headings === undefined
      ? []
      : PARTS.flatMap((one) =>
          part(
            `${HEADINGS[says.headings?.model ?? 'ndm']}: ${partWords[says.headings?.model ?? 'ndm'][one]}`,
            says.headings?.parts[one],
          ),
        )),
    ...part('Why its maker objected', objection ?? undefined),
  ]
}
