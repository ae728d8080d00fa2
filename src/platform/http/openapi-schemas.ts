/** The named schemas of the API's description: what stands twice is said once, and generated code has names for it. */
import { z } from 'zod'

export type Components = {
  /**
   * Enters a schema under its own name (`schema.meta({ id })`), or under this one.
   * @returns where it stands, as `$ref`
   */
  named: (schema: z.ZodType, name: string, io: 'input' | 'output') => object
  /** @returns the schema itself, for parameters, which have no names */
  inline: (schema: z.ZodType) => object
  /** Enters answers that many operations have. @returns status to where each stands */
  problems: (answers: readonly ProblemAnswer[]) => Record<string, object>
  all: () => { schemas: Record<string, object>; responses: Record<string, object> }
}

/** An answer of 4xx or 5xx: one is written down however many operations have it. */
export type ProblemAnswer = { status: number; name: string | null; description: string; example: object }

type Json = Record<string, unknown>

/**
 * Begins a list of named schemas.
 * @returns what enters schemas into it
 */
export function componentsFor(): Components {
  const schemas: Record<string, object> = {}
  const responses: Record<string, object> = {}

  const enter = (name: string, schema: Json): void => {
    const { id: _name, ...bare } = schema
    const there = schemas[name]
    if (there !== undefined && JSON.stringify(there) !== JSON.stringify(bare))
      throw new Error(`Two schemas of the API that differ are called ${name}`)
    schemas[name] = bare
  }
  const read = (schema: z.ZodType, io: 'input' | 'output'): Json => {
    const made = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
    const { $schema: _dialect, $defs = {}, ...rest } = pointedHere(made)
    for (const [name, one] of Object.entries($defs as Record<string, Json>)) enter(name, one)
    return rest
  }
  return {
    named: (schema, name, io) => {
      const json = read(schema, io)
      const own = typeof json['id'] === 'string' ? json['id'] : name
      // What is one of the named ones already needs no second name.
      if (Object.keys(json).length === 1 && '$ref' in json) return json
      enter(own, json)
      return { $ref: `#/components/schemas/${own}` }
    },
    inline: (schema) => read(schema, 'input'),
    problems: (answers) =>
      Object.fromEntries<object>(
        answers.map(({ status, name, description, example }): [string, object] => {
          const answer = {
            description,
            content: {
              'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example },
            },
          }
          if (name === null) return [String(status), answer]
          responses[name] = answer
          return [String(status), { $ref: `#/components/responses/${name}` }]
        }),
      ),
    all: () => ({ schemas: inOrder(schemas), responses: inOrder(responses) }),
  }
}

/** What zod points to beside the schema stands in the document's own place. */
const pointedHere = (schema: Json): Json =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json

const inOrder = (named: Record<string, object>): Record<string, object> =>
  Object.fromEntries(Object.entries(named).sort(([left], [right]) => (left < right ? -1 : 1)))
