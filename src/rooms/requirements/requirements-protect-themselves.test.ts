/**
 * A rule belongs to the state that it protects, and not to the page at which it is asked first. So each is tried here as
 * plain SQL of a signed-in person, past every use case.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ownSql, refused, type OwnSql } from '../../../test/policies/own-sql.ts'
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { newId, newReference } from '../../platform/identifiers.ts'
import type { RecordId } from '../../wire/ids.ts'
import { acting } from '../intelligence/reports.test-support.ts'
import { answerRequirement } from './answer-requirement.ts'
import { answersOf } from './answers-of.ts'
import { changeState } from './change-state.ts'
import { linesOf, type Line } from './line-store.ts'
import { acceptLine } from './plan.ts'
import { release, write } from './requirements.test-support.ts'

const NCA = 'intelligence-officer@nca.example'
const NCA_ANALYST = 'analyst@nca.example'
const SUSSEX = 'intelligence-officer@sussex-police.example'
const SUSSEX_ANALYST = 'analyst@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'

void describe('a signed-in person’s own SQL, of requirements', () => {
  let db: TestDatabase
  let as: ReturnType<typeof acting>
  let file: OwnSql['file']
  let sql: OwnSql['sql']
  before(async () => {
    db = await testDatabase()
    as = acting(db)
    ;({ file, sql } = ownSql(db))
  })
  after(() => db.close())

  /** The NCA asks Kent and Sussex, who may read it. */
  async function asked(): Promise<{ id: RecordId; kents: Line; sussexs: Line }> {
    const id = await as(NCA, (scope) =>
      write(scope, { ask: ['kent-police', 'sussex-police'], ask_basis: 'Prevention of crime' }),
    )
    await as(NCA, (scope) => release(scope, id, [db.agency('kent-police'), db.agency('sussex-police')]))
    const [kents, sussexs] = await as(NCA, (scope) => linesOf(scope, id))
    assert.ok(kents && sussexs)
    return { id, kents, sussexs }
  }

  /** As one statement would write it, past the program. */
  const insert = (changes: Record<string, unknown>, who = NCA) => {
    const id = newId()
    const row: Record<string, unknown> = {
      ...{ id, agency_id: db.agency('nca'), created_at: new Date(), why: 'x', decision: 'x', priority: 'x' },
      ...{ about_kind: 'supply', about: 'x', valuable_until: '2030-01-01', owner_id: db.person(NCA).id },
      ...changes,
    }
    const names = Object.keys(row)
    return sql(
      who,
      id,
      [
        `insert into access.record (id, kind, reference, agency_id, author_id, status, title, classification, handling,
           review_on, created_at)
         values ($1, 'requirement', $2, $3, $4, 'disseminated', 'x', 'OFFICIAL', 'P', '2030-01-01', now())`,
        [id, newReference(), db.agency(who === KENT ? 'kent-police' : 'nca'), db.person(who).id],
      ],
      [
        `insert into requirements.requirement (${names.join(', ')}) values (${names.map((_, at) => `$${String(at + 1)}`).join(', ')})`,
        Object.values(row),
      ],
    )
  }

  void test('asks about nobody but a suspect or a convict of age, with the basis', async () => {
    const person = {
      about_kind: 'person',
      person_category: 'suspected',
      person_basis: 'Seen',
      person_is_adult: true,
    }
    assert.equal(await insert({}), 2)
    assert.equal(await insert(person), 2)
    for (const wrong of [
      { person_category: 'victim' },
      { person_category: 'witness' },
      { person_category: null },
      { person_basis: null },
      { person_basis: '  ' },
      { person_is_adult: false },
      { person_is_adult: null },
    ])
      await refused(insert({ ...person, ...wrong }), JSON.stringify(wrong))
    await refused(insert({ person_category: 'suspected' }), 'a category of no person')
  })

  void test('writes none as an analyst, for another agency, closed, or with an owner who may not', async () => {
    await refused(insert({ owner_id: db.person(NCA_ANALYST).id }, NCA_ANALYST), 'an analyst')
    await refused(insert({ agency_id: db.agency('kent-police') }), 'for Kent')
    await refused(insert({ owner_id: db.person(KENT).id }), 'somebody of Kent answers for it')
    await refused(insert({ owner_id: db.person(NCA_ANALYST).id }), 'an analyst answers for it')
    await refused(
      insert({ state: 'answered', closed_at: new Date(), closed_by: db.person(NCA).id, closing_words: 'x' }),
      'answered from the beginning',
    )
    await refused(insert({ state: 'overtaken' }), 'closed without words')
  })

  void test('changes nothing of what is asked, and takes no state back', async () => {
    const { id } = await asked()
    const set = (who: string, change: string) =>
      sql(who, id, [`update requirements.requirement set ${change} where id = $1`, [id]])
    for (const change of [
      `why = 'y'`,
      `priority = 'y'`,
      `about = 'y'`,
      `valuable_until = '2031-01-01'`,
      `created_at = now()`,
    ])
      await refused(set(NCA, change), change)
    for (const who of [SUSSEX, NCA_ANALYST]) await refused(set(who, `state = 'partly-answered'`), who)
    await refused(set(NCA, `state = 'answered'`), 'without words')
    await refused(
      set(
        NCA,
        `state = 'answered', closed_at = now(), closing_words = 'x', closed_by = '${db.person(SUSSEX).id}'`,
      ),
      'in another’s name',
    )
    await refused(
      set(
        NCA,
        `state = 'answered', closed_at = now() - interval '1 day', closing_words = 'x', closed_by = '${db.person(NCA).id}'`,
      ),
      'yesterday',
    )
    assert.equal(await set(NCA, `state = 'partly-answered'`), 1)
    await refused(set(NCA, `state = 'open'`), 'back to open')
    await as(NCA, (scope) => changeState(scope, id, 1, { state: 'answered', words: 'Yes' }))
    await refused(
      set(NCA, `state = 'open', closed_at = null, closed_by = null, closing_words = null`),
      'opened again',
    )
    await refused(set(NCA, `closing_words = 'No'`), 'other words')
  })

  void test('answers for a line of its own agency alone, and by a person who is there', async () => {
    const { kents, sussexs } = await asked()
    const set = (who: string, line: Line, change: string) =>
      sql(who, line.requirementId, [`update requirements.line set ${change} where id = $1`, [line.id]])
    const by = (who: string) => `state = 'accepted', person_id = '${db.person(who).id}'`
    await refused(set(SUSSEX, kents, by(SUSSEX)), 'Kent’s line')
    await refused(set(NCA, kents, by(NCA)), 'the owner accepts for Kent')
    await refused(set(KENT, kents, by(SUSSEX)), 'somebody of Sussex does it for Kent')
    await refused(set(SUSSEX_ANALYST, sussexs, by(SUSSEX_ANALYST)), 'an analyst accepts')
    await refused(set(SUSSEX, sussexs, `state = 'accepted'`), 'nobody does it')
    await refused(set(SUSSEX, sussexs, `state = 'answered'`), 'answered without an answer')
    await refused(
      set(SUSSEX, sussexs, `state = 'nothing', words = 'x'`),
      'nothing found before it was accepted',
    )
    await refused(set(SUSSEX, sussexs, `state = 'declined'`), 'declined without a reason')
    await refused(set(SUSSEX, sussexs, `state = 'dropped'`), 'dropped by who is asked')
    for (const change of [
      `basis = 'y'`,
      `by_when = '2031-01-01'`,
      `source = 'open-source'`,
      `owner_id = ${String(db.agency('sussex-police'))}`,
    ])
      await refused(set(NCA, sussexs, change), change)
    assert.equal(await set(SUSSEX, sussexs, by(SUSSEX_ANALYST)), 1)
    assert.equal(await set(SUSSEX_ANALYST, sussexs, `state = 'nothing', words = 'We looked'`), 1)
    await refused(set(SUSSEX, sussexs, by(SUSSEX)), 'accepted after it is done')
    await refused(
      sql(NCA, kents.requirementId, ['delete from requirements.line where id = $1', [kents.id]]),
      'deleted',
    )
  })

  void test('adds no line to another’s plan, none that is done, and none that asks a partner for oneself', async () => {
    const { id } = await asked()
    const add = (who: string, changes: Record<string, unknown>) => {
      const row: Record<string, unknown> = {
        ...{
          id: newId(),
          requirement_id: id,
          number: 9,
          owner_id: db.agency('nca'),
          agency_id: db.agency('nca'),
        },
        ...{ source: 'own-reports', basis: 'x', by_when: '2030-01-01', person_id: db.person(NCA).id },
        ...changes,
      }
      const names = Object.keys(row)
      return sql(who, id, [
        `insert into requirements.line (${names.join(', ')}) values (${names.map((_, at) => `$${String(at + 1)}`).join(', ')})`,
        Object.values(row),
      ])
    }
    await refused(
      add(SUSSEX, { owner_id: db.agency('sussex-police'), agency_id: db.agency('sussex-police') }),
      'Sussex',
    )
    await refused(add(NCA_ANALYST, {}), 'an analyst')
    await refused(add(NCA, { owner_id: db.agency('kent-police') }), 'in the name of Kent')
    await refused(add(NCA, { state: 'accepted' }), 'accepted already')
    await refused(add(NCA, { source: 'partner' }), 'a partner that is oneself')
    await refused(add(NCA, { agency_id: db.agency('kent-police') }), 'another agency’s reports')
    await refused(add(NCA, { source: 'follow-a-person' }), 'no such source')
    await refused(add(NCA, { person_id: db.person(KENT).id }), 'somebody of Kent')
    assert.equal(await add(NCA, {}), 1)
  })

  void test('answers with a filed report of its own alone, in its own name, where both are in sight', async () => {
    const { id, kents } = await asked()
    const own = await file()
    const unreleased = await as(NCA, (scope) => write(scope))
    const answer = (who: string, changes: Record<string, unknown>) => {
      const agency = db.agency(who === KENT ? 'kent-police' : who === NCA ? 'nca' : 'sussex-police')
      const row: Record<string, unknown> = {
        ...{
          id: newId(),
          requirement_id: id,
          report_id: own,
          agency_id: agency,
          person_id: db.person(who).id,
        },
        ...changes,
      }
      const names = Object.keys(row)
      return sql(who, String(row['requirement_id']), [
        `insert into requirements.answer (${names.join(', ')}) values (${names.map((_, at) => `$${String(at + 1)}`).join(', ')})`,
        Object.values(row),
      ])
    }
    await refused(answer(KENT, {}), 'with Sussex’s report')
    await refused(answer(SUSSEX, { agency_id: db.agency('kent-police') }), 'for Kent')
    await refused(answer(SUSSEX, { person_id: db.person(SUSSEX_ANALYST).id }), 'in another’s name')
    await refused(answer(SUSSEX, { line_id: kents.id }), 'Kent’s line')
    await refused(answer(SUSSEX, { report_id: id }), 'with the requirement itself')
    await refused(answer(SUSSEX, { requirement_id: unreleased }), 'one that is not in sight')
    await as(SUSSEX, (scope) => answerRequirement(scope, id, own))
    const [given] = await as(SUSSEX, (scope) => answersOf(scope, id))
    for (const who of [NCA, KENT])
      await refused(
        sql(who, id, ['delete from requirements.answer where id = $1', [given?.id]]),
        `${who} takes it back`,
      )
    await refused(
      sql(SUSSEX, id, [`update requirements.answer set at = now() where id = $1`, [given?.id]]),
      'changed',
    )
  })

  void test('reads no plan of another agency, and no answer without its report', async () => {
    const { id, sussexs } = await asked()
    await as(SUSSEX, (scope) => acceptLine(scope, sussexs.id, 1, db.person(SUSSEX).id))
    const own = await file()
    await as(SUSSEX, (scope) => answerRequirement(scope, id, own))
    const count = (who: string, table: string) =>
      as(who, async (scope) => {
        const rows = await scope.tx.many(`select from requirements.${table} where requirement_id = $1`, [id])
        return rows.length
      })
    assert.deepEqual(
      [await count(NCA, 'line'), await count(SUSSEX, 'line'), await count(KENT, 'line')],
      [2, 1, 1],
    )
    assert.deepEqual(
      [await count(NCA, 'answer'), await count(SUSSEX, 'answer'), await count(KENT, 'answer')],
      [0, 1, 0],
    )
  })
})
