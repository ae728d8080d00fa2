/**
 * Until `db/` there was one folder of numbered files, `migrations/`, of which each was run once. A database that
 * was given all of them is what the first changes of `db/` make: it is told so, and nothing of it is touched.
 * `db/baseline.txt` names those files with their digests, and the last change that they are as much as.
 */

/** Names and digests of the files that a database was given, as its own table has them. */
export type Given = Map<string, string>

const INSTEAD =
  'run `seamark migrate` of the last version that has the folder “migrations”, then that of this version'

/**
 * @param given - what the database was given
 * @param baseline - the text of `db/baseline.txt`
 * @returns the last change that a database of the version before stands for; null where it is not one of that time
 * @throws when it is one of that time, and was given less or other files than the last version of it: in one
 *   sentence that says what to do
 */
export function changesInBaseline(given: Given, baseline: string): string | null {
  const before = [...given].filter(([name]) => !name.includes('/') && name.endsWith('.sql'))
  if (before.length === 0) return null
  const { upTo, files } = readBaseline(baseline)
  const missing = [...files.keys()].find((name) => !given.has(name))
  if (missing !== undefined)
    throw new Error(
      `This database is older than this version can take over (${missing} is missing): ${INSTEAD}`,
    )
  const strange = before.find(([name, digest]) => files.get(name) !== digest)
  if (strange !== undefined)
    throw new Error(`This database was given ${strange[0]}, which this version does not know: ${INSTEAD}`)
  return upTo
}

function readBaseline(text: string): { upTo: string; files: Given } {
  const [first = '', ...rest] = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'))
  const files = rest.map((line) => line.split(' ') as [string, string])
  return { upTo: first, files: new Map(files) }
}
