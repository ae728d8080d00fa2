/**
 * Does a key holder let this node in? What it publishes it tells everybody; whether it answers the node is another
 * question, and a node that is not entered seals nothing and hears of no hit.
 */
import { askQuota, type HolderConnection, type Quota } from '../../holder-client/index.ts'
import { asSeamarkError } from '../../platform/errors.ts'
import type { OutsideRules } from '../../platform/http/outside-addresses.ts'
import { CLOCK_SKEW, toText } from '../../library/sealing/index.ts'
import type { NodeCaller } from './node-caller.ts'
import type { Holder } from './parameters.ts'

/**
 * Asks a holder as this node. It costs no element of the quota.
 * @param holder - one of the two
 * @param caller - by which key the holder knows this node
 * @param rules - where holders may be
 * @returns what is wrong and who mends it, one or two sentences; null where the node may seal and check
 */
export async function refusedAsNode(
  { name, url, identity }: Holder,
  caller: NodeCaller,
  rules: OutsideRules | undefined,
): Promise<string | null> {
  const connection: HolderConnection = {
    ...{ name, url, identity: toText(identity), caller: caller.id, key: caller, purpose: 'seal' },
    ...(rules === undefined ? {} : { rules }),
  }
  try {
    return lacking(await askQuota(connection), caller.id)
  } catch (thrown) {
    const fault = asSeamarkError(thrown)
    return fault.code === 'holder-refused' ? wordsOf(codeOf(fault.cause), caller.id) : fault.message
  }
}

function lacking(quotas: ReadonlyMap<string, Quota>, id: string): string | null {
  const [seal, check] = [quotas.get('seal'), quotas.get('check')]
  if (seal === undefined || check === undefined)
    return `It knows this node, and does not let it seal or check. Its operator enters it anew: ${entering(id)}`
  return seal.used >= seal.perDay && seal.allowance === 0
    ? `What it gives this node for sealing today is used up (${String(seal.perDay)} elements). Sealing goes on at midnight UTC; its operator may give more.`
    : null
}

const entering = (id: string) => `seamark keyholder agency add ${id} --key KEY --node.`

/** The holder's own words are another program's, and stand on no page. */
function wordsOf(code: string, id: string): string {
  if (code === 'unknown-caller')
    return `It does not know this node as a caller (unknown-caller), so nothing of this node is sealed. Its operator enters the node: ${entering(id)}`
  if (code === 'wrong-signature')
    return `It knows ${id} by another key (wrong-signature). Its operator enters the public key of this node anew.`
  if (code === 'wrong-time')
    return `Its clock and the clock of this node are more than ${String(CLOCK_SKEW / 60)} minutes apart (wrong-time). Both are to be set by NTP.`
  return `It refuses this node (${code}). Ask its operator.`
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'no code'
