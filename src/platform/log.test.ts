/** What a fault leaves in the log: every cause's code, and nothing that somebody wrote. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { SeamarkError } from './errors.ts'
import { codesOf } from './fault-codes.ts'
import { describeFault } from './log.ts'

const coded = (code: string, cause?: unknown) =>
  Object.assign(new Error(`SECRETNAME-SMITH ${code}`, cause === undefined ? undefined : { cause }), { code })

void describe('a fault in the log', () => {
  void test('says why, however deep the reason lies', () => {
    // As a sign-in fails at a provider whose authority nobody here knows.
    const tls = coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    const fetching = new TypeError('fetch failed', { cause: tls })
    const fault = new SeamarkError('unavailable', 'identity-unavailable', 'x', { cause: fetching })
    assert.deepEqual(describeFault(fault), {
      ...{ kind: 'unavailable', code: 'identity-unavailable', cause: 'TypeError' },
      codes: ['UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
      at: (describeFault(fault) as { at: unknown }).at,
    })
  })

  void test('names every cause of several, each once, and ends where causes go round', () => {
    const round = coded('ECONNRESET')
    Object.assign(round, { cause: coded('EPIPE', round) })
    assert.deepEqual(codesOf(new AggregateError([coded('ECONNREFUSED'), round, coded('ECONNREFUSED')])), [
      'ECONNREFUSED',
      'ECONNRESET',
      'EPIPE',
    ])
  })

  void test('holds a provider’s word only where it is one of the standards’', () => {
    const refused = (error: string) =>
      coded('OAUTH_RESPONSE_BODY_ERROR', { error, error_description: 'john.smith has no account' })
    assert.deepEqual(codesOf(refused('invalid_client')), ['OAUTH_RESPONSE_BODY_ERROR', 'invalid_client'])
    assert.deepEqual(codesOf(refused('john_smith')), ['OAUTH_RESPONSE_BODY_ERROR'])
  })

  void test('holds no text of anybody', () => {
    const fault = coded('SECRETNAME SMITH, born 1 May', coded('23505'))
    assert.deepEqual(codesOf(fault), ['23505'])
    assert.doesNotMatch(JSON.stringify(describeFault(fault)), /SECRETNAME/)
  })
})
