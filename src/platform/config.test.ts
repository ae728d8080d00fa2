import assert from 'node:assert/strict'
import path from 'node:path'
import { describe, test } from 'node:test'
import { readConfig, WrongSetting } from './config.ts'

void describe('configuration', () => {
  void test('an empty variable is one that is not set', () => {
    const empty = readConfig(
      { DATA_DIR: '', PORT: '', DATABASE_URL: '', PUBLIC_URL: '', EXERCISE_DIR: '' },
      { demo: true },
    )
    assert.deepEqual(empty, readConfig({}, { demo: true }))
    assert.equal(empty.dataFolder, path.resolve('data'))
    assert.equal(empty.port, 3000)
  })

  void test('a wrong variable is named', () => {
    assert.throws(
      () => readConfig({ PORT: 'many' }, { demo: true }),
      (fault) => fault instanceof WrongSetting && fault.message.startsWith('PORT:'),
    )
  })

  void test('the operator’s port is never the public’s', () => {
    assert.throws(
      () => readConfig({ PORT: '3000', OPERATOR_PORT: '3000' }, { demo: true }),
      (fault) => fault instanceof WrongSetting && fault.message.startsWith('OPERATOR_PORT:'),
    )
    const usual = { host: '127.0.0.1', port: 9464 }
    assert.deepEqual(readConfig({}, { demo: true }).operator, { ...usual, otherIfTaken: true })
    const asked = readConfig({ OPERATOR_PORT: '9464' }, { demo: true }).operator
    assert.deepEqual(asked, { ...usual, otherIfTaken: false })
  })

  void test('production refuses what belongs to the demo', () => {
    assert.throws(() => readConfig({ NODE_ENV: 'production' }, { demo: true }), /demo/)
    assert.throws(() => readConfig({ NODE_ENV: 'production' }, { demo: false }), /OIDC_ISSUER/)
  })
})
