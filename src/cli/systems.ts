/**
 * `seamark systems list|set|end|desk`: which systems of record agencies ask, which rank authorises a request, and which desk asks
 * for an agency that has nobody accredited. The node talks to none of these systems.
 */
import { parseArgs } from 'node:util'
import type { Database } from '../platform/database/perform.ts'
import { codesOf, rank } from '../wire/codes.ts'
import { agencyOf, NO_AGENCY } from './agency-of.ts'
import { WrongUse, type Command } from './command.ts'
import { withDatabase } from './with-database.ts'

const RANKS = codesOf(rank)
const USE = `seamark systems list [--json]
seamark systems set CODE --name NAME --holds TEXT [--rank RANK] [--sensitive]
seamark systems end CODE
seamark systems desk CODE ID NAME TELEPHONE HOURS
CODE: small letters, figures and hyphens. RANK: that whoever authorises holds, or one above: ${RANKS.join(', ')}
HOURS: in how many that desk answers, as it says`

type System = { code: string; name: string; holds: string; rank: string | null; sensitive: boolean }

/** Lists, enters and ends systems, and enters desks. @throws WrongUse */
export const systems: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      sensitive: { type: 'boolean', default: false },
      name: { type: 'string' },
      holds: { type: 'string' },
      rank: { type: 'string' },
    },
  })
  const [act, code, ...more] = positionals
  if (act === 'list' && code === undefined) {
    for (const one of await withDatabase(terminal.env, listOfSystems))
      terminal.out(
        values.json
          ? JSON.stringify(one)
          : [one.code, one.name, one.rank ?? '-', one.sensitive ? 'sensitive' : '-'].join('\t'),
      )
    return 0
  }
  if (code === undefined || !/^[a-z][a-z0-9-]{1,29}$/.test(code)) throw new WrongUse(USE)
  if (act === 'set' && more.length === 0) {
    const system = systemOf(code, values)
    await withDatabase(terminal.env, (database) => setSystem(database, system))
    terminal.say('Entered. Every agency reads in its ledger that it changed.')
    return 0
  }
  if (act === 'end' && more.length === 0)
    return said(terminal, await withDatabase(terminal.env, (database) => endSystem(database, code)))
  if (act !== 'desk') throw new WrongUse(USE)
  const desk = deskOf(code, more)
  return said(terminal, await withDatabase(terminal.env, (database) => enterDesk(database, desk)))
}

function said(terminal: Parameters<Command>[1], outcome: 'done' | 'nothing' | 'no-agency'): 0 | 1 {
  if (outcome === 'no-agency') throw new WrongUse(`ID: ${NO_AGENCY}`)
  terminal.say(outcome === 'done' ? 'Done.' : 'There is no such system. Nothing was changed.')
  return outcome === 'done' ? 0 : 1
}

/** @throws WrongUse */
function systemOf(
  code: string,
  values: {
    name?: string | undefined
    holds?: string | undefined
    rank?: string | undefined
    sensitive: boolean
  },
): System {
  const name = values.name?.trim() ?? ''
  const holds = values.holds?.trim() ?? ''
  if (name === '' || name.length > 80) throw new WrongUse('--name: 1 to 80 letters')
  if (holds === '' || holds.length > 300) throw new WrongUse('--holds: 1 to 300 letters')
  if (values.rank !== undefined && !(RANKS as readonly string[]).includes(values.rank))
    throw new WrongUse(`--rank: is not one of the ranks\n${USE}`)
  return { code, name, holds, rank: values.rank ?? null, sensitive: values.sensitive }
}

type Desk = { code: string; agency: string; name: string; telephone: string; hours: number }

/** @throws WrongUse */
function deskOf(
  code: string,
  [agency, name = '', telephone = '', hours = '', ...more]: readonly string[],
): Desk {
  if (agency === undefined || more.length > 0) throw new WrongUse(USE)
  if (name.trim() === '' || name.length > 120) throw new WrongUse('NAME: 1 to 120 letters')
  if (!/^[+0-9][0-9 ]{3,29}$/.test(telephone)) throw new WrongUse('TELEPHONE: figures and spaces')
  const answers = /^\d{1,4}$/.test(hours) ? Number(hours) : 0
  if (answers < 1 || answers > 2_160) throw new WrongUse('HOURS: a whole number from 1 to 2,160')
  return { code, agency, name: name.trim(), telephone, hours: answers }
}

/**
 * Enters a system, or changes it; one that had ended is asked again.
 * @param system - its code, name, what it holds, the rank that authorises
 * @returns how many were entered: one
 */
export const setSystem = (database: Database, system: System): Promise<number> =>
  database.performAsService({ service: 'operator', operation: 'system-requests.system.change' }, ({ tx }) =>
    tx.run(
      `insert into system_requests.system (code, name, holds, rank, sensitive) values ($1, $2, $3, $4, $5)
         on conflict (code) do update set name = excluded.name, holds = excluded.holds, rank = excluded.rank,
           sensitive = excluded.sensitive, ended_at = null`,
      [system.code, system.name, system.holds, system.rank, system.sensitive],
    ),
  )

/**
 * Ends a system: nothing is asked of it any more.
 * @param code - of the system
 * @returns `nothing` where there is none
 */
export const endSystem = (database: Database, code: string): Promise<'done' | 'nothing'> =>
  database.performAsService(
    { service: 'operator', operation: 'system-requests.system.change' },
    async ({ tx }) =>
      (await tx.run(
        'update system_requests.system set ended_at = now() where code = $1 and ended_at is null',
        [code],
      )) === 0
        ? 'nothing'
        : 'done',
  )

/**
 * Enters which desk asks for an agency.
 * @param desk - for which system and which agency by its ID, with its telephone and in how many hours it answers
 * @returns `nothing` where there is no such system
 */
export const enterDesk = (database: Database, desk: Desk): Promise<'done' | 'nothing' | 'no-agency'> =>
  database.performAsService(
    { service: 'operator', operation: 'system-requests.desk.change' },
    async (scope) => {
      const agency = await agencyOf(scope, desk.agency)
      if (!agency) return 'no-agency'
      const there = await scope.tx.maybe('select code from system_requests.system where code = $1', [
        desk.code,
      ])
      if (!there) return 'nothing'
      // The same again is nothing to tell.
      await scope.tx.run(
        `insert into system_requests.desk (system, agency_id, name, telephone, answer_hours)
         values ($1, $2, $3, $4, $5)
         on conflict (system, agency_id) do update
           set name = excluded.name, telephone = excluded.telephone, answer_hours = excluded.answer_hours
           where (desk.name, desk.telephone, desk.answer_hours)
                 is distinct from (excluded.name, excluded.telephone, excluded.answer_hours)`,
        [desk.code, agency.id, desk.name, desk.telephone, desk.hours],
      )
      return 'done'
    },
  )

const listOfSystems = (database: Database) =>
  database.performAsService({ service: 'operator', operation: 'system-requests.system.list' }, ({ tx }) =>
    tx.many<System>(
      'select code, name, holds, rank, sensitive from system_requests.system where ended_at is null order by code',
    ),
  )
