// Runs test files with Node's own runner, in the order in which they are given; `node --test` would sort them, and
// then the longest of all would run at the end, alone. Started by scripts/test.js with its wishes as JSON.
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import path from 'node:path'

/** @type {{ files: string[], atOnce: number, setup: string | null, watch: boolean, name: string | null, first: string }} */
const wishes = JSON.parse(process.argv[2] ?? '')

const SLOWEST = 12
/** @type {{ file: string, seconds: number }[]} */
const took = []

run({
  files: wishes.files,
  concurrency: wishes.atOnce,
  watch: wishes.watch,
  ...(wishes.setup === null ? {} : { globalSetupPath: wishes.setup }),
  ...(wishes.name === null ? {} : { testNamePatterns: [new RegExp(wishes.name)] }),
  execArgv: [`--import=${wishes.first}`],
})
  .on('test:fail', ({ todo }) => {
    if (todo === undefined || todo === false) process.exitCode = 1
  })
  // A file that ran with others in one process is a test that bears its name.
  .on('test:complete', ({ name, nesting, details: { duration_ms: ms } }) => {
    if (nesting === 0 && name.endsWith('.test.ts')) took.push({ file: name, seconds: Math.round(ms / 1000) })
  })
  .on('test:summary', ({ file, duration_ms: ms }) => {
    if (file === undefined) process.once('exit', sayTheSlowest)
    else if (file.endsWith('.test.ts'))
      took.push({ file: path.relative('.', file), seconds: Math.round(ms / 1000) })
  })
  .compose(new spec())
  .pipe(process.stdout)

/** Which files to look at when the whole takes too long. */
function sayTheSlowest() {
  if (took.length <= SLOWEST) return
  const lines = took
    .toSorted((one, other) => other.seconds - one.seconds)
    .slice(0, SLOWEST)
    .map(({ file, seconds }) => `${String(seconds).padStart(6)} s  ${file}`)
  process.stdout.write(`\nThe slowest files, of ${took.length}:\n${lines.join('\n')}\n`)
}
