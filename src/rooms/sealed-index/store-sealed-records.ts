/** Takes in what an agency sealed on its own machine: handles and tokens, and nothing else. */
import { z } from 'zod'
import type { MemberScope } from '../../platform/database/scope.ts'
import { forbidden, invalid, SeamarkError } from '../../platform/errors.ts'
import { newId } from '../../platform/identifiers.ts'
import { classification, codesOf } from '../../wire/codes.ts'
import { readElements, sealedKinds } from './elements.ts'
import { requireEpoch, TOKENS_A_CALL, TOKENS_A_RECORD } from './parameters.ts'

export const handleOf = z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'A handle is 22 characters of base64url')

const token = z.strictObject({
  kind: z.enum(sealedKinds, { error: `Kind must be one of: ${sealedKinds.join(', ')}` }),
  element: z.string().max(100, 'An element is 43 characters of base64url'),
})

const epoch = z.int().min(1).max(65_535)

export const storeBody = z.strictObject({
  epoch,
  records: z
    .array(
      z.strictObject({
        handle: handleOf,
        classification: z.enum(codesOf(classification)),
        discoverable: z.boolean().default(true),
        expires_on: z.iso.date('Enter a date like 2027-11-22'),
        tokens: z
          .array(token)
          .min(1, 'A record has at least one token')
          .max(TOKENS_A_RECORD, `A record has at most ${String(TOKENS_A_RECORD)} tokens`),
      }),
    )
    .min(1, 'Send at least one record')
    .max(TOKENS_A_CALL, 'Too many records in one call'),
})
export type SealedInput = z.output<typeof storeBody>

export type StoredSealed = {
  kept: number
  already: number
  replaced: number
  refused: { handle: string; code: 'common-value'; kind: string }[]
}

/** Input whose points have been looked at, outside any transaction: it takes a while. */
export type ReadInput = SealedInput & { elements: Buffer[] }

/**
 * Looks at every token of a call before the database is asked for anything.
 * @param input - the call
 * @returns the call with its elements, 32 bytes each
 * @throws SeamarkError 413 `too-many`, 422 `bad-element`; invalid for a handle that comes twice
 */
export async function readSealedInput(input: SealedInput): Promise<ReadInput> {
  const tokens = input.records.flatMap((record) => record.tokens)
  if (tokens.length > TOKENS_A_CALL)
    throw new SeamarkError(
      'invalid',
      'too-many',
      `A call holds at most ${String(TOKENS_A_CALL)} tokens. Send fewer records at once.`,
      { status: 413 },
    )
  const twice = input.records.findIndex(
    (record, place) => input.records.findIndex((other) => other.handle === record.handle) !== place,
  )
  if (twice !== -1)
    throw invalid({ [`records.${String(twice)}.handle`]: 'This handle comes twice in one call' })
  return { ...input, elements: await readElements(tokens.map(({ element }) => element)) }
}

type Outcome = {
  kept: number
  already: number
  replaced: number
  refused_handles: string[]
  refused_kinds: string[]
  affected: number[]
}

/**
 * Stores records, each whole with the tokens that it has now, in one transaction, so a call may be repeated. A
 * record that is there with the same tokens stays as it is. Its hits are matches from then on.
 * @param input - a call that `readSealedInput` has looked at
 * @returns how many records are new, were there already, or have other tokens now; and those that are refused
 * @throws SeamarkError `other-epoch`, `rotating`, `not-set-up`; forbidden `not-cleared`; invalid
 */
export async function storeSealedRecords(scope: MemberScope, input: ReadInput): Promise<StoredSealed> {
  await requireEpoch(scope, input.epoch)
  await checkExpiry(scope, input)
  const sensitive = input.records.some((record) => record.classification !== 'OFFICIAL')
  if (sensitive && scope.actor.clearance !== 'OFFICIAL-SENSITIVE')
    throw forbidden('not-cleared', 'You are not cleared for the classification of these records.')
  const tokens = input.records.flatMap((record, place) =>
    record.tokens.map(({ kind }) => ({ kind, number: place + 1 })),
  )
  const done = await scope.tx.one<Outcome>(
    'select * from deconfliction.store_sealed_records($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    [
      newId(),
      input.records.map(() => newId()),
      input.records.map(({ handle }) => handle),
      input.records.map((record) => record.classification),
      input.records.map(({ discoverable }) => discoverable),
      input.records.map((record) => record.expires_on),
      tokens.map(({ number }) => number),
      tokens.map(({ kind }) => kind),
      input.elements,
      input.epoch,
      scope.operation,
    ],
  )
  scope.wake(done.affected)
  const { kept, already, replaced } = done
  const refused = done.refused_handles.map((handle, place) => ({
    handle,
    code: 'common-value' as const,
    kind: done.refused_kinds[place] ?? '',
  }))
  return { kept, already, replaced, refused }
}

const DAY = 86_400_000

/** A record stands no longer than the node's setting says, and a day's grace for another clock. */
async function checkExpiry(scope: MemberScope, input: SealedInput): Promise<void> {
  const { days } = await scope.tx.one<{ days: number }>(
    'select days_kept as days from deconfliction.sealed_setting',
  )
  const today = scope.now.toISOString().slice(0, 10)
  const last = new Date(scope.now.getTime() + (days + 1) * DAY).toISOString().slice(0, 10)
  const wrong = input.records.findIndex(({ expires_on }) => expires_on <= today || expires_on > last)
  if (wrong !== -1)
    throw invalid({
      [`records.${String(wrong)}.expires_on`]: `Must be after today and within ${String(days)} days`,
    })
}

/**
 * Takes a record back: it is gone, or, where somebody acted on a match of it, stands like a recalled report. Where the
 * agency has no such record, nothing happens.
 * @param handle - what the agency calls the record by: 22 characters of base64url
 */
export async function takeBackSealed(scope: MemberScope, handle: string): Promise<void> {
  const { affected } = await scope.tx.one<{ affected: number[] }>(
    'select deconfliction.take_back_sealed($1, $2) as affected',
    [handle, scope.operation],
  )
  scope.wake(affected)
}
