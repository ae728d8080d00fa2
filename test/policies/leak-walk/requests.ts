/**
 * How the walk fills a route: its parameters, its query, its body. A route with a parameter or a form that the
 * fixtures of no room fill fails the walk, so that whoever adds one says how it is filled.
 */
import type { DeclaredRoute } from '../../../src/platform/http/server.ts'
import { together, type Fill, type RoomFixtures } from '../../support/room-fixtures.ts'
import { secretOf, type Canary, type Fields } from './secret.ts'

export type Visit = {
  route: DeclaredRoute
  /** `{name}` stands for the id of that name, which may differ from world to world */
  path: string
  body: Fields | null
  headers?: Record<string, string>
}

/** What all rooms say of how their routes are filled. */
export type Filled = {
  /** names of ids that go into `:id`, besides all of the canary's */
  ownIds: readonly string[]
  idsOfPaths: readonly (readonly [path: RegExp, fits: (name: string) => boolean])[]
  parameters: Readonly<Record<string, Fill<string[]>>>
  forms: Readonly<Record<string, Fill<Fields[]>>>
  bodies: Readonly<Record<string, Fill<Fields[]>>>
  queries: Readonly<Record<string, Fill<string[]>>>
}

export const filledBy = (fixtures: readonly RoomFixtures[]): Filled => ({
  ownIds: fixtures.flatMap(({ leak }) => leak?.ownIds ?? []),
  idsOfPaths: fixtures.flatMap(({ leak }) => leak?.idsOfPaths ?? []),
  parameters: together(fixtures, ({ leak }) => leak?.parameters),
  forms: together(fixtures, ({ leak }) => leak?.forms),
  bodies: together(fixtures, ({ leak }) => leak?.bodies),
  queries: together(fixtures, ({ leak }) => leak?.queries),
})

/** Which ids a path is tried with. A path that no room names is tried with all of them. */
function idsFor(path: string, { idsOfPaths, ownIds }: Filled): Fill<string[]> {
  const fits = idsOfPaths.find(([prefix]) => prefix.test(path))?.[1] ?? (() => true)
  return (canary) => [...Object.keys(canary.ids), ...ownIds].filter(fits).map((name) => `{${name}}`)
}

/** Query strings sent to every route that is read: what somebody who suspects something would try. */
function queriesOf(canary: Canary): string[] {
  const secret = secretOf(canary)
  const operation = canary.secrets.find((one) => one.name === 'operation') ?? secret
  const query = (fields: Record<string, string>) => `?${new URLSearchParams(fields).toString()}`
  const id = canary.ids['silent report'] ?? ''
  return [
    '',
    query({ q: secret.title }),
    query({ q: `"${operation.text}"`, agency: 'nca' }),
    query({ q: secret.phone.replace(/^0/, '+44 ') }),
    query({ q: secret.plate.toLowerCase().replace(' ', '-') }),
    query({ q: operation.email.toUpperCase(), kind: 'email' }),
    query({ q: secret.reference.toLowerCase().replaceAll('-', ' ') }),
    query({ q: secret.agencyReference }),
    query({ q: canary.words['compartment name'] ?? '' }),
    query({
      value: secret.phone,
      kind: 'phone',
      purpose: 'Exercise',
      state: 'open',
      agency: 'nca',
      limit: '500',
    }),
    query({ record: id, report: id, match: canary.ids['import'] ?? '', person: id, kind: 'combination' }),
    query({ from: '2020-01-01', to: '2039-12-31', agency: 'nca', unread: '1', handling: 'C', version: '1' }),
    query({ q: secret.title, cursor: 'e30', before: '99999999', page: '2' }),
    query({ cursor: `'"><${secret.title}` }),
  ]
}

/** Methods that the client of this test cannot send, or that no route answers differently by record. */
export const notSent = new Set(['TRACE', 'CONNECT', 'OPTIONS'])

/**
 * Everything that is sent to one route.
 * @param filled - by the fixtures of all rooms
 * @throws when a parameter or a form is not known
 */
export function visitsOf(route: DeclaredRoute, canary: Canary, filled: Filled): Visit[] {
  const paths = fill(route, canary, filled)
  if (route.method === 'GET') {
    // Of a record's own page the query says little; a list is asked everything.
    const own = filled.queries[route.operation]
    const queries = own?.(canary) ?? (paths.length === 1 ? queriesOf(canary) : ['', '?version=1&to=all'])
    const asksMore = (path: string) => paths.length === 1 || path.includes('{own')
    return paths.flatMap((path) =>
      queries
        .slice(0, asksMore(path) ? queries.length : 1)
        .map((query) => ({ route, path: path + query, body: null })),
    )
  }
  if (!['POST', 'PUT', 'PATCH', 'DELETE'].includes(route.method))
    return paths.slice(0, 1).map((path) => ({ route, path, body: null }))
  const known = route.path.startsWith('/api/') ? filled.bodies : filled.forms
  const bodiesOf = known[route.operation]
  if (!bodiesOf)
    throw new Error(
      `${route.operation} (${route.method} ${route.path}): say in its room’s fixtures what is sent to it`,
    )
  const headers = { 'if-match': '"1"' }
  return paths.flatMap((path) => bodiesOf(canary).map((body) => ({ route, path, body, headers })))
}

function fill(route: DeclaredRoute, canary: Canary, filled: Filled): string[] {
  let paths = [route.path]
  for (const [whole, name = '*'] of route.path.matchAll(/:(\w+)|\*/g)) {
    const values = name === 'id' ? idsFor(route.path, filled) : filled.parameters[name]
    if (!values) throw new Error(`${route.path}: say in its room’s fixtures how ${whole} is filled`)
    paths = paths.flatMap((path) => values(canary).map((value) => path.replace(whole, value)))
  }
  if (paths.some((path) => /[:(*]/.test(path)))
    throw new Error(`${route.path}: the walk cannot read this path`)
  return paths
}
