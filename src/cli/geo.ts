/** `seamark geo load DIR` and `seamark geo where POSITION`: what the node knows about the coast. */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../platform/config.ts'
import {
  geographyOf,
  loadLayers,
  readPosition,
  turnedRound,
  writePosition,
  type Force,
  type Geography,
  type Position,
  type Responsible,
} from '../rooms/coast/index.ts'
import { WrongUse, type Command, type ExitStatus, type Terminal } from './command.ts'

const USE = `seamark geo load DIR [--json]
seamark geo where LAT LON [--json]        for example: seamark geo where 50.915 0.79
seamark geo where POSITION [--json]       "50°54.90′ N 0°47.40′ E", "50 54,9 N 0 47,4 E", "TQ 962 165",
                                          "E 596200 N 116500", "9F22WQ8R+22", the link of a map`

/** Loads layers, or says who is responsible for a position. */
export const geo: Command = async (args, terminal) => {
  const [act, ...rest] = args
  if (act === 'load') return await load(rest, terminal)
  if (act === 'where') return await where(rest, terminal)
  throw new WrongUse(USE)
}

const folderOf = (env: NodeJS.ProcessEnv) =>
  readConfig(env, { demo: env['NODE_ENV'] !== 'production' }).dataFolder

async function load(args: string[], { env, out, say }: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  })
  const [from, ...more] = positionals
  if (from === undefined || more.length > 0) throw new WrongUse(USE)
  const is = await stat(from).catch(() => null)
  if (!is?.isDirectory()) throw new WrongUse(`${from}: there is no such folder. ${USE}`)

  const into = path.join(folderOf(env), 'geo')
  const report = await loadLayers(from, into)
  const usable = report.used.some(({ kind }) => kind !== 'attribution')
  if (values.json) out(JSON.stringify({ folder: usable ? into : null, files: report.files }))
  else
    for (const { name, found, used, why } of report.files)
      out(`${used ? 'used' : 'left'}  ${name}: ${found}${used ? '' : `. ${why}`}`)
  if (!usable) {
    say('Nothing here can be used; what was loaded before still is. See docs/operators/geodata.md.')
    return 1
  }
  if (!report.used.some(({ kind }) => kind === 'police-areas'))
    say('No police areas among them: who is responsible still comes from what the packages carry.')
  say(`Kept in ${into}. A node that runs uses them from its next start.`)
  return 0
}

async function where(args: string[], { env, out }: Terminal): Promise<ExitStatus> {
  // Not parseArgs: a longitude west of Greenwich begins like an option.
  const json = args.includes('--json')
  const words = args.filter((word) => word !== '--json')
  const unknown = words.find((word) => word.startsWith('--'))
  if (words.length === 0 || unknown !== undefined) throw new WrongUse(USE)
  const geography = await geographyOf(folderOf(env))
  const read = readPosition(geography, words.join(' '))
  if (read === null) throw new WrongUse(`"${words.join(' ')}" is no position. ${USE}`)
  if ('words' in read)
    throw new WrongUse('Three words are kept as text: only the company behind them knows where they are.')
  const found = geography.whoIsResponsible(read.position)
  const offer = turnedRound(read.position)
  if (json) out(JSON.stringify({ ...asData(read.position, found, geography), written: read.written, offer }))
  else {
    for (const line of inWords(read.position, found, geography)) out(line)
    if (offer) out(`Is it turned round? Then: seamark geo where ${writePosition(offer).decimal}`)
  }
  return 0
}

const data = (force: Force | null) => force && { code: force.code, name: force.name }

function asData(position: Position, { force, second, at, metres }: Responsible, { loaded }: Geography) {
  return {
    position,
    force: data(force),
    second: data(second),
    at,
    metres: Number.isFinite(metres) ? Math.round(metres) : null,
    from: loaded ? 'layers' : 'packages',
  }
}

function inWords(position: Position, found: Responsible, { loaded }: Geography): string[] {
  const { mariners, decimal, grid } = writePosition(position)
  const far = Number.isFinite(found.metres) ? `, ${distance(found.metres)} from the shore` : ''
  return [
    `${mariners}   ${decimal}${grid === null ? '' : `   ${grid}`}`,
    found.at === 'land' ? 'On land' : `At sea${far}`,
    found.force ? `${found.force.name} (${found.force.code})` : 'Outside UK police areas',
    ...(found.second ? [`or ${found.second.name} (${found.second.code}): nearly as near`] : []),
    loaded
      ? 'By the layers that were loaded.'
      : 'By what the packages carry, right to a kilometre or two. "seamark geo load" takes official layers.',
  ]
}

function distance(metres: number): string {
  if (metres < 1_000) return `${String(Math.round(metres))} metres`
  return `${(metres / 1_000).toFixed(1)} km (${(metres / 1_852).toFixed(1)} nautical miles)`
}
