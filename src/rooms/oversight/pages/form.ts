/** A form of this room: what it asks is said as data; sending, refusing and coming back are the same for all. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../design/dates.ts'
import { withDateFields, type FieldOptions } from '../../../design/fields.ts'
import type { MemberScope, Role } from '../../../platform/database/scope.ts'
import type { BodySize } from '../../../platform/http/body-limits.ts'
import { bodyOf, pathOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'

export type Field = {
  kind: 'input' | 'textarea' | 'select' | 'radios' | 'checkboxes' | 'date' | 'file'
  options: FieldOptions & { label: string }
}

/** What a form's page prints. */
export type FormView = {
  title: string
  caption?: string
  /** sentences above the fields */
  intro?: readonly string[]
  /** what a person looks at while they fill it in */
  facts?: readonly { key: string; text: string }[]
  fields: readonly Field[]
  /** what goes along without being asked */
  hidden?: Readonly<Record<string, string>>
  submit: string
  cancel: string
  /** as they stand before anything is typed; `version` goes along hidden */
  values: Record<string, unknown>
}

export type FormRoute<Path extends z.ZodType, Body extends z.ZodType> = {
  path: string
  operation: string
  access: readonly Role[]
  pathSchema: Path
  schema: Body
  /** names of fields that hold a day */
  dates?: readonly string[]
  body?: BodySize
  view: (scope: MemberScope, path: z.output<Path>, request: FastifyRequest) => Promise<FormView>
} & (
  | {
      /** is done in one transaction */
      send: (scope: MemberScope, input: z.output<Body>, path: z.output<Path>) => Promise<Done>
      act?: undefined
    }
  | {
      /** opens transactions itself: between them is what must stand in none */
      act: (request: FastifyRequest, input: z.output<Body>, path: z.output<Path>) => Promise<Done>
      send?: undefined
    }
)

/** Where it goes on, and what is said there. */
type Done = { to: string; said: string }

const FORM = 'rooms/oversight/pages/form.njk'

/**
 * Registers a form: its page, and what it sends. The page's operation is the form's with `.show` behind it.
 * @param route - what the form asks, and what is done with it
 */
export function formPages<Path extends z.ZodType, Body extends z.ZodType>(
  app: FastifyInstance,
  route: FormRoute<Path, Body>,
): void {
  const { path, operation, access, body } = route
  const dates = route.dates ?? []
  const schema = z.preprocess(
    (typed) =>
      typeof typed === 'object' && typed !== null
        ? withDateFields(typed as Record<string, unknown>, dates)
        : typed,
    route.schema,
  )
  app.get(path, { config: { operation: `${operation}.show`, access } }, (request, reply) =>
    showForm(request, reply, route, null),
  )
  app.post(path, { config: { operation, access, ...(body ? { body } : {}) } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const at = pathOf(request, route.pathSchema)
        const input = bodyOf<z.ZodType<z.output<Body>>>(request, schema)
        const { to, said } = route.act
          ? await route.act(request, input, at)
          : await request.perform((scope) => route.send(scope, input, at))
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
  const form = await request.perform((scope) => view(scope, at, request))
  const { version } = form.values
  return await reply.page(FORM, {
    ...form,
    sendsFile: form.fields.some(({ kind }) => kind === 'file'),
    // A form that was stale goes on from what is saved now; what was typed stays in it.
    values:
      refused === null
        ? form.values
        : { ...refused.values, version: refused.stale ? version : (refused.values['version'] ?? version) },
    saved: refused?.stale === true ? savedRows(form) : null,
    ...(refused ? { errors: refused.errors } : {}),
  })
}

/** What is saved now, beside what was typed. */
function savedRows({ fields, values }: FormView): { key: string; text: string }[] {
  return fields.map(({ kind, options }) => {
    const value = values[options.name]
    const shown = kind === 'date' ? ukDate(value) : labelOf(options, value)
    return { key: options.label, text: shown === '' ? 'Nothing' : shown }
  })
}

function labelOf({ items }: FieldOptions, value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  if (!Array.isArray(items)) return text
  const found = (items as { value?: string; text?: string }[]).find((one) => one.value === text)
  return found?.text ?? text
}

export const noPath = z.object({})
