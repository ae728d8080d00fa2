/**
 * Work that nobody vouched for: whatever a request or a file may hand to a parser, a finder or a function of
 * text, ten times the text is about ten times the work. One hostile text must not stop the node.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { exportedFunctions } from './bounded-work/doors.ts'
import { faultOf } from './bounded-work/growth.ts'
import { ofIdentifiers, ofNames } from './bounded-work/table-of-identifiers.ts'
import { makeFolder, ofFiles, ofReports } from './bounded-work/table-of-intelligence.ts'
import { ofPlannedEvents } from './bounded-work/table-of-planned-events.ts'
import { atTheEdge, ofTheCoast, ofThePublic, TEXT } from './bounded-work/table.ts'
import { withoutText } from './bounded-work/without-text.ts'

const table = {
  ...atTheEdge,
  ...ofTheCoast,
  ...ofThePublic,
  ...ofIdentifiers,
  ...ofNames,
  ...ofReports,
  ...ofFiles,
  ...ofPlannedEvents,
}

void describe('work on what strangers send', () => {
  let removeFolder: () => Promise<void>
  before(async () => {
    removeFolder = await makeFolder()
  })
  after(() => removeFolder())

  void test('every function that a door exports is measured, or it is said why it reads no text', async () => {
    const exported = await exportedFunctions()
    assert.ok(exported.length > 200, `only ${String(exported.length)} exports were found`)
    const unknown = exported.filter(
      ({ name, behindTheEdge }) => !behindTheEdge && !(name in table) && !withoutText.has(name),
    )
    assert.deepEqual(
      unknown.map(({ name }) => name),
      [],
      'give each its place in bounded-work/table*.ts, or its reason in bounded-work/without-text.ts',
    )
  })

  void test('no line of the table speaks of what is there no more', async () => {
    const names = new Set((await exportedFunctions()).map(({ name }) => name))
    const listed = [...Object.keys(table), ...withoutText.keys()]
    // An export that several files are read for has a word behind its name.
    assert.deepEqual(
      listed.filter((name) => !names.has(name.split(' ').slice(0, 2).join(' '))),
      [],
    )
    assert.deepEqual(
      Object.keys(table).filter((name) => withoutText.has(name)),
      [],
    )
  })

  for (const [name, { usual, read }] of Object.entries(table))
    void test(`${name} takes time in proportion to its text`, async () => {
      assert.equal(await faultOf(read, usual), null)
    })
})

/** A hundred times it is enough to see the square, and soon done. */
const SHORT = 150

void describe('the measurement', () => {
  void test('catches a pattern that begins anew at each letter', async () => {
    assert.match(
      (await faultOf((text) => [...text.matchAll(/([^\s@]+)@([^\s@]+)/g)].length, SHORT)) ?? '',
      /hundred|ten/,
    )
    assert.match((await faultOf((text) => /\s*$/.exec(text), SHORT)) ?? '', /^"(?: |\\n|\\t)"/)
  })

  void test('catches a loop over all for each: the form that stopped the node', async () => {
    const values = (text: string) => {
      const form = new URLSearchParams(
        Array.from(text).map((sign, at): [string, string] => [`f${String(at)}`, sign]),
      )
      return [...new Set(form.keys())].map((name) => form.getAll(name))
    }
    assert.match((await faultOf(values, SHORT)) ?? '', /hundred|ten/)
  })

  void test('lets what is linear be, also where it is slow', async () => {
    const slow = (text: string) => {
      let sum = 0
      for (let round = 0; round < 20; round += 1) for (const sign of text) sum += sign.codePointAt(0) ?? 0
      return sum
    }
    assert.equal(await faultOf(slow, TEXT), null)
  })
})
