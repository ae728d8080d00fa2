/**
 * Who this node is when it asks the key holders: a signing key in the data folder, outside the database, so
 * that a copy of the database cannot ask.
 */
import { access, mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { newSigningKey, type SigningKey } from '../../library/sealing/index.ts'

const FILE = 'node-caller.json'
const NEXT = 'node-caller.next.json'

export type NodeCaller = SigningKey & { id: string }

/**
 * Reads this node's key, and makes it the first time.
 * @param dataFolder - the node's data folder
 * @returns the node's key, by which the holders know it
 * @throws of the file system, where the folder cannot be read or written
 */
export async function nodeCaller(dataFolder: string): Promise<NodeCaller> {
  const folder = path.join(dataFolder, 'sealed')
  const file = path.join(folder, FILE)
  try {
    return JSON.parse(await readFile(file, 'utf8')) as NodeCaller
  } catch (fault) {
    if (!isMissing(fault)) throw fault
  }
  const caller = newCaller()
  // Somebody else may make it at the same moment.
  return (await keepNew(file, caller)) ? caller : await nodeCaller(dataFolder)
}

/**
 * Reads this node's key where it lies here, and makes none: a command must not leave a file that the node cannot read.
 * @param dataFolder - the node's data folder
 * @returns null where there is none yet, or it is not for this user
 */
export async function knownNodeCaller(dataFolder: string): Promise<NodeCaller | null> {
  try {
    return JSON.parse(await readFile(path.join(dataFolder, 'sealed', FILE), 'utf8')) as NodeCaller
  } catch {
    return null
  }
}

/**
 * Makes the key that this node will ask by, beside the one that it asks by now. Repeated, it gives the same.
 * @param dataFolder - the node's data folder
 * @returns the next key, for both holders to enter
 * @throws of the file system
 */
export async function prepareNodeCaller(dataFolder: string): Promise<NodeCaller> {
  const file = path.join(dataFolder, 'sealed', NEXT)
  const caller = newCaller()
  return (await keepNew(file, caller)) ? caller : (JSON.parse(await readFile(file, 'utf8')) as NodeCaller)
}

/** @returns whether the next key has been made @param dataFolder - the node's data folder */
export async function hasNextNodeCaller(dataFolder: string): Promise<boolean> {
  return await access(path.join(dataFolder, 'sealed', NEXT)).then(
    () => true,
    () => false,
  )
}

/**
 * Asks by the next key from now on: a node that runs reads it each time that it asks.
 * @param dataFolder - the node's data folder
 * @returns by which names the holders knew it, and know it
 * @throws of the file system, where there is no next key; nothing is changed then
 */
export async function switchNodeCaller(dataFolder: string): Promise<{ before: string; now: string }> {
  const folder = path.join(dataFolder, 'sealed')
  const before = await nodeCaller(dataFolder)
  await rename(path.join(folder, NEXT), path.join(folder, FILE))
  const kept = await open(folder)
  await kept.sync()
  await kept.close()
  return { before: before.id, now: (await nodeCaller(dataFolder)).id }
}

function newCaller(): NodeCaller {
  const key = newSigningKey()
  const name = key.public
    .slice(0, 8)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '0')
  return { id: `node-${name}`, ...key }
}

/** @returns false where there is one already */
async function keepNew(file: string, caller: NodeCaller): Promise<boolean> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  try {
    const kept = await open(file, 'wx', 0o600)
    await kept.writeFile(JSON.stringify(caller))
    await kept.sync()
    await kept.close()
    return true
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'EEXIST') return false
    throw fault
  }
}

const isMissing = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && fault.code === 'ENOENT'
