/** Releases, conditions, readings and recalls between the five agencies. */
import type { MemberScope } from '../../src/platform/database/scope.ts'
import {
  acceptConditions,
  acknowledgeRecall,
  readReport,
  recallReport,
  releaseReport,
} from '../../src/rooms/intelligence/index.ts'
import { SHOWN_NUMBER } from '../world.ts'
import {
  borderForceOfficer,
  immigrationOfficer,
  kentOfficer,
  ncaOfficer,
  sussexAnalyst,
  sussexOfficer,
  type Act,
} from './act.ts'
import type { RecordId } from '../../src/wire/ids.ts'

type Release = { account: string; to: readonly string[] | 'all'; handling: 'P' | 'C'; reason: string }

/** What the reason says is also how a later act finds the report again. */
const recalledBy = {
  borderForce: 'Asked for by the Sussex desk after the harbour meeting',
  immigration: 'Bears on a stop that Kent has planned on the A20',
} as const

const releases: readonly Release[] = [
  { account: ncaOfficer, to: ['sussex-police'], handling: 'P', reason: 'Touches the Sussex coast; for your patrol planning' },
  { account: ncaOfficer, to: ['sussex-police'], handling: 'C', reason: 'For development alongside your own reporting; please keep to the conditions' },
  { account: ncaOfficer, to: 'all', handling: 'P', reason: 'A method that any of us may meet on the coast this winter' },
  { account: kentOfficer, to: ['sussex-police', 'nca'], handling: 'P', reason: 'The vehicles go west along the coast from us' },
  { account: kentOfficer, to: ['sussex-police', 'nca'], handling: 'P', reason: 'Agreed at Tuesday’s tasking meeting' },
  { account: sussexOfficer, to: ['kent-police', 'nca'], handling: 'P', reason: 'The store may supply both counties' },
  { account: sussexOfficer, to: ['kent-police', 'nca'], handling: 'P', reason: 'Corroborates what Kent said about the slipways' },
  { account: borderForceOfficer, to: ['sussex-police'], handling: 'P', reason: recalledBy.borderForce },
  { account: immigrationOfficer, to: ['kent-police'], handling: 'P', reason: recalledBy.immigration },
] // prettier-ignore

// The number that a newcomer is shown is found by checking it: nothing that holds it is released.
const TO_RELEASE = `
  select r.id from access.record r join intelligence.report p on p.id = r.id
  where r.agency_id = $1 and r.kind = 'report' and access.stage_of(r) = 'submitted' and r.handling = $2 and r.compartment_id is null
    and r.discoverable and r.author_id is null
    and not exists (select from deconfliction.identifier i where i.record_id = r.id and i.key = $3)
  order by p.needs_evaluation, r.classification, r.created_at desc, r.agency_reference
  limit 1`

const first = async (scope: MemberScope, sql: string, parameters: readonly unknown[]) =>
  (await scope.tx.many<{ id: RecordId }>(sql, parameters))[0]?.id ?? null

const released = (reason: string) => (scope: MemberScope) =>
  first(scope, 'select record_id as id from access.release where reason = $1 limit 1', [reason])

function release({ account, to, handling, reason }: Release): Act {
  return {
    step: `release: ${reason}`,
    account,
    operation: 'intelligence.report.release',
    purpose: reason,
    perform: async (scope) => {
      const id = await first(scope, TO_RELEASE, [scope.actor.agencyId, handling, SHOWN_NUMBER])
      if (id === null) return false
      const agencies =
        to === 'all'
          ? []
          : await scope.tx.many<{ id: number }>('select id from identity.agency where slug = any ($1)', [to])
      await releaseReport(scope, id, {
        to: to === 'all' ? { all: true } : { agencies: agencies.map((one) => one.id) },
        reason,
      })
      return true
    },
  }
}

type OnReport = (scope: MemberScope, id: RecordId) => Promise<unknown>

const act = (
  facts: Omit<Act, 'perform'>,
  find: (scope: MemberScope) => Promise<RecordId | null>,
  work: OnReport,
): Act => ({
  ...facts,
  perform: async (scope) => {
    const id = await find(scope)
    if (id === null) return false
    await work(scope, id)
    return true
  },
})

/** The newest report of a partner that this person's agency has, by agency and handling code. */
const received = (owner: string, handling: 'P' | 'C') => (scope: MemberScope) =>
  first(
    scope,
    `select r.id from access.record r join identity.agency a on a.id = r.agency_id
     join access.delivery d on d.record_id = r.id and d.agency_id = $3
     where a.slug = $1 and r.handling = $2 and r.status = 'disseminated' order by d.at limit 1`,
    [owner, handling, scope.actor.agencyId],
  )

const noticeOf = (owner: string) => (scope: MemberScope) =>
  first(
    scope,
    `select n.record_id as id from access.recall_notice n join identity.agency a on a.id = n.owner_id
     where a.slug = $1 and n.agency_id = $2 and n.acknowledged_at is null order by n.at limit 1`,
    [owner, scope.actor.agencyId],
  )

const fromNca = received('nca', 'C')
const RECALL = 'intelligence.report.recall'

export const sharingActs: readonly Act[] = [
  ...releases.map(release),
  act({ step: 'accept: what the NCA released under conditions', account: sussexAnalyst,
    operation: 'intelligence.report.accept', purpose: 'Weekly picture of the Sussex coast' },
    fromNca, acceptConditions),
  act({ step: 'read: what the NCA released under conditions', account: sussexAnalyst,
    operation: 'intelligence.report.read', purpose: 'Weekly picture of the Sussex coast' },
    fromNca, readReport),
  act({ step: 'read: Kent reads Sussex', account: kentOfficer,
    operation: 'intelligence.report.read', purpose: 'Vans seen on both sides of the county line' },
    received('sussex-police', 'P'), readReport),
  act({ step: 'read: the NCA reads Kent', account: ncaOfficer,
    operation: 'intelligence.report.read', purpose: 'Supply of engines and boats' },
    received('kent-police', 'P'), readReport),
  act({ step: 'recall: Border Force', account: borderForceOfficer,
    operation: RECALL, purpose: 'Source has withdrawn part of the account' },
    released(recalledBy.borderForce), (scope, id) =>
      recallReport(scope, id, 'The source has withdrawn part of the account. Please destroy copies')),
  act({ step: 'recall: Immigration Enforcement', account: immigrationOfficer,
    operation: RECALL, purpose: 'Two vehicles were taken for one' },
    released(recalledBy.immigration), (scope, id) =>
      recallReport(scope, id, 'Two vehicles were taken for one. A corrected report will follow')),
  act({ step: 'recall: Kent acknowledges', account: kentOfficer,
    operation: 'intelligence.recall.acknowledge', purpose: 'Recall by Immigration Enforcement' },
    noticeOf('immigration-enforcement'), (scope, id) =>
      acknowledgeRecall(scope, id, { copies: 'destroyed', note: null })),
] // prettier-ignore
