// Plain JavaScript on purpose: these lines run on whatever Node.js (20 or newer) the machine has.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs'
import { createHash } from 'node:crypto'
import path from 'node:path'

/** The folder that holds package.json. */
export const root = path.dirname(import.meta.dirname)

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'

/** Installs what the lockfile names, once per lockfile: a second start does not wait for npm. */
export function installMissing() {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  const mark = path.join(root, 'node_modules', '.seamark-installed')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return
  if (!(existsSync(mark) === false && existsSync(pinnedNode()) && process.env.SEAMARK_SKIP_INSTALL)) {
    process.stderr.write('Installing packages (the first time takes a minute) …\n')
    const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    })
    if (done.status !== 0) {
      process.stderr.write('npm could not install the packages; its message is above.\n')
      process.exit(1)
    }
  }
  mkdirSync(path.dirname(mark), { recursive: true })
  writeFileSync(mark, lock)
}

/** Path of the Node.js binary that the package `node` carries. */
export function pinnedNode() {
  return path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/**
 * Runs one program with the pinned Node.js, in this terminal, and passes signals on.
 * @param {string[]} args a file below the project's folder, then its arguments
 * @param {{ cwd?: string, env?: Record<string, string> }} [options] cwd: where relative paths of the arguments start
 * @returns {Promise<number>} its exit status
 */
export function runPinned(args, options = {}) {
  const [file, ...rest] = args
  const child = spawn(
    pinnedNode(),
    ['--disable-warning=ExperimentalWarning', path.join(root, file), ...rest],
    {
      stdio: 'inherit',
      cwd: options.cwd ?? process.cwd(),
      env: { ...process.env, ...options.env },
    },
  )
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1))))
}
