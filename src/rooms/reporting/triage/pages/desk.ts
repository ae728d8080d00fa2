/** What the pages of this desk need, and the gate in front of a sealed report. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Geography } from '../../../coast/index.ts'
import { asSeamarkError, forbidden } from '../../../../platform/errors.ts'
import type { BodySize } from '../../../../platform/http/body-limits.ts'
import { idPath, pathOf } from '../../../../platform/http/input.ts'
import type { Access } from '../../../../platform/http/types.ts'
import { publicKind } from '../../body.ts'
import { DESTROYED, LOCKED, readEnvelope } from '../opened-report.ts'
import { waited } from '../first-look.ts'
import { deskRoles } from '../tasks.ts'
import { hoursSince } from '../urgency.ts'

export type TriageServices = {
  /** opened when it is first asked for */
  geography: () => Promise<Geography>
  /** the exercise shows its passphrase; production never */
  demo: boolean
}

export const FOLDER = 'rooms/reporting/triage/pages'

/** A route of the desk. */
export const config = (operation: string, access: Access = deskRoles, body: BodySize = 'small') => ({
  config: { operation: `reporting.triage.${operation}`, access, body },
})

/** Whose unlocked keys are used: those of this browser's session, not of the person. */
export function sessionOf(request: FastifyRequest): Buffer {
  const session = request.signedIn?.session?.idHash
  // Keys are unlocked on a page; a program with a token has none.
  if (session === undefined) throw forbidden(LOCKED, 'Public reports are opened on the desk’s pages only.')
  return session
}

const REASONS: Readonly<Record<string, 'purpose' | 'locked' | 'destroyed'>> = {
  'purpose-needed': 'purpose',
  [LOCKED]: 'locked',
  [DESTROYED]: 'destroyed',
}

/**
 * Does something that takes an open report; where a purpose or the key is missing, asks for it on the spot.
 * @param work - what is done; whatever else it throws is thrown
 */
export async function throughGate(
  services: TriageServices,
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await work()
  } catch (thrown) {
    const reason = REASONS[asSeamarkError(thrown).code]
    if (reason === undefined || request.method !== 'GET') throw thrown
    const { id } = pathOf(request, idPath)
    const envelope = await request.perform((scope) => readEnvelope(scope, id))
    return await reply.page(`${FOLDER}/gate.njk`, {
      title: titleOf(envelope),
      back: { text: 'Back to public reports', href: '/triage' },
      reason,
      envelope,
      // What an officer should know before looking for a passphrase.
      happening:
        envelope.happeningNow && envelope.state === 'new'
          ? `Waiting up to ${waited(hoursSince(envelope.hour, new Date()) + 1)} for a first look.`
          : null,
      returnTo: request.url,
      passphrase: services.demo ? EXERCISE_PASSPHRASE : null,
    })
  }
}

/** Everybody knows it: the exercise's keys are refused in production. */
export const EXERCISE_PASSPHRASE = 'exercise lantern'

export const titleOf = (envelope: { kind: keyof typeof publicKind; reference: string }) =>
  `${publicKind[envelope.kind]}: ${envelope.reference}`

/** A form that comes back: what is wrong, by field. */
export function errorsOf(thrown: unknown): Record<string, string> {
  const error = asSeamarkError(thrown)
  if (error.kind === 'invalid') return error.fields ?? { form: error.message }
  if (error.code === LOCKED)
    return { form: 'The desk’s key was locked meanwhile. Unlock it in another window, then send this again' }
  throw thrown
}

/** A path of this desk to go back to; anything else is the queue. */
export function ownReturn(value: unknown): string {
  return typeof value === 'string' && /^\/(?:triage|reports)(?:\/[a-z0-9/-]*)?$/.test(value)
    ? value
    : '/triage'
}
