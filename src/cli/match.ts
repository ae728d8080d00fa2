/** `seamark match LEFT.csv [RIGHT.csv] --out PAIRS.csv`: links files without a server or a database of its own. */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { matchFiles, readMapping, WrongFile } from '../library/linkage/index.ts'
import { WrongUse, type Command } from './command.ts'

const usage =
  'seamark match FILE.csv [RIGHT.csv] --out PAIRS.csv [--mapping FILE [--mapping FILE]] [--clusters FILE] [--memory MB] [--threads N] [--weights] [--json]'

/** Links two files, or finds what stands twice in one. */
export const match: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      mapping: { type: 'string', multiple: true },
      clusters: { type: 'string' },
      memory: { type: 'string' },
      threads: { type: 'string' },
      json: { type: 'boolean' },
      weights: { type: 'boolean' },
    },
  })
  if (positionals.length === 0 || positionals.length > 2) throw new WrongUse(`One or two files. ${usage}`)
  if (values.out === undefined) throw new WrongUse(`--out says where the pairs go. ${usage}`)
  const named = values.mapping ?? []
  if (named.length > positionals.length) throw new WrongUse(`More mappings than files. ${usage}`)
  const began = performance.now()
  // An exit clears away what lies on the disk; a signal alone would not.
  const stop = () => process.exit(1)
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    for (const file of [values.out, values.clusters]) if (file !== undefined) await folderOf(file)
    const result = await matchFiles({
      files: positionals,
      mappings: await Promise.all(named.map(readMapping)),
      out: values.out,
      clusters: values.clusters,
      memoryMb: wholeNumber('--memory', values.memory, 100),
      threads: wholeNumber('--threads', values.threads, 1),
      progress: terminal.progress,
    })
    terminal.endProgress()
    for (const remark of result.remarks) terminal.say(remark)
    if (values.weights) terminal.say(result.weights)
    const { records, candidates, pairs, clusters, took } = result
    const peakBytes = process.resourceUsage().maxRSS * 1024
    const seconds = (performance.now() - began) / 1000
    if (values.json)
      terminal.out(JSON.stringify({ records, candidates, pairs, clusters, seconds, peakBytes, took }))
    else
      terminal.say(
        `${String(records)} records, ${String(candidates)} pairs compared, ${String(pairs)} pairs in ${String(clusters)} groups written to ${values.out} (${seconds.toFixed(1)} s).`,
      )
    return 0
  } catch (fault) {
    if (fault instanceof Error && /out of memory/i.test(fault.message))
      throw new Error('The memory allowed is too little for these files. Give more with --memory MB.', {
        cause: fault,
      })
    if (!(fault instanceof WrongFile)) throw fault
    terminal.endProgress()
    terminal.say(fault.message)
    return 2
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
  }
}

function wholeNumber(option: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,7}$/.test(text) || Number(text) < least)
    throw new WrongUse(`${option} takes a whole number from ${String(least)}.`)
  return Number(text)
}

async function folderOf(file: string): Promise<void> {
  const folder = path.dirname(path.resolve(file))
  const there = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!there) throw new WrongUse(`${folder}: there is no such folder.`)
}
