/** Records: reading the ledger (retention and review come later). */
import type { FastifyInstance } from 'fastify'
import { ledgerPages } from './pages/ledger.page.ts'

export async function pages(app: FastifyInstance): Promise<void> {
  await app.register((inner) => {
    ledgerPages(inner)
    return Promise.resolve()
  })
}
