#!/usr/bin/env node
// Runs the command line with the Node.js that the lockfile pins (it runs TypeScript as it is),
// whatever version started this file.
import { installMissing, runPinned } from '../scripts/pinned-node.js'

installMissing()
process.exitCode = await runPinned(['src/cli/main.ts', ...process.argv.slice(2)])
