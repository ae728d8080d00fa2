// Runs one of the project's files with the pinned Node.js: `node scripts/run.js bench/bench.ts ARGUMENTS`.
import { installMissing, runPinned } from './pinned-node.js'

const [file, ...rest] = process.argv.slice(2)
if (file === undefined) {
  process.stderr.write('Which file? node scripts/run.js FILE [ARGUMENTS]\n')
  process.exit(2)
}
installMissing({ development: true })
process.exitCode = await runPinned([file, ...rest])
