import type { FastifyInstance } from 'fastify'
export function disruptionsApi(_app: FastifyInstance): void {}
