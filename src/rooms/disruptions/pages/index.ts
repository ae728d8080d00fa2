/** The pages of this room. */
import type { FastifyInstance } from 'fastify'
import type { ShowLinked } from '../../../platform/rooms/filing.ts'

/** Registers them. @param linked - what other rooms show beside a disruption */
export function pages(_app: FastifyInstance, _linked: readonly ShowLinked[]): void {}
