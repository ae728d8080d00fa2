/** Every page of this room. */
import type { FastifyInstance } from 'fastify'
import { evaluatePages } from './evaluate/evaluate.page.ts'
import { filingPages } from './filing/index.ts'
import { importPages } from './imports/imports.page.ts'
import { listPages } from './lists/lists.page.ts'
import { noticePages } from './recall/notice.page.ts'
import { recallPages } from './recall/recall.page.ts'
import { releasePages } from './release/release.page.ts'
import { comparePages } from './report/compare.page.ts'
import { ownerPages } from './report/owner.page.ts'
import { reportPages } from './report/report.page.ts'
import { beginPages } from './sanitise/begin.page.ts'
import { secondCheckPages } from './sanitise/check.page.ts'
import { searchPages } from './search/search.page.ts'

export async function pages(app: FastifyInstance): Promise<void> {
  listPages(app)
  filingPages(app)
  reportPages(app)
  ownerPages(app)
  comparePages(app)
  releasePages(app)
  recallPages(app)
  noticePages(app)
  beginPages(app)
  secondCheckPages(app)
  evaluatePages(app)
  searchPages(app)
  await app.register(importPages)
}
