/** Witnesses: who they are, what they cosigned, and what they refused to. */
import { cosignedBy, readCheckpoint } from '../../wire/ledger/checkpoint.ts'
import { LedgerFault } from '../../wire/ledger/fault.ts'
import { sameBytes } from '../../wire/ledger/base64.ts'
import { readRefusal } from '../../wire/ledger/refusal.ts'
import {
  readVerifierKey,
  signaturesOf,
  writeSignature,
  type VerifierKey,
} from '../../wire/ledger/signed-note.ts'
import type { Scope, ServiceActor } from '../database/scope.ts'
import { conflict, invalid, notFound } from '../errors.ts'
import { noteRefusal } from './checkpoints.ts'

type ServiceScope = Scope<ServiceActor>

/** A witness as it was entered. */
export type Witness = { name: string; body: string; key: string; enteredAt: Date }

/**
 * Lists the witnesses.
 * @returns by name
 */
export const listWitnesses = (scope: ServiceScope): Promise<Witness[]> =>
  scope.tx.many<Witness>(
    'select name, body, key, entered_at as "enteredAt" from ledger.witness order by name',
  )

/**
 * Enters a witness. The ledger of every agency says so.
 * @param witness - which body runs it, and its key as its operator gave it
 * @throws invalid `key`; conflict `already-entered`
 */
export async function enterWitness(
  scope: ServiceScope,
  witness: { body: string; key: string },
): Promise<void> {
  const key = keyOf(witness.key)
  const there = await scope.tx.maybe('select name from ledger.witness where name = $1 or key = $2', [
    key.name,
    witness.key,
  ])
  if (there !== null)
    throw conflict('already-entered', `A witness ${key.name}, or its key, is entered already.`)
  await scope.tx.run('insert into ledger.witness (name, body, key) values ($1, $2, $3)', [
    key.name,
    witness.body,
    witness.key,
  ])
}

/**
 * Removes a witness, with its cosignatures. The ledger of every agency says so.
 * @param name - of the witness
 * @throws not-found
 */
export async function removeWitness(scope: ServiceScope, name: string): Promise<void> {
  if ((await scope.tx.run('delete from ledger.witness where name = $1', [name])) === 0) throw notFound()
}

function keyOf(text: string): VerifierKey {
  try {
    const key = readVerifierKey(text)
    if (key.kind === 'cosignature') return key
  } catch (fault) {
    if (!(fault instanceof LedgerFault)) throw fault
  }
  throw invalid({ key: 'Enter the witness’s key as "seamark witness" shows it' })
}

const knownKeys = async (scope: ServiceScope) => ({
  ledger: await scope.tx.maybe<{ key: string }>('select key from ledger.identity'),
  witnesses: (await listWitnesses(scope)).map(({ key }) => readVerifierKey(key)),
})

/**
 * Takes the cosignatures of a checkpoint. Whoever sends it, it counts when a witness that is entered has signed it.
 * @param note - the checkpoint with the witness's line
 * @returns how many cosignatures it brought
 * @throws not-found where this node has signed no such checkpoint; invalid `checkpoint` where no witness has signed it
 */
export async function takeCosignatures(scope: ServiceScope, note: string): Promise<number> {
  const { ledger, witnesses } = await knownKeys(scope)
  if (ledger === null) throw notFound()
  const checkpoint = asInput(() => readCheckpoint(note, readVerifierKey(ledger.key)))
  const own = await scope.tx.maybe<{ root: Buffer }>('select root from ledger.checkpoint where size = $1', [
    checkpoint.size,
  ])
  if (own === null || !sameBytes(own.root, checkpoint.root)) throw notFound()
  let taken = 0
  for (const witness of witnesses) {
    const cosignature = cosignedBy(checkpoint.note, witness)
    if (cosignature === null) continue
    const line = signaturesOf(checkpoint.note.signatures, witness).map(writeSignature).at(-1)
    taken += await scope.tx.run(
      `insert into ledger.cosignature (size, witness, line, at) values ($1, $2, $3, to_timestamp($4))
       on conflict (size, witness) do update set line = excluded.line, at = excluded.at
       where cosignature.at < excluded.at`,
      [checkpoint.size, witness.name, line, cosignature.time],
    )
  }
  if (!witnesses.some((witness) => cosignedBy(checkpoint.note, witness) !== null))
    throw invalid({ checkpoint: 'No witness that is entered here has cosigned this checkpoint.' })
  return taken
}

/**
 * Takes what a witness refused to cosign: everybody is shown it. It holds two checkpoints that this node has signed and
 * that contradict one another, so nobody can invent one.
 * @param note - as the witness signed it
 * @throws not-found before this node has a key; invalid `statement` where no witness says so, or it shows nothing
 */
