/** `seamark seal`: an agency's machine turns its export into tokens; nothing else leaves it. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { SeamarkError } from '../platform/errors.ts'
import { rulesForWhatIsNamedBy } from '../platform/http/fetch-outside.ts'
import {
  agencyKey,
  meetHolders,
  readRecords,
  sealRecords,
  type Reading,
  type SealCounts,
} from '../agency-client/index.ts'
import { openPool } from '../library/oprf/index.ts'
import { guessMapping, loadMapping, readExport, type Mapping } from '../rooms/intelligence/index.ts'
import { WrongUse, type Command, type ExitStatus, type Terminal } from './command.ts'
import {
  check,
  sayHits,
  usableParameters,
  USE,
  withdraw,
  withNode,
  type Asked,
  type Values,
} from './seal-answers.ts'

/** What the node keeps tokens for when nobody can ask it, in days. */
const DAYS_WHEN_DRY = 365
/** What a node takes of a record when nobody can ask it. */
const MOST_WHEN_DRY = 64
/** Seals an export, or asks a node about what was sealed. */
export const seal: Command = async (args, terminal) => {
  const option = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...{ node: option, agency: option, mapping: option, state: option, purpose: option, country: option },
      ...{ 'token-file': option, batch: option },
      ...{ 'as-written': { type: 'boolean', default: false } },
      ...{ 'dry-run': { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    },
  })
  const [first, ...rest] = positionals
  if (first === undefined) throw new WrongUse(USE)
  const asked: Asked = { values, rest, terminal, state: values.state ?? 'sealed' }
  try {
    if (first === 'key' && rest.length === 0) {
      terminal.out((await agencyKey(asked.state)).public)
      return 0
    }
    if (first === 'hits' && rest.length === 0) return await withNode(asked, sayHits)
    if (first === 'withdraw' && rest.length === 1) return await withNode(asked, withdraw)
    if (first === 'check' && rest.length === 2) return await withNode(asked, check)
    if (rest.length > 0) throw new WrongUse(USE)
    return await sealFile(first, asked)
  } catch (fault) {
    // "unavailable" would be told of the database, and there is none on this machine.
    if (!(fault instanceof SeamarkError) || fault.kind === 'invalid' || fault.kind === 'not-found')
      throw fault
    terminal.endProgress()
    terminal.say(`${fault.code}: ${fault.message}`)
    return 1
  }
}

async function sealFile(file: string, asked: Asked): Promise<ExitStatus> {
  const { values, terminal } = asked
  if (!existsSync(file)) throw new WrongUse(`There is no file ${file}`)
  const mapping = await mappingOf(file, values)
  const caller = values.agency ?? mapping.agency
  const read = (most: number, days: number) => {
    const today = new Date()
    const lastDay = new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10)
    return readRecords(readExport(path.resolve(file), mapping), { today, most, lastDay })
  }
  if (values['dry-run']) {
    sayReading(await read(MOST_WHEN_DRY, DAYS_WHEN_DRY), terminal, values.json)
    return 0
  }
  return await withNode(asked, async (_, node, state) => {
    const parameters = await usableParameters(node)
    const reading = await read(parameters.tokens_per_record, parameters.expires_after_days)
    const kinds = new Set(parameters.kinds)
    for (const record of reading.records) record.inputs = record.inputs.filter(({ kind }) => kinds.has(kind))
    const { pairOf, first } = await meetHolders(
      parameters,
      state,
      caller,
      'seal',
      rulesForWhatIsNamedBy(node.url),
    )
    for (const { name, identity } of first)
      terminal.say(
        `Met the key holder ${name} for the first time. Its identity, to compare with its operator: ${identity}`,
      )
    const pool = openPool()
    const began = performance.now()
    try {
      const counts = await sealRecords(
        reading.records.filter(({ inputs }) => inputs.length > 0),
        {
          ...{
            pool,
            node,
            state,
            pairOf,
            epoch: parameters.epoch,
            tokensPerCall: parameters.tokens_per_call,
          },
          ...(values.batch === undefined ? {} : { chunk: batchOf(values.batch) }),
          onProgress: (now) => {
            terminal.progress(progressOf(now, (performance.now() - began) / 1000))
          },
        },
      )
      terminal.endProgress()
      if (values.json)
        terminal.out(JSON.stringify({ ...counts, processor: processorSeconds(), reading: reading.counts }))
      sayReading(reading, terminal, false)
      terminal.say(
        `${String(counts.sent)} records sealed with ${String(counts.tokens)} tokens, ${String(counts.already)} were sealed already; ${String(counts.common)} tokens refused as common.`,
      )
      return 0
    } finally {
      await pool.close()
    }
  })
}

function batchOf(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new WrongUse('--batch: a number of tokens, up to 999999.')
  return Number(text)
}

async function mappingOf(file: string, { mapping, agency }: Values): Promise<Mapping> {
  if (mapping !== undefined) return await loadMapping(mapping)
  const guessed = await guessMapping(file)
  if (guessed === null)
    throw new WrongUse(`No known mapping fits ${path.basename(file)}. Write one and name it with --mapping.`)
  if (agency !== undefined && guessed.agency !== agency)
    throw new WrongUse(
      `${path.basename(file)} looks like an export of ${guessed.agency}, not of ${agency}. If it is right all the same, name the mapping with --mapping.`,
    )
  return guessed
}

function sayReading({ records, counts }: Reading, terminal: Terminal, json: boolean): void {
  if (json) terminal.out(JSON.stringify({ records: records.length, ...counts }))
  const kinds = Object.entries(counts.tokens)
    .sort()
    .map(([kind, number]) => `${kind} ${String(number)}`)
    .join(', ')
  terminal.say(
    `${String(counts.read)} records read, ${String(counts.refused)} refused, ${String(counts.empty)} with nothing to seal. ${String(records.length)} to seal: ${kinds || 'no tokens'}.`,
  )
  terminal.say(
    `Left out: ${String(counts.protectedSubjects)} victims, witnesses, children and what belongs to them; ${String(counts.common)} values that are common. ${String(counts.notUnderstood)} values are not understood: sealed as they are written, or not at all.`,
  )
}

/** What this process has computed, in seconds: what sealing costs, whatever else the machine does. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function progressOf({ records, already, sent, evaluated }: SealCounts, seconds: number): string {
  const speed = seconds > 0.5 ? `, ${String(Math.round(evaluated / seconds))} tokens a second` : ''
  return `${String(already + sent)} of ${String(records)} records sealed, ${String(evaluated)} tokens made${speed}`
}
