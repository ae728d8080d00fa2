/**
 * `seamark agency groups list|add|remove`: which group of an agency's provider stands for which role. A group gives nobody a
 * role: where somebody's groups say otherwise than their account, the agency's administrator is asked.
 */
import { parseArgs } from 'node:util'
import type { Database } from '../platform/database/perform.ts'
import { codesOf, roleWords, type Role } from '../wire/codes.ts'
import { agencyOf, NO_AGENCY } from './agency-of.ts'
import { WrongUse, type Command } from './command.ts'
import { withDatabase } from './with-database.ts'

const ROLES = codesOf(roleWords)
const USE = `seamark agency groups list [ID] [--json]
seamark agency groups add ID GROUP ROLE
seamark agency groups remove ID GROUP ROLE
GROUP is the group's name or id, as the provider sends it. Roles: ${ROLES.map((role) => role.replaceAll('_', '-')).join(', ')}`
const LONGEST = 200

type Wanted = { agency: string; group: string; role: Role }

/** Lists, adds and removes groups. @throws WrongUse */
export const agencyGroups: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  const [act, agency, group, said, ...more] = positionals
  if (act === 'list' && group === undefined) {
    for (const one of await withDatabase(terminal.env, (database) => listGroups(database, agency)))
      terminal.out(
        values.json ? JSON.stringify(one) : `${one.agency}\t${one.group}\t${one.role.replaceAll('_', '-')}`,
      )
    return 0
  }
  const role = ROLES.find((one) => one === said?.replaceAll('-', '_'))
  if ((act !== 'add' && act !== 'remove') || agency === undefined || group === undefined || more.length > 0)
    throw new WrongUse(USE)
  if (role === undefined) throw new WrongUse(`ROLE: is not one of the roles\n${USE}`)
  if (group.trim() === '' || group.length > LONGEST)
    throw new WrongUse(`GROUP: 1 to ${String(LONGEST)} letters`)
  const outcome = await withDatabase(terminal.env, (database) =>
    (act === 'add' ? addGroup : removeGroup)(database, { agency, group, role }),
  )
  if (outcome === 'no-agency') throw new WrongUse(`ID: ${NO_AGENCY}`)
  if (outcome === 'nothing') {
    terminal.say(
      act === 'add'
        ? 'That is so already. Nothing was changed.'
        : 'There is no such entry. Nothing was changed.',
    )
    return 1
  }
  terminal.say(
    act === 'add'
      ? 'Entered. From the next sign-in on, whoever is in this group without the role, or has the role without the group, is proposed to the agency’s administrator.'
      : 'Removed. What it proposed goes with the person’s next sign-in.',
  )
  return 0
}

/** @returns `nothing` where it is entered already */
async function addGroup(database: Database, { agency: slug, group, role }: Wanted): Promise<string> {
  return await database.performAsService(
    { service: 'operator', operation: 'identity.agency.groups.add' },
    async (scope) => {
      const agency = await agencyOf(scope, slug)
      if (!agency) return 'no-agency'
      const added = await scope.tx.run(
        `insert into identity.group_role (agency_id, group_name, role) values ($1, $2, $3)
         on conflict (agency_id, group_name, role) do nothing`,
        [agency.id, group, role],
      )
      if (added === 0) return 'nothing'
      return 'done'
    },
  )
}

/** @returns `nothing` where there is none */
async function removeGroup(database: Database, { agency: slug, group, role }: Wanted): Promise<string> {
  return await database.performAsService(
    { service: 'operator', operation: 'identity.agency.groups.remove' },
    async (scope) => {
      const agency = await agencyOf(scope, slug)
      if (!agency) return 'no-agency'
      const gone = await scope.tx.run(
        `delete from identity.group_role where agency_id = $1 and group_name = $2 and role = $3`,
        [agency.id, group, role],
      )
      if (gone === 0) return 'nothing'
      return 'done'
    },
  )
}

const listGroups = (database: Database, agency: string | undefined) =>
  database.performAsService({ service: 'operator', operation: 'identity.agency.groups.list' }, ({ tx }) =>
    tx.many<{ agency: string; group: string; role: string }>(
      `select a.slug as agency, g.group_name as "group", g.role
       from identity.group_role g join identity.agency a on a.id = g.agency_id
       where $1::text is null or a.slug = $1 order by a.slug, g.group_name, g.role`,
      [agency ?? null],
    ),
  )
