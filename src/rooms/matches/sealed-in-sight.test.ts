import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { fileReport } from '../../../test/support/plain-reports.ts'
import { dayIn, handleFor, setUpSealing, tokenOf } from '../../../test/support/sealed.ts'
import { contactMatch } from './contact-match.ts'
import { listMatches } from './list-matches.ts'
import { readMatch } from './read-match.ts'
import { storeSealedRecords, readSealedInput } from '../sealed-index/index.ts'
import { sealedRecords } from './sealed-records.ts'

const AGENCIES = ['sussex-police', 'kent-police', 'nca']
const READERS = [
  'intelligence-officer@sussex-police.example',
  'analyst@kent-police.example', // cleared for OFFICIAL only
  'intelligence-officer@kent-police.example',
  'intelligence-officer@nca.example',
]

void describe('who sees a match of sealed records', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
    await setUpSealing(base)
  })
  after(() => base.close())

  const act = (email: string) => ({ personId: base.person(email).id, operation: 'test', purpose: null })

  type One = { agency: string; value: string; clear: boolean; discoverable: boolean; sensitive: boolean }

  async function hold(one: One, name: string): Promise<void> {
    const classification = one.sensitive ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL'
    if (one.clear) {
      const id = await fileReport(base, { ...one, values: [], classification })
      await base.database.performAsService({ service: 'sealing', operation: 'test' }, (scope) =>
        scope.tx.one('select deconfliction.replace_tokens($1, $2, $3, $4, $5, 1, $6)', [
          ...[[id], [id], ['phone'], [tokenOf(one.value).bytes], [one.value]],
          'test',
        ]),
      )
      return
    }
    const input = await readSealedInput({
      epoch: 1,
      records: [
        {
          ...{
            handle: handleFor(name),
            classification,
            discoverable: one.discoverable,
            expires_on: dayIn(9),
          },
          tokens: [{ kind: 'phone', element: tokenOf(one.value).element }],
        },
      ],
    })
    await base.database.performAs(act(`intelligence-officer@${one.agency}.example`), (scope) =>
      storeSealedRecords(scope, input),
    )
  }

  void test('property: the list’s function and the row-level policies agree, before and after a message', async () => {
    const held = fc.record({
      agency: fc.constantFrom(...AGENCIES),
      value: fc.constantFrom('one', 'two'),
      clear: fc.boolean(),
      discoverable: fc.oneof({ arbitrary: fc.constant(true), weight: 2 }, fc.constant(false)),
      sensitive: fc.boolean(),
      writes: fc.oneof({ arbitrary: fc.constant(false), weight: 3 }, fc.constant(true)),
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(held, { minLength: 4, maxLength: 10 }), async (all) => {
        run += 1
        for (const [place, one] of all.entries()) {
          await hold({ ...one, value: `${String(run)} ${one.value}` }, `${String(run)} ${String(place)}`)
          if (one.writes)
            await base.database.performAs(
              act(`intelligence-officer@${one.agency}.example`),
              async (scope) => {
                const { items } = await listMatches(scope, { limit: 1 })
                if (items[0]) await contactMatch(scope, items[0].id, { message: 'May we speak?' })
              },
            )
        }
        for (const email of READERS)
          await base.database.performAs(act(email), async (scope) => {
            const { items } = await listMatches(scope, { limit: 500 })
            const allowed = await scope.tx.many<{ id: string }>('select id from deconfliction.match_side')
            assert.deepEqual(items.map(({ id }) => id).sort(), allowed.map(({ id }) => id).sort(), email)
            for (const { id } of items.slice(0, 3)) await readMatch(scope, id)
          })
      }),
      { numRuns: 12 },
    )
  })

  void test('nobody reads another agency’s records or tokens, and an administrator none', async () => {
    for (const email of READERS)
      await base.database.performAs(act(email), async (scope) => {
        const mine = base.person(email).agencyId
        for (const table of ['sealed_record', 'sealed_token', 'sealed_count', 'sealed_submission']) {
          const rows = await scope.tx.many<{ agency_id: number }>(
            table === 'sealed_record'
              ? `select r.agency_id from deconfliction.sealed_record s left join access.record r on r.id = s.id`
              : `select agency_id from deconfliction.${table}`,
          )
          assert.ok(
            rows.every((row) => row.agency_id === mine),
            `${email} ${table}`,
          )
        }
      })
    const cleared = (email: string) =>
      base.database.performAs(act(email), (scope) => sealedRecords(scope, { matched: 'false' }))
    const analyst = await cleared('analyst@kent-police.example')
    const officer = await cleared('intelligence-officer@kent-police.example')
    assert.ok(analyst.records.length < officer.records.length)
    const admin = act('administrator@sussex-police.example')
    const none = await base.database.performAs(admin, (scope) =>
      scope.tx.many('select id from deconfliction.sealed_record'),
    )
    assert.deepEqual(none, [])
  })

  void test('by its value a match is found in a line only for who may read a record of ours that holds the value', async () => {
    const value = { kind: 'phone', key: '+447700900655' }
    const official = { value: 'in one line', clear: false, discoverable: true, sensitive: false }
    await hold({ ...official, agency: 'kent-police' }, 'ours in a line')
    await hold({ ...official, agency: 'sussex-police' }, 'theirs in a line')
    const id = await fileReport(base, {
      ...{ agency: 'kent-police', values: [value], classification: 'OFFICIAL-SENSITIVE' },
    })
    await base.database.performAsService({ service: 'sealing', operation: 'test' }, (scope) =>
      scope.tx.one('select deconfliction.replace_tokens($1, $2, $3, $4, $5, 1, $6)', [
        ...[[id], [id], ['phone'], [tokenOf('in one line').bytes], [value.key]],
        'test',
      ]),
    )
    const found = (email: string) =>
      base.database.performAs(act(email), (scope) =>
        scope.tx.many('select from deconfliction.pairs_of_line($1, $2, $3)', [
          ...[value.kind, value.key],
          base.agency('sussex-police'),
        ]),
      )
    assert.equal((await found('intelligence-officer@kent-police.example')).length, 1)
    assert.equal((await found('analyst@kent-police.example')).length, 0)
  })

  void test('nobody writes to the index but by its door', async () => {
    const officer = act('intelligence-officer@kent-police.example')
    for (const sql of [
      `insert into deconfliction.sealed_token (record_id, element, agency_id, epoch, clear, open, sensitive, kind)
       values (gen_random_uuid(), sha256('x'), 1, 1, false, true, false, 'phone')`,
      'delete from deconfliction.sealed_token',
      `update deconfliction.sealed_record set kinds = '{}'`,
      `select deconfliction.replace_tokens('{}', '{}', '{}', '{}', '{}', 1, 'test')`,
      `select deconfliction.end_sealed('{}', 'test')`,
      `select deconfliction.rekey_sealed('{}', '{}', 2, 'test')`,
      `insert into deconfliction.sealed_epoch (number, state) values (9, 'preparing')`,
      `insert into deconfliction.key_holder (number, name, url, identity) values (1, 'x', 'y', sha256('x'))`,
    ])
      await assert.rejects(
        base.database.performAs(officer, (scope) => scope.tx.many(sql)),
        { code: '42501' },
        sql,
      )
  })
})
