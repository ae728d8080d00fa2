/** Input is parsed once, at the edge. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid, notFound, SeamarkError } from '../errors.ts'
import type { Id } from '../../wire/ids.ts'
import { fieldErrors, newFaults } from './field-errors.ts'
import { plusToSpace, readForm, readJson } from './read-body.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Bodies are forms, parsed strictly: UTF-8 only, well-formed or refused with a clear error. */
export function takeFormsOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (request, body, done) => {
      try {
        done(null, readForm(decode(request, plusToSpace(body as Buffer))))
      } catch (fault) {
        done(malformed(fault, 'The form could not be read.'))
      }
    },
  )
}

/**
 * Lets this encapsulated part take JSON, as strictly. No page has a form of lists in lists.
 * @param app - the part
 * @param types - the names under which JSON comes there
 */
export function takeJson(app: FastifyInstance, types: string[] = ['application/json']): void {
  app.addContentTypeParser(types, { parseAs: 'buffer' }, (request, body, done) => {
    try {
      const text = decode(request, body as Buffer)
      done(null, text === '' ? undefined : readJson(text))
    } catch (fault) {
      done(malformed(fault, 'The body is not valid JSON.'))
    }
  })
}

function decode(request: FastifyRequest, body: Buffer): string {
  const charset = /charset="?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1]
  if (charset && !/^utf-?8$/i.test(charset))
    throw new SeamarkError('invalid', 'wrong-encoding', 'Send UTF-8.', { status: 415 })
  return utf8.decode(body)
}

function malformed(fault: unknown, message: string): Error {
  if (fault instanceof SeamarkError) return fault
  return new SeamarkError('invalid', 'malformed', message, { cause: fault })
}

/**
 * Reads the path's parameters. What does not fit cannot exist, so it is answered like what is not there.
 * @param schema - of all parameters of the path
 * @returns what the schema makes of them
 * @throws not-found when they do not fit
 */
export function pathOf<T extends z.ZodType>(request: FastifyRequest, schema: T): z.output<T> {
  const parsed = schema.safeParse(request.params)
  if (!parsed.success) throw notFound()
  return parsed.data
}

/**
 * Reads the query string.
 * @param schema - of all its fields
 * @returns what the schema makes of it
 * @throws invalid with `fields` when the query string does not fit the schema
 */
export function queryOf<T extends z.ZodType>(request: FastifyRequest, schema: T): z.output<T> {
  refuseWhatCannotBeStored(request.query, 'query')
  return parse(schema, request.query)
}

/**
 * Reads the body: a form or JSON, decoded already.
 * @param schema - of all its fields
 * @returns what the schema makes of it
 * @throws invalid with `fields` when the body does not fit the schema
 */
export function bodyOf<T extends z.ZodType>(request: FastifyRequest, schema: T): z.output<T> {
  refuseWhatCannotBeStored(request.body, 'body')
  return parse(schema, request.body ?? {})
}

/**
 * Parses anything with a schema.
 * @param schema - of what is expected
 * @param input - nobody vouched for it
 * @returns what the schema makes of it
 * @throws invalid with `fields`
 */
export function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw invalid(fieldErrors(parsed.error))
  return parsed.data
}

/**
 * A form's fields as strings, for pages that come back with what was typed.
 * @returns field to its value, or to all values where it was sent more than once; nothing of it has been
 *   checked
 */
export function typedValues(request: FastifyRequest): Record<string, string | string[]> {
  return (request.body ?? {}) as Record<string, string | string[]>
}

/**
 * NUL and unpaired surrogates: PostgreSQL refuses the first and would silently change the second.
 * @param whole - names the input where the fault is in no field's value
 * @throws invalid, which names the first of them
 */
function refuseWhatCannotBeStored(input: unknown, whole: string): void {
  const { fields, add } = newFaults(whole)
  const path: string[] = []
  /** @returns false once enough faults are named */
  const look = (value: unknown): boolean => {
    if (typeof value === 'string')
      return isStorable(value) || add(path, 'Contains a character that cannot be stored')
    if (typeof value !== 'object' || value === null) return true
    return Object.entries(value).every(([name, one]) => {
      if (!isStorable(name) && !add([], 'Contains a character that cannot be stored')) return false
      path.push(name)
      const goesOn = look(one)
      path.pop()
      return goesOn
    })
  }
  look(input)
  if (Object.keys(fields).length > 0) throw invalid(fields)
}

const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** The largest number of PostgreSQL's type `integer`. */
export const LARGEST_INTEGER = 2_147_483_647

/** A record's version as a form carries it: what is beyond PostgreSQL's integer is the version of nothing. */
export const seenNumber = z.coerce.number().int().min(0).max(LARGEST_INTEGER)

/**
 * Makes the schema of an id of one kind, in a path, a form or a body: `idOf<PersonId>()`.
 * @returns takes a UUID as text, and gives it the brand
 */
export const idOf = <Wanted extends Id<string>>() => z.uuid() as unknown as z.ZodType<Wanted, string>

/** A record's id in a path. */
export const idPath = z.object({ id: z.uuid() })
