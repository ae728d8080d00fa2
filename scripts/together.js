// Several test files in one process: most load the whole program, which takes longer than what they try.
import test from 'node:test'
import path from 'node:path'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { root } from './pinned-node.js'
import { isPure } from './test-files.js'

/** Written anew by each run. */
const FOLDER = path.join('build', 'tests-together')

/** So many at most: a run ends with whatever is begun last. */
const FILES_EACH = { pure: 60, journeys: 4, other: 10 }

/** These take minutes: each runs by itself, and they are begun first, so that none is the last. */
const LONG = ['leak-walk', 'bad-input-everywhere', 'bad-fields-everywhere', 'record-kinds', 'walk-pages']

/** @param {string} file */
const isAlone = (file) => LONG.some((name) => file.includes(name))

/** With a browser: a minute or two each. @param {string} file */
const isJourney = (file) => file.includes('test/journeys/')

/**
 * Puts test files together, those of one folder beside one another, in the order in which they were.
 * @param {string[]} files relative to the project's folder
 * @returns {string[]} what is to be run instead: files that stand alone, and a file for each group
 */
export function putTogether(files) {
  rmSync(path.join(root, FOLDER), { recursive: true, force: true })
  mkdirSync(path.join(root, FOLDER), { recursive: true })
  const alone = files.filter(isAlone)
  const rest = files.filter((file) => !isAlone(file))
  const slow = rest.filter((file) => !isPure(file))
  // What takes a second or two each comes last, so that no processor waits for another at the end.
  const groups = [
    ...chunks(slow.filter(isJourney), FILES_EACH.journeys),
    ...chunks(
      slow.filter((file) => !isJourney(file)),
      FILES_EACH.other,
    ),
    ...chunks(rest.filter(isPure), FILES_EACH.pure),
  ]
  const written = groups.map((group, at) => {
    const file = path.join(FOLDER, `${String(at + 1).padStart(3, '0')}.js`)
    const lines = [
      `import { together } from '../../scripts/together.js'`,
      `together(${JSON.stringify(group, null, 1)})`,
    ]
    writeFileSync(path.join(root, file), `${lines.join('\n')}\n`)
    return file
  })
  return [...alone, ...written]
}

/**
 * Runs test files one after the other in this process, each as a test of its own: its hooks and its failures stay its own.
 * @param {string[]} files relative to the project's folder
 */
export function together(files) {
  for (const file of files)
    test(file, async () => {
      await import(path.join(root, file))
    })
}

/** @type {(files: string[], each: number) => string[][]} */
function chunks(files, each) {
  const all = []
  for (let at = 0; at < files.length; at += each) all.push(files.slice(at, at + each))
  return all
}
