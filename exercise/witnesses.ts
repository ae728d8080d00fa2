/**
 * Two witnesses beside the demo's node. In use an overseer and a partner agency run them, on machines of their own; here
 * they share this one.
 */
import path from 'node:path'
import type { Config } from '../src/platform/config.ts'
import type { Database } from '../src/platform/database/perform.ts'
import { ledgerFolder } from '../src/platform/ledger/folder.ts'
import { openLedgerKey } from '../src/platform/ledger/ledger-key.ts'
import { enterWitness, listWitnesses } from '../src/platform/ledger/witnesses.ts'
import { writeVerifierKey } from '../src/wire/ledger/signed-note.ts'
import { openWitnessState, watch } from '../src/witness/index.ts'

const WITNESSES = [
  { name: 'commissioner.example/witness', body: 'Sussex Police and Crime Commissioner' },
  { name: 'border-force.example/witness', body: 'Border Force' },
] as const

/** Milliseconds between two looks: often enough that a newcomer sees it. */
const EVERY = 5_000

/**
 * Starts both and enters them. Their keys and what they saw stay from one start to the next. The node must be listening.
 * @param say - told what a witness refuses
 * @returns what ends them
 */
export async function startWitnesses(
  database: Database,
  { dataFolder, publicUrl }: Pick<Config, 'dataFolder' | 'publicUrl'>,
  say: (line: string) => void,
): Promise<{ stop: () => Promise<void> }> {
  const { verifier } = await openLedgerKey(database, ledgerFolder(dataFolder), publicUrl)
  const end = new AbortController()
  const running: Promise<void>[] = []
  for (const { name, body } of WITNESSES) {
    const folder = path.join(dataFolder, 'witnesses', name.replaceAll('/', '-'))
    const state = await openWitnessState(folder, { name })
    await enter(database, { body, key: writeVerifierKey(state.key) })
    const told = (look: Awaited<Parameters<Parameters<typeof watch>[2]['told']>[0]>) => {
      if (look.outcome === 'refused')
        say(`${body}, a witness of the exercise, refuses the ledger: ${look.kind}.`)
    }
    const looked = { node: publicUrl, key: verifier, clock: () => new Date() }
    running.push(watch(looked, state, { every: EVERY, end: end.signal, told }).finally(() => state.close()))
  }
  return {
    stop: async () => {
      end.abort()
      await Promise.all(running)
    },
  }
}

/** As the operator of the demo's node. */
async function enter(database: Database, witness: { body: string; key: string }): Promise<void> {
  await database.performAsService(
    { service: 'operator', operation: 'ledger.witness.enter', purpose: 'Exercise' },
    async (scope) => {
      const there = await listWitnesses(scope)
      if (!there.some(({ key }) => key === witness.key)) await enterWitness(scope, witness)
    },
  )
}
