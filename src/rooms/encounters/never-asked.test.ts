/** What is never asked and never kept: no page, no column and no field of the API has a place for it. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { z } from 'zod'
import {
  answerSchema,
  childrenSchema,
  encounterSchema,
  handoverSchema,
  opportunitySchema,
} from './encounter.ts'
import * as words from './words.ts'

const HERE = import.meta.dirname
const ROOT = path.resolve(HERE, '../../..')
/** The names of two Acts and of an offence hold the word, and ask nothing. */
const ACTS = /Border Security, Asylum and Immigration Act 2025|helping an asylum seeker to enter, for gain/g
const NEVER =
  /asylum|refugee|religio|politic|sexual|ethnic|\brace\b|nationalit|citizenship|\bpin\b|passcode|password|why (?:did )?(?:they|you) c[oa]me|reason for (?:coming|travel)|birth|surname|forename|first name|last name|fingerprint|\bface\b|biometric/i
/** These say that it is not kept, and have no field. */
const SAYS_SO =
  /No name, no date of birth, no photograph and no number of anybody is kept here\.|Write no name and no date of birth\. What a child’s telephone holds is never asked\./g

void describe('what is never asked', () => {
  void test('stands in no template', () => {
    const files = globSync('pages/*.njk', { cwd: HERE })
    assert.ok(files.length >= 8)
    for (const file of files) {
      const text = readFileSync(path.join(HERE, file), 'utf8').replaceAll(SAYS_SO, '')
      assert.doesNotMatch(text, NEVER, file)
      assert.doesNotMatch(
        text,
        /type: "(?:tel|password|file)"|name: "(?:name|telephone|phone|photograph)"/,
        file,
      )
    }
  })

  void test('stands in no words of a page', () => {
    assert.doesNotMatch(JSON.stringify(words).replaceAll(ACTS, ''), NEVER)
  })

  void test('has no column', () => {
    const snapshot = readFileSync(path.join(ROOT, 'db/snapshot/encounters.txt'), 'utf8')
    const columns = snapshot.split('\n').filter((line) => /^ {2}[a-z0-9_]+ /.test(line))
    assert.ok(columns.length > 50)
    for (const column of columns) {
      assert.doesNotMatch(column, NEVER)
      assert.doesNotMatch(column, /^ {2}(?:name|names|phone|telephone|photograph|image|born)\b|bytea/)
    }
  })

  void test('has no field in the API', () => {
    for (const schema of [encounterSchema, answerSchema, childrenSchema, opportunitySchema, handoverSchema]) {
      const fields = Object.keys(
        (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { properties: object })
          .properties,
      )
      for (const field of fields) {
        assert.doesNotMatch(field, NEVER)
        assert.ok(!['name', 'names', 'telephone', 'phone', 'photograph', 'born'].includes(field), field)
      }
    }
  })
})
