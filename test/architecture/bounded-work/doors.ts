/** What the doors of the rooms and of the edge export: found when the test runs, so that a new one is not forgotten. */
import { globSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../../..')

/** Every door of a room or a library, and the modules behind them that read text of strangers by themselves. */
const patterns = [
  'src/rooms/**/index.ts',
  'src/library/**/index.ts',
  'src/{keyholder,agency-client,holder-client}/index.ts',
  'src/wire/*.ts',
  'src/platform/identifiers.ts',
  'src/platform/http/{input,typed-form,read-body,own-form,idempotency,operator,public-pages,outside-addresses}.ts',
  'src/design/{words,fields,dates}.ts',
  'src/cli/{csv-rows,text-encoding}.ts',
  'src/rooms/coast/read-features.ts',
  'src/rooms/coast/sites/{read-csv,read-sites}.ts',
  'src/rooms/coast/positions/{tidy-text,read-link,os-grid,plus-code,read-lat-long}.ts',
  'src/rooms/matches/read-list.ts',
  'src/library/identifiers/*.ts',
  'src/rooms/intelligence/{report,traces-of-original}.ts',
  'src/rooms/intelligence/import/*.ts',
  'src/rooms/intelligence/import/shapes/*.ts',
  'src/rooms/{intelligence,search,sharing}/pages/**/*.form.ts',
  'src/rooms/intelligence/pages/filing/{offers,steps,typed}.ts',
  'src/rooms/search/{excerpt,search-identifiers,search-joined,search-query,search-spellings,search-words}.ts',
  'src/rooms/reporting/flood/{form-marks,networks,proof-of-work}.ts',
  'src/rooms/reporting/keys/passphrase.ts',
  'src/rooms/reporting/public/{draft,read-answers}.ts',
  'src/rooms/reporting/triage/{contact-guards,near-duplicates,sanitised-draft}.ts',
]

/**
 * First parameters by which it is known where a function stands: a use case takes a scope, a route its app or
 * request. What they read was bounded and parsed at the edge, by functions that are in the table.
 */
const BEHIND_THE_EDGE = new Set(['scope', 'app', 'request', 'services', 'database', 'geography'])

export type Exported = { name: string; behindTheEdge: boolean }

/** Every function that a door exports, each once, by the name it has there: `rooms/coast: parsePosition`. */
export async function exportedFunctions(): Promise<Exported[]> {
  const seen = new Set<unknown>()
  const found: Exported[] = []
  const files = patterns
    .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
    .filter((file) => !/\.test/.test(file))
  for (const file of [...new Set(files)].toSorted(outerFirst)) {
    const exported = (await import(path.join(ROOT, file))) as Record<string, unknown>
    for (const [name, value] of Object.entries(exported)) {
      if (typeof value !== 'function' || seen.has(value)) continue
      seen.add(value)
      found.push({
        name: `${doorOf(file)}: ${name}`,
        behindTheEdge: BEHIND_THE_EDGE.has(firstParameter(value)),
      })
    }
  }
  return found
}

const doorOf = (file: string) => file.replace(/^src\//, '').replace(/(?:\/index)?\.ts$/, '')

/** A function that an outer door hands on is named by that door. */
const outerFirst = (one: string, other: string) =>
  doorOf(one).split('/').length - doorOf(other).split('/').length || (one < other ? -1 : 1)

function firstParameter(value: unknown): string {
  return (
    /^(?:async )?(?:function\*?\s*\w*\s*)?\(?\s*(\w*)/.exec(
      Function.prototype.toString.call(value as () => unknown),
    )?.[1] ?? ''
  )
}
