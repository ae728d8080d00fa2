/** Every operation has a sentence, and the sentence says what its event adds. */
import assert from 'node:assert/strict'
import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, test } from 'node:test'
import { ROOT } from '../../../test/support/database.ts'
import { testNode } from '../../../test/support/node.ts'
import { rooms } from '../../app.ts'
import { foldRooms } from '../../platform/rooms/fold-rooms.ts'
import { sentenceOf, serviceNamed, type ToldEvent } from './sentences.ts'

const house = foldRooms(rooms)
const { deedOf } = house
const told = (event: Partial<ToldEvent>): string =>
  sentenceOf(house, {
    kind: 'consultation',
    operation: 'intelligence.report.read',
    subjectKind: 'report',
    recipients: [],
    detail: {},
    ...event,
  })

/** What the files of a pattern hold between the quotes of an expression. */
async function found(pattern: string, expression: RegExp): Promise<Set<string>> {
  const all = new Set<string>()
  for await (const file of glob(pattern, { cwd: ROOT })) {
    if (/\.test|fixtures/.test(file)) continue
    const text = await readFile(path.join(ROOT, file), 'utf8')
    for (const [, name] of text.matchAll(expression)) if (name) all.add(name)
  }
  return all
}

void describe('the ledger’s sentences', () => {
  void test('every route of the node has one', async () => {
    const node = await testNode()
    try {
      const without = node.node.routes.filter(({ operation }) => deedOf(operation) === null)
      assert.deepEqual([...new Set(without.map(({ operation }) => operation))], [])
      assert.ok(node.node.routes.length > 50)
    } finally {
      await node.close()
    }
  })

  void test('everything that the program does itself has one', async () => {
    const operations = new Set([
      ...(await found('{src,exercise}/**/*.ts', /operation: '([a-z-]+(?:\.[a-z-]+)+)'/g)),
      // What the database writes by itself.
      ...(await found(
        'db/code/**/*.sql',
        /'(?:consultation|alteration|disclosure)', '([a-z-]+(?:\.[a-z-]+)+)'/g,
      )),
    ])
    assert.ok(operations.has('deconfliction.silent-hit') && operations.has('ledger.sequence'))
    assert.deepEqual(
      [...operations].filter((operation) => deedOf(operation) === null),
      [],
    )
    const services = await found('{src,exercise}/**/*.ts', /service: '([a-z-]+)'/g)
    assert.deepEqual(
      [...services].filter((service) => serviceNamed(house, service) === service),
      [],
    )
  })

  void test('a release says to how many', () => {
    const release = { kind: 'disclosure', operation: 'intelligence.report.release' } as const
    assert.equal(told({ ...release, recipients: [2, 3] }), 'Released a report to 2 agencies')
    assert.equal(told({ ...release, recipients: [2] }), 'Released a report to 1 agency')
    const all = { recipients: [2, 3, 4], detail: { toAll: true } }
    assert.equal(told({ ...release, ...all }), 'Released a report to all partners')
  })

  void test('a recall says how many had it', () => {
    const recall = {
      kind: 'alteration',
      operation: 'intelligence.report.recall',
      detail: { recalled: true },
    } as const
    assert.equal(told({ ...recall, recipients: [2, 3] }), 'Recalled a report that 2 agencies had')
    assert.equal(told(recall), 'Recalled a report')
  })

  void test('a reading says which version, and what was within sight', () => {
    assert.equal(told({ detail: { version: 1, sight: 'full' } }), 'Read a report')
    assert.equal(told({ detail: { version: 3, sight: 'full' } }), 'Read a report, version 3')
    assert.equal(
      told({ detail: { version: 1, sight: 'conditions' } }),
      'Read the title and the conditions of a report',
    )
  })

  void test('a consequence is told as what it is', () => {
    assert.equal(
      told({
        kind: 'combination',
        operation: 'intelligence.report.file',
        subjectKind: 'match',
        recipients: [1, 3],
        detail: { kind: 'phone' },
      }),
      'Opened a match (telephone)',
    )
    assert.equal(
      told({ operation: 'intelligence.report.sanitise', detail: { sight: 'full', version: 1 } }),
      'Read a report, to begin a sanitised version',
    )
  })

  void test('a check says the kind and never the value; a search how many it found', () => {
    assert.equal(
      told({ operation: 'deconfliction.check', subjectKind: 'check', detail: { kind: 'vehicle' } }),
      'Asked whether a partner holds a value (vehicle)',
    )
    assert.equal(
      told({ operation: 'intelligence.search', subjectKind: null, detail: { results: 1_204, words: true } }),
      'Searched the reports: 1,204 results',
    )
  })

  void test('a refusal says what was tried; “hidden” and “absent” are told alike', () => {
    assert.equal(
      told({ kind: 'refusal', detail: { code: 'not-found' } }),
      'Tried to read a report: there was nothing to be seen',
    )
    assert.equal(
      told({
        kind: 'refusal',
        operation: 'intelligence.report.release',
        detail: { code: 'wrong-role' },
      }),
      'Tried to release a report: refused (wrong role)',
    )
    assert.equal(
      told({ kind: 'refusal', operation: 'identity.session.begin', detail: { reason: 'not-invited' } }),
      'Tried to sign in: refused (not invited)',
    )
  })

  void test('an operation that nobody has named is shown by its own name', () => {
    assert.equal(told({ operation: 'oversight.meeting.convene' }), 'Convene: meeting')
  })
})
