/** What happens to a report that is recalled: a second version, a file that has it, what was said of the copies. */
import type { MemberScope } from '../../../src/platform/database/scope.ts'
import {
  acceptConditions,
  acknowledgeRecall,
  parseReport,
  readReport,
} from '../../../src/rooms/intelligence/index.ts'
import { exportSearch } from '../../../src/rooms/intelligence/export-search.ts'
import { writeVersion } from '../../../src/rooms/intelligence/write-version.ts'
import type { TestNode } from '../../support/node.ts'
import type { Secret } from './secret.ts'
import { canaryWord, OFFICER, RECIPIENT } from './words.ts'

const acting =
  (world: TestNode) =>
  <T>(email: string, work: (scope: MemberScope) => Promise<T>) =>
    world.database.performAs(
      { personId: world.person(email).id, operation: 'test.plant', purpose: null },
      work,
    )

/** Kent reads it and takes it along in a file; then its owner writes a second version and says why. */
export async function plantBeforeRecall(
  world: TestNode,
  secret: Secret,
  body: object,
  words: Record<string, string>,
): Promise<void> {
  const as = acting(world)
  await as(RECIPIENT, (scope) => acceptConditions(scope, secret.id))
  await as(RECIPIENT, (scope) => readReport(scope, secret.id))
  await as(RECIPIENT, (scope) => exportSearch(scope, { q: secret.reference }))
  const parsed = parseReport({ ...body, review_on: '2031-03-03' })
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  const reason = `Because of ${(words['reason of a version'] = canaryWord())}`
  await as(OFFICER, (scope) => writeVersion(scope, secret.id, { version: 1 }, parsed.report, { reason }))
}

/** Kent says what it did with its copies. */
export async function plantStatement(
  world: TestNode,
  secret: Secret,
  words: Record<string, string>,
): Promise<void> {
  const note = `Kept for ${(words['statement on copies'] = canaryWord())}`
  await acting(world)(RECIPIENT, (scope) => acknowledgeRecall(scope, secret.id, { copies: 'kept', note }))
}
