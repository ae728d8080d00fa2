/**
 * `seamark agency scim-token make|list|end`: the token by which an agency's directory says who has left (SCIM 2.0). It is
 * shown once; the database holds its SHA-256. Two may be good at once, so that one is changed for the other without a gap.
 */
import { parseArgs } from 'node:util'
import { readConfig } from '../platform/config.ts'
import type { Database } from '../platform/database/perform.ts'
import { newScimToken, scimTokenHash } from '../platform/identity/scim/token.ts'
import { SCIM_PATH } from '../platform/identity/scim/routes.ts'
import { newId } from '../platform/identifiers.ts'
import { agencyOf, NO_AGENCY } from './agency-of.ts'
import { WrongUse, type Command } from './command.ts'
import { withDatabase } from './with-database.ts'

const USE = `seamark agency scim-token make ID [--days N]
seamark agency scim-token list [ID] [--json]
seamark agency scim-token end ID TOKEN_ID`
const DAYS = 365
const MOST_DAYS = 400
const AT_ONCE = 2

/** Makes, lists and ends tokens. @throws WrongUse */
export const agencyScimToken: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, days: { type: 'string' } },
  })
  const [act, slug, id, ...more] = positionals
  if (more.length > 0) throw new WrongUse(USE)
  if (act === 'list' && id === undefined) {
    for (const one of await withDatabase(terminal.env, (database) => listTokens(database, slug)))
      terminal.out(
        values.json
          ? JSON.stringify(one)
          : [one.agency, one.id, one.made.toISOString(), one.stands].join('\t'),
      )
    return 0
  }
  if (slug === undefined) throw new WrongUse(USE)
  if (act === 'make' && id === undefined) {
    const days = values.days === undefined ? DAYS : Number(values.days)
    if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
      throw new WrongUse(`--days: a whole number from 1 to ${String(MOST_DAYS)}\n${USE}`)
    const made = await withDatabase(terminal.env, (database) => makeToken(database, slug, days))
    if (made === 'no-agency') throw new WrongUse(`ID: ${NO_AGENCY}`)
    if (made === 'enough') {
      terminal.say(
        `This agency has ${String(AT_ONCE)} tokens that are good. End one first: seamark agency scim-token list ${slug}`,
      )
      return 1
    }
    const { publicUrl } = readConfig(terminal.env, { demo: terminal.env['NODE_ENV'] !== 'production' })
    terminal.out(values.json ? JSON.stringify({ ...made, url: publicUrl + SCIM_PATH }) : made.token)
    terminal.say(
      `This is its only showing. Give it to whoever runs the agency’s directory, with the address ${publicUrl}${SCIM_PATH}; it is good for ${String(days)} days. Once it works there, end the one before.`,
    )
    return 0
  }
  if (act !== 'end' || id === undefined) throw new WrongUse(USE)
  const ended = await withDatabase(terminal.env, (database) => endToken(database, slug, id))
  if (ended === 'no-agency') throw new WrongUse(`ID: ${NO_AGENCY}`)
  terminal.say(
    ended === 'ended'
      ? 'Ended. It is refused from now on.'
      : 'There is no such token, or it has ended already.',
  )
  return ended === 'ended' ? 0 : 1
}

/**
 * Makes a token for an agency's directory.
 * @param slug - the agency's ID
 * @param days - for how long it is good
 * @returns the token and its id; `enough` when two are good already
 */
export async function makeToken(
  database: Database,
  slug: string,
  days: number,
): Promise<{ id: string; token: string } | 'no-agency' | 'enough'> {
  const token = newScimToken()
  return await database.performAsService(
    { service: 'operator', operation: 'identity.scim.token.make' },
    async (scope) => {
      const agency = await agencyOf(scope, slug)
      if (!agency) return 'no-agency'
      const { good } = await scope.tx.one<{ good: number }>(
        `select count(*)::integer as good from identity.scim_token
         where agency_id = $1 and ended_at is null and ends_at > now()`,
        [agency.id],
      )
      if (good >= AT_ONCE) return 'enough'
      const id = newId()
      await scope.tx.run(
        `insert into identity.scim_token (id, agency_id, token_hash, ends_at)
         values ($1, $2, $3, now() + make_interval(days => $4))`,
        [id, agency.id, scimTokenHash(token), days],
      )
      return { id, token }
    },
  )
}

/** @returns `nothing` for one that is not there, or has ended */
async function endToken(
  database: Database,
  slug: string,
  id: string,
): Promise<'ended' | 'no-agency' | 'nothing'> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) return 'nothing'
  return await database.performAsService(
    { service: 'operator', operation: 'identity.scim.token.end' },
    async (scope) => {
      const agency = await agencyOf(scope, slug)
      if (!agency) return 'no-agency'
      const ended = await scope.tx.run(
        `update identity.scim_token set ended_at = now() where id = $1 and agency_id = $2 and ended_at is null`,
        [id, agency.id],
      )
      if (ended === 0) return 'nothing'
      return 'ended'
    },
  )
}

const listTokens = (database: Database, slug: string | undefined) =>
  database.performAsService({ service: 'operator', operation: 'identity.scim.token.list' }, ({ tx }) =>
    tx.many<{ agency: string; id: string; made: Date; stands: string }>(
      `select a.slug as agency, t.id, t.made_at as made,
              case when t.ended_at is not null then 'ended' when t.ends_at <= now() then 'has run out'
                   else 'good until ' || to_char(t.ends_at at time zone 'UTC', 'YYYY-MM-DD') end as stands
       from identity.scim_token t join identity.agency a on a.id = t.agency_id
       where $1::text is null or a.slug = $1 order by a.slug, t.made_at`,
      [slug ?? null],
    ),
  )
