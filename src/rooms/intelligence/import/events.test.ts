/** Where and when in an agency's export: columns of the mapping, any notation, and what is said of the rest. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { mappingSchema } from './mapping.ts'
import { readExport, type ImportRow } from './read-export.ts'

const HEAD = 'Ref,Made,Marking,Grade,Title,Text,What,When,Grid,Metres,Place'
const mapping = mappingSchema.parse({
  ...{ name: 'Invented', agency: 'sussex-police', files: '*.csv', shape: 'csv', created: ['dd/mm/yyyy'] },
  ...{ grade: { system: '3x5x2', pattern: '^(?<source>.)(?<information>.)(?<handling>.)$' }, basis: 'fact' },
  ...{ category_words: {}, event_words: { BEACHING: 'landing' } },
  fields: {
    ...{
      reference: 'Ref',
      created: 'Made',
      classification: 'Marking',
      grade: 'Grade',
      title: 'Title',
      text: 'Text',
    },
    ...{
      event: 'What',
      event_when: 'When',
      event_position: 'Grid',
      event_within_m: 'Metres',
      event_place: 'Place',
    },
  },
})

void describe('where and when in an export', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seamark-events-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const read = async (...cells: string[]) => {
    const file = join(folder, 'export.csv')
    await writeFile(file, `${HEAD}\nR-1,28/07/2026,OFFICIAL,2CP,A title,What was seen,${cells.join(',')}\n`)
    const rows: ImportRow[] = []
    for await (const row of readExport(file, mapping, { today: '2026-11-22' })) rows.push(row)
    const [row] = rows
    assert.ok(row)
    return 'report' in row ? (row.report.items[0]?.events ?? []) : row.refused
  }

  void test('is read in any notation, by the agency’s words and by our own', async () => {
    assert.deepEqual(await read('Beaching', '27/07/2026 05:10', 'TQ 9512 1598', '500', 'Camber'), [
      {
        ...{ kind: 'landing', when: '2026-07-27T04:10Z', where: '50.91035 N, 0.77419 E' },
        ...{ where_sure: 'within', within_m: 500, place: 'Camber' },
      },
    ])
    assert.deepEqual(await read('Launch seen', 'July 2026', '', '', ''), [
      { kind: 'launch-seen', when: '2026-07' },
    ])
    assert.deepEqual(await read('', '', '', '', 'Rye'), [{ kind: 'other', place: 'Rye' }])
  })

  void test('a row that says nothing of it has no event', async () => {
    assert.deepEqual(await read('', '', '', '', ''), [])
  })

  void test('what is not understood is refused with its reason, which holds nothing of the row', async () => {
    for (const [cells, why] of [
      [['Disco', 'July 2026', '', '', ''], /^unknown word for what happened$/],
      [['Landing', '14 October 1066', '', '', ''], /events\.0\.when: This time is before 1970/],
      [['Landing', '', '0.775 50.910', '', ''], /events\.0\.where: This is far from Britain/],
      [['Landing', '', 'TQ 9512 1598', 'many', ''], /events\.0\.within_m: Enter metres/],
    ] as const) {
      const refused = await read(...cells)
      assert.ok(typeof refused === 'string')
      assert.match(refused, why)
    }
  })
})
