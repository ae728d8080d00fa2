// Which files are tests, and which of them need neither a database nor a browser nor a process.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './pinned-node.js'

/** What a test that is not pure reaches, by its own imports or by those of what supports it. */
const HEAVY_FILES = new Set(
  [
    'test/support/database.ts',
    'test/browser.ts',
    'test/faults/own-cluster.ts',
    'src/platform/database/embedded.ts',
  ].map((file) => path.join(root, file)),
)
const HEAVY_MODULES = new Set(['node:child_process', 'node:cluster', 'pg', 'playwright-core', 'esbuild'])

/** The longest: others run beside it, so it must not be the last. */
const LONGEST = path.join('test', 'policies', 'leak-walk.test.ts')

/** @returns {string[]} every test of the project, relative to its folder: the longest first, then by their names */
export function testFiles() {
  const files = ['src', 'exercise', 'test', 'bench'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => path.join(folder, name))
      .sort(),
  )
  return files.toSorted((left, right) => Number(right === LONGEST) - Number(left === LONGEST))
}

/**
 * @param {string} file a test, relative to the project's folder
 * @returns {boolean} true when nothing that it imports starts a database, a browser or a process
 */
export function isPure(file) {
  return !reachesHeavy(path.join(root, file), new Set())
}

// `import type` is gone at run time, so it makes nothing heavy.
const IMPORT =
  /^\s*(?:import|export)\s+(?!type\b)(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

/** @type {Map<string, string[]>} */
const importsOf = new Map()

function reachesHeavy(file, seen) {
  if (HEAVY_FILES.has(file)) return true
  if (seen.has(file)) return false
  seen.add(file)
  for (const name of namesIn(file)) {
    if (HEAVY_MODULES.has(name)) return true
    if (name.startsWith('.') && reachesHeavy(path.resolve(path.dirname(file), name), seen)) return true
  }
  return false
}

function namesIn(file) {
  const known = importsOf.get(file)
  if (known) return known
  const names =
    existsSync(file) && file.endsWith('.ts')
      ? [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((found) => found[1] ?? found[2])
      : []
  importsOf.set(file, names)
  return names
}
