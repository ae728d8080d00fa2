/** Looking from time to time what the two key holders of this node publish. Entering them: enter-holders.ts */
import type { Database } from '../../platform/database/perform.ts'
import type { Scope } from '../../platform/database/scope.ts'
import { asSeamarkError } from '../../platform/errors.ts'
import type { OutsideRules } from '../../platform/http/outside-addresses.ts'
import { fetchParameters, requireOneFactor } from '../../holder-client/index.ts'
import { epochsOf, holdersOf, type Holder } from './parameters.ts'
import { refusedAsNode } from './ask-as-node.ts'
import type { NodeCaller } from './node-caller.ts'
import { toText, type HolderParameters, type PublishedEpoch } from '../../library/sealing/index.ts'

const bytesOf = (text: string) => Buffer.from(text, 'base64url')

/** `refused`: it publishes what it should, and does not let this node in */
type Asked = {
  holder: Holder
  answer: HolderParameters | null
  fault: string | null
  refused: string | null
}
type Both = readonly [HolderParameters, HolderParameters]

/**
 * Asks both holders what they publish, and takes what fits: the first epoch, keys of new kinds, and, where
 * both prove it, the next epoch, which a job then moves the index to.
 * @param as - `caller`: as whom the node asks them; null where that is not known here, and then only what they publish
 *   is looked at. `rules`: where holders may be; the rules of this process where nothing is said
 * @returns whether the index has to be moved, and what was wrong with each holder, by name
 */
export async function refreshHolders(
  database: Database,
  { caller, rules }: { caller: NodeCaller | null; rules?: OutsideRules },
): Promise<{ rotating: boolean; faults: Record<string, string> }> {
  const service = { service: 'sealing', operation: 'deconfliction.sealed.refresh' }
  const holders = await database.performAsService(service, holdersOf)
  const asked = await Promise.all(holders.map((holder) => askOne(holder, caller, rules)))
  return await database.performAsService(service, async (scope) => {
    // Two refreshes at once would both enter an epoch.
    await scope.tx.run('select pg_advisory_xact_lock(7317, 0)')
    const faults: Record<string, string> = {}
    for (const { holder, fault, refused } of asked) {
      const wrong = fault ?? refused
      if (wrong !== null) faults[holder.name] = wrong
      await scope.tx.run('update deconfliction.key_holder set asked_at = $2, fault = $3 where number = $1', [
        holder.number,
        scope.now,
        wrong,
      ])
    }
    const [one, two] = asked.map(({ answer }) => answer)
    // A node that is not let in takes in what both publish all the same: agencies seal by it.
    if (!one || !two || asked.some(({ fault }) => fault !== null)) return { rotating: false, faults }
    const wrong = await takeIn(scope, [one, two])
    if (wrong !== null)
      for (const { holder } of asked) {
        faults[holder.name] = wrong
        await scope.tx.run('update deconfliction.key_holder set fault = $2 where number = $1', [
          holder.number,
          wrong,
        ])
      }
    return { rotating: (await epochsOf(scope)).preparing !== null, faults }
  })
}

async function askOne(
  holder: Holder,
  caller: NodeCaller | null,
  rules: OutsideRules | undefined,
): Promise<Asked> {
  try {
    const answer = await fetchParameters(holder.url, toText(holder.identity), rules)
    const fault =
      answer.holder === holder.name ? null : `It calls itself ${answer.holder}. Enter it by that name.`
    const asks = fault === null && caller !== null
    return { holder, answer, fault, refused: asks ? await refusedAsNode(holder, caller, rules) : null }
  } catch (thrown) {
    return { holder, answer: null, fault: asSeamarkError(thrown).message, refused: null }
  }
}

/** @returns what is wrong with what the two publish, or null */
async function takeIn(scope: Scope, both: Both): Promise<string | null> {
  const now = both.map((holder) => stateOf(holder, 'current'))
  const [one, two] = now
  if (!one || !two) return 'One of the holders has no keys yet.'
  if (one.epoch !== two.epoch)
    return 'The two holders are not at the same epoch. Their operators finish the rotation.'
  const { current, preparing } = await epochsOf(scope)
  if (current === null) {
    await enterEpoch(scope, one.epoch, 'current')
    await enterKeys(scope, one.epoch, [one, two])
    await scope.tx.run(
      `insert into deconfliction.sealing_due (record_id)
       select record_id from deconfliction.identifier union select record_id from deconfliction.person_mention
       on conflict do nothing`,
    )
    return null
  }
  if (one.epoch > current)
    return 'The holders have ended the epoch that this node is at. What it stores can no longer be moved.'
  if (one.epoch === current) {
    if (!(await keysAreThose(scope, current, [one, two])))
      return 'A holder changed a key within an epoch. Nothing is taken from either until that is settled.'
    await enterKeys(scope, current, [one, two])
  }
  const [nextOne, nextTwo] = both.map((holder) => stateOf(holder, 'next'))
  if (preparing !== null || !nextOne || !nextTwo || one.epoch !== current) return null
  if (nextOne.epoch !== current + 1 || nextTwo.epoch !== current + 1 || !isOneFactor(both, current + 1))
    return 'What the holders publish as their next epoch does not come from the present one. The index stays where it is.'
  await enterEpoch(scope, nextOne.epoch, 'preparing')
  await enterKeys(scope, nextOne.epoch, [nextOne, nextTwo])
  return null
}

const stateOf = (holder: HolderParameters, state: PublishedEpoch['state']): PublishedEpoch | null =>
  holder.epochs.find((one) => one.state === state) ?? null

/** Kinds for which both publish a key. */
const kindsOfBoth = (one: PublishedEpoch, two: PublishedEpoch): string[] =>
  Object.keys(one.keys).filter((kind) => two.keys[kind] !== undefined)

function isOneFactor(both: Both, to: number): boolean {
  try {
    requireOneFactor(...both, to)
    return true
  } catch {
    return false
  }
}

async function enterEpoch(scope: Scope, epoch: number, state: string): Promise<void> {
  await scope.tx.run('insert into deconfliction.sealed_epoch (number, state) values ($1, $2)', [epoch, state])
  scope.record({ kind: 'administration', detail: { epoch, state } })
}

async function enterKeys(
  scope: Scope,
  epoch: number,
  both: readonly [PublishedEpoch, PublishedEpoch],
): Promise<void> {
  const kinds = kindsOfBoth(...both)
  for (const [place, { keys }] of both.entries())
    await scope.tx.run(
      `insert into deconfliction.key_holder_key (holder, epoch, kind, public_key)
       select $1, $2, kind, key from unnest($3::text[], $4::bytea[]) as given (kind, key) on conflict do nothing`,
      [place + 1, epoch, kinds, kinds.map((kind) => bytesOf(keys[kind] ?? ''))],
    )
}

async function keysAreThose(scope: Scope, epoch: number, both: readonly PublishedEpoch[]): Promise<boolean> {
  const rows = await scope.tx.many<{ holder: number; kind: string; key: Buffer }>(
    'select holder, kind, public_key as key from deconfliction.key_holder_key where epoch = $1',
    [epoch],
  )
  return rows.every(({ holder, kind, key }) => both[holder - 1]?.keys[kind] === key.toString('base64url'))
}
