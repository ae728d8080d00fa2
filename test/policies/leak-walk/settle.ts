/** What Sussex Police lawfully hold and know, the same in both worlds, so that no page is empty. */
import { loadCoast } from '../../../exercise/coast/load-coast.ts'
import { makeExerciseDesks } from '../../../exercise/reporting/desks.ts'
import type { MemberScope } from '../../../src/platform/database/scope.ts'
import { publicServices, report } from '../../../src/rooms/reporting/arrival/arrival.test-support.ts'
import { weighWaitingPersons } from '../../../src/rooms/matches/index.ts'
import {
  fileReport,
  parseReport,
  recallReport,
  releaseReport,
} from '../../../src/rooms/intelligence/index.ts'
import { startDraft } from '../../../src/rooms/intelligence/drafts.ts'
import type { TestNode } from '../../support/node.ts'
import { reportBody } from '../../support/reports.ts'
import { SECRET_BIRTH, type Secret } from './secret.ts'
import type { Ids } from './walker.ts'

const SHARED_PERSON = {
  kind: 'person',
  item: 1,
  category: 'suspected',
  names: ['Karwan Haddad'],
  born: '1990-03-05',
}
const secretPerson = (secret: Secret) => ({
  ...SHARED_PERSON,
  names: [`Canary ${secret.person}`],
  born: SECRET_BIRTH,
})

const SUSSEX = 'intelligence-officer@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'

/**
 * @param secrets - two reports of Sussex name an identifier of the silent one and of the one in an operation, and
 *   its persons with their births
 * @returns ids by the names that `requests.ts` puts into paths
 */
export async function settle(world: TestNode, secrets: { silent: Secret; operation: Secret }): Promise<Ids> {
  const as = <T>(email: string, work: (scope: MemberScope) => Promise<T>) =>
    world.database.performAs(
      { personId: world.person(email).id, operation: 'test.settle', purpose: null },
      work,
    )
  const file = async (email: string, title: string, subjects: object[]) => {
    const parsed = parseReport(reportBody({ title, subjects }))
    if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
    return (await as(email, (scope) => fileReport(scope, parsed.report))).id
  }
  const ids: Ids = {}
  ids['own report'] = await file(SUSSEX, 'Vans at the industrial estate', [
    { kind: 'vessel', item: 1, value: '9074729' },
    { kind: 'phone', item: 1, value: '07700 900999' },
    SHARED_PERSON,
  ])
  ids['own held silently'] = await file(SUSSEX, 'A number on a scrap of paper', [
    { kind: 'phone', item: 1, value: secrets.silent.phone },
    { kind: 'email', item: 1, value: secrets.operation.email },
    secretPerson(secrets.silent),
    secretPerson(secrets.operation),
  ])
  await file(KENT, 'The same number seen in Dover', [
    { kind: 'phone', item: 1, value: '07700 900999' },
    SHARED_PERSON,
  ])
  const [side] = await world.admin<{ id: string }>(
    'select id from deconfliction.match_side where report_id = $1',
    [ids['own report']],
  )
  ids['own match'] = side?.id ?? ''
  await weighWaitingPersons(world.database)
  const [pair] = await world.admin<{ id: string }>(
    `select id from deconfliction.match_side where report_id = $1 and kind = 'person'`,
    [ids['own report']],
  )
  if (!pair) throw new Error('the two agencies’ person is a pair')
  ids['own pair match'] = pair.id
  ids['own draft'] = (await as(SUSSEX, (scope) => startDraft(scope, { title: 'Half a report' }))).id
  const to = { agencies: [world.agency('sussex-police')] }
  ids['own received'] = await file(KENT, 'Engines bought in bulk', [])
  ids['own recalled'] = await file(KENT, 'Engines that were not bought', [])
  for (const id of [ids['own received'], ids['own recalled']])
    await as(KENT, (scope) => releaseReport(scope, id, { to, reason: 'Sussex asked' }))
  const { 'own recalled': recalled } = ids
  await as(KENT, (scope) => recallReport(scope, recalled, 'Filed in error'))
  await makeExerciseDesks(world.database, null)
  await loadCoast(world.database)
  for (const [name, table] of [
    ['own stretch', 'stretch'],
    ['own coast contact', 'contact'],
    ['own site', 'site'],
  ] as const) {
    const [row] = await world.admin<{ id: string }>(
      `select id from coast.${table} order by ${table === 'contact' ? 'organisation' : 'name'} limit 1`,
    )
    ids[name] = row?.id ?? ''
  }
  ids['own public report'] = (await publicReport(world)).id
  return ids
}

/** A report of the public, to the desk of Sussex unless its answers say otherwise. */
export async function publicReport(
  world: TestNode,
  change: Parameters<typeof report>[1] = {},
): Promise<{ id: string; reference: string }> {
  const { reference } = await report(publicServices(world.database), change)
  const [row] = await world.admin<{ id: string }>(
    'select id from reporting.public_report where reference = $1',
    [reference],
  )
  return { id: row?.id ?? '', reference }
}
