/** The process that the fault tests kill: a demo node with real settings and no exercise data. */
import { startNode } from '../../src/main.ts'
import { readConfig } from '../../src/platform/config.ts'

const running = await startNode(readConfig(process.env, { demo: true }), () => undefined)
process.stdout.write('ready\n')
process.once('SIGTERM', () => {
  void running.stop().then(() => process.exit(0))
})
