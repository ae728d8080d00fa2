/** Files that hold keys, in the data folder. */
import { lstat, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { refuses, type Finding } from './finding.ts'

/** So many names are looked at; a folder of uploads holds a few. */
const MOST_FILES = 2_000

/** Bytes: a recovery key's file is four lines. */
const LARGEST_KEY_FILE = 4_096

/**
 * Looks at files that hold keys: those of the node are nobody else's, and a recovery key is none of the node's.
 * @param dataFolder - of the node
 * @returns what is wrong
 */
export async function checkKeyFiles(dataFolder: string): Promise<Finding[]> {
  const findings: Finding[] = []
  const names = (await readdir(dataFolder, { recursive: true }).catch(() => [])).sort().slice(0, MOST_FILES)
  for (const name of names) {
    if (name.startsWith(`postgres${path.sep}`)) continue
    const file = path.join(dataFolder, name)
    const facts = await lstat(file).catch(() => null)
    if (facts?.isFile() !== true || facts.size > LARGEST_KEY_FILE) continue
    if ((facts.mode & 0o077) !== 0 && isKeyFile(name))
      findings.push(refuses(file, 'holds a key, and others on this machine may read it', `chmod 600 ${file}`))
    if (/AGE-SECRET-KEY-1/.test(await readFile(file, 'utf8').catch(() => '')))
      findings.push(
        refuses(
          file,
          'is a recovery key of a desk, in the node’s own folder: whoever copies that opens every report of the public',
          'Move it off this machine, to two sealed places (docs/operators/desk-keys.md).',
        ),
      )
  }
  return findings
}

const isKeyFile = (name: string) =>
  /(^|[\\/])(login\.password|postgres\.password|demo-identity\.jwk|node-caller\.json)$/.test(name)
