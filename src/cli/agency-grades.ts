/**
 * `seamark agency grades list|add|remove`: what an agency calls its grades, and the rank as which each counts. The people of a
 * force have ranks and need none. No published table was seen, so none is shipped.
 */
import { parseArgs } from 'node:util'
import type { Database } from '../platform/database/perform.ts'
import { codesOf, rank, type Rank } from '../wire/codes.ts'
import { agencyOf, NO_AGENCY } from './agency-of.ts'
import { WrongUse, type Command } from './command.ts'
import { withDatabase } from './with-database.ts'

const RANKS = codesOf(rank)
const USE = `seamark agency grades list [ID] [--json]
seamark agency grades add ID GRADE RANK
seamark agency grades remove ID GRADE
GRADE is what the agency calls it. Ranks: ${RANKS.join(', ')}`
const LONGEST = 80

/** Lists, adds and takes out grades. @throws WrongUse */
export const agencyGrades: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  const [act, agency, grade, said, ...more] = positionals
  if (act === 'list' && grade === undefined) {
    for (const one of await withDatabase(terminal.env, (database) => listGrades(database, agency)))
      terminal.out(values.json ? JSON.stringify(one) : `${one.agency}\t${one.grade}\t${one.rank}`)
    return 0
  }
  if ((act !== 'add' && act !== 'remove') || agency === undefined || grade === undefined || more.length > 0)
    throw new WrongUse(USE)
  const name = grade.trim()
  if (name === '' || name.length > LONGEST || /\p{Cc}/u.test(name))
    throw new WrongUse(`GRADE: 1 to ${String(LONGEST)} letters`)
  const counts = RANKS.find((one) => one === said)
  if (act === 'add' && counts === undefined) throw new WrongUse(`RANK: is not one of the ranks\n${USE}`)
  if (act === 'remove' && said !== undefined) throw new WrongUse(USE)
  const outcome = await withDatabase(terminal.env, (database) =>
    counts === undefined || act === 'remove'
      ? removeGrade(database, { agency, name })
      : addGrade(database, { agency, name, rank: counts }),
  )
  if (outcome === 'no-agency') throw new WrongUse(`ID: ${NO_AGENCY}`)
  if (outcome === 'nothing') {
    terminal.say(
      act === 'add'
        ? 'This grade is entered already. Take it out first, to enter it with another rank. Nothing was changed.'
        : 'There is no such grade. Nothing was changed.',
    )
    return 1
  }
  terminal.say(
    act === 'add'
      ? 'Entered. The agency’s administrator attests from now on who has this grade, and until when.'
      : 'Taken out. Whoever has it holds no rank by it any more, from now on.',
  )
  return 0
}

/**
 * Enters a grade.
 * @param wanted - the agency by its ID, what it calls the grade, and as which rank it counts
 * @returns `nothing` where the agency has a grade of that name
 */
export async function addGrade(
  database: Database,
  { agency: slug, name, rank: counts }: { agency: string; name: string; rank: Rank },
): Promise<'done' | 'nothing' | 'no-agency'> {
  return await database.performAsService(
    { service: 'operator', operation: 'identity.agency.grades.add' },
    async (scope) => {
      const agency = await agencyOf(scope, slug)
      if (!agency) return 'no-agency'
      const added = await scope.tx.run(
        `insert into identity.grade (agency_id, name, rank) values ($1, $2, $3)
         on conflict (agency_id, lower(name)) where ended_at is null do nothing`,
        [agency.id, name, counts],
      )
      return added === 0 ? 'nothing' : 'done'
    },
  )
}

/**
 * Takes a grade out: what was attested by it counts no more.
 * @param wanted - the agency by its ID, and what it calls the grade
 * @returns `nothing` where there is none
 */
export async function removeGrade(
  database: Database,
  { agency: slug, name }: { agency: string; name: string },
): Promise<'done' | 'nothing' | 'no-agency'> {
  return await database.performAsService(
    { service: 'operator', operation: 'identity.agency.grades.remove' },
    async (scope) => {
      const agency = await agencyOf(scope, slug)
      if (!agency) return 'no-agency'
      const gone = await scope.tx.run(
        `update identity.grade set ended_at = now()
         where agency_id = $1 and lower(name) = lower($2) and ended_at is null`,
        [agency.id, name],
      )
      return gone === 0 ? 'nothing' : 'done'
    },
  )
}

const listGrades = (database: Database, agency: string | undefined) =>
  database.performAsService({ service: 'operator', operation: 'identity.agency.grades.list' }, ({ tx }) =>
    tx.many<{ agency: string; grade: string; rank: Rank }>(
      `select a.slug as agency, g.name as grade, g.rank
       from identity.grade g join identity.agency a on a.id = g.agency_id join identity.rank r on r.code = g.rank
       where g.ended_at is null and ($1::text is null or a.slug = $1) order by a.slug, r.place, g.name`,
      [agency ?? null],
    ),
  )
