// `npm test`: installs what is missing, checks, then runs every test.
//
//   npm test PART …            the files whose path contains PART, without the check
//   npm test -- -t NAME        the tests whose name matches NAME (a regular expression)
//   npm test -- --pure         the files that need no database, browser or process
//   npm test -- --watch PART   again whenever a file that they import is saved
//   npm test -- --seed N       properties begin with seed N instead of the usual one
//   npm test -- --seed any     with one that is drawn: what the usual seed does not find
import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { check } from './check.js'
import { installMissing, root, runPinned } from './pinned-node.js'
import { isPure, testFiles } from './test-files.js'
import { putTogether } from './together.js'

// Tests with a database or a browser of their own often wait for it: three keep two processors at work. More than six
// take more connections than their PostgreSQL gives.
const AT_ONCE = Math.min(6, Math.max(3, availableParallelism()))

const MANY = 12

// It has found a fault before. Any would do.
const USUAL_SEED = 10_300_402

const { values: options, positionals: parts } = readArguments()
installMissing({ development: true })
const files = testFiles()
  .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
  .filter((file) => !options.pure || isPure(file))
if (files.length === 0) {
  process.stderr.write('No test has such a name.\n')
  process.exit(2)
}

const seed = chosenSeed()
process.stdout.write(`Properties begin with seed ${seed}.\n`)

const isWhole = parts.length === 0 && Object.keys(options).length === 0
// A few begin as fast alone, and one that is looked for or watched is begun alone.
const areTogether = files.length > MANY && !options.watch && options.name === undefined
// Beside the tests, which often wait; it is done long before they are.
const checking = isWhole ? check({ everyFile: true }) : Promise.resolve(true)
const status = await runPinned(
  [
    'scripts/run-tests.js',
    JSON.stringify({
      files: areTogether ? putTogether(files) : files,
      atOnce: AT_ONCE,
      setup: options.pure ? null : path.join(root, 'test/support/global-setup.ts'),
      watch: options.watch ?? false,
      name: options.name ?? null,
      first: './test/support/seed.ts',
    }),
  ],
  { cwd: root, env: { PROPERTIES_SEED: String(seed) } },
)
const checked = await checking
if (!checked) process.stderr.write('\nThe check found faults: see the lines that begin with FAIL.\n')
process.exitCode = checked ? status : 1

/** The seed of properties: always the same, so that a commit passes or fails everywhere alike, unless asked. */
function chosenSeed() {
  if (options.seed === 'any') return randomInt(2 ** 31)
  return options.seed === undefined ? USUAL_SEED : Number(options.seed)
}

function readArguments() {
  try {
    const read = parseArgs({
      allowPositionals: true,
      options: {
        name: { type: 'string', short: 't' },
        pure: { type: 'boolean' },
        watch: { type: 'boolean' },
        seed: { type: 'string' },
      },
    })
    const { seed } = read.values
    if (seed !== undefined && seed !== 'any' && !/^-?\d{1,10}$/.test(seed))
      throw new Error('--seed takes a whole number, or "any".')
    return read
  } catch (fault) {
    process.stderr.write(`${fault.message}\nnpm test [PART …] [-- -t NAME | --pure | --watch | --seed N]\n`)
    process.exit(2)
  }
}
