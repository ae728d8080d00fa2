/** The door of this room: its pages, its part of the API, its jobs, and what other rooms may call. */
import type { FastifyInstance } from 'fastify'
import type { Clockwork, Task } from '../../platform/jobs/worker.ts'

export const tasks: Record<string, Task> = {}
export const clockwork: Clockwork[] = []

export function pages(_app: FastifyInstance): Promise<void> {
  return Promise.resolve()
}

export function api(_app: FastifyInstance): Promise<void> {
  return Promise.resolve()
}
