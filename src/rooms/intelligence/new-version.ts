/** Begins a new version of an own report: a draft that holds what the report says now. */
import { conflict, notFound } from '../../platform/errors.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import { readDraft, startDraft, type Draft } from './drafts.ts'
import { mustDecide } from './officers.ts'
import { readReport } from './read-report.ts'
import { sanitisedFrom } from './second-officer.ts'
import { wholeReport } from './whole-report.ts'

/**
 * Begins a new version; goes on with this person's own draft of one where there is one. That of a sanitised
 * report goes to a second officer like its first version.
 * @param id - of the report
 * @returns the draft
 * @throws forbidden `wrong-role`; not-found unless it is an own report; conflict `is-draft`, `is-recalled`
 */
export async function beginNewVersion(scope: MemberScope, id: string): Promise<Draft> {
  mustDecide(scope)
  const view = await readReport(scope, id)
  if (!view.own) throw notFound()
  if (view.status === 'draft') throw conflict('is-draft', 'This is a draft still: change it as it is.')
  if (view.status === 'withdrawn')
    throw conflict('is-recalled', 'This report was recalled, so it cannot be changed. File a new report.')
  const begun = await scope.tx.maybe<{ id: string }>(
    `select id from access.record
     where next_version_of = $1 and author_id = $2 and status = 'draft' order by created_at desc limit 1`,
    [id, scope.actor.personId],
  )
  if (begun) return await readDraft(scope, begun.id)
  const sanitises = await sanitisedFrom(scope, id)
  return await startDraft(scope, wholeReport(view), {
    nextVersionOf: id,
    basedOn: view.version,
    ...(sanitises === null ? {} : { sanitises }),
  })
}
