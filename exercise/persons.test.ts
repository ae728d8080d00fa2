/** The exercise's one person in two scripts is found, from the agencies' own files to the list of matches. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../test/support/node.ts'
import { compareWaitingPersons } from '../src/rooms/matches/index.ts'
import { guessMapping, importFile } from '../src/rooms/intelligence/index.ts'
import { EXERCISE, EXPORT_FILES, generateExercise } from './generate.ts'
import { PAIR } from './world.ts'

void describe('the persons of the exercise', () => {
  let node: TestNode
  let folder: string
  before(async () => {
    node = await testNode()
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-persons-'))
    await generateExercise(folder, { seed: EXERCISE.seed, reports: 150 })
    for (const name of Object.values(EXPORT_FILES)) {
      const file = path.join(folder, name)
      const mapping = await guessMapping(file)
      if (!mapping) throw new Error(name)
      await importFile(node.database, {
        file,
        mapping,
        agencySlug: mapping.agency,
        dryRun: false,
        refusedFile: null,
      })
    }
  })
  after(async () => {
    await node.close()
    await rm(folder, { recursive: true, force: true })
  })

  type Row = { id: string; value: string; partner: { slug: string } }
  const list = async (email: string) =>
    (await node.api(email, 'GET', '/deconfliction/matches?kind=person&limit=500')).json<{ items: Row[] }>()
      .items

  void test('an import leaves them stored, and says how far comparing is', async () => {
    const said: { compared: number; waiting: number }[] = []
    const { compared, opened } = await compareWaitingPersons(node.database, (so) => said.push(so))
    assert.ok(compared > 50)
    assert.ok(opened > 0)
    assert.deepEqual(
      said.map(({ waiting }) => waiting),
      said.map(() => compared),
    )
    assert.deepEqual(await compareWaitingPersons(node.database), { compared: 0, opened: 0, passedOver: 0 })
  })

  void test('a person in two scripts with one birth date is a match, with reasons that can be read', async () => {
    const ours = (await list('intelligence-officer@sussex-police.example')).find(({ value }) =>
      value.includes(PAIR.latin),
    )
    const theirs = (await list('intelligence-officer@nca.example')).find(({ value }) =>
      value.includes(PAIR.arabic),
    )
    assert.equal(ours?.partner.slug, 'nca')
    assert.equal(theirs?.partner.slug, 'sussex-police')
    const [pair] = await node.admin<{ outcome: string; reasons: string[] }>(
      `select pm.outcome, pm.reasons from deconfliction.person_match pm
       join deconfliction.person p on p.id in (pm.person_a, pm.person_b) where $1 = any (p.names)`,
      [PAIR.arabic],
    )
    assert.ok(pair)
    assert.ok(['match', 'possible'].includes(pair.outcome))
    assert.match(pair.reasons.join('; '), /script.*birth dates are equal/)
  })

  void test('no victim and no witness is among the persons', async () => {
    const found = await node.admin(
      `select from deconfliction.person_mention m
       join intelligence.withheld_subject w on w.report_id = m.record_id and w.number = m.number`,
    )
    assert.equal(found.length, 0)
  })
})
