/** Whatever is shared here gets the same pages, routes and words. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { api, pages } from './index.ts'
import { exhibits } from './kind.test-support.ts'
import { kindOf } from './kinds.ts'
import { listFrame } from './pages/lists/tabs.ts'

/** What would be registered, as `GET /path operation`. */
function routesOf(register: (app: FastifyInstance) => void): string[] {
  const routes: string[] = []
  const take =
    (method: string) =>
    (path: string, { config }: { config: { operation: string } }) => {
      routes.push(`${method} ${path} ${config.operation}`)
    }
  register({ get: take('GET'), post: take('POST') } as unknown as FastifyInstance)
  return routes
}

const kind = exhibits()

void test('a kind that is no report has its pages below its own address, under its own operations', async () => {
  assert.deepEqual(
    routesOf((app) => pages(app, [kind])).filter((route) => route.includes('exhibit')),
    [
      'GET /exhibits/:id/holders evidence.exhibit.holders',
      'GET /exhibits/:id/history evidence.exhibit.history',
      'POST /exhibits/:id/accept evidence.exhibit.accept',
      'GET /exhibits/:id/release evidence.exhibit.show-release',
      'GET /exhibits/:id/release/preview evidence.exhibit.preview-release',
      'POST /exhibits/:id/release/confirm evidence.exhibit.confirm-release',
      'POST /exhibits/:id/release evidence.exhibit.release',
      'GET /exhibits/:id/recall evidence.exhibit.show-recall',
      'POST /exhibits/:id/recall evidence.exhibit.recall',
    ],
  )
})

void test('it has the same routes of the API', async () => {
  assert.deepEqual(
    routesOf((app) => api(app, [kind])),
    [
      'GET /evidence/exhibits/:id/audience evidence.exhibit.audience',
      'GET /evidence/exhibits/:id/history evidence.exhibit.history',
      'POST /evidence/exhibits/:id/release evidence.exhibit.release',
      'POST /evidence/exhibits/:id/accept-conditions evidence.exhibit.accept',
      'POST /evidence/exhibits/:id/recall evidence.exhibit.recall',
      'POST /evidence/exhibits/:id/acknowledge-recall intelligence.recall.acknowledge',
    ],
  )
})

void test('its lists stand between the inbox and what was recalled, for those who may open them', () => {
  const { list, tabs } = listFrame([kind], 'store', ['analyst'])
  assert.equal(list.heading, 'Exhibits')
  assert.deepEqual(list.begin, [kind.begin])
  assert.deepEqual(
    tabs.map(({ text, here }) => [text, here]),
    [
      ['Released to us', false],
      ['In our store', true],
      ['Recalled', false],
    ],
  )
  assert.equal(listFrame([kind], 'inbox', ['coordinator']).tabs.length, 2)
})

void test('several kinds are named together, and each row finds its own', () => {
  const other = exhibits({ kind: 'operation', words: { one: 'operation', many: 'operations' }, begin: null })
  assert.equal(listFrame([kind, other], 'inbox', []).list.heading, 'Exhibits and operations')
  assert.equal(kindOf([kind, other], { kind: 'operation' }), other)
  assert.throws(() => kindOf([kind], { kind: 'operation' }))
})
