/**
 * The verifier by itself: `node src/verifier/main.ts DIR --key KEY`. It needs this folder, `src/wire` and Node.js, and
 * no package; whoever does not trust the node copies these two folders from wherever they trust.
 */
import { verifyCommand } from './command.ts'

process.exitCode = await verifyCommand(process.argv.slice(2), {
  out: (line) => void process.stdout.write(`${line}\n`),
  say: (line) => void process.stderr.write(`${line}\n`),
  progress: () => undefined,
}).catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  return 2
})
