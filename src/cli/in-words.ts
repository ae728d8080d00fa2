/**
 * What went wrong, for somebody at a terminal. The words of pages are for officers ("search for it"); here is no page,
 * so a fault names the option, the file or the setting, and what to do with it.
 */
import { NotSound } from '../platform/check/finding.ts'
import { WrongSetting } from '../platform/config.ts'
import { asSeamarkError, databaseAway, SeamarkError } from '../platform/errors.ts'
import { codesOf } from '../platform/fault-codes.ts'
import { WrongUse } from './command.ts'

/** What the system says of a file, by its code. */
const OF_FILES: Readonly<Record<string, (file: string) => string>> = {
  ENOENT: (file) => `There is no file ${file}.`,
  EACCES: (file) => `${file}: this user may not read or write it.`,
  EPERM: (file) => `${file}: this user may not do that to it.`,
  EISDIR: (file) => `${file} is a folder; name a file.`,
  ENOTDIR: (file) => `${file}: a part of this path is a file, not a folder.`,
  EEXIST: (file) => `${file} is there already, and is not replaced.`,
  EROFS: (file) => `${file} lies on a disk that takes no writes.`,
  ENOSPC: (file) =>
    `There is no room left on the disk of ${file}. Free some, then run the same command again.`,
  EDQUOT: (file) =>
    `This user may write no more on the disk of ${file}. Free some, then run the same command again.`,
}

const REACHES_NO_FURTHER = 'What was done is kept; once it answers, run the same command again.'

/**
 * Was it the command that was wrong, and not what came of it?
 * @param fault - what the command threw
 * @returns true where the exit status is 2
 */
export function isWrongUse(fault: unknown): boolean {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
  // The command was right; it is the file that is refused.
  if (code.startsWith('workbook-')) return false
  return (
    fault instanceof WrongUse ||
    fault instanceof WrongSetting ||
    code.startsWith('ERR_PARSE_ARGS') ||
    isMissingFile(fault) ||
    (fault instanceof SeamarkError && (fault.kind === 'invalid' || fault.kind === 'not-found'))
  )
}

const isMissingFile = (fault: unknown) => fileOf(fault)?.code === 'ENOENT'

/**
 * Says a fault.
 * @param fault - anything that a command threw
 * @returns one line or more; the last says what to do, where that is known
 */
export function inWords(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault)
  if (fault instanceof NotSound) return fault.message
  if (fault instanceof WrongSetting) return `Wrong setting. ${fault.message}`
  const code = 'code' in fault ? String(fault.code) : ''
  if (code === 'EADDRINUSE') return 'PORT: another program uses this port. Set PORT to a free one.'
  const file = fileOf(fault)
  const ofFile = file === null ? undefined : OF_FILES[file.code]
  if (file !== null && ofFile !== undefined) return ofFile(file.path)
  // Of a read the system names no file.
  if (code === 'EISDIR') return 'A folder was named where a file is wanted.'
  const wrapped = fault instanceof SeamarkError && fault.code === 'unavailable'
  const away = databaseAway(fault) ?? (wrapped ? (databaseAway(fault.cause) ?? 'no answer') : null)
  if (away !== null) return ofDatabase(away, fault)
  if (fault instanceof SeamarkError) return ofSeamark(fault)
  return fault.message
}

function ofDatabase(code: string, fault: Error): string {
  if (code.startsWith('28'))
    return `DATABASE_URL: PostgreSQL does not let this login in (${code}). Correct the password here, or set it on the server.`
  if (code === '53100')
    return `The database’s disk is full (${code}). Make room on the server. ${REACHES_NO_FURTHER}`
  if (code === '53300')
    return `The database has no connection left (${code}). Raise max_connections on the server. ${REACHES_NO_FURTHER}`
  if (code === '25006')
    return 'DATABASE_URL: this server is a standby and takes no writes. Write the address of the primary.'
  const said = codesOf(fault).join(', ') || code
  return `The database does not answer (${said}). ${REACHES_NO_FURTHER}`
}

function ofSeamark(fault: SeamarkError): string {
  const fields = Object.entries(fault.fields ?? {})
  // Of a form the page says where to look; here each field is named.
  if (fields.length > 0)
    return fields.map(([field, what]) => (field === '' ? what : `${field}: ${what}`)).join('\n')
  if (fault.code === 'not-found')
    return 'What you named is not here. Look at its spelling; "seamark help" lists the commands that show what there is.'
  if (fault.code === 'not-signed-in') return 'You are not signed in. Get a new token, then try again.'
  const { cause } = fault
  if (cause instanceof Error && asSeamarkError(cause).kind === 'bug')
    return `${fault.message}\n${cause.message}`
  return fault.message
}

/** The file of a system's error; a socket and a program that could not be started are none. */
function fileOf(fault: unknown): { code: string; path: string } | null {
  if (!(fault instanceof Error) || !('code' in fault) || !('path' in fault)) return null
  const { code, path } = fault
  const syscall = 'syscall' in fault ? String(fault.syscall) : ''
  if (typeof code !== 'string' || typeof path !== 'string' || /^(connect|spawn)/.test(syscall)) return null
  return { code, path }
}
