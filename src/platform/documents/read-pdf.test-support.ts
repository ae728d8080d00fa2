/** Looks into a PDF as far as a test must: its objects in plain text, its tags in the order in which they are read. */
import { inflateSync } from 'node:zlib'

/** What a PDF says of itself. */
export type PdfLook = {
  /** all that is no picture and no page's drawing, in plain text */
  text: string
  /** as in `en-GB` */
  lang: string | null
  title: string | null
  isTagged: boolean
  /** the part of PDF/UA that it claims to be, by its XMP */
  part: string | null
  /** tags in reading order, as `H1`, `P`, `Table` */
  tags: string[]
  pages: number
}

/**
 * Opens a PDF.
 * @param pdf - its bytes
 * @returns what it says of itself
 */
export function lookIntoPdf(pdf: Buffer): PdfLook {
  const text = plainText(pdf)
  const objects = objectsOf(text)
  const catalog = [...objects.values()].find((one) => /\/Type\s*\/Catalog/.test(one)) ?? ''
  const root = /\/StructTreeRoot\s+(\d+) 0 R/.exec(catalog)?.[1]
  return {
    text,
    lang: /\/Lang\s*\(([^)]*)\)/.exec(catalog)?.[1] ?? null,
    title: /<dc:title>.*?<rdf:li[^>]*>([^<]*)</s.exec(text)?.[1] ?? null,
    isTagged: root !== undefined && /\/MarkInfo\s*<<\s*\/Marked true/.test(catalog),
    part: /<pdfuaid:part>(\d)</.exec(text)?.[1] ?? null,
    tags: root === undefined ? [] : tagsBelow(root, objects, new Set()),
    pages: [...objects.values()].filter((one) => /\/Type\s*\/Page\b/.test(one)).length,
  }
}

/** The file with what is deflated in it made plain, objects of object streams among the others. */
function plainText(pdf: Buffer): string {
  const raw = pdf.toString('latin1')
  return raw.replace(
    /(\d+ 0 obj\s*)(<<(?:(?!endobj)[\s\S])*?>>)\s*stream\r?\n([\s\S]*?)\r?\nendstream/g,
    (_all, head: string, dictionary: string, body: string) => {
      if (!dictionary.includes('/FlateDecode')) return `${head}${dictionary}\nstream\n${body}\nendstream`
      const plain = inflated(body)
      return dictionary.includes('/ObjStm')
        ? unpacked(dictionary, plain)
        : `${head}${dictionary}\nstream\n${plain}\nendstream`
    },
  )
}

function inflated(body: string): string {
  try {
    return inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
  } catch {
    return ''
  }
}

function unpacked(dictionary: string, plain: string): string {
  const first = Number(/\/First (\d+)/.exec(dictionary)?.[1] ?? 0)
  const places = plain.slice(0, first).trim().split(/\s+/).map(Number)
  const objects: string[] = []
  for (let at = 0; at + 1 < places.length; at += 2)
    objects.push(
      `${String(places[at])} 0 obj\n${plain.slice(first + (places[at + 1] ?? 0), first + (places[at + 3] ?? plain.length))}\nendobj`,
    )
  return objects.join('\n')
}

function objectsOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/(?:^|\n)(\d+) 0 obj\b([\s\S]*?)endobj/g)].map(([, id = '', body = '']) => [id, body]),
  )
}

function tagsBelow(id: string, objects: ReadonlyMap<string, string>, seen: Set<string>): string[] {
  if (seen.has(id)) return []
  seen.add(id)
  const body = objects.get(id) ?? ''
  const own = /\/S\s*\/(\w+)/.exec(body)?.[1]
  const kids = /\/K\s*(\[[^\]]*\]|\d+ 0 R)/.exec(body)?.[1] ?? ''
  const below = [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid = '']) => tagsBelow(kid, objects, seen))
  return own === undefined ? below : [own, ...below]
}
