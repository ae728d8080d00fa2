// Runs test files with Node's own runner, in the order in which they are given; `node --test` would sort them, and
// then the longest of all would run at the end, alone. Started by scripts/test.js with its wishes as JSON.
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

/** @type {{ files: string[], atOnce: number, setup: string | null, watch: boolean, name: string | null, first: string | null }} */
const wishes = JSON.parse(process.argv[2] ?? '')

run({
  files: wishes.files,
  concurrency: wishes.atOnce,
  watch: wishes.watch,
  ...(wishes.setup === null ? {} : { globalSetupPath: wishes.setup }),
  ...(wishes.name === null ? {} : { testNamePatterns: [new RegExp(wishes.name)] }),
  ...(wishes.first === null ? {} : { execArgv: [`--import=${wishes.first}`] }),
})
  .on('test:fail', ({ todo }) => {
    if (todo === undefined || todo === false) process.exitCode = 1
  })
  .compose(new spec())
  .pipe(process.stdout)
