/** The services of one request, which know whose turn it takes where photographs wait to be made safe. */
import type { FastifyRequest } from 'fastify'
import type { PublicServices } from '../arrival/services.ts'
import { networkName } from '../flood/admit.ts'

/**
 * Adds to the services the network that asks.
 * @param services - of the public
 * @returns the same, with the network as it is called this hour
 */
export function sentFrom<S extends PublicServices>(services: S, request: FastifyRequest): S {
  return { ...services, network: networkName(request.ip) }
}
