/**
 * No value of any field makes a route fail on its side. The fields are those that the pages' own forms and the
 * API's own document name, on records that are there: what is refused as absent would show nothing.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { DeclaredRoute } from '../../src/platform/http/server.ts'
import { accountFor, isOwnRoute } from '../support/callers-by-role.ts'
import type { Desk } from '../support/callers.ts'
import { draftReadyToFile } from '../support/drafts.ts'
import { allForms } from '../support/form.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { dramaNumber, reportBody } from '../support/reports.ts'
import { roomFixtures } from '../support/room-fixtures.ts'

const OFFICER = 'intelligence-officer@sussex-police.example'

/** What stands in for a number, a code, an id or a text. */
const wrongValues: (string | string[])[] = ['undefined', '99999999999', '-1', '1e309', ['1', '2']]
const wrongJson: unknown[] = [null, 'NaN', 1e300, -1, 1.5, [], {}, ['a', 'a'], true]

void describe('a wrong value in a field', () => {
  let node: TestNode
  /** by the beginning of a route's path, how an id for it is come by */
  const addresses: Record<string, () => Promise<string>> = {}
  const desks = new Map<string, Desk>()
  before(async () => {
    node = await testNode()
    for (const fixtures of await roomFixtures())
      Object.assign(addresses, await fixtures.addresses?.(node, () => deskOf(OFFICER)))
  })
  after(() => node.close())

  const deskOf = async (email: string): Promise<Desk> => {
    const desk = desks.get(email) ?? (await node.signIn(email))
    desks.set(email, desk)
    return desk
  }
  const deskFor = async (route: DeclaredRoute): Promise<Desk> => {
    const { access } = route
    const mayOfficer = Array.isArray(access) && (access as string[]).includes('intelligence_officer')
    return await deskOf(mayOfficer ? OFFICER : (accountFor(route) ?? OFFICER))
  }
  /** The route's address with records that are there, as far as this test has such. */
  const addressOf = async (path: string): Promise<string> => {
    const [known] = Object.keys(addresses)
      .filter((start) => path.replace('/api/v1', '').startsWith(start))
      .sort((one, other) => other.length - one.length)
    const id = (await addresses[known ?? '']?.()) ?? randomUUID()
    return path.replace(/:(?:id|planned|conflict|side)\b/, id).replaceAll(/:\w+/g, '1')
  }
  const routes = (wanted: (route: DeclaredRoute) => boolean) => {
    const found = node.node.routes.filter((route) => isOwnRoute(route) && wanted(route))
    assert.ok(found.length > 0, 'the walk found no route')
    return found
  }

  void test('is refused in words by every form of the desk, and never a fault of ours', async () => {
    const tried = new Set<string>()
    const pages = routes(
      ({ method, path, access }) =>
        method === 'GET' && access !== 'public' && !/^\/(?:api|live)|\.csv$/.test(path),
    )
    for (const route of pages) {
      const desk = await deskFor(route)
      const address = await addressOf(route.path)
      const page = await desk.get(address)
      for (const form of allForms(page.text)) {
        if (form.method !== 'post' || /\/(?:sign-out|lock|end-sessions)$/.test(form.action)) continue
        const { _csrf, ...standing } = form.fields
        for (const name of form.names) {
          if (name === '_csrf') continue
          for (const value of wrongValues) {
            const target = form.action || address
            const answer = await desk.post(target, { ...standing, [name]: value })
            tried.add(`${route.path} ${name}`)
            assert.ok(
              answer.status < 500,
              `${route.path}: ${name}=${String(value)}: ${String(answer.status)}`,
            )
          }
        }
      }
    }
    assert.ok(tried.size > 30, `only ${String(tried.size)} fields were tried: ${[...tried].join(', ')}`)
    assert.ok([...tried].some((one) => one.includes('revision')))
  })

  void test('is refused by every form that is sent without its page', async () => {
    const names = [
      'revision',
      'version',
      'agency',
      'number',
      'item',
      'belongs_to',
      'id',
      'reports',
      'person',
      'to',
      'kind',
    ]
    for (const route of routes(({ method, path }) => method === 'POST' && !path.startsWith('/api/'))) {
      if (/\/(?:sign-out|lock|end-sessions)$|uploads/.test(route.path)) continue
      const desk = await deskFor(route)
      if (desk.csrf() === '') await desk.get('/purpose')
      const address = await addressOf(route.path)
      for (const value of wrongValues) {
        const answer = await desk.post(address, Object.fromEntries(names.map((name) => [name, value])))
        assert.ok(answer.status < 500, `${route.path}: ${String(value)}: ${String(answer.status)}`)
      }
    }
  })

  void test('a draft is not filed with a revision that is no number, and the page says what to do', async () => {
    const desk = await deskFor({ access: ['intelligence_officer'] } as never)
    const draft = await draftReadyToFile(desk)
    for (const revision of ['undefined', 'NaN', '99999999999', '1e309', '-1', '']) {
      const answer = await desk.post(`/reports/drafts/${draft}/check`, { revision })
      assert.equal(answer.status, 422, revision)
      assert.match(answer.text, /check it again/, revision)
    }
  })

  void test('is refused by the API, field by field', async () => {
    const document = (await node.api(OFFICER, 'GET', '/../openapi.json')).json<OpenApi>()
    const base: Record<string, unknown> = { ...reportBody(), reason: 'Needed', message: 'Hello', purpose: 'Preventing crime',
      kind: 'phone', value: dramaNumber(7), to: 'all', agencies: 'all', epoch: 1, records: [], items: [], element: 'x' } // prettier-ignore
    let tried = 0
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, facts] of Object.entries(methods)) {
        const schema = facts.requestBody?.content['application/json'].schema
        const names = schema === undefined ? [] : namesIn(schema, document.components.schemas)
        const valid = Object.fromEntries(names.flatMap((name) => (name in base ? [[name, base[name]]] : [])))
        const address = await addressOf(path.replace('/api/v1', '').replaceAll(/\{(\w+)\}/g, ':$1'))
        for (const name of names)
          for (const value of wrongJson) {
            tried += 1
            const headers = { 'if-match': '1' }
            const answer = await node.api(
              OFFICER,
              method.toUpperCase(),
              address,
              { ...valid, [name]: value },
              headers,
            )
            assert.ok(
              answer.status < 500,
              `${method} ${path}: ${name}=${JSON.stringify(value)}: ${answer.text.slice(0, 200)}`,
            )
          }
      }
    assert.ok(tried > 100, `only ${String(tried)} values were tried`)
  })
})

type Schema = { $ref?: string; properties?: Record<string, unknown>; anyOf?: Schema[]; oneOf?: Schema[] }
type OpenApi = {
  components: { schemas: Record<string, Schema> }
  paths: Record<
    string,
    Record<string, { requestBody?: { content: { 'application/json': { schema: Schema } } } }>
  >
}

const namesIn = (schema: Schema, named: Record<string, Schema>): string[] => {
  const there = schema.$ref === undefined ? schema : (named[schema.$ref.split('/').at(-1) ?? ''] ?? {})
  return [
    ...new Set([
      ...Object.keys(there.properties ?? {}),
      ...[...(there.anyOf ?? []), ...(there.oneOf ?? [])].flatMap((one) => namesIn(one, named)),
    ]),
  ]
}
