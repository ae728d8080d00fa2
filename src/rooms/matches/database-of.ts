/** The node's database, for the one thing here that the program does itself: looking up names. */
import type { FastifyInstance } from 'fastify'
import type { Database } from '../../platform/database/perform.ts'
import { bug } from '../../platform/errors.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** where the house says which it is */
    database?: Database
  }
}

/** @throws a bug where the house did not say */
export function databaseOf(app: FastifyInstance): Database {
  if (!app.database) throw bug('The node has not said which its database is')
  return app.database
}
