/** Which fault is whose: the database's, the disk's, or ours. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import pg from 'pg'
import { asSeamarkError, databaseAway } from './errors.ts'

const postgres = (code: string) =>
  Object.assign(new pg.DatabaseError('x', 1, 'error'), { code, severity: 'FATAL' })
const system = (code: string, more: object = {}) => Object.assign(new Error(`${code}: x`), { code, ...more })

void describe('a fault', () => {
  void test('is the database’s when PostgreSQL lets nobody in, has no room, or goes', () => {
    for (const code of [
      '28P01',
      '28000',
      '53100',
      '53200',
      '53300',
      '53400',
      '57P01',
      '57P03',
      '58030',
      '08006',
      '25006',
    ]) {
      const error = asSeamarkError(postgres(code))
      assert.deepEqual([error.kind, error.status], ['unavailable', 503], code)
      assert.equal(databaseAway(postgres(code)), code)
    }
    assert.equal(asSeamarkError(postgres('53100')).code, 'database-full')
    for (const code of ['23505', '42501', '40001', '57014', 'SM001'])
      assert.equal(asSeamarkError(postgres(code)).kind, 'bug', code)
  })

  void test('is the database’s whoever wrapped it, and however many addresses were tried', () => {
    const wrapped = new Error('changes/0001.sql: x', { cause: postgres('53100') })
    assert.equal(asSeamarkError(wrapped).code, 'database-full')
    const tried = new AggregateError([system('ECONNREFUSED'), system('ECONNREFUSED')])
    assert.equal(asSeamarkError(tried).kind, 'unavailable')
    assert.equal(asSeamarkError(new Error('Connection terminated unexpectedly')).kind, 'unavailable')
  })

  void test('is not the database’s when a file is not there', () => {
    assert.equal(asSeamarkError(system('ENOENT', { syscall: 'open', path: '/media/stick/x' })).kind, 'bug')
    assert.equal(
      asSeamarkError(system('ENOENT', { syscall: 'connect', address: '/var/run/postgresql/.s.PGSQL.5432' }))
        .kind,
      'unavailable',
    )
  })

  void test('is the disk’s when there is no room, and says whom to tell', () => {
    for (const fault of [
      system('ENOSPC', { syscall: 'write' }),
      new Error('x', { cause: system('EDQUOT') }),
    ]) {
      const error = asSeamarkError(fault)
      assert.deepEqual([error.status, error.code], [507, 'no-room'])
      assert.match(error.message, /There is no room for this file.* Tell your operator/)
    }
  })

  void test('of another program is not the database’s', () => {
    const fault = new TypeError('fetch failed', { cause: system('ECONNREFUSED') })
    assert.equal(asSeamarkError(fault).kind, 'bug')
  })
})
