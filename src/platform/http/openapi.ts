/**
 * The API's description. Each API route says what it takes and gives, with the schemas that parse it,
 * so that the document cannot say something else than the program does.
 */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { DeclaredRoute } from './server.ts'

export type OperationFacts = {
  /** one line: what it does, and for whom */
  summary: string
  body?: z.ZodType
  /** an object of strings */
  query?: z.ZodObject
  /** request headers that it heeds, with what they are for */
  headers?: Record<string, string>
  answer: z.ZodType
  /** of the answer; 200 unless said */
  status?: number
}

const operations = new Map<string, OperationFacts>()

/**
 * Describes an operation of the API.
 * @param operation - as its route declares it
 * @returns the operation, so that the route can be declared with it
 */
export function describe(operation: string, facts: OperationFacts): string {
  operations.set(operation, facts)
  return operation
}

const API = '/api/v1/'

/** Routes of the API that nobody has described: a test wants none. */
export function undescribedRoutes(routes: readonly DeclaredRoute[]): string[] {
  return routes
    .filter((route) => route.path.startsWith(API) && !operations.has(route.operation))
    .map((route) => `${route.method} ${route.path}`)
}

/** Serves the document to anybody: it holds no data. */
export function openApiRoute(routes: readonly DeclaredRoute[]) {
  return (app: FastifyInstance): Promise<void> => {
    let document: object | null = null
    app.get(
      '/api/openapi.json',
      { config: { operation: 'platform.openapi', access: 'public' } },
      async (_request, reply) => {
        document ??= openApiDocument(routes)
        return reply.type('application/json; charset=utf-8').send(document)
      },
    )
    return Promise.resolve()
  }
}

/** OpenAPI 3.1 of every API route. */
export function openApiDocument(routes: readonly DeclaredRoute[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const facts = operations.get(route.operation)
    if (!route.path.startsWith(API) || !facts) continue
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, facts) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Seamark',
      version: '1',
      description:
        'Intelligence shared between agencies by the rule of sight. What does not exist and what you may not know are one answer: 404.',
    },
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
    security: [{ bearer: [] }],
  }
}

/** RFC 9457, with a code that programs may rely on. */
const problem = z.object({
  type: z.string(),
  title: z.string().describe('for people: what to do next'),
  status: z.int(),
  code: z.string().describe('for programs: stable'),
  fields: z.record(z.string(), z.string()).optional().describe('each wrong field and what to do about it'),
})

function operationOf(route: DeclaredRoute, facts: OperationFacts): object {
  const roles = typeof route.access === 'string' ? [] : route.access
  return {
    operationId: route.operation,
    summary: facts.summary,
    ...(roles.length > 0 ? { description: `Roles: ${roles.join(', ')}.` } : {}),
    parameters: [...pathParameters(route.path), ...queryParameters(facts.query), ...headersOf(facts.headers)],
    ...(facts.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(facts.body, 'input') } },
          },
        }
      : {}),
    responses: {
      [String(facts.status ?? 200)]: {
        description: 'Done',
        content: { 'application/json': { schema: schemaOf(facts.answer, 'output') } },
      },
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }))
}

function queryParameters(query: z.ZodObject | undefined): object[] {
  if (!query) return []
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, object>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

function headersOf(headers: Record<string, string> = {}): object[] {
  return Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  }))
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
