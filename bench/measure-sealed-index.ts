/** Looking a token up among ten million: what a check by token, and a record that is sealed, ask of the index. */
import { createHash } from 'node:crypto'
import type { Database } from '../src/platform/database/perform.ts'
import type { Cluster } from './cluster.ts'
import { spreadOf, type Spread } from './statistics.ts'
import type { BenchWorld } from './world.ts'

export type SealedIndexFigure = {
  tokens: number
  /** of the question itself, under the rule of sight */
  lookUp: Spread
  /** plain limit: the same element found in the index, by a superuser, and nothing else asked */
  plain: Spread
  loadSeconds: number
}

const TOKENS_A_RECORD = 8
const WARM_UP = 200
const CALLS = 2_000

// Bytes that no key made are as good as an element's: the index compares them, and nothing else.
const elementOf = (number: number) =>
  createHash('sha256')
    .update(`seamark bench ${String(number)}`)
    .digest()

/**
 * Fills the index with generated tokens, looks some up, and empties it again.
 * @param tokens - how many
 */
export async function measureSealedIndex(
  cluster: Cluster,
  database: Database,
  world: BenchWorld,
  tokens: number,
): Promise<SealedIndexFigure> {
  const began = performance.now()
  await fill(cluster, world, tokens)
  const loadSeconds = (performance.now() - began) / 1000
  try {
    const analysts = world.people.filter(({ email }) => email.startsWith('analyst'))
    const ask = async (call: number) => {
      // Every other one is held by somebody.
      const element = elementOf(call % 2 === 0 ? (call * 7_919) % tokens : tokens + call)
      const personId = analysts[call % analysts.length]?.id ?? ''
      return await database.performAs(
        { personId, operation: 'deconfliction.sealed.check', purpose: null },
        async (scope) => {
          const start = performance.now()
          await scope.tx.many('select agency_id from deconfliction.partners_sealing($1, $2)', [
            'phone',
            element,
          ])
          return performance.now() - start
        },
      )
    }
    const plain = async (call: number) => {
      const element = elementOf(call % 2 === 0 ? (call * 104_729) % tokens : tokens + call)
      const start = performance.now()
      await cluster.admin.query({
        name: 'plain-element',
        text: 'select agency_id from deconfliction.sealed_token where element = $1',
        values: [element],
      })
      return performance.now() - start
    }
    return {
      tokens,
      loadSeconds,
      lookUp: spreadOf(await times(ask)),
      plain: spreadOf(await times(plain)),
    }
  } finally {
    await empty(cluster)
  }
}

async function times(one: (call: number) => Promise<number>): Promise<number[]> {
  const taken: number[] = []
  for (let call = 0; call < WARM_UP + CALLS; call++) {
    const ms = await one(call)
    if (call >= WARM_UP) taken.push(ms)
  }
  return taken
}

/** By a superuser past triggers: how records come in is another figure. Indexes are made once all is there. */
async function fill(cluster: Cluster, world: BenchWorld, tokens: number): Promise<void> {
  const connection = await cluster.admin.connect()
  const agencies = world.agencies.map(({ id }) => id)
  try {
    await connection.query(
      `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '256MB'`,
    )
    for (const sql of WITHOUT_INDEXES) await connection.query(sql)
    await connection.query(
      `insert into deconfliction.sealed_submission (id, agency_id, person_id, epoch, records, tokens)
       select md5('submission ' || a)::uuid, a, md5('nobody')::uuid, 1, 0, 0 from unnest($1::integer[]) a`,
      [agencies],
    )
    await connection.query(
      `with record as (
         insert into access.record (id, kind, agency_id, agency_reference, title, status, classification, handling,
           review_on, created_at)
         select md5('record ' || n)::uuid, 'sealed', a.id,
                substr(translate(encode(sha256(convert_to('handle ' || n, 'UTF8')), 'base64'), '+/=', '-__'), 1, 22),
                'Sealed record', 'disseminated', case n % 4 when 0 then 'OFFICIAL-SENSITIVE' else 'OFFICIAL' end, 'P',
                current_date + 300, now()
         from generate_series(0, $2::integer / $3 - 1) n
         cross join lateral (select ($1::integer[])[1 + n % cardinality($1::integer[])] as id) a)
       insert into deconfliction.sealed_record (id, kinds, submission_id)
       select md5('record ' || n)::uuid, '{phone}', md5('submission ' || a.id)::uuid
       from generate_series(0, $2::integer / $3 - 1) n
       cross join lateral (select ($1::integer[])[1 + n % cardinality($1::integer[])] as id) a`,
      [agencies, tokens, TOKENS_A_RECORD],
    )
    await connection.query(
      `insert into deconfliction.sealed_token (record_id, element, agency_id, epoch, clear, open, sensitive, kind)
       select md5('record ' || n / $3)::uuid, sha256(convert_to('seamark bench ' || n, 'UTF8')),
              ($1::integer[])[1 + (n / $3) % cardinality($1::integer[])], 1, false, true, (n / $3) % 4 = 0, 'phone'
       from generate_series(0, $2::integer - 1) n`,
      [agencies, tokens, TOKENS_A_RECORD],
    )
    for (const sql of WITH_INDEXES) await connection.query(sql)
    await connection.query(
      'vacuum analyze deconfliction.sealed_token, deconfliction.sealed_record, access.record',
    )
  } finally {
    await connection.query('reset all')
    connection.release()
  }
}

async function empty(cluster: Cluster): Promise<void> {
  const connection = await cluster.admin.connect()
  try {
    await connection.query(
      'truncate deconfliction.sealed_token, deconfliction.sealed_record, deconfliction.sealed_submission',
    )
    await connection.query(`delete from access.record where kind = 'sealed'`)
  } finally {
    connection.release()
  }
}

const WITHOUT_INDEXES = [
  'alter table deconfliction.sealed_token drop constraint sealed_token_pkey',
  'drop index deconfliction.sealed_token_by_element, deconfliction.sealed_token_by_epoch',
]
const WITH_INDEXES = [
  'alter table deconfliction.sealed_token add primary key (record_id, element)',
  'create index sealed_token_by_element on deconfliction.sealed_token (element, open, sensitive, agency_id)',
  'create index sealed_token_by_epoch on deconfliction.sealed_token (epoch, element)',
]
