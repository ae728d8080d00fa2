/** A database without statistics plans by what its indexes look like. It must find a record by its reference all the same. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../support/database.ts'

void describe('before the first statistics', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
  })
  after(() => base.close())

  for (const kind of ['report', 'sealed'])
    void test(`a record of kind ${kind} is looked up by its agency's reference`, async () => {
      const plan = await base.admin<{ 'QUERY PLAN': string }>(
        `explain (costs off) select from access.record r
         where r.agency_id = $1 and r.agency_reference = $2 and r.kind = '${kind}'`,
        [1, 'R/2026/1'],
      )
      const text = plan.map((line) => line['QUERY PLAN']).join('\n')
      assert.match(text, /using record_by_agency_reference/, text)
      assert.match(text, /Index Cond: .*agency_id.*agency_reference.*kind/, text)
    })
})
