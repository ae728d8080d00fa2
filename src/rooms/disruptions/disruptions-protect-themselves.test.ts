/**
 * A rule belongs to the state that it protects, and not to the page at which it is asked first. So each is tried here as
 * plain SQL, of a signed-in person and of the program, past every use case.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ownSql, refused, type OwnSql } from '../../../test/policies/own-sql.ts'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { Scope } from '../../platform/database/scope.ts'
import { newId, newReference } from '../../platform/identifiers.ts'
import type { RecordId } from '../../wire/ids.ts'
import { acting } from '../intelligence/reports.test-support.ts'
import { checkEffect, claimDisruption, moderateDisruption } from './act.ts'
import { claimed, daysAgo, draft, release, show } from './disruptions.test-support.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const ANALYST = 'analyst@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const NCA = 'intelligence-officer@nca.example'

void describe('SQL of a person and of the program, of disruptions', () => {
  let db: TestDatabase
  let as: ReturnType<typeof acting>
  let sql: OwnSql['sql']
  before(async () => {
    db = await testDatabase()
    as = acting(db)
    ;({ sql } = ownSql(db))
  })
  after(() => db.close())

  /** The program's own statement, with the event that accounts for it. */
  const program = (id: string, text: string, values: unknown[] = []): Promise<number> =>
    db.database.performAsService({ service: 'test', operation: 'disruptions.disruption.change' }, async (scope: Scope) => {
      const touched = await scope.tx.run(text, values)
      scope.record({ kind: 'alteration', subject: { kind: 'disruption', id } })
      return touched
    }) // prettier-ignore

  const sent = async (to: string[] = ['kent-police', 'nca'], changes: object = {}): Promise<RecordId> => {
    const id = await as(SUSSEX, (scope) => claimed(scope, changes))
    await as(SUSSEX, (scope) => release(scope, id, to.map((slug) => db.agency(slug)))) // prettier-ignore
    return id
  }
  const accept = { outcome: 'accepted', level: 'minor', words: 'It stopped for a week' } as const

  void test('an agency claims or moderates, whichever comes first, also by the program’s own SQL', async () => {
    const id = await sent()
    await as(KENT, (scope) => moderateDisruption(scope, id, 2, { outcome: 'returned', words: 'How so?' }))
    const side = (agency: string, part: string) =>
      program(id, 'insert into disruptions.side (disruption_id, agency_id, part) values ($1, $2, $3)', [
        ...[id, db.agency(agency), part],
      ])
    await assert.rejects(side('kent-police', 'claims'), /claims_or_moderates/)
    await assert.rejects(side('sussex-police', 'moderates'), /claims_or_moderates/)
    await assert.rejects(
      program(
        id,
        `insert into disruptions.claim (disruption_id, agency_id, words, person_id) values ($1, $2, 'x', $3)`,
        [id, db.agency('kent-police'), db.person(KENT).id],
      ),
      /claimant_does_not_moderate|does not claim/,
    )
    await assert.rejects(
      as(KENT, (scope) => claimDisruption(scope, id, 'We too')),
      { code: 'moderator' },
    )
    await assert.rejects(
      as(SUSSEX, (scope) => moderateDisruption(scope, id, 3, accept)),
      {
        code: 'claimant',
      },
    )
    await assert.rejects(
      program(id, `update disruptions.side set part = 'claims' where disruption_id = $1 and agency_id = $2`, [
        id,
        db.agency('kent-police'),
      ]),
      /permission denied/,
    )
  })

  void test('whoever claimed it does not moderate it in another agency later', async () => {
    const id = await sent()
    await as(KENT, (scope) => claimDisruption(scope, id, 'We stopped the van.'))
    await assert.rejects(
      program(
        id,
        `with s as (insert into disruptions.side (disruption_id, agency_id, part) values ($1, $2, 'moderates'))
         insert into disruptions.moderation (id, disruption_id, agency_id, person_id, outcome, level, words)
         values ($3, $1, $2, $4, 'accepted', 'minor', 'x')`,
        [id, db.agency('nca'), newId(), db.person(KENT).id],
      ),
      { code: 'SM003' },
    )
  })

  void test('its state goes by its acts alone, in their order', async () => {
    const id = await as(SUSSEX, (scope) => draft(scope))
    const set = (change: string) => sql(SUSSEX, id, [`update disruptions.disruption set ${change} where id = $1`, [id]])
    for (const change of [
      `state = 'claimed'`,
      `state = 'accepted', level = 'major', accepted_at = now()`,
      `accepted_at = now()`,
      `agency_id = ${String(db.agency('nca'))}`,
    ])
      await refused(set(change), change)
    await refused(sql(SUSSEX, id, [`update access.record set status = 'disseminated' where id = $1`, [id]]), 'filed past its claim')
    const states: Record<string, readonly string[]> = {
      drafted: ['accepted', 'returned', 'refused', 'checked', 'same', 'claimed'],
      claimed: ['drafted', 'checked', 'accepted', 'returned', 'refused'],
    }
    const force = (state: string) =>
      program(id, `update disruptions.disruption set state = $2,
        level = case when $2 in ('accepted', 'checked') then 'major' end,
        accepted_at = case when $2 in ('accepted', 'checked') then now() end where id = $1`, [id, state])
    for (const state of states['drafted'] ?? []) await refused(force(state), `drafted to ${state}`)
    await as(SUSSEX, (scope) => show(scope, id))
    await as(SUSSEX, (scope) => claimDisruption(scope, id, 'We did'))
    for (const state of states['claimed'] ?? []) await refused(force(state), `claimed to ${state}`)
    await refused(set(`what = 'Something else'`), 'what is claimed says what it said')
  }) // prettier-ignore

  void test('it is about nobody but an adult who is suspected or convicted', async () => {
    const insert = (changes: Record<string, unknown>, status = 'draft', who = SUSSEX) => {
      const id = newId()
      const row: Record<string, unknown> = {
        ...{
          id,
          agency_id: db.agency('sussex-police'),
          happened_on: '2026-01-01',
          about_kind: 'person',
          about: 'x',
        },
        ...{
          person_category: 'suspected',
          person_basis: 'x',
          person_is_adult: true,
          done: 'arrest',
          what: 'x',
        },
        ...{
          strand: 'pursue',
          before_words: 'x',
          after_words: 'x',
          level_proposed: 'minor',
          level_reason: 'x',
        },
        ...{ effect_due_on: '2026-04-01', ...changes },
      }
      const names = Object.keys(row)
      return sql(
        who,
        id,
        [
          `insert into access.record (id, kind, reference, agency_id, author_id, status, title, classification, handling,
             review_on, created_at)
           values ($1, 'disruption', $2, $3, $4, $5, 'x', 'OFFICIAL', 'P', '2030-01-01', now())`,
          [id, newReference(), db.agency('sussex-police'), db.person(who).id, status],
        ],
        [
          `insert into disruptions.disruption (${names.join(', ')}) values (${names.map((_, at) => `$${String(at + 1)}`).join(', ')})`,
          Object.values(row),
        ],
      )
    }
    assert.equal(await insert({}), 2)
    for (const wrong of [
      { person_category: 'victim' },
      { person_category: 'witness' },
      { person_category: null },
      { person_basis: null },
      { person_is_adult: false },
      { person_is_adult: null },
      { effect_due_on: '2026-01-01' },
      { effect_due_on: null },
      { state: 'claimed' },
      { agency_id: db.agency('nca') },
      { created_at: '2020-01-01' },
    ])
      await refused(insert(wrong), JSON.stringify(wrong))
    await refused(insert({}, 'disseminated'), 'filed without a claim')
    await refused(insert({}, 'draft', ANALYST), 'by an analyst')
  })

  void test('nobody writes its parts past their functions', async () => {
    const id = await sent()
    for (const table of ['side', 'claim', 'moderation', 'effect', 'evidence', 'of_group', 'asked', 'same'])
      await refused(
        sql(SUSSEX, id, [`delete from disruptions.${table} where disruption_id = $1`, [id]]),
        `${table} is deleted`,
      )
    for (const call of ['disruptions.erase_disruption($1)', 'disruptions.tell_owner_of_group($1)'])
      await refused(sql(SUSSEX, id, [`select ${call}`, [id]]), call)
  })

  void test('an effect is looked at on its day, by an agency with a part in it', async () => {
    const id = await sent(['kent-police', 'nca'], { happened_on: daysAgo(89) })
    await as(KENT, (scope) => moderateDisruption(scope, id, 2, accept))
    const said = {
      outcome: 'displaced',
      displaced_to: 'The next bay',
      basis: 'Reports of port staff',
    } as const
    await assert.rejects(
      as(SUSSEX, (scope) => checkEffect(scope, id, 3, said)),
      { code: 'not-yet' },
    )
    await assert.rejects(
      as(NCA, (scope) => checkEffect(scope, id, 3, said)),
      { code: 'no-part' },
    )
    await refused(
      program(
        id,
        `insert into disruptions.effect (id, disruption_id, agency_id, person_id, outcome, basis)
         values ($1, $2, $3, $4, 'recovered', 'x')`,
        [newId(), id, db.agency('sussex-police'), db.person(SUSSEX).id],
      ),
      'before its day',
    )
  })
})
