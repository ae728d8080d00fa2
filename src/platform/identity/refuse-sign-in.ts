/**
 * Refuses a sign-in: a line in the log with codes alone, an event that the agency's administrator and its records manager
 * find, and a page that says what to do next. The same reference stands in all three.
 */
import type { FastifyRequest } from 'fastify'
import type { Database } from '../database/perform.ts'
import { asSeamarkError, SeamarkError } from '../errors.ts'
import type { PersonId } from '../../wire/ids.ts'
import { codesAlong, faultOf, type ProviderFault } from './provider-faults.ts'
import { recordRefusedSignIn } from './refused-sign-ins.ts'
import type { UnaskedRefusals } from './unasked-refusals.ts'
import { refusalWords, type PersonRefusal, type RefusalReason } from './refusals.ts'

/** Somebody for whom the provider vouches and who is refused here: why, and whom it concerns. */
export type RefusedPerson = { refused: PersonRefusal; agencyId: number | null; personId: PersonId | null }

export type Refusing = {
  /** What anybody can bring about with no provider at all, or what was done already: a line, and no event. */
  note: (request: FastifyRequest, code: 'no-trip' | 'another-trip' | 'trip-used' | 'stopped-account') => void
  /** @throws what the page says; `unavailable` where it is the provider that is away */
  ofProvider: (request: FastifyRequest, provider: string, fault: unknown) => Promise<never>
  /** @throws forbidden, with the reason as its code */
  ofPerson: (request: FastifyRequest, person: RefusedPerson, codes?: readonly string[]) => Promise<never>
}

/** Where trying again may help without anybody having done anything. */
const AWAY: ReadonlySet<RefusalReason> = new Set<ProviderFault>([
  'provider-not-reachable',
  'provider-certificate',
  'provider-answers-otherwise',
])

/**
 * What anybody can bring about, who begins a trip and comes back with an answer that they made up. The ledger keeps
 * everything for ever: these are a line and a figure, and in the ledger a number an hour.
 */
const PROVOKED: ReadonlySet<RefusalReason> = new Set<ProviderFault>([
  'token-exchange-refused',
  'provider-refused',
])

/**
 * Makes what refuses sign-ins at one node.
 * @param services - the database, in whose ledger refusals stand
 * @param unasked - counts what anybody can bring about
 * @returns three ways to refuse
 */
export function refusalOf(
  { database }: { database: Database },
  unasked: Pick<UnaskedRefusals, 'count'>,
): Refusing {
  const line = (request: FastifyRequest, refused: string, codes: readonly string[], provider?: string) => {
    const { operation } = request.routeOptions.config
    request.log.warn({ operation, refused, codes, provider }, 'sign-in refused')
  }
  return {
    note: (request, code) => {
      line(request, code, [])
      unasked.count(code)
    },
    ofProvider: async (request, provider, fault) => {
      // Our own database is no fault of the provider's.
      const known = asSeamarkError(fault)
      if (fault instanceof SeamarkError) throw known
      const reason = faultOf(fault)
      line(request, reason, codesAlong(fault), provider)
      if (PROVOKED.has(reason)) unasked.count(reason)
      else
        await recordRefusedSignIn(database, {
          ...{ reason, agencyId: null, personId: null, provider },
          reference: request.id,
        }).catch(() => undefined)
      throw new SeamarkError(
        AWAY.has(reason) ? 'unavailable' : 'forbidden',
        reason,
        messageOf(reason, request.id),
        { cause: fault, next: AGAIN },
      )
    },
    ofPerson: async (request, { refused, agencyId, personId }, codes = []) => {
      line(request, refused, codes)
      await recordRefusedSignIn(database, { reason: refused, agencyId, personId, reference: request.id })
      throw new SeamarkError('forbidden', refused, messageOf(refused, request.id), { next: AGAIN })
    },
  }
}

const AGAIN = { text: 'Go to the sign-in page', href: '/sign-in' }

const messageOf = (reason: RefusalReason, reference: string): string =>
  `${refusalWords[reason].toThePerson} Give them this reference: ${reference}.`
