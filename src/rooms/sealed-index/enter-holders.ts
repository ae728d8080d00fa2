/**
 * The operator enters, changes and removes the two key holders, for all agencies of the node. The database
 * writes each change into every agency's ledger (db/code/deconfliction/settings.sql).
 */
import { z } from 'zod'
import type { Scope, ServiceActor } from '../../platform/database/scope.ts'
import { conflict, SeamarkError } from '../../platform/errors.ts'
import { OutsideFault, requireOutside, rulesHere } from '../../platform/http/fetch-outside.ts'
import type { OutsideRules } from '../../platform/http/outside-addresses.ts'
import { epochsOf, holdersOf, type Holder } from './parameters.ts'
import { fromText } from '../../library/sealing/index.ts'

/** An address where a holder may be; what it resolves to is looked at whenever it is asked. */
const addressUnder = (rules: OutsideRules) =>
  z
    .string()
    .trim()
    .max(500, 'Must be 500 characters or fewer')
    .transform((text, context) => {
      try {
        const url = requireOutside(text, rules)
        // Calls go to fixed paths below the address: what stands behind it would be left out without a word.
        if (url.pathname === '/' && url.search === '' && url.hash === '') return url.origin
        context.addIssue('Enter the address without a path, like https://holder.example')
      } catch (thrown) {
        const because = thrown instanceof OutsideFault && thrown.code !== 'not-an-address'
        context.addIssue(because ? thrown.message : 'Enter an address like https://holder.example')
      }
      return z.NEVER
    })

const holderName = z
  .string()
  .trim()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,39}$/,
    'Enter the name that the holder goes by: small letters, digits and hyphens',
  )
const holderRunBy = z
  .string('Enter which body runs it')
  .trim()
  .min(1, 'Enter which body runs it')
  .max(200, 'Must be 200 characters or fewer')

/**
 * Makes the schema of a holder that is entered.
 * @param rules - where a holder may be
 * @returns the schema
 */
export const holderBody = (rules: OutsideRules) =>
  z.strictObject({
    name: holderName,
    body: holderRunBy,
    url: addressUnder(rules),
    identity: z
      .string('Enter its identity key: 43 characters, from its operator')
      .trim()
      .refine(
        (text) => fromText(text, 32) !== null,
        'Enter its identity key: 43 characters, from its operator',
      ),
  })
export type HolderInput = z.output<ReturnType<typeof holderBody>>

/**
 * Makes the schema of a change. A holder's identity may not change: that is another holder.
 * @param rules - where a holder may be
 * @returns the schema
 */
export const holderChange = (rules: OutsideRules) =>
  z.strictObject({
    name: holderName,
    body: holderRunBy.optional(),
    url: addressUnder(rules).optional(),
  })

type OperatorScope = Scope<ServiceActor>

/**
 * Enters a holder.
 * @param scope - of the operator: as anybody else the database refuses
 * @param input - name, body, address and identity
 * @throws conflict `already-entered`, `two-holders`, `one-body`
 */
export async function addHolder(scope: OperatorScope, input: HolderInput): Promise<void> {
  const holders = await lockedHolders(scope)
  if (holders.some(({ name }) => name === input.name))
    throw conflict('already-entered', 'A holder of this name is entered. Change it, or remove it first.')
  if (holders.length === 2) throw conflict('two-holders', 'This node has its two holders already.')
  refuseOneBody(holders, input)
  await scope.tx.run(
    'insert into deconfliction.key_holder (number, name, body, url, identity) values ($1, $2, $3, $4, $5)',
    [
      holders.some(({ number }) => number === 1) ? 2 : 1,
      input.name,
      input.body,
      input.url,
      Buffer.from(input.identity, 'base64url'),
    ],
  )
}

/**
 * Changes body or address of a holder.
 * @param scope - of the operator: as anybody else the database refuses
 * @param input - the name, and what becomes another
 * @returns false when nothing was another
 * @throws SeamarkError `no-such-holder`; conflict `one-body`
 */
export async function changeHolder(
  scope: OperatorScope,
  input: z.output<ReturnType<typeof holderChange>>,
): Promise<boolean> {
  const holders = await lockedHolders(scope)
  const there = requireHolder(holders, input.name)
  const body = input.body ?? there.body
  const url = input.url ?? there.url
  if (body === there.body && url === there.url) return false
  const others = holders.filter(({ number }) => number !== there.number)
  refuseOneBody(others, { body, url, identity: there.identity.toString('base64url') })
  await scope.tx.run(
    'update deconfliction.key_holder set body = $2, url = $3, changed_at = $4 where number = $1',
    [there.number, body, url, scope.now],
  )
  return true
}