export async function takeRefusal(scope: ServiceScope, note: string): Promise<void> {
  const { ledger, witnesses } = await knownKeys(scope)
  if (ledger === null) throw notFound()
  const refusal = asInput(() => readRefusal(note, witnesses, readVerifierKey(ledger.key)), 'statement')
  const isNew = await noteRefusal(scope.tx, {
    witness: refusal.witness,
    kind: refusal.kind,
    ...{ seen: refusal.seen.size, shown: refusal.shown.size, statement: note },
  })
  if (isNew)
    await scope.tx.run('select ledger.tell_every_agency($1, $2)', [
      'ledger.refusal.take',
      JSON.stringify({
        witness: refusal.witness,
        refused: refusal.kind,
        seen: refusal.seen.size,
        shown: refusal.shown.size,
      }),
    ])
}

function asInput<T>(read: () => T, field = 'checkpoint'): T {
  try {
    return read()
  } catch (fault) {
    if (fault instanceof LedgerFault) throw invalid({ [field]: fault.message })
    throw fault
  }
}

/** How the ledger stands, as everybody may know it. */
export type LedgerState = {
  key: string | null
  checkpoint: { size: number; root: Buffer; at: Date } | null
  witnesses: { name: string; body: string; cosigned: { size: number; at: Date } | null }[]
  /** the last checkpoint that every witness cosigned */
  byAll: { size: number; at: Date } | null
  refusals: {
    witness: string | null
    body: string | null
    kind: string
    seen: number
    shown: number
    at: Date
    /** whoever refused has seen the ledger come back to what it was */
    isOver: boolean
  }[]
  verification: { at: Date; size: number; fault: string | null } | null
}

/**
 * Of a refusal `r`: since then its witness has cosigned at least as much; of what the node found itself, it has signed
 * at least as much.
 */
const IS_OVER = `coalesce(case when r.witness is null
    then (select k.size >= r.seen and k.at > r.at from ledger.checkpoint k order by k.size desc limit 1)
    else (select c.size >= r.seen and c.at > r.at from ledger.cosignature c
          where c.witness = r.witness order by c.size desc limit 1) end, false)`

/**
 * Tells whether somebody has found the ledger not to be as it was signed, and it is not over.
 * @returns true while a refusal stands, and while the last full verification found a fault
 */
export async function isLedgerInDoubt(scope: ServiceScope): Promise<boolean> {
  const { doubt } = await scope.tx.one<{ doubt: boolean }>(
    `select exists (select from ledger.refusal r where not ${IS_OVER})
         or coalesce((select v.fault is not null from ledger.verification v order by v.at desc limit 1), false) as doubt`,
  )
  return doubt
}

/**
 * Reads how the ledger stands.
 * @returns the last checkpoint, who cosigned it, what was refused, and the last time that all of it was verified
 */
export async function ledgerState(scope: ServiceScope): Promise<LedgerState> {
  const { tx } = scope
  const key = await tx.maybe<{ key: string }>('select key from ledger.identity')
  const checkpoint = await tx.maybe<{ size: string; root: Buffer; at: Date }>(
    'select size, root, at from ledger.checkpoint order by size desc limit 1',
  )
  const witnesses = await tx.many<{ name: string; body: string; size: string | null; at: Date | null }>(
    `select w.name, w.body, c.size, c.at from ledger.witness w
     left join lateral (select size, at from ledger.cosignature c where c.witness = w.name order by size desc limit 1) c on true
     order by w.name`,
  )
  const byAll = await tx.maybe<{ size: string; at: Date }>(
    // Nothing behind what the slowest has cosigned last is cosigned by all.
    `select size, max(at) as at from ledger.cosignature
     where size <= (select case when count(m.size) = count(*) then min(m.size) end
                    from ledger.witness w
                    left join lateral (select max(c.size) as size from ledger.cosignature c where c.witness = w.name) m on true)
     group by size having count(*) = (select count(*) from ledger.witness) order by size desc limit 1`,
  )
  const refusals = await tx.many<{
    witness: string | null
    body: string | null
    kind: string
    seen: string
    shown: string
    at: Date
    isOver: boolean
  }>(
    `select r.witness, w.body, r.kind, r.seen, r.shown, r.at, ${IS_OVER} as "isOver" from ledger.refusal r
     left join ledger.witness w on w.name = r.witness order by r.at desc limit 20`,
  )
  const verification = await tx.maybe<{ at: Date; size: string; fault: string | null }>(
    'select at, size, fault from ledger.verification order by at desc limit 1',
  )
  return {
    key: key?.key ?? null,
    checkpoint: checkpoint && { ...checkpoint, size: Number(checkpoint.size) },
    witnesses: witnesses.map(({ name, body, size, at }) => ({
      ...{ name, body },
      cosigned: size === null || at === null ? null : { size: Number(size), at },
    })),
    byAll: byAll && { ...byAll, size: Number(byAll.size) },
    refusals: refusals.map((one) => ({ ...one, seen: Number(one.seen), shown: Number(one.shown) })),
    verification: verification && { ...verification, size: Number(verification.size) },
  }
}
