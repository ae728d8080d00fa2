/**
 * Words of the field that were not seen at their source: a room says which, and the operator puts them right for all
 * agencies. The database writes each change into every agency's ledger.
 */
import { parseArgs } from 'node:util'
import type { Command } from './command-line.ts'
import { readConfig } from './config.ts'
import { openDatabase } from './database/perform.ts'
import { prepareDatabase } from './database/prepare.ts'
import type { Scope, ServiceActor } from './database/scope.ts'
import { asSeamarkError, invalid } from './errors.ts'

const LONGEST = 80

/** A word as the operator sees it; `since`: when it was put right, null as delivered. */
export type OperatorTerm = { code: string; words: string; checked: string; since: Date | null }

/** What a room says of its words. */
export type RoomTerms = {
  /** printed where the command is typed wrongly */
  use: string
  /** the words of its operations */
  operations: { list: string; change: string }
  list: (scope: Pick<Scope, 'tx'>) => Promise<readonly OperatorTerm[]>
  /** @returns false when it stands so already @throws invalid with `code` or `words` */
  change: (scope: Scope<ServiceActor>, code: string, words: string) => Promise<boolean>
}

/**
 * Reads a word that somebody typed.
 * @param words - from now on
 * @returns it, without spaces around it
 * @throws invalid with `words` when it is empty, longer than eighty characters or of several lines
 */
export function soundWords(words: string): string {
  const wanted = words.trim()
  if (wanted === '' || wanted.length > LONGEST || /\p{Cc}/u.test(wanted))
    throw invalid({ words: `Enter from 1 to ${String(LONGEST)} characters on one line` })
  return wanted
}

/**
 * Makes the command of a room's words: `[list] [--json]` and `set CODE WORDS`.
 * @param terms - of the room
 * @returns the command; it answers 2 for what was typed wrongly, and changes nothing
 * @throws (the command) whatever the database answers, but for what is wrong with a field: that is said
 */
export const termsCommand =
  ({ use, operations, list, change }: RoomTerms): Command =>
  async (args, terminal) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    const [act = 'list', code = '', words = '', ...more] = positionals
    const lists = act === 'list' && code === ''
    if (!lists && (act !== 'set' || code === '' || words === '' || more.length > 0)) {
      terminal.say(use)
      return 2
    }
    const config = readConfig(terminal.env, { demo: terminal.env['NODE_ENV'] !== 'production' })
    const prepared = await prepareDatabase(config, { migrate: false })
    const database = openDatabase(prepared.url, 2, () => new Date())
    const as = (operation: string) => ({ service: 'operator', operation })
    try {
      if (lists) {
        for (const one of await database.performAsService(as(operations.list), list))
          terminal.out(
            values.json
              ? JSON.stringify({ ...one, since: one.since?.toISOString() ?? null })
              : [one.code, one.words, one.since?.toISOString() ?? 'as delivered', one.checked].join('\t'),
          )
        return 0
      }
      const changed = await database.performAsService(as(operations.change), (scope) =>
        change(scope, code, words),
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
