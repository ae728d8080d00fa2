/** What somebody at a terminal reads: the option, the file or the setting, never a page's words. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, test } from 'node:test'
import pg from 'pg'
import { invalid, notFound, notSignedIn, unavailable } from '../platform/errors.ts'
import { inWords, isWrongUse } from './in-words.ts'

void describe('a fault at the terminal', () => {
  void test('that is a file that is not there is said to be one', async () => {
    const file = path.join(tmpdir(), 'nosuch', 'recovery.txt')
    const fault = await readFile(file).catch((thrown: unknown) => thrown)
    assert.equal(inWords(fault), `There is no file ${file}.`)
    assert.equal(isWrongUse(fault), true)
    const folder = await readFile(tmpdir()).catch((thrown: unknown) => thrown)
    assert.match(inWords(folder), /folder/)
  })

  void test('names each field with what is wrong with it', () => {
    const fault = invalid({ areas: 'Codes of police force areas look like E23000033', agency: 'Is missing' })
    assert.equal(inWords(fault), 'areas: Codes of police force areas look like E23000033\nagency: Is missing')
    assert.equal(isWrongUse(fault), true)
  })

  void test('has no word of a page', () => {
    for (const fault of [notFound(), notSignedIn(), invalid({ '': 'That will not do' })])
      assert.doesNotMatch(inWords(fault), /search for it|Some fields|Check the address|page/i)
  })

  void test('of the database says which, and the setting', () => {
    const refused = Object.assign(new pg.DatabaseError('password authentication failed', 1, 'error'), {
      ...{ code: '28P01', severity: 'FATAL' },
    })
    assert.match(inWords(refused), /^DATABASE_URL: .*\(28P01\).*password/)
    const full = Object.assign(new pg.DatabaseError('no', 1, 'error'), { code: '53100', severity: 'ERROR' })
    assert.match(inWords(full), /disk is full \(53100\)/)
    const away = Object.assign(new Error('connect ECONNREFUSED'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    })
    assert.match(inWords(away), /does not answer \(ECONNREFUSED\)/)
    assert.match(inWords(unavailable(away)), /does not answer \(.*ECONNREFUSED\)\. .*same command again/)
    assert.match(inWords(unavailable()), /does not answer/)
  })
})
