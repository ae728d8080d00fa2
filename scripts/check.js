// `npm run check`: format, lint, types, boundaries and dependencies, side by side. Prints what each found, and ends
// with 1 when any found something.
import { pathToFileURL } from 'node:url'
import { installMissing, root, runQuietly } from './pinned-node.js'
import path from 'node:path'

const bin = (...parts) => path.join(root, 'node_modules', ...parts)

/** Whatever a tool keeps between two runs stands here; where there is none, it looks at everything. */
const kept = 'node_modules/.cache'

const checks = {
  format: [
    bin('prettier', 'bin', 'prettier.cjs'),
    '--check',
    '--log-level=warn',
    '--cache',
    `--cache-location=${kept}/seamark-prettier`,
    '.',
  ],
  lint: [bin('eslint', 'bin', 'eslint.js'), '--max-warnings=0', '.'],
  types: [
    bin('typescript', 'bin', 'tsc'),
    '--noEmit',
    '--incremental',
    '--tsBuildInfoFile',
    `${kept}/seamark-types.tsbuildinfo`,
  ],
  'types of the browser': [bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'src/design/client'],
  boundaries: [
    bin('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    'src',
    'exercise',
    'test',
    'bench',
  ],
  // Which packages and files nothing uses, and which are used without being named. (`depcheck`, which did
  // this once, is no longer maintained and recommends knip.)
  dependencies: [
    bin('knip', 'bin', 'knip.js'),
    '--include=dependencies,unlisted,unresolved,binaries,files',
    '--no-config-hints',
    '--no-progress',
  ],
}

// A rule that asks for types may find something in a file that did not change, because another did. So what `npm test`
// and the continuous integration run looks at every file; `npm run check`, which is run by hand, at those that changed.
const lintWhatChanged = ['--cache', '--cache-strategy=content', `--cache-location=${kept}/seamark-eslint`]

/**
 * Runs all of them side by side.
 * @param {{ everyFile: boolean }} options everyFile: also lints what has not changed since the last time
 * @returns {Promise<boolean>} true when nothing was found
 */
export async function check({ everyFile }) {
  let good = true
  await Promise.all(
    Object.entries(checks).map(async ([name, args]) => {
      const more = name === 'lint' && !everyFile ? lintWhatChanged : []
      const { status, output, seconds } = await runQuietly([...args, ...more])
      good &&= status === 0
      process.stdout.write(
        `${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)\n${status === 0 ? '' : `${output}\n`}`,
      )
    }),
  )
  return good
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  installMissing({ development: true })
  process.exitCode = (await check({ everyFile: process.argv.includes('--every-file') })) ? 0 : 1
}
