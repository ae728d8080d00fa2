/** The node's side of the sealed index, as an agency's machine asks it. */
import { z } from 'zod'
import { SeamarkError } from '../platform/errors.ts'
import {
  asAddressRefused,
  fetchOutside,
  rulesForWhatIsTyped,
  type OutsideAnswer,
} from '../platform/http/fetch-outside.ts'

export type NodeConnection = {
  url: string
  /** bearer token of a person of the agency */
  token: string
}

const parameters = z.object({
  version: z.literal(1),
  suite: z.string(),
  epoch: z.int().min(1),
  names: z.string(),
  holders: z
    .array(z.object({ name: z.string(), url: z.url(), identity: z.string() }))
    .length(2, 'A node has two key holders'),
  keys: z.record(z.string(), z.record(z.string(), z.string())),
  kinds: z.array(z.string()),
  tokens_per_call: z.int().min(1),
  tokens_per_record: z.int().min(1),
  expires_after_days: z.int().min(1),
})
export type NodeParameters = z.output<typeof parameters>

const kept = z.object({
  kept: z.int(),
  already: z.int(),
  replaced: z.int(),
  refused: z.array(z.object({ handle: z.string(), code: z.string(), kind: z.string().optional() })),
})
export type Kept = z.output<typeof kept>

export type SealedRecord = {
  handle: string
  classification: string
  discoverable: boolean
  expires_on: string
  tokens: { kind: string; element: string }[]
}

const page = z.object({
  records: z.array(
    z.object({
      handle: z.string(),
      tokens: z.int(),
      expires_on: z.string(),
      matches: z.array(
        z.object({
          side: z.string(),
          kind: z.string(),
          element: z.string(),
          partner: z.string(),
          state: z.string(),
        }),
      ),
    }),
  ),
  next: z.string().nullable(),
})
export type ListedRecord = z.output<typeof page>['records'][number]

const checked = z.object({
  held: z.boolean(),
  common: z.boolean(),
  partners: z.array(z.looseObject({})),
  checks_left: z.int(),
})
export type Checked = z.output<typeof checked>

/** A problem document, as much of it as is told. */
const problem = z
  .object({ code: z.string().default('unreadable'), title: z.string().default('') })
  .catch({ code: 'unreadable', title: 'It answered in another way than a node does.' })

const ROOT = '/api/v1/deconfliction/sealed'
/** Bytes of one answer: a page of hits, with room. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * Asks what sealing needs to know: epoch, holders, public keys, limits.
 * @param node - its address and our token
 * @returns as the node says it; its holders are asked themselves
 * @throws SeamarkError `node-down`, `node-refused`
 */
export const askParameters = (node: NodeConnection): Promise<NodeParameters> =>
  ask(node, 'GET', '/parameters', parameters)

/**
 * Sends whole records. It may be repeated.
 * @param node - its address and our token
 * @param epoch - of whose keys the tokens are made
 * @param records - handle, tokens and marking of each
 * @returns how many records the node keeps, had already, and replaced; and what it refused, by handle and
 *   code
 * @throws SeamarkError `node-down`, `node-refused`
 */
export const sendRecords = (node: NodeConnection, epoch: number, records: SealedRecord[]): Promise<Kept> =>
  ask(node, 'POST', '/records', kept, { epoch, records })

/**
 * Lists own records that were hit.
 * @param node - its address and our token
 * @returns every one, by its handle
 * @throws SeamarkError `node-down`, `node-refused`
 */
export async function askHits(node: NodeConnection): Promise<ListedRecord[]> {
  const all: ListedRecord[] = []
  for (let after: string | null = ''; after !== null;) {
    const query: string = after === '' ? '' : `&after=${after}`
    const { records, next }: z.output<typeof page> = await ask(
      node,
      'GET',
      `/records?matched=true${query}`,
      page,
    )
    all.push(...records)
    after = next
  }
  return all
}

/**
 * Takes a record's tokens back.
 * @param node - its address and our token
 * @param handle - of the record
 * @throws SeamarkError `node-down`, `node-refused`
 */
export const takeBack = async (node: NodeConnection, handle: string): Promise<void> => {
  await ask(node, 'DELETE', `/records/${handle}`, z.null())
}

/**
 * Asks whether a partner holds a token.
 * @param node - its address and our token
 * @param body - token (`element`, base64url), its kind and epoch, and why it is asked
 * @returns who holds it
 * @throws SeamarkError `node-down`, `node-refused`
 */
export const askCheck = (
  node: NodeConnection,
  body: { epoch: number; kind: string; element: string; purpose: string },
): Promise<Checked> => ask(node, 'POST', '/check', checked, body)

async function ask<T>(
  { url, token }: NodeConnection,
  method: string,
  path: string,
  schema: z.ZodType<T>,
  body?: unknown,
): Promise<T> {
  let response: OutsideAnswer
  let answer: unknown
  try {
    response = await fetchOutside(new URL(ROOT + path, url), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      patience: 120_000,
      most: MOST_BYTES,
      types: ['application/json', 'application/problem+json'],
      rules: rulesForWhatIsTyped(url),
    })
    const text = Buffer.from(response.bytes).toString()
    answer = text === '' ? null : JSON.parse(text)
  } catch (cause) {
    const refused = asAddressRefused(cause, `The node ${url}`)
    if (refused) throw refused
    throw new SeamarkError(
      'unavailable',
      'node-down',
      `The node ${url} does not answer. What it took is kept; run the same command again.`,
      { cause },
    )
  }
  const parsed = response.status >= 200 && response.status < 300 ? schema.safeParse(answer) : null
  if (parsed?.success === true) return parsed.data
  const { code, title } = problem.parse(answer)
  throw new SeamarkError(
    'conflict',
    'node-refused',
    `The node refused (${String(response.status)} ${code}): ${title}`,
  )
}
