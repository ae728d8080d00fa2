/** Forms of this room that say their fields as data: sending, refusing and coming back are the same for all. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { withDateFields, type FieldOptions } from '../../design/fields.ts'
import { invalid } from '../../platform/errors.ts'
import type { MemberScope, Role } from '../../platform/database/scope.ts'
import { bodyOf, pathOf } from '../../platform/http/input.ts'
import { orAgain, type Refused } from '../../platform/http/or-again.ts'
import { isRealDate } from '../../wire/written-day.ts'
import { MARKING } from './ledger-csv.ts'

/**
 * The fields of a form of this room, its dates in one piece.
 * @param request - the form
 * @param schema - what it asks
 * @param dates - names of fields that hold a day
 * @returns as the schema has it
 * @throws invalid by the field
 */
export function formWithDates<T extends z.ZodType>(
  request: FastifyRequest,
  schema: T,
  dates: readonly string[],
): z.output<T> {
  return bodyOf<z.ZodType<z.output<T>>>(
    request,
    z.preprocess(
      (typed) =>
        typeof typed === 'object' && typed !== null
          ? withDateFields(typed as Record<string, unknown>, dates)
          : typed,
      schema,
    ),
  )
}

export type Field = {
  kind: 'input' | 'textarea' | 'select' | 'radios' | 'date'
  options: FieldOptions & { label?: string; legend?: string }
}

/** What a form's page prints. */
export type FormView = {
  title: string
  intro?: readonly string[]
  fields: readonly Field[]
  submit: string
  cancel: string
  /** as they stand before anything is typed; `version` goes along hidden */
  values: Readonly<Record<string, unknown>>
}

export type FormRoute<Path extends z.ZodType, Body extends z.ZodType> = {
  path: string
  operation: string
  access: readonly Role[]
  pathSchema: Path
  schema: Body
  /** names of fields that hold a day */
  dates: readonly string[]
  view: (scope: MemberScope, path: z.output<Path>) => Promise<FormView> | FormView
  send: (
    scope: MemberScope,
    input: z.output<Body>,
    path: z.output<Path>,
  ) => Promise<{ to: string; said: string }>
}

/**
 * Registers a form: its page, and what it sends. The page's operation is the form's with `.show` behind it.
 * @param route - what the form asks, and what is done with it
 */
export function formPages<Path extends z.ZodType, Body extends z.ZodType>(
  app: FastifyInstance,
  route: FormRoute<Path, Body>,
): void {
  const { path, operation, access } = route
  app.get(path, { config: { operation: `${operation}.show`, access } }, (request, reply) =>
    showForm(request, reply, route, null),
  )
  app.post(path, { config: { operation, access, body: 'large' } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const at = pathOf(request, route.pathSchema)
        const input = formWithDates(request, route.schema, route.dates)
        const { to, said } = await request.perform((scope) => route.send(scope, input, at))
        return reply.done(to, said)
      },
      (refused) => showForm(request, reply, route, refused),
    ),
  )
}

async function showForm<Path extends z.ZodType, Body extends z.ZodType>(
  request: FastifyRequest,
  reply: FastifyReply,
  { pathSchema, view }: FormRoute<Path, Body>,
  refused: Refused | null,
): Promise<FastifyReply> {
  const at = pathOf(request, pathSchema)
  const form = await request.perform(async (scope) => view(scope, at))
  const { version } = form.values
  return await reply.page('rooms/records/form.njk', {
    ...form,
    classification: MARKING,
    back: { text: 'Back', href: form.cancel },
    // A form that was stale goes on from what is saved now; what was typed stays in it.
    values:
      refused === null
        ? form.values
        : { ...refused.values, version: refused.stale ? version : (refused.values['version'] ?? version) },
    stale: refused?.stale === true,
    errors: refused?.errors ?? {},
  })
}

const characters = (most: number) => `Must be ${most.toLocaleString('en-GB')} characters or fewer`

/**
 * A text that must be there.
 * @param most - characters
 * @param missing - what to do when it is not
 * @returns its schema
 */
export const words = (most: number, missing: string) =>
  z.string({ error: missing }).trim().min(1, missing).max(most, characters(most))

/**
 * A text that may be left out.
 * @param most - characters
 * @returns null where it is empty
 */
export const maybeWords = (most: number) =>
  z
    .string()
    .trim()
    .max(most, characters(most))
    .default('')
    .transform((text) => (text === '' ? null : text))

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && isRealDate(text)

/**
 * A day that must be there, as three boxes give it.
 * @param missing - what to do when it is not
 * @returns its schema: YYYY-MM-DD
 */
export const aDay = (missing: string) => z.string({ error: missing }).refine(isDay, missing)

/** A day that may be left out. */
export const maybeDay = z
  .string()
  .default('')
  .refine((text) => text === '' || isDay(text), 'Enter a real date')
  .transform((text) => (text === '' ? null : text))

/** The version that was before somebody’s eyes. */
export const seenVersion = z.coerce.number().int().min(1).max(2_147_483_647)

const timeOfDay = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/

/**
 * A moment from a day and a time in the United Kingdom.
 * @param field - of the form, which a fault names
 * @param day - YYYY-MM-DD
 * @param time - as in `14:30`
 * @returns the moment
 * @throws invalid when the time is none
 */
export function momentOf(field: string, day: string, time: string): Date {
  const read = timeOfDay.exec(time.trim())
  if (!read) throw invalid({ [field]: 'Enter a time like 14:30' })
  const [, hour = '', minute = ''] = read
  const asUtc = new Date(`${day}T${hour.padStart(2, '0')}:${minute}:00Z`)
  return new Date(asUtc.getTime() - offsetAt(asUtc))
}

/** Milliseconds by which London is ahead of UTC; in the hour in which the clock changes, that of before. */
function offsetAt(moment: Date): number {
  const name =
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeZoneName: 'longOffset' })
      .formatToParts(moment)
      .find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const hours = /\+(\d\d)/.exec(name)?.[1]
  return hours === undefined ? 0 : Number(hours) * 3_600_000
}

/**
 * The time of a moment in the United Kingdom, as its field has it.
 * @param moment - the moment
 * @returns as in `14:30`
 */
export const timeIn = (moment: Date): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' }).format(
    moment,
  )
