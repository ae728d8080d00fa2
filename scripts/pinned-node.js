// Plain JavaScript on purpose: these lines run on whatever Node.js (20 or newer) the machine has.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import path from 'node:path'

/** The folder that holds package.json. */
export const root = path.dirname(import.meta.dirname)

const OLDEST = 20

/**
 * Installs what the lockfile names and is not there, once per lockfile: a second start does not wait
 * for npm. Ends the process with npm's own message when that fails.
 * @param {{ development?: boolean }} [options] development: the tools of check and test as well, which
 *   a server (`npm ci --omit=dev`) does without
 */
export function installMissing({ development = false } = {}) {
  if (Number(process.versions.node.split('.')[0]) < OLDEST) {
    process.stderr.write(`Seamark needs Node.js ${OLDEST} or newer to start; this is ${process.version}.\n`)
    process.exit(2)
  }
  const lock = readFileSync(path.join(root, 'package-lock.json'))
  const digest = createHash('sha256').update(lock).digest('hex')
  const mark = path.join(root, 'node_modules', development ? '.seamark-installed-dev' : '.seamark-installed')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest && existsSync(pinnedNode())) return
  // After an `npm ci` by hand everything is there already, only without our mark.
  if (!isInstalled(JSON.parse(lock.toString()), development)) {
    process.stderr.write('Installing packages (the first time takes a minute) …\n')
    const windows = process.platform === 'win32'
    const done = spawnSync(
      windows ? 'npm.cmd' : 'npm',
      ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
      {
        cwd: root,
        stdio: ['ignore', 2, 2],
        shell: windows,
      },
    )
    if (done.status !== 0 || !existsSync(pinnedNode())) {
      process.stderr.write('The packages could not be installed; the message of npm is above.\n')
      process.exit(1)
    }
  }
  writeFileSync(mark, digest)
}

/** Is every package of the lockfile there in its version? npm keeps its own list of what it installed. */
function isInstalled(lock, development) {
  const file = path.join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(file) || !existsSync(pinnedNode())) return false
  const there = JSON.parse(readFileSync(file, 'utf8')).packages
  return Object.entries(lock.packages).every(
    ([name, wanted]) =>
      name === '' ||
      wanted.optional ||
      (wanted.dev && !development) ||
      there[name]?.version === wanted.version,
  )
}

/** Path of the Node.js binary that the package `node` carries. */
export function pinnedNode() {
  return path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

// A server's heap is small and long-lived: with V8's own choice of a young generation (on a large machine
// up to 3 x 32 MB) the process holds some 75 MB more, for the same speed. The old generation grows by half before it is
// collected, where V8 lets it grow up to fourfold: an import of 100,000 reports holds 208 MB instead of 318.
const OPTIONS = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=8',
  '--heap-growing-percent=50',
]

/** Compiled modules, types stripped: half the time to load and 30 MB less. Where it cannot be written, none. */
const COMPILED = path.join(root, 'node_modules', '.cache', 'seamark-compiled')

/**
 * Runs one program with the pinned Node.js, in this terminal, and passes signals on.
 * @param {string[]} args a file below the project's folder (or an option of Node.js), then its arguments
 * @param {{ cwd?: string, env?: Record<string, string> }} [options] cwd: where relative paths of the arguments start
 * @returns {Promise<number>} its exit status
 */
export function runPinned(args, options = {}) {
  const [file, ...rest] = args
  const child = spawn(
    pinnedNode(),
    [...OPTIONS, file.startsWith('-') ? file : path.join(root, file), ...rest],
    {
      stdio: 'inherit',
      cwd: options.cwd ?? process.cwd(),
      env: { NODE_COMPILE_CACHE: COMPILED, ...process.env, ...options.env },
    },
  )
  // A terminal sends Ctrl-C to both; this process only waits for the other to end in order.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.on('error', (fault) => {
      process.stderr.write(`${fault.message}\n`)
      resolve(1)
    })
    child.on('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)))
  })
}

/**
 * Runs a program and keeps what it writes, for several at once.
 * @param {string[]} args arguments of the pinned Node.js
 * @returns {Promise<{ status: number, output: string, seconds: number }>}
 */
export function runQuietly(args) {
  const began = performance.now()
  const child = spawn(pinnedNode(), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (output += text))
  return new Promise((resolve) =>
    child.on('close', (code) =>
      resolve({ status: code ?? 1, output, seconds: (performance.now() - began) / 1000 }),
    ),
  )
}
