/**
 * Who this node is when it asks the key holders: a signing key in the data folder, outside the database, so
 * that a copy of the database cannot ask.
 */
import { mkdir, open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { newSigningKey, type SigningKey } from '../../library/sealing/index.ts'

export type NodeCaller = SigningKey & { id: string }

/**
 * Reads this node's key, and makes it the first time.
 * @param dataFolder - the node's data folder
 */
export async function nodeCaller(dataFolder: string): Promise<NodeCaller> {
  const folder = path.join(dataFolder, 'sealed')
  const file = path.join(folder, 'node-caller.json')
  try {
    return JSON.parse(await readFile(file, 'utf8')) as NodeCaller
  } catch (fault) {
    if (!isMissing(fault)) throw fault
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const key = newSigningKey()
  const caller: NodeCaller = {
    id: `node-${key.public
      .slice(0, 8)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '0')}`,
    ...key,
  }
  try {
    const kept = await open(file, 'wx', 0o600)
    await kept.writeFile(JSON.stringify(caller))
    await kept.sync()
    await kept.close()
    return caller
  } catch (fault) {
    // Somebody else made it at the same moment.
    if (fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')
      return await nodeCaller(dataFolder)
    throw fault
  }
}

const isMissing = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && fault.code === 'ENOENT'
