// `npm test`: installs what is missing, checks, then runs every test. Names of files (or parts of
// them) as arguments run those alone, without the check.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { check } from './check.js'
import { installMissing, root, runPinned } from './pinned-node.js'

// Two at a time: tests with a database or a browser of their own need a processor each.
const AT_ONCE = 2

installMissing({ development: true })
const wanted = process.argv.slice(2)
const files = ['src', 'exercise', 'test', 'bench']
  .flatMap((folder) => testsIn(folder))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
if (files.length === 0) {
  process.stderr.write('No test has such a name.\n')
  process.exit(2)
}

const checked = wanted.length > 0 || (await check())
if (!checked) process.stderr.write('\nThe check found faults (above); the tests run all the same.\n\n')
const status = await runPinned(
  [
    '--test',
    `--test-concurrency=${AT_ONCE}`,
    '--test-global-setup=test/support/global-setup.ts',
    '--test-reporter=spec',
    ...files,
  ],
  { cwd: root },
)
process.exitCode = checked ? status : 1

function testsIn(folder) {
  let entries
  try {
    entries = readdirSync(path.join(root, folder), { recursive: true })
  } catch {
    return []
  }
  return entries
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join(folder, name))
    .sort()
}
