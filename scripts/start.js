// `npm start`: installs what is missing, then runs the demo: a node with the exercise loaded.
import { installMissing, root, runPinned } from './pinned-node.js'

installMissing()
process.exitCode = await runPinned(['src/cli/main.ts', 'demo', ...process.argv.slice(2)], { cwd: root })
