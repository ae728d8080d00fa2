/**
 * The process that sets one document: the document as JSON on its standard input, a PDF/UA-1 on its standard output. It
 * has native code, so it runs apart, with limits, like whatever reads a foreign file (docs/adr/0014).
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { codePointsOf, withoutGlyphs, wrapped, type ToSet } from './prepare.ts'

const FONTS = path.join(
  import.meta.dirname,
  ...['..', '..', '..', '..', 'node_modules', '@expo-google-fonts', 'atkinson-hyperlegible-next'],
)
const FACES = [
  '400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
  '400Regular_Italic/AtkinsonHyperlegibleNext_400Regular_Italic.ttf',
  '700Bold/AtkinsonHyperlegibleNext_700Bold.ttf',
]
const TEMPLATE = readFileSync(path.join(import.meta.dirname, 'document.typ'), 'utf8')
/** A text in the template's own fonts, to see whether they have its characters. */
const PROBE = `#set document(title: "probe")
#set text(font: ("Atkinson Hyperlegible Next", "Libertinus Serif", "DejaVu Sans Mono"))
#sys.inputs.text`
/** Characters beyond ASCII that are looked for one by one; a text with more of them is no letter of ours. */
const MOST_LOOKED_FOR = 400

const parts: Buffer[] = []
for await (const part of process.stdin) parts.push(part as Buffer)
const asked = JSON.parse(Buffer.concat(parts).toString('utf8')) as ToSet

// The workspace is a folder that is not there: the compiler has no file to read, and no package to look for.
const compiler = NodeCompiler.create({
  workspace: path.join(import.meta.dirname, 'nothing'),
  fontArgs: [{ fontBlobs: FACES.map((face) => readFileSync(path.join(FONTS, face))) }],
})
const seconds = Math.floor(new Date(asked.madeAt).getTime() / 1000)

function set(source: string, inputs: Record<string, string>): Buffer {
  const compiled = compiler.compile({ mainFileContent: source, inputs })
  if (compiled.result === null) throw new Error('The document could not be set')
  // Bytes depend on the document alone: the same document has the same digest whenever it is set.
  return compiler.pdf(compiled.result, { pdfStandard: 'ua-1', creationTimestamp: seconds })
}

/** Finds by halving which characters no font has. PDF/UA refuses a document with any of them. */
function missingOf(found: readonly string[]): string[] {
  if (found.length === 0) return []
  try {
    set(PROBE, { text: found.join(' ') })
    return []
  } catch {
    const half = found.length >> 1
    return found.length === 1 ? [...found] : [...missingOf(found.slice(0, half)), ...missingOf(found.slice(half))]
  }
} // prettier-ignore

const beyond = codePointsOf(asked)
const missing = new Set([...missingOf(beyond.slice(0, MOST_LOOKED_FOR)), ...beyond.slice(MOST_LOOKED_FOR)])
const pdf = set(TEMPLATE, { document: JSON.stringify(wrapped(withoutGlyphs(asked, missing))) })
process.stdout.write(pdf)
