/** Checkpoints, cosignatures and refusals in the database: the statements. */
import { readNote, readSignature, writeNote } from '../../wire/ledger/signed-note.ts'
import type { Transaction } from '../database/scope.ts'

/** A checkpoint as it was signed. */
export type KeptCheckpoint = { size: number; root: Buffer; note: string; at: Date }

/** What did not go on from what was seen before: fewer entries, another root, or an event that is not what it was. */
export type RefusalKind = 'rollback' | 'fork' | 'changed'

type Statements = Pick<Transaction, 'many' | 'maybe' | 'one' | 'run'>

/**
 * Reads the last checkpoint.
 * @param tx - the statements of one transaction
 * @returns null before the first
 */
export const lastCheckpoint = async (tx: Statements): Promise<KeptCheckpoint | null> => {
  const row = await tx.maybe<KeptCheckpoint & { size: string }>(
    'select size, root, note, at from ledger.checkpoint order by size desc limit 1',
  )
  return row && { ...row, size: Number(row.size) }
}

/**
 * Reads the checkpoint that most witnesses have cosigned, and of several the last. Those of the hour before the last
 * cosigned one are looked at: a witness that is away does not keep proofs at the day on which it went.
 * @param tx - the statements of one transaction
 * @returns null while none is cosigned
 */
export const witnessedCheckpoint = async (tx: Statements): Promise<KeptCheckpoint | null> => {
  const row = await tx.maybe<KeptCheckpoint & { size: string }>(
    `with last as (
       select k.size, k.at from ledger.checkpoint k where k.size = (select max(size) from ledger.cosignature)
     )
     select k.size, k.root, k.note, k.at from last
     join ledger.checkpoint k on k.size <= last.size and k.at > last.at - interval '1 hour'
     cross join lateral (select count(*) as witnesses from ledger.cosignature c where c.size = k.size) c
     order by c.witnesses desc, k.size desc limit 1`,
  )
  return row && { ...row, size: Number(row.size) }
}

/**
 * Counts the entries that have their place.
 * @param tx - the statements of one transaction
 * @returns how many; the last stands one below
 */
export const countEntries = async (tx: Statements): Promise<number> => {
  const row = await tx.one<{ size: string }>(
    'select coalesce(max(sequence) + 1, 0) as size from ledger.entry',
  )
  return Number(row.size)
}

/**
 * Reads digests in order.
 * @param tx - the statements of one transaction
 * @param from - the first place
 * @param end - the place behind the last
 * @returns the digests
 */
export const digestsBetween = async (tx: Statements, from: number, end: number): Promise<Buffer[]> => {
  const rows = await tx.many<{ digest: Buffer }>(
    'select digest from ledger.entry where sequence >= $1 and sequence < $2 order by sequence',
    [from, end],
  )
  return rows.map(({ digest }) => digest)
}

/** So long checkpoints are kept in the database; the tiles prove any size for good. */
const KEPT_DAYS = 30

/**
 * Keeps a checkpoint that was signed, and forgets those of a month ago.
 * @param tx - the statements of one transaction
 * @param checkpoint - size, root and note
 */
export async function keepCheckpoint(
  tx: Statements,
  checkpoint: { size: number; root: Uint8Array; note: string },
): Promise<void> {
  await tx.run('insert into ledger.checkpoint (size, root, note) values ($1, $2, $3)', [
    checkpoint.size,
    checkpoint.root,
    checkpoint.note,
  ])
  await tx.run(`delete from ledger.checkpoint where at < now() - make_interval(days => $1) and size <> $2`, [
    KEPT_DAYS,
    checkpoint.size,
  ])
}

/**
 * Puts the cosignatures behind a checkpoint.
 * @param tx - the statements of one transaction
 * @param checkpoint - as it was signed
 * @returns the whole note
 */
export async function withCosignatures(
  tx: Statements,
  { size, note }: Pick<KeptCheckpoint, 'size' | 'note'>,
): Promise<string> {
  const lines = await tx.many<{ line: string }>(
    'select line from ledger.cosignature where size = $1 order by witness',
    [size],
  )
  const { text, signatures } = readNote(note)
  return writeNote(text, [...signatures, ...lines.map(({ line }) => readSignature(line))])
}

/**
 * Notes what a witness refused to sign, or what the node found itself. What is noted already stays as it was.
 * @param tx - the statements of one transaction
 * @param refusal - `witness` null: the node itself
 * @returns whether it is new
 */
export async function noteRefusal(
  tx: Statements,
  refusal: { witness: string | null; kind: RefusalKind; seen: number; shown: number; statement: string },
): Promise<boolean> {
  const noted = await tx.run(
    `insert into ledger.refusal (witness, kind, seen, shown, statement) values ($1, $2, $3, $4, $5)
     on conflict (witness, kind, seen, shown) do nothing`,
    [refusal.witness, refusal.kind, refusal.seen, refusal.shown, refusal.statement],
  )
  return noted > 0
}