/**
 * Enters a holder, or changes the one that is there: for whoever sets a node up again and again.
 * @param scope - of the operator: as anybody else the database refuses
 * @param input - name, body, address and identity
 * @throws conflict `other-identity` when it has another identity than the one of that name
 */
export async function enterHolder(scope: OperatorScope, input: HolderInput): Promise<void> {
  const there = (await lockedHolders(scope)).find(({ name }) => name === input.name)
  if (!there) await addHolder(scope, input)
  else if (there.identity.toString('base64url') !== input.identity)
    throw conflict('other-identity', 'A holder of this name was entered with another identity key.')
  else await changeHolder(scope, { name: input.name, body: input.body, url: input.url })
}

/**
 * Removes a holder. The index is of both holders' keys, so what the node itself sealed goes with them, and
 * epochs begin anew with the next two.
 * @param scope - of the operator: as anybody else the database refuses
 * @param name - of the holder
 * @throws SeamarkError `no-such-holder`; conflict `records-sealed` while agencies have records in the index
 */
export async function removeHolder(scope: OperatorScope, name: string): Promise<void> {
  const { number } = requireHolder(await lockedHolders(scope), name)
  const { sealed } = await scope.tx.one<{ sealed: boolean }>(
    'select exists (select from deconfliction.sealed_token where not clear) as sealed',
  )
  if (sealed)
    throw conflict(
      'records-sealed',
      'Agencies have records in the index that are sealed with this holder’s key, and no other holder can take its place. They take them back first (seamark seal withdraw), or the records expire.',
    )
  const { current } = await epochsOf(scope)
  await scope.tx.run('delete from deconfliction.key_holder where number = $1', [number])
  if (current === null) return
  await scope.tx.run('delete from deconfliction.sealed_token')
  await scope.tx.run('delete from deconfliction.sealed_common')
  await scope.tx.run('delete from deconfliction.key_holder_key')
  await scope.tx.run('delete from deconfliction.sealed_epoch')
}

/**
 * Has the holders asked now, and the index moved where both prove a next epoch.
 * @param scope - of the operator: as anybody else the database refuses
 */
export async function askHoldersNow(scope: OperatorScope): Promise<void> {
  scope.record({ kind: 'administration', detail: { holders: 'asked' } })
  scope.outbox({ task: 'deconfliction.sealed.rotate', payload: {}, key: 'deconfliction.sealed.rotate' })
  return Promise.resolve()
}

/** Filing and refreshing wait: two commands at once, or a refresh between, would not see one another. */
async function lockedHolders(scope: OperatorScope): Promise<Holder[]> {
  await scope.tx.run('select pg_advisory_xact_lock(7313, 0)')
  await scope.tx.run('select pg_advisory_xact_lock(7317, 0)')
  return await holdersOf(scope)
}

function requireHolder(holders: readonly Holder[], name: string): Holder {
  const there = holders.find((holder) => holder.name === name)
  if (there) return there
  throw new SeamarkError(
    'not-found',
    'no-such-holder',
    'No holder of this name is entered. "seamark holders list" shows both.',
  )
}

/** Two shares with one body are one key, so the two may have nothing in common that can be seen from here. */
function refuseOneBody(others: readonly Holder[], input: Omit<HolderInput, 'name'>): void {
  const sameWords = (one: string, other: string) =>
    one.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '') ===
    other.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
  for (const other of others) {
    if (other.identity.toString('base64url') === input.identity)
      throw conflict('one-body', 'This identity key is the other holder’s. The two must be two.')
    if (sameHost(other.url, input.url))
      throw conflict('one-body', 'The other holder answers at this address. The two must be two machines.')
    if (input.body !== '' && sameWords(other.body, input.body))
      throw conflict('one-body', 'The other holder is run by this body. They must be two bodies.')
  }
}

/** Where http is allowed, the exercise runs both holders beside the node: there the port makes the difference. */
function sameHost(one: string, other: string): boolean {
  const [a, b] = [URL.parse(one), URL.parse(other)]
  const beside = rulesHere().http && a?.hostname === '127.0.0.1'
  return beside ? a.host === b?.host : a?.hostname === b?.hostname
}
