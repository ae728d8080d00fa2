/** The description of the API: every operation has examples that fit it, and a client can be generated from it. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import openapiTypescript, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { z } from 'zod'
import { componentsFor } from '../../src/platform/http/openapi-schemas.ts'
import { undescribedRoutes, wrongExamples } from '../../src/platform/http/openapi.ts'
import { testNode, type TestNode } from '../support/node.ts'
import { ROOT } from '../support/database.ts'

type Operation = {
  operationId: string
  tags: string[]
  parameters: { name: string; in: string; schema: Record<string, unknown> }[]
  requestBody?: { content: Record<string, { schema: object; example: unknown }> }
  responses: Record<string, { content?: Record<string, { schema: object; example: unknown }> }>
}
type Document = {
  servers: { url: string }[]
  info: { license: { identifier: string } }
  tags: { name: string; description?: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object>; responses: Record<string, object> }
}

void describe('the description of the API', () => {
  let node: TestNode
  let document: Document
  let operations: (Operation & { path: string; method: string })[]
  before(async () => {
    node = await testNode()
    document = (await (await fetch(`${node.base}/api/openapi.json`)).json()) as Document
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method })),
    )
  })
  after(() => node.close())

  void test('has each route, each with an example that its own schemas take', () => {
    assert.deepEqual(undescribedRoutes(node.node.routes), [])
    assert.deepEqual(wrongExamples(node.node.routes), [])
    assert.ok(operations.length > 20)
    for (const { operationId, requestBody, responses } of operations) {
      if (requestBody) assert.ok('example' in (requestBody.content['application/json'] ?? {}), operationId)
      const [done] = Object.entries(responses)
      if (done?.[0] !== '204')
        assert.ok('example' in (done?.[1].content?.['application/json'] ?? {}), operationId)
    }
  })

  void test('says where the node is, under which licence, and groups what it does', () => {
    assert.equal(document.servers[0]?.url, node.base)
    assert.equal(document.info.license.identifier, 'MIT')
    const tags = new Set(document.tags.map(({ name }) => name))
    for (const { operationId, tags: own } of operations) assert.ok(tags.has(own[0] ?? ''), operationId)
  })

  void test('reads a path as its route does: a handle is 22 letters, and no UUID', () => {
    const schemaOf = (path: string) =>
      operations.find((one) => one.path === path)?.parameters.find((one) => one.in === 'path')?.schema
    assert.equal(
      schemaOf('/api/v1/deconfliction/sealed/records/{handle}')?.['pattern'],
      '^[A-Za-z0-9_-]{22}$',
    )
    assert.equal(schemaOf('/api/v1/intelligence/reports/{id}')?.['format'], 'uuid')
  })

  void test('names what goes in and out, and what goes wrong', () => {
    for (const { operationId, requestBody, responses } of operations) {
      const schemas = [
        requestBody?.content['application/json']?.schema,
        ...Object.values(responses).flatMap(({ content }) => content?.['application/json']?.schema ?? []),
      ]
      for (const schema of schemas.filter((one) => one !== undefined))
        assert.ok('$ref' in schema, `${operationId}: ${JSON.stringify(schema)}`)
      for (const status of ['401', '503']) assert.ok(status in responses, `${operationId}: ${status}`)
      if (requestBody) assert.ok('400' in responses && '413' in responses, operationId)
    }
    for (const name of ['Problem', 'Report', 'ReportToFile', 'ReportSubject', 'Match', 'Partner'])
      assert.ok(name in document.components.schemas, name)
    const text = JSON.stringify(document)
    const pointed = new Set([...text.matchAll(/"#\/components\/(\w+\/\w+)"/g)].map(([, place]) => place))
    const there = new Set(
      Object.entries(document.components).flatMap(([kind, all]) =>
        Object.keys(all).map((name) => `${kind}/${name}`),
      ),
    )
    assert.deepEqual(
      [...pointed].filter((place) => !there.has(place ?? '')),
      [],
    )
    assert.doesNotMatch(text, /#\/\$defs/)
  })

  void test('two schemas that differ cannot have one name', () => {
    const components = componentsFor()
    const one = z.object({ a: z.string() })
    components.named(one, 'Thing', 'output')
    components.named(one, 'Thing', 'output')
    assert.throws(() => components.named(z.object({ b: z.string() }), 'Thing', 'output'), /Thing/)
  })

  void test('becomes a client in TypeScript that compiles', async () => {
    const folder = await mkdtemp(path.join(ROOT, 'build', 'client-'))
    try {
      const types = astToString(await openapiTypescript(document as never, { defaultNonNullable: false }))
      await writeFile(path.join(folder, 'api.ts'), types)
      await writeFile(path.join(folder, 'client.ts'), CLIENT)
      const program = ts.createProgram([path.join(folder, 'client.ts')], {
        ...{ strict: true, noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true },
        ...{ target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.NodeNext, types: [] },
        lib: ['lib.es2024.d.ts', 'lib.dom.d.ts'],
      })
      const said = (of: ts.Program) =>
        ts
          .getPreEmitDiagnostics(of)
          .map(
            ({ messageText, file }) =>
              `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
          )
      assert.deepEqual(said(program), []) // prettier-ignore

      // The types are worth something only where they refuse what the API would.
      await writeFile(path.join(folder, 'client.ts'), CLIENT.replace("handling: 'P'", "handling: 'Q'"))
      const wrong = ts.createProgram([path.join(folder, 'client.ts')], program.getCompilerOptions())
      assert.match(said(wrong).join('\n'), /"Q"/)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

/** What an agency's programmer would begin with. */
const CLIENT = `
import type { components, paths } from './api.ts'

type Report = components['schemas']['ReportToFile']
type Filed = paths['/api/v1/intelligence/reports']['post']['responses'][201]['content']['application/json']
type Problem = components['schemas']['Problem']

const report: Report = {
  title: 'Boats stored behind a yard',
  classification: 'OFFICIAL',
  handling: 'P',
  review_on: '2027-05-01',
  items: [{ text: 'Three boats.', source_evaluation: '2', intelligence_assessment: 'C', basis: 'fact' }],
}

export async function file(node: string, token: string): Promise<string> {
  const answer = await fetch(node + '/api/v1/intelligence/reports', {
    method: 'POST',
    headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json' },
    body: JSON.stringify(report),
  })
  if (answer.status !== 201) {
    const problem = (await answer.json()) as Problem
    throw new Error(problem.code)
  }
  const { reference } = (await answer.json()) as Filed
  return reference
}
`
