/**
 * The log: structured lines for operators. It never holds content, names or identifiers, so request
 * lines carry the route's pattern and its operation, never the path, the query, a header or a body.
 */
import { pino, type DestinationStream, type Logger } from 'pino'
import { asSeamarkError } from './errors.ts'

export type Log = Logger

/** @param destination - standard output when left out; a test reads along here */
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
 * A fault for the log: what kind, which code, where in our own code. The message of a foreign error may
 * hold a value (PostgreSQL quotes them), so only its code and the place are kept.
 */
export function describeFault(fault: unknown): object {
  const known = asSeamarkError(fault)
  const cause = known.cause instanceof Error ? known.cause : fault instanceof Error ? fault : null
  return {
    kind: known.kind,
    code: known.code,
    cause: cause?.name,
    causeCode: cause && 'code' in cause ? String(cause.code) : undefined,
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
