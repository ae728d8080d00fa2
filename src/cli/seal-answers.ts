/** What `seamark seal` asks a node for: hits, a check, taking back. Answers are in the agency's own references. */
import { readFile } from 'node:fs/promises'
import { SeamarkError } from '../platform/errors.ts'
import { rulesForWhatIsNamedBy } from '../platform/http/fetch-outside.ts'
import { askedKey } from '../library/identifiers/index.ts'
import {
  askCheck,
  askHits,
  askParameters,
  meetHolders,
  openLocalState,
  takeBack,
  type LocalState,
  type NodeConnection,
  type NodeParameters,
} from '../agency-client/index.ts'
import { identifierInput, toText } from '../library/sealing/index.ts'
import { openPool } from '../library/oprf/index.ts'
import { sealInputs } from '../holder-client/index.ts'
import { codesOf, subjectKind } from '../wire/codes.ts'
import { WrongUse, type ExitStatus, type Terminal } from './command.ts'

export const USE = `seamark seal FILE --node URL [--agency ID] [--mapping FILE] [--dry-run] [--json]
seamark seal hits --node URL [--json]
seamark seal check KIND VALUE --node URL --agency ID --purpose TEXT [--country CODE] [--as-written]
seamark seal withdraw REFERENCE --node URL
seamark seal key
  --state DIR         what stays on this machine (default ./sealed)
  --batch N           tokens that go to the node together, or not at all (default 16384)
  --token-file FILE   your token for the node's API, or set SEAMARK_TOKEN`

/** The version of name symbols that this program makes; another one's do not meet. */
const NAMES = '1'

export type Values = Partial<
  Record<'node' | 'agency' | 'mapping' | 'state' | 'purpose' | 'country' | 'token-file' | 'batch', string>
> & { 'dry-run': boolean; 'as-written': boolean; json: boolean }
export type Asked = { values: Values; rest: string[]; terminal: Terminal; state: string }

/**
 * Opens what this machine keeps for a node, and acts.
 * @param asked - options and terminal
 * @param act - what to do; what is kept is closed after it
 * @returns the exit status
 * @throws WrongUse without an address or a token
 */
export async function withNode(
  asked: Asked,
  act: (asked: Asked, node: NodeConnection, state: LocalState) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const { values, terminal } = asked
  if (!values.node || !URL.canParse(values.node)) throw new WrongUse(`--node: the node's address.\n${USE}`)
  const file = values['token-file']
  const token = file === undefined ? terminal.env['SEAMARK_TOKEN'] : (await readFile(file, 'utf8')).trim()
  if (!token) throw new WrongUse('Set SEAMARK_TOKEN, or name a file with --token-file.')
  const state = await openLocalState(asked.state, values.node)
  try {
    return await act(asked, { url: values.node, token }, state)
  } finally {
    await state.close()
  }
}

/**
 * Asks the node for its parameters, and whether this program makes tokens that meet those of others.
 * @param node - its address and our token
 * @returns the parameters
 * @throws SeamarkError `other-names` when tokens of names would not meet; `node-down`, `node-refused`
 */
export async function usableParameters(node: NodeConnection): Promise<NodeParameters> {
  const parameters = await askParameters(node)
  if (parameters.names !== NAMES)
    throw new SeamarkError(
      'conflict',
      'other-names',
      `The node takes names by version ${parameters.names} of their symbols, and this program makes version ${NAMES}. Bring both to one release.`,
    )
  return parameters
}

/**
 * Answers with the agency's own references: only this machine knows whose handle it is.
 * @param asked - options and terminal
 * @param node - its address and our token
 * @param state - what this machine keeps
 * @returns the exit status
 */
export async function sayHits(
  { values, terminal }: Asked,
  node: NodeConnection,
  state: LocalState,
): Promise<ExitStatus> {
  const hits = (await askHits(node)).flatMap(({ handle, matches }) =>
    matches.map(({ side, kind, partner, state: stands }) => ({
      ...{ reference: state.referenceOf(handle), handle, side, kind, partner, state: stands },
    })),
  )
  for (const hit of hits)
    terminal.out(
      values.json
        ? JSON.stringify(hit)
        : [
            hit.reference ?? `(not of this machine: ${hit.handle})`,
            hit.kind,
            hit.partner,
            hit.state,
            hit.side,
          ].join('\t'),
    )
  terminal.say(`${String(hits.length)} hits.`)
  return 0
}

/**
 * Takes a record's tokens back, by the agency's own reference.
 * @param asked - the reference, and the terminal
 * @param node - its address and our token
 * @param state - what this machine keeps
 * @returns the exit status
 */
export async function withdraw(
  { rest, terminal }: Asked,
  node: NodeConnection,
  state: LocalState,
): Promise<ExitStatus> {
  const [reference = ''] = rest
  await takeBack(node, state.handleOf(reference))
  await state.noteSent([{ handle: state.handleOf(reference), digest: 'withdrawn', expiresOn: '' }])
  terminal.say(`The tokens of ${reference} are taken back.`)
  return 0
}

/**
 * Asks for one value by its token.
 * @param asked - kind and value, options and terminal
 * @param node - its address and our token
 * @param state - what this machine keeps
 * @returns 0 when a partner holds it, else 1
 * @throws WrongUse when the value is not understood, or agency or purpose is missing
 */
export async function check(
  { values, rest, terminal }: Asked,
  node: NodeConnection,
  state: LocalState,
): Promise<ExitStatus> {
  const [kindSaid = '', value = ''] = rest
  const kind = codesOf(subjectKind).find((one) => one === kindSaid)
  if (kind === undefined || kind === 'person')
    throw new WrongUse(`This is no ${kindSaid} that can be checked.`)
  const asked = askedKey({ kind, value, country: values.country, as_written: values['as-written'] })
  if ('fault' in asked)
    throw new WrongUse(`${asked.fault}. If it really is written so, --as-written asks it all the same.`)
  if (!values.agency || !values.purpose) throw new WrongUse(USE)
  const parameters = await usableParameters(node)
  const { pairOf } = await meetHolders(
    parameters,
    state,
    values.agency,
    'check',
    rulesForWhatIsNamedBy(node.url),
  )
  const pool = openPool(1)
  try {
    const { epoch } = parameters
    const input = identifierInput(kind, asked.key).x
    const element = toText(await sealInputs(pool, pairOf(kind), { kind, epoch }, [input]))
    const answer = await askCheck(node, { epoch, kind, element, purpose: values.purpose })
    if (values.json) terminal.out(JSON.stringify(answer))
    terminal.say(
      answer.common
        ? 'So many hold this value that it says nothing.'
        : answer.held
          ? `Held by ${String(answer.partners.length)} ${answer.partners.length === 1 ? 'partner' : 'partners'}.`
          : 'Nobody holds this, as far as you may know.',
    )
    return answer.held ? 0 : 1
  } finally {
    await pool.close()
  }
}
