/** What the pages of this desk need, and the gate in front of a sealed report. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Geography } from '../../../coast/index.ts'
import { asSeamarkError, forbidden } from '../../../../platform/errors.ts'
import type { BodySize } from '../../../../platform/http/body-limits.ts'
import { idPath, pathOf } from '../../../../platform/http/input.ts'
import type { Access } from '../../../../platform/http/types.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { publicKind } from '../../body.ts'
import { DESTROYED, LOCKED, readEnvelope } from '../opened-report.ts'
import { waited } from '../first-look.ts'
import { hoursSince } from '../urgency.ts'

export type TriageServices = {
  /** opened when it is first asked for */
  geography: () => Promise<Geography>
  /** the exercise shows its passphrase; production never */
  demo: boolean
}

export const FOLDER = 'rooms/reporting/triage/pages'

/**
 * Declares a route of the desk.
 * @param operation - behind `reporting.triage.`
 * @param access - who may; the desk's roles when left out
 * @param body - how large it may be
 * @returns the route's options
 */
export const config = (operation: string, access: Access = whoever.triages, body: BodySize = 'small') => ({
  config: { operation: `reporting.triage.${operation}`, access, body },
})

/**
 * Finds whose unlocked keys are used: those of this browser's session, not of the person.
 * @returns SHA-256 of the session's secret
 * @throws forbidden `desk-key-locked` for a program with a token
 */
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
 * @returns the answer of `work`, or the page that asks for what is missing
 * @throws what `work` throws, unless a purpose or the key is missing on a page that is only read
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

/**
 * Writes the title of a public report.
 * @param envelope - kind and reference
 * @returns kind and reference in words
 */
export const titleOf = (envelope: { kind: keyof typeof publicKind; reference: string }) =>
  `${publicKind[envelope.kind]}: ${envelope.reference}`

/**
 * Says what is wrong with a form that comes back.
 * @param thrown - anything
 * @returns faults by field name
 * @throws what was thrown, when it is no fault of the form
 */
export function errorsOf(thrown: unknown): Record<string, string> {
  const error = asSeamarkError(thrown)
  if (error.kind === 'invalid') return error.fields ?? { form: error.message }
  if (error.code === LOCKED)
    return { form: 'The desk’s key was locked meanwhile. Unlock it in another window, then send this again' }
  throw thrown
}

/**
 * Takes only a path of the desk to go back to.
 * @param value - as the address or the form says it
 * @returns the queue's path for anything else
 */
export function ownReturn(value: unknown): string {
  return typeof value === 'string' && /^\/(?:triage|reports)(?:\/[a-z0-9/-]*)?$/.test(value)
    ? value
    : '/triage'
}
