/** The pages of the coast. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { contactPages } from './contact.page.ts'
import { loadPages } from './load.page.ts'
import { picturePages } from './picture.page.ts'
import { planPages } from './plan.page.ts'
import { sitePages } from './site.page.ts'
import { stretchPages } from './stretch.page.ts'
import { wherePages } from './where.page.ts'

export async function pages(app: FastifyInstance): Promise<void> {
  const dataFolder = app.dataFolder ?? (await mkdtemp(path.join(tmpdir(), 'seamark-')))
  planPages(app, dataFolder)
  stretchPages(app, dataFolder)
  contactPages(app)
  sitePages(app, dataFolder)
  wherePages(app, dataFolder)
  picturePages(app, dataFolder)
  // Encapsulated: only these routes take files.
  await app.register(loadPages)
}
