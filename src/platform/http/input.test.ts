/** What is wrong with an input is said, and takes little to say, whatever was sent. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { SeamarkError } from '../errors.ts'
import { createLog } from '../log.ts'
import { bodyOf, takeJson } from './input.ts'
import { createServer } from './server.ts'

const fieldsOf = (body: unknown, schema: z.ZodType = z.unknown()): Record<string, string> => {
  try {
    bodyOf({ body } as never, schema)
  } catch (fault) {
    if (fault instanceof SeamarkError && fault.fields) return fault.fields
    throw fault
  }
  return {}
}
const largest = (fields: Record<string, string>) =>
  Math.max(...Object.keys(fields).map(({ length }) => length))

void describe('what is wrong with an input', () => {
  void test('is named by its path, and by the whole where a name is at fault', () => {
    assert.deepEqual(fieldsOf({ items: [{ text: 'a\0' }] }), {
      'items.0.text': 'Contains a character that cannot be stored',
    })
    assert.deepEqual(Object.keys(fieldsOf({ 'a\ud800': 'x' })), ['body'])
    assert.deepEqual(Object.keys(fieldsOf({ a: 1 }, z.object({ a: z.string() }))), ['a'])
    assert.deepEqual(Object.keys(fieldsOf({ a: 1 }, z.strictObject({}))), ['a'])
  })

  void test('is told of the first two hundred, with names cut to two hundred characters', () => {
    const name = 'n'.repeat(60_000)
    const bad = Array.from({ length: 20_000 }, () => '\0')
    for (const fields of [
      fieldsOf({ list: bad }),
      fieldsOf({ list: bad }, z.object({ list: z.array(z.number()) })),
      fieldsOf(Object.fromEntries(bad.map((_one, at) => [`f${String(at)}`, 1])), z.strictObject({})),
    ])
      assert.equal(Object.keys(fields).length, 200)
    assert.ok(largest(fieldsOf({ [name]: { [name]: bad } })) <= 200)
    assert.ok(largest(fieldsOf({ [name]: 1 }, z.strictObject({}))) <= 200)
  })

  void test('may be a field of any name, those of an object’s own among them', () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty'])
      assert.deepEqual(Object.keys(fieldsOf({ [name]: 1 }, z.strictObject({}))), [name])
  })
})

void test('JSON is read only where it is asked for', async () => {
  const { app } = await createServer({
    ...{ log: createLog('silent'), proxyHops: 0, https: false, formTargets: [] },
    onAnswer: () => undefined,
    onPublicAnswer: () => undefined,
  })
  const config = { operation: 'test.take', access: 'public' } as const
  app.post('/page', { config }, () => 'taken')
  await app.register((api, _options, done) => {
    takeJson(api)
    api.post('/api', { config }, () => 'taken')
    done()
  })
  const send = async (url: string) =>
    (
      await app.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json' },
        payload: '{}',
      })
    ).statusCode
  assert.deepEqual([await send('/page'), await send('/api')], [415, 200])
  await app.close()
})
