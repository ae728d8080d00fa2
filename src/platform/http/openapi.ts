/**
 * The API's description. Each API route says what it takes and gives, with the schemas that parse it,
 * so that the document cannot say something else than the program does.
 */
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { problemAnswers, problemDocument } from './api-problems.ts'
import { componentsFor, type Components } from './openapi-schemas.ts'
import type { DeclaredRoute } from './server.ts'

export type OperationFacts = {
  /** one line: what it does, and for whom */
  summary: string
  /** what stands in the path: the schema that the route itself reads it with */
  path?: z.ZodObject
  body?: z.ZodType
  /** an object of strings */
  query?: z.ZodObject
  /** request headers that it heeds, with what they are for */
  headers?: Record<string, string>
  answer: z.ZodType
  /** of the answer; 200 unless said */
  status?: number
  /** other answers than the usual ones: the status, and when it comes */
  problems?: Readonly<Record<number, string>>
  /** one call and its answer; everything in it is invented */
  example: {
    path?: Record<string, string>
    query?: Record<string, string>
    headers?: Record<string, string>
    body?: unknown
    answer: unknown
  }
}

const operations = new Map<string, OperationFacts>()

/**
 * Describes an operation of the API.
 * @param operation - as its route declares it
 * @param facts - what the operation takes and gives, as schemas and words
 * @returns the operation, so that the route can be declared with it
 */
export function describe(operation: string, facts: OperationFacts): string {
  operations.set(operation, facts)
  return operation
}

const API = '/api/v1/'

/**
 * Routes of the API that nobody has described: a test wants none.
 * @param routes - all that the server declares
 * @returns method and path of each
 */
export function undescribedRoutes(routes: readonly DeclaredRoute[]): string[] {
  return routes
    .filter((route) => route.path.startsWith(API) && !operations.has(route.operation))
    .map((route) => `${route.method} ${route.path}`)
}

/**
 * Examples that are not what their own operation takes or gives, and parameters of a path that have no schema: a test
 * wants none.
 * @param routes - all that the server declares
 * @returns method, path, and what is wrong
 */
export function wrongExamples(routes: readonly DeclaredRoute[]): string[] {
  return routes.flatMap((route) => {
    const facts = operations.get(route.operation)
    if (!route.path.startsWith(API) || !facts) return []
    const { example } = facts
    const parts: [string, z.ZodType | undefined, unknown][] = [
      ['path', facts.path, example.path ?? {}],
      ['query', facts.query, example.query ?? {}],
      ['body', facts.body, example.body],
      ['answer', facts.answer, example.answer],
    ]
    const faults = parts.flatMap(([name, schema, value]) => {
      if (schema === undefined) return value === undefined || isEmpty(value) ? [] : [`${name} is not taken`]
      const { success, error } = schema.safeParse(value)
      return success ? [] : [`${name}: ${JSON.stringify(error.issues)}`]
    })
    const named = Object.keys(facts.path?.shape ?? {})
    const missing = parametersOf(route.path).filter((name) => !named.includes(name))
    return [...faults, ...missing.map((name) => `:${name} has no schema`)].map(
      (fault) => `${route.method} ${route.path}: ${fault}`,
    )
  })
}

