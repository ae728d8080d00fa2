/**
 * What recording costs: reports are filed with the ledger and without it, in turn and in one run. Without it the
 * database of the benchmark writes no event and asks for none at commit; nothing like it exists outside this file.
 */
import type { Stage } from './agency-file.ts'
import type { Cluster } from './cluster.ts'
import type { RecordingFigure } from './ledger-lines.ts'
import { measureFiling } from './measure-filing.ts'
import { databasePid, processorTime } from './processor-time.ts'
import type { RunningNode } from './running-node.ts'

/** In turn, so that a slower minute of the machine falls on both. */
const ROUNDS = 5
/** Behind the stages of filing, so that no reference is used twice. */
const STAGES = 2_000

const OFF = `
  create function ledger.bench_nothing() returns trigger language plpgsql as 'begin return null; end';
  create trigger aa_bench_nothing before insert on ledger.event for each row execute function ledger.bench_nothing();
  alter table ledger.event disable trigger events_await_their_sequence;`
const ON = `
  alter table ledger.event enable trigger events_await_their_sequence;
  drop function ledger.bench_nothing() cascade;`

/** Guards at commit, of every table. */
const guards = (how: 'enable' | 'disable') => `
  do $$ declare one record; begin
    for one in select t.tgname, t.tgrelid::regclass as of_table from pg_trigger t
               where t.tgname = 'is_accounted_for' and not t.tgisinternal
    loop execute format('alter table %s ${how} trigger %I', one.of_table, one.tgname); end loop;
  end $$`

/** Of one round: reports a second, and milliseconds of processor for each, of the node and its database. */
type Round = { perSecond: number; processor: number | null }

/** @param seconds - of filing in each round */
export async function measureRecording(
  on: Cluster,
  node: RunningNode,
  stage: Stage,
  seconds: number,
): Promise<RecordingFigure> {
  const database = await databasePid(on)
  const used = async () => {
    const [ofNode, ofDatabase] = [await processorTime(node.pid), await processorTime(database)]
    return ofNode === null || ofDatabase === null ? null : ofNode + ofDatabase
  }
  const file = async (number: number): Promise<Round> => {
    const filed = {
      ...stage,
      number: STAGES + 2 * ROUNDS * stage.number + number,
      reports: 60_000 * stage.agencies,
    }
    const before = await used()
    const { perSecond, checked } = await measureFiling(on, node, filed, seconds)
    const after = await used()
    const processor = before === null || after === null ? null : (after - before) / checked.answered
    return { perSecond, processor }
  }
  const ofRate: number[] = []
  const ofProcessor: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const withLedger = await file(2 * round)
    await on.admin.query(OFF)
    await on.admin.query(guards('disable'))
    try {
      const without = await file(2 * round + 1)
      ofRate.push(1 - withLedger.perSecond / without.perSecond)
      if (withLedger.processor !== null && without.processor !== null)
        ofProcessor.push(1 - without.processor / withLedger.processor)
    } finally {
      await on.admin.query(guards('enable'))
      await on.admin.query(ON)
    }
  }
  return { ofRate: middleOf(ofRate), ofProcessor: ofProcessor.length === 0 ? null : middleOf(ofProcessor) }
}

const middleOf = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN
