/** The data folder: is it there, may this user write in it, has its disk room, and is it all one user's? */
import { randomUUID } from 'node:crypto'
import { access, constants, lstat, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Config } from '../config.ts'
import { codesOf } from '../fault-codes.ts'
import { stops, warns, type Finding } from './finding.ts'

/** Bytes. Uploads leave 2 GB free, so with less none is taken. */
export const LEAST_FREE = 3_000_000_000

/** So many names are looked at; a folder of uploads holds a few. */
const MOST_FILES = 2_000

/**
 * Checks the data folder.
 * @param config - of the node
 * @param env - to tell whether DATA_DIR was set at all
 * @returns what is wrong
 */
export async function checkDisk(
  config: Pick<Config, 'dataFolder' | 'mode'>,
  env: NodeJS.ProcessEnv,
): Promise<Finding[]> {
  const { dataFolder } = config
  const findings: Finding[] = []
  if (config.mode === 'production' && !env['DATA_DIR'])
    findings.push(
      warns(
        'DATA_DIR',
        `is not set, so it is ${dataFolder}, below wherever a command is typed`,
        'Set it to the folder of the service, /var/lib/seamark, in the same file as the other settings.',
      ),
    )
  const is = await stat(dataFolder).catch((fault: unknown) => codesOf(fault))
  if (Array.isArray(is)) {
    if (!is.includes('ENOENT')) return [...findings, unusable(dataFolder, is)]
    const above = await access(path.dirname(dataFolder), constants.W_OK).then(
      () => [],
      (fault: unknown) => [unusable(dataFolder, codesOf(fault))],
    )
    return [...findings, ...above]
  }
  if (!is.isDirectory())
    return [...findings, stops('DATA_DIR', `${dataFolder} is no folder`, 'Name a folder.')]
  return [
    ...findings,
    ...(await checkWriting(dataFolder)),
    ...(await checkRoom(dataFolder)),
    ...(await checkOwners(dataFolder, is.uid)),
  ]
}

async function checkWriting(folder: string): Promise<Finding[]> {
  const probe = path.join(folder, `check-${randomUUID()}`)
  try {
    await writeFile(probe, 'seamark check', { flag: 'wx', mode: 0o600 })
    return []
  } catch (fault) {
    return [unusable(folder, codesOf(fault))]
  } finally {
    await rm(probe, { force: true }).catch(() => undefined)
  }
}

function unusable(folder: string, codes: readonly string[]): Finding {
  const full = codes.includes('ENOSPC') || codes.includes('EDQUOT')
  return full
    ? stops('DATA_DIR', `there is no room on the disk of ${folder}`, 'Free some: old uploads, logs, copies.')
    : stops(
        'DATA_DIR',
        `${folder} cannot be written (${codes.join(', ')})`,
        'Make it the service’s own: install -d -m 0700 -o USER FOLDER. Under the unit, systemd does so.',
      )
}

async function checkRoom(folder: string): Promise<Finding[]> {
  const disk = await statfs(folder).catch(() => null)
  const free = disk === null ? null : disk.bavail * disk.bsize
  return free === null || free >= LEAST_FREE
    ? []
    : [
        warns(
          'DATA_DIR',
          `its disk has ${(free / 1e9).toFixed(1)} GB left, and uploads leave 2 GB free`,
          'Free some, or move DATA_DIR to a larger disk.',
        ),
      ]
}

/** What root leaves in the service’s folder, the service may not read. */
async function checkOwners(folder: string, uid: number): Promise<Finding[]> {
  const names = (await readdir(folder, { recursive: true }).catch(() => [])).sort().slice(0, MOST_FILES)
  const foreign: string[] = []
  for (const name of names) {
    // The embedded database is a user of its own.
    if (name === 'postgres' || name.startsWith(`postgres${path.sep}`) || name === 'postgres.password')
      continue
    const facts = await lstat(path.join(folder, name)).catch(() => null)
    if (facts !== null && facts.uid !== uid) foreign.push(name)
  }
  const [first] = foreign
  return first === undefined
    ? []
    : [
        warns(
          path.join(folder, first),
          `belongs to another user than its folder does${foreign.length > 1 ? `, and so do ${String(foreign.length - 1)} more` : ''}`,
          `The service may not be able to use it: chown -R --reference=${folder} ${folder}.`,
        ),
      ]
}
