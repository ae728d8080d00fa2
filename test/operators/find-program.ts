/** Programs of the operating system that a test uses where they are found. `npm test` needs none of them. */
import { accessSync, constants } from 'node:fs'
import path from 'node:path'

/** Where Debian keeps what is not for everybody. */
const ALSO = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/usr/bin']

/**
 * Looks for a program.
 * @param name - as it is called on a command line
 * @returns its path; null where this machine has none
 */
export function findProgram(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), ...ALSO]
  const files = folders.filter((folder) => folder !== '').map((folder) => path.join(folder, name))
  return files.find(isProgram) ?? null
}

/**
 * Says why a test is skipped, so that the run's last lines show it.
 * @param names - programs that it needs
 * @returns for the option `skip` of a test: false when all are there
 */
export function skipWithout(...names: readonly string[]): string | false {
  const missing = names.filter((name) => findProgram(name) === null)
  return missing.length > 0 && `NOT TRIED: this machine has no ${missing.join(', no ')}`
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
