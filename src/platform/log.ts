/**
 * The log: structured lines for operators. It never holds content, names or identifiers, so request
 * lines carry the route's pattern and its operation, never the path, the query, a header or a body.
 */
import { pino, type DestinationStream, type Logger } from 'pino'
import { asSeamarkError } from './errors.ts'
import { codesOf } from './fault-codes.ts'

export type Log = Logger

/**
 * Makes the log of this process.
 * @param level - pino's: `info`, `warn`, `error` …
 * @param destination - standard output when left out; a test reads along here
 * @returns writes lines of JSON
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { req: () => undefined, res: () => undefined, err: describeFault },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

/**
 * A fault for the log: what kind, which codes, where in our own code. The message of a foreign error may hold a
 * value (PostgreSQL quotes them), so only codes and the place are kept: those of every cause, because the innermost
 * says why.
 * @param fault - anything that was thrown
 * @returns kind, code, name of the first cause, codes along the chain of causes, and at most six places in our own
 *   code
 */
export function describeFault(fault: unknown): object {
  const known = asSeamarkError(fault)
  const cause = known.cause instanceof Error ? known.cause : fault instanceof Error ? fault : null
  const codes = codesOf(known.cause ?? fault).filter((code) => code !== known.code)
  return {
    kind: known.kind,
    code: known.code,
    cause: cause?.name,
    codes: codes.length > 0 ? codes : undefined,
    at: cause?.stack
      ?.split('\n')
      .filter((line) => line.includes('/src/') || line.includes('\\src\\'))
      .slice(0, 6)
      .map((line) =>
        line
          .trim()
          .replace(/\(?file:.*?\/src\//, 'src/')
          .replace(/\)$/, ''),
      ),
  }
}
