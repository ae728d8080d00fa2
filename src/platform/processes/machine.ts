/**
 * What a data folder is called. What lies in it is on one machine only, and so is the work with it: jobs that
 * need it carry this name.
 */
import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

const UUID = /^[\da-f-]{36}$/

/**
 * Reads the name of a data folder, and gives it one the first time.
 * @param dataFolder - `config.dataFolder`
 * @returns a UUID
 * @throws Error when the file of the name holds something else
 */
export async function machineOf(dataFolder: string): Promise<string> {
  const file = path.join(dataFolder, 'machine')
  await mkdir(dataFolder, { recursive: true })
  const mine = `${file}.${randomUUID()}`
  await writeFile(mine, randomUUID(), { mode: 0o600 })
  // Of two that start at once in one folder, the second reads what the first wrote, and never half of it.
  await link(mine, file).catch((fault: unknown) => {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')) throw fault
  })
  await rm(mine)
  const name = (await readFile(file, 'utf8')).trim()
  if (!UUID.test(name)) throw new Error(`${file} holds no name of a machine; delete it`)
  return name
}
