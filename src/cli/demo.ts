/** `seamark demo`: a node with the exercise loaded. Says where to go and whom to sign in as. */
import { mkdir } from 'node:fs/promises'
import { loadExercise } from '../../exercise/load.ts'
import { startSealedExercise } from '../../exercise/sealed/start.ts'
import { startWitnesses } from '../../exercise/witnesses.ts'
import { startNode } from '../main.ts'
import { readConfig } from '../platform/config.ts'
import type { Command } from './command.ts'
import { portIsFree } from './free-port.ts'
import { untilAskedToStop } from './stop-signal.ts'

/** Whom a newcomer is told to sign in as: the two sides of the walk in the README. */
const SHOWN = [
  'intelligence-officer@sussex-police.example',
  'intelligence-officer@nca.example',
  'records-manager@sussex-police.example',
  'administrator@kent-police.example',
  'intelligence-officer@essex-police.example',
]

/** Runs a node with the exercise until it is asked to stop. */
export const demo: Command = async (_args, terminal) => {
  const { env, say } = terminal
  // Lines about every request would hide what a newcomer is told; a fault still shows.
  const config = readConfig({ ...env, LOG_LEVEL: env['LOG_LEVEL'] ?? 'warn' }, { demo: true })
  await portIsFree(config.host, config.port)
  await mkdir(config.dataFolder, { recursive: true })
  const running = await startNode(config, say, async (node, schemaUrl) => {
    await loadExercise(node.database, {
      dataFolder: config.dataFolder,
      exerciseFolder: config.exerciseFolder,
      schemaUrl,
      say: (line) => {
        terminal.endProgress()
        say(line)
      },
      progress: terminal.progress,
    })
    terminal.endProgress()
  })
  const sealed = await startSealedExercise(running.node.database, config, say).catch(
    async (fault: unknown) => {
      await running.stop()
      throw fault
    },
  )
  const witnesses = await startWitnesses(running.node.database, config, say).catch(async (fault: unknown) => {
    await sealed.stop()
    await running.stop()
    throw fault
  })
  say(`
Seamark is running:  ${running.url}

Sign in as anybody of the exercise; there are no passwords. For example:
${SHOWN.map((email) => `  ${email}`).join('\n')}
Accounts are ROLE@AGENCY.example; the sign-in page lists them all. Essex Police keeps its records
and shares sealed tokens only; two key holders run beside this node, for the demonstration, and two
witnesses, who see that the ledger only grows: ${running.url}/log
How it is doing, for an operator: ${running.operatorUrl}/metrics
Ctrl-C stops it; "npm start" goes on where it stopped.
`)
  await untilAskedToStop()
  say('Stopping …')
  await witnesses.stop()
  await sealed.stop()
  await running.stop()
  return 0
}
