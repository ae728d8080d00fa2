/**
 * Who may do something is said once, by what it is (src/wire/codes.ts). Elsewhere nothing names a role: a list that is
 * written again is forgotten when a role is added.
 */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, test } from 'node:test'
import { codesOf, roleWords } from '../../src/wire/codes.ts'

const ROOT = path.dirname(path.dirname(import.meta.dirname))
const NAMED = new RegExp(`'(?:${codesOf(roleWords).join('|')})'`)

/** Where a role is named, and why no capability would do. */
const known: Readonly<Record<string, string>> = {
  'db/code/access/roles.sql': 'what they may do, as in src/wire/codes.ts',
  'src/rooms/people/roles.ts': 'which roles one person may hold together is a rule about roles',
  'src/cli/access-cases/people.ts': 'an author that the table of cases does not name',
  'db/code/identity/people.sql': 'an overseer gains nothing to read, so nobody is told',
  'db/code/deconfliction/sides.sql': 'the rule of sight is asked as somebody of another agency who reads',
}

async function namesRole(folder: string, wanted: RegExp): Promise<string[]> {
  const files = (await readdir(path.join(ROOT, folder), { recursive: true }))
    .map((file) => path.posix.join(folder, file.replaceAll(path.sep, '/')))
    .filter((file) => wanted.test(file))
  const found: string[] = []
  for (const file of files) if (NAMED.test(await readFile(path.join(ROOT, file), 'utf8'))) found.push(file)
  return found
}

void describe('a role is named', () => {
  void test('where roles are listed, and nowhere else', async () => {
    const found = [
      ...(await namesRole('src', /(?<!\.test|\.test-support|\.fixtures)\.ts$/)),
      ...(await namesRole('db/code', /\.sql$/)),
      ...(await namesRole('db/policies', /\.sql$/)),
    ]
    assert.deepEqual(
      found.sort(),
      Object.keys(known).sort(),
      'ask for what the role lets somebody do: `whoever`, `may`, access.viewer_…()',
    )
  })
})
