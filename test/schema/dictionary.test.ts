/** The data dictionary is what the schema is, and says of every column what it holds. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import { classOf } from './classify.ts'
import { DICTIONARY, dictionaryOf, ownTables, tablesOf } from './dictionary.ts'

void describe('the data dictionary', () => {
  void test('is as the schema is; `npm run dictionary` writes it anew', async () => {
    const committed = await readFile(DICTIONARY, 'utf8')
    assert.ok(committed === dictionaryOf(await ownTables()), `${DICTIONARY} is stale: npm run dictionary`)
  })

  void test('says of every column what it holds', async () => {
    const tables = await ownTables()
    assert.ok(tables.length > 60 && tables.every(({ columns }) => columns.length > 0))
    const without = tables.flatMap(({ name, columns }) =>
      columns.flatMap((column) => (column.class === null ? [`${name}.${column.name}`] : [])),
    )
    assert.deepEqual(without, [], 'say what they hold in test/schema/classify.ts')
  })

  void test('tells a column that nobody has named', () => {
    const [table] = tablesOf(
      [
        'schema x\n\ntable intelligence.report owner seamark_owner\n  id uuid not null\n  iris bytea\n  constraint a PRIMARY KEY (id)',
      ],
      new Map(),
    )
    assert.deepEqual(table?.columns, [
      { name: 'id', type: 'uuid', class: 'technical' },
      { name: 'iris', type: 'bytea', class: null },
    ])
  })

  void test('calls keys keys, content content, and what is withheld so', () => {
    assert.equal(classOf('reporting.wrapped_key.wrapped'), 'secret')
    assert.equal(classOf('reporting.sealed_part.payload'), 'sealed')
    assert.equal(classOf('intelligence.version_content.document'), 'intelligence')
    assert.equal(classOf('intelligence.withheld_subject.subject'), 'withheld')
    assert.equal(classOf('identity.person.email'), 'staff')
    assert.equal(classOf('ledger.event.person_id'), 'act')
  })
})
