import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wrongRole } from './wrong-role.ts'

void test('a refusal names the roles that would do', () => {
  assert.equal(
    wrongRole(['administrator']).message,
    'Your role does not include this. It is for an administrator. An administrator of your agency gives roles.',
  )
  assert.match(
    wrongRole(['coordinator', 'intelligence_officer', 'analyst']).message,
    /It is for a coordinator, intelligence officer or analyst\./,
  )
  assert.equal(wrongRole(['analyst']).code, 'wrong-role')
})
