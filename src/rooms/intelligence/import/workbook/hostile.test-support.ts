/** Workbooks made byte by byte: honest ones, and those that nobody should be able to do harm with. */
import { crc32, deflateRawSync } from 'node:zlib'

/** What an archive says about a part, where it is to differ from what is true. */
export type Part = {
  name: string
  bytes: Buffer
  /** packed already: `bytes` are what is written, `size` what they unpack to */
  packed?: { size: number; crc: number }
  stored?: boolean
  /** the size that the directory, and the header before it, say */
  said?: number
  saidLocally?: number
  encrypted?: boolean
  /** begins where the part before it begins */
  overlaps?: boolean
  /** sizes in 64 bits in the directory, as some programs write them; `long` another size there */
  wide?: boolean
  long?: bigint
}

/** A ZIP of these parts, with the lies that were asked for. */
export function archive(parts: readonly Part[], count = parts.length): Buffer {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  let before = 0
  for (const part of parts) {
    const title = Buffer.from(part.name)
    const method = part.stored === true ? 0 : 8
    const data = part.packed || part.stored === true ? part.bytes : deflateRawSync(part.bytes, { level: 9 })
    const size = part.packed?.size ?? part.bytes.length
    const facts = (said: number) => {
      const head = Buffer.alloc(26)
      head.writeUInt16LE(20, 0)
      head.writeUInt16LE(part.encrypted === true ? 1 : 0, 2)
      head.writeUInt16LE(method, 4)
      head.writeUInt32LE(part.packed?.crc ?? crc32(part.bytes), 10)
      head.writeUInt32LE(data.length, 14)
      head.writeUInt32LE(said, 18)
      head.writeUInt16LE(title.length, 22)
      return head
    }
    const place = Buffer.alloc(14)
    place.writeUInt32LE(part.overlaps === true ? before : offset, 10)
    const entry = facts(part.wide === true ? 0xffffffff : (part.said ?? size))
    const extra = Buffer.alloc(part.wide === true ? 12 : 0)
    if (part.wide === true) {
      extra.writeUInt16LE(1, 0)
      extra.writeUInt16LE(8, 2)
      extra.writeBigUInt64LE(part.long ?? BigInt(size), 4)
    }
    entry.writeUInt16LE(extra.length, 24)
    entries.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), entry, place, title, extra)
    before = offset
    if (part.overlaps === true) continue
    const local = [Buffer.from('PK\u0003\u0004'), facts(part.saidLocally ?? part.said ?? size), title, data]
    locals.push(...local)
    offset += local.reduce((sum, piece) => sum + piece.length, 0)
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), end])
}

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A sheet's XML around its rows. */
export const sheet = (rows: string): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?><worksheet xmlns="${NAMESPACE}"><sheetData>${rows}</sheetData></worksheet>`,
  )

/** A row of texts, written into the cells themselves. */
export function row(number: number, texts: readonly string[]): string {
  const cells = texts.map((text, index) => {
    const place = `${String.fromCharCode(65 + index)}${String(number)}`
    return text === '' ? '' : `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`
  })
  return `<row r="${String(number)}">${cells.join('')}</row>`
}

/**
 * The parts of a workbook with these sheets; what is handed in `more` replaces one of the same name.
 * @param sheets - XML by the sheets' names
 */
export function workbookParts(sheets: Record<string, Buffer>, more: readonly Part[] = []): Part[] {
  const names = Object.keys(sheets)
  const id = (index: number) => `rId${String(index + 1)}`
  const own: Part[] = [
    { name: '[Content_Types].xml', bytes: Buffer.from('<Types/>') },
    {
      name: 'xl/workbook.xml',
      bytes: Buffer.from(
        `<workbook xmlns="${NAMESPACE}" xmlns:r="${RELATIONS}"><sheets>${names
          .map((name, at) => `<sheet name="${name}" sheetId="${String(at + 1)}" r:id="${id(at)}"/>`)
          .join('')}</sheets></workbook>`,
      ),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      bytes: Buffer.from(
        `<Relationships>${names
          .map(
            (_, at) =>
              `<Relationship Id="${id(at)}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${String(at + 1)}.xml"/>`,
          )
          .join('')}</Relationships>`,
      ),
    },
    ...names.map((name, at) => ({
      name: `xl/worksheets/sheet${String(at + 1)}.xml`,
      bytes: sheets[name] ?? Buffer.alloc(0),
    })),
  ]
  return [...own.filter(({ name }) => !more.some((one) => one.name === name)), ...more]
}

/** Sheets as Kent Police writes them: one report, its person and its telephone. */
export function kentSheets(texts: { body?: string; rows?: string } = {}): Record<string, Buffer> {
  const report = [
    'K-1',
    '27/07/2026 22:22',
    'A van at Rye',
    texts.body ?? 'Seen twice',
    'OFFICIAL',
    '2',
    'B',
    'P',
  ]
  return {
    Intelligence: sheet(
      row(1, [
        'Intel Ref',
        'Date/Time',
        'Subject line',
        'Body',
        'Marking',
        'Source',
        'Info',
        'Handling',
        'Handling conditions',
        'Action',
        'Sanitisation',
      ]) +
        row(2, report) +
        (texts.rows ?? ''),
    ),
    Nominals: sheet(
      row(1, ['Intel Ref', 'Surname', 'Forename(s)', 'DOB', 'Status']) +
        row(2, ['K-1', 'HODAJ', 'Agnes', '1961', 'Suspect']),
    ),
    Objects: sheet(row(1, ['Intel Ref', 'Type', 'Value']) + row(2, ['K-1', 'TEL', '07700 900123'])),
  }
}

/**
 * Bytes of one sign, packed as small as may be without making them: blocks of a megabyte, one after the other.
 * @param megabytes - of 1,000,000 bytes
 */
export function manyOf(
  sign: string,
  megabytes: number,
): { bytes: Buffer; packed: { size: number; crc: number } } {
  const block = Buffer.alloc(1_000_000, sign)
  let crc = 0
  for (let turn = 0; turn < megabytes; turn++) crc = crc32(block, crc)
  // A block that is flushed and not the last may be followed by another of its kind.
  const packed = deflateRawSync(block, { level: 9, finishFlush: 3 })
  const last = Buffer.from([0x03, 0x00])
  return {
    bytes: Buffer.concat([...Array.from({ length: megabytes }, () => packed), last]),
    packed: { size: megabytes * 1_000_000, crc },
  }
}
