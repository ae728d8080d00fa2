/**
 * An event of the ledger in the field names of the Elastic Common Schema 8.17, which security programs know. What has no
 * name there stands under `seamark`. The field list is in docs/operators/security-feed.md.
 */
import { z } from 'zod'
import { codesOf, eventKind, type EventKind } from '../../../wire/codes.ts'
import type { FedEvent } from '../feed-ledger.ts'

const ECS = '8.17.0'

/** `event.category`, of which ECS has a closed list, and the types that it allows there. */
const SORTS: Readonly<Record<Exclude<EventKind, 'refusal' | 'administration'>, Sort>> = {
  collection: { category: 'database', type: 'change' },
  alteration: { category: 'database', type: 'change' },
  consultation: { category: 'database', type: 'access' },
  disclosure: { category: 'database', type: 'access' },
  combination: { category: 'database', type: 'access' },
  erasure: { category: 'database', type: 'change' },
  'sign-in': { category: 'authentication', type: 'start' },
}

type Sort = {
  category: 'authentication' | 'configuration' | 'database' | 'iam'
  type: 'access' | 'change' | 'start'
}

const SIGN_IN = /^identity\.sign-in\./
const OF_ACCOUNTS = /^(identity|people)\./

export const ecsDocument = z
  .object({
    '@timestamp': z.iso.datetime().describe('of what the public does, the hour and nothing nearer'),
    ecs: z.object({ version: z.literal(ECS) }),
    event: z.object({
      id: z.string().describe('sealed; the same whenever it is read'),
      kind: z.literal('event'),
      module: z.literal('seamark'),
      dataset: z.literal('seamark.ledger'),
      category: z.array(z.enum(['authentication', 'configuration', 'database', 'iam'])),
      type: z.array(z.enum(['access', 'change', 'start'])),
      action: z.string().describe('the operation, like intelligence.report.read'),
      outcome: z.enum(['success', 'failure']),
      reason: z.string().optional().describe('of a refusal: why, as a code'),
    }),
    organization: z.object({ id: z.string().describe('slug of the agency whose ledger this is') }),
    user: z
      .object({ id: z.uuid(), full_name: z.string().optional().describe('of your own people only') })
      .optional()
      .describe('who acted, where it was a person'),
    service: z.object({ type: z.literal('seamark') }),
    seamark: z.object({
      kind: z.enum(codesOf(eventKind)).describe('as section 62 of the Data Protection Act 2018 sorts it'),
      actor: z.string().optional().describe('the part of the program that acted, where it was no person'),
      record: z.object({ kind: z.string(), id: z.uuid() }).optional().describe('what it was about'),
      recipients: z.array(z.string()).describe('slugs of the agencies concerned; `*` for all partners'),
    }),
  })
  .describe('an event, without content: no title, no name of a subject, no purpose')

/**
 * Writes an event in ECS.
 * @param event - of the feed
 * @returns nested, as ECS documents are
 */
export function ecsOf(event: FedEvent): z.output<typeof ecsDocument> {
  const { kind, operation, person, record } = event
  const { category, type } = sortOf(kind, operation)
  return {
    '@timestamp': event.at.toISOString(),
    ecs: { version: ECS },
    event: {
      ...{ id: event.id, kind: 'event', module: 'seamark', dataset: 'seamark.ledger' },
      ...{ category: [category], type: [type], action: operation },
      outcome: kind === 'refusal' ? 'failure' : 'success',
      ...(event.reason === null ? {} : { reason: event.reason }),
    },
    organization: { id: event.agency },
    ...(person === null
      ? {}
      : { user: { id: person.id, ...(person.name === null ? {} : { full_name: person.name }) } }),
    service: { type: 'seamark' },
    seamark: {
      kind,
      ...(event.service === null ? {} : { actor: event.service }),
      ...(record === null ? {} : { record }),
      recipients: event.recipients,
    },
  }
}

function sortOf(kind: EventKind, operation: string): Sort {
  if (kind === 'administration')
    return { category: OF_ACCOUNTS.test(operation) ? 'iam' : 'configuration', type: 'change' }
  if (kind === 'refusal')
    return SIGN_IN.test(operation) ? SORTS['sign-in'] : { category: 'database', type: 'access' }
  return SORTS[kind]
}