/** What is done with records of every kind has one name in the ledger; a document wants each of its own. */
const operationIdOf = ({ operation, path }: DeclaredRoute): string => {
  if (!operation.startsWith('intelligence.recall.')) return operation
  const [kind = ''] = path
    .slice(API.length)
    .replace(/^intelligence\//, '')
    .split('/')
  return kind === 'reports' ? operation : `${operation}.${kind}`
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0

/**
 * Serves the document to anybody: it holds no data.
 * @param routes - all that the server declares; read when the document is first asked for
 * @param publicUrl - where this node is reached
 * @returns what the server registers
 */
export function openApiRoute(routes: readonly DeclaredRoute[], publicUrl: string) {
  return (app: FastifyInstance): Promise<void> => {
    let document: object | null = null
    app.get(
      '/api/openapi.json',
      { config: { operation: 'platform.openapi', access: 'public' } },
      async (_request, reply) => {
        document ??= openApiDocument(routes, publicUrl)
        return reply.type('application/json; charset=utf-8').send(document)
      },
    )
    return Promise.resolve()
  }
}

/** In the order in which a reader needs them. */
const TAGS = [
  { name: 'intelligence', description: 'Reports: file, read, change, search, release, recall' },
  { name: 'deconfliction', description: 'Who else holds this? Matches between agencies, and the check' },
  { name: 'sealed', description: 'Deconfliction for an agency that keeps its data: tokens, never values' },
] as const

/**
 * OpenAPI 3.1 of every API route.
 * @param routes - all that the server declares
 * @param publicUrl - where this node is reached
 * @returns the document, ready for JSON
 * @throws Error when two schemas that differ have one name
 */
export function openApiDocument(routes: readonly DeclaredRoute[], publicUrl: string): object {
  const paths: Record<string, Record<string, object>> = {}
  const components = componentsFor()
  components.named(problemDocument, 'Problem', 'output')
  for (const route of routes) {
    const facts = operations.get(route.operation)
    if (!route.path.startsWith(API) || !facts) continue
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, facts, components) }
  }
  const used = new Set(Object.keys(paths).map(tagOf))
  const { schemas, responses } = components.all()
  return {
    openapi: '3.1.0',
    info: {
      title: 'Seamark',
      version: '1',
      description:
        'Intelligence shared between agencies by the rule of sight. What does not exist and what you may not know are one answer: 404. Every call is an event in the ledger of your agency.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl, description: 'this node' }],
    tags: [
      ...TAGS.filter(({ name }) => used.has(name)),
      ...[...used].filter((name) => !TAGS.some((tag) => tag.name === name)).map((name) => ({ name })),
    ],
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'An access token of your identity provider, for the audience of this node',
        },
      },
      schemas,
      responses,
    },
    security: [{ bearer: [] }],
  }
}

const tagOf = (path: string): string => {
  const [first = '', second = ''] = path.slice(API.length).split('/')
  return second === 'sealed' ? 'sealed' : first
}

function operationOf(route: DeclaredRoute, facts: OperationFacts, components: Components): object {
  const roles = typeof route.access === 'string' ? [] : route.access
  const name = nameOf(route.operation)
  const status = facts.status ?? 200
  const { example } = facts
  const answer = components.named(facts.answer, `${name}Answer`, 'output')
  return {
    operationId: operationIdOf(route),
    tags: [tagOf(route.path)],
    summary: facts.summary,
    ...(roles.length > 0 ? { description: `Roles: ${roles.join(', ')}.` } : {}),
    parameters: [
      ...pathParameters(route.path, facts, components),
      ...queryParameters(facts, components),
      ...headersOf(facts),
    ],
    ...(facts.body
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: components.named(facts.body, `${name}Body`, 'input'),
                example: example.body,
              },
            },
          },
        }
      : {}),
    responses: {
      [String(status)]: {
        description: 'Done',
        ...(status === 204 ? {} : { content: { 'application/json': { schema: answer, example: example.answer } } }),
      },
      ...components.problems(
        problemAnswers({
          roles: roles.length > 0,
          path: facts.path !== undefined,
          input: facts.body !== undefined || facts.query !== undefined,
          body: facts.body !== undefined,
          more: facts.problems ?? {},
        }),
      ),
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  } // prettier-ignore
}

/** `intelligence.report.file` becomes `IntelligenceReportFile`. */
const nameOf = (operation: string): string =>
  operation.replaceAll(/(?:^|[.-])(\w)/g, (_whole, letter: string) => letter.toUpperCase())

const parametersOf = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)

type Properties = { properties?: Record<string, object>; required?: string[] }

function pathParameters(path: string, facts: OperationFacts, components: Components): object[] {
  const { properties = {} }: Properties = facts.path ? components.inline(facts.path) : {}
  return parametersOf(path).map((name) => ({
    ...{ name, in: 'path', required: true, schema: properties[name] ?? { type: 'string' } },
    ...exampleOf(facts.example.path?.[name]),
  }))
}

function queryParameters({ query, example }: OperationFacts, components: Components): object[] {
  if (!query) return []
  const { properties = {}, required = [] }: Properties = components.inline(query)
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query', required: required.includes(name), schema },
    ...exampleOf(example.query?.[name]),
  }))
}

function headersOf({ headers = {}, example }: OperationFacts): object[] {
  return Object.entries(headers).map(([name, description]) => ({
    ...{ name, in: 'header', required: false, description, schema: { type: 'string' } },
    ...exampleOf(example.headers?.[name]),
  }))
}

const exampleOf = (value: string | undefined): object => (value === undefined ? {} : { example: value })
