/** `seamark disruption-terms`: what the levels are called, with how far that was checked. */
import { parseArgs } from 'node:util'
import type { Command } from '../../platform/command-line.ts'
import { readConfig } from '../../platform/config.ts'
import { openDatabase } from '../../platform/database/perform.ts'
import { prepareDatabase } from '../../platform/database/prepare.ts'
import { asSeamarkError } from '../../platform/errors.ts'
import { changeTerm, listTerms } from './terms.ts'

const USE = `seamark disruption-terms [list] [--json]
seamark disruption-terms set CODE WORDS
  CODE    of the level: major, moderate, minor
  WORDS   from now on, in one argument`

/** The command. */
export const disruptionTerms: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  const [act = 'list', code = '', words = '', ...more] = positionals
  const lists = act === 'list' && code === ''
  if (!lists && (act !== 'set' || code === '' || words === '' || more.length > 0)) {
    terminal.say(USE)
    return 2
  }
  const config = readConfig(terminal.env, { demo: terminal.env['NODE_ENV'] !== 'production' })
  const prepared = await prepareDatabase(config, { migrate: false })
  const database = openDatabase(prepared.url, 2, () => new Date())
  try {
    if (lists) {
      const terms = await database.performAsService(
        { service: 'operator', operation: 'disruptions.term.list' },
        listTerms,
      )
      for (const one of terms)
        terminal.out(
          values.json
            ? JSON.stringify({ ...one, since: one.since?.toISOString() ?? null })
            : [one.code, one.words, one.since?.toISOString() ?? 'as delivered', one.checked].join('\t'),
        )
      return 0
    }
    const changed = await database.performAsService(
      { service: 'operator', operation: 'disruptions.term.change' },
      (scope) => changeTerm(scope, code, words),
    )
    terminal.say(
      changed
        ? 'Changed. The change is in the ledger of every agency.'
        : 'The term stands so already. Nothing was changed.',
    )
    return 0
  } catch (fault) {
    const { fields } = asSeamarkError(fault)
    if (!fields) throw fault
    terminal.say(`${Object.values(fields)[0] ?? ''}. Nothing was changed.`)
    return 2
  } finally {
    await database.close()
    await prepared.stop()
  }
}
