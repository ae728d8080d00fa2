/** What the API says of operations. */
import { z } from 'zod'
import * as codes from '../../../wire/codes.ts'
import type { InPost, OperationView, Part } from '../read-operation.ts'

const classification = z.enum(codes.codesOf(codes.classification))
const state = z.enum(codes.codesOf(codes.operationState))
const post = z.enum(codes.codesOf(codes.operationPost))
const instant = z.iso.datetime().describe('UTC')

export const listDocument = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      reference: z.string(),
      codename: z.string(),
      classification,
      lead_agency: z.string(),
      state,
      posts: z.array(post).describe('what you hold in it'),
      ends_on: z.iso.date(),
    }),
  ),
})

const operation = z.object({
  id: z.uuid(),
  reference: z.string(),
  codename: z.string(),
  classification,
  lead_agency: z.string(),
  state,
  aim: z.string(),
  purpose: z.string(),
  origin: z.enum(codes.codesOf(codes.operationOrigin)),
  priority: z.string().nullable(),
  strands: z.array(z.enum(codes.codesOf(codes.groupStrand))),
  phase: z.enum(codes.codesOf(codes.groupPhase)).nullable(),
  dpia_reference: z.string().nullable(),
  information_owner: z.string(),
  leaving: z.string(),
  opened_at: instant.nullable(),
  ends_on: z.iso.date(),
  closing_note: z.string().nullable(),
  agencies: z.array(
    z.object({
      agency: z.string(),
      gateway: z.string(),
      state: z.enum(codes.codesOf(codes.participationState)),
      since: instant,
    }),
  ),
})

export const operationDocument = {
  schema: operation,
  of: (view: OperationView, agencies: readonly Part[]): z.output<typeof operation> => ({
    ...{ id: view.id, reference: view.reference, codename: view.codename, lead_agency: view.lead },
    ...{ classification: view.classification, state: view.state, aim: view.aim, purpose: view.purpose },
    ...{ origin: view.origin, priority: view.priority, strands: view.strands, phase: view.phase },
    dpia_reference: view.dpiaReference,
    information_owner: view.informationOwner,
    leaving: view.leaving,
    opened_at: view.openedAt?.toISOString() ?? null,
    ends_on: view.endsOn,
    closing_note: view.closingNote,
    agencies: agencies.map(({ agency, gateway, state: how, since }) => ({
      ...{ agency, gateway, state: how, since: since.toISOString() },
    })),
  }),
}

const member = z.object({
  id: z.uuid().describe('of the post'),
  who: z.string().describe('by role, where they are of another agency'),
  agency: z.string(),
  post,
  state: z.enum(['proposed', 'accepted']),
  confirmed_until: instant.nullable().describe('after that they read nothing until they are confirmed'),
})

export const memberDocument = {
  of: (one: InPost): z.output<typeof member> => ({
    ...{ id: one.id, who: one.who, agency: one.agency, post: one.post, state: one.state },
    confirmed_until: one.confirmedUntil?.toISOString() ?? null,
  }),
}

export const membersDocument = z.object({ items: z.array(member) })
