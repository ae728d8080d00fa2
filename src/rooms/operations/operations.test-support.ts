/** Short ways through this room for its tests. All of it is invented. */
import type { TestDatabase } from '../../../test/support/database.ts'
import type { MemberScope } from '../../platform/database/scope.ts'
import type { OperationPost } from '../../wire/codes.ts'
import { acting } from '../intelligence/reports.test-support.ts'
import { acceptTerms, offerTerms } from './agencies/participation.ts'
import type { OperationId, ParticipationId, PostId } from './ids.ts'
import { parseOperation, type Operation } from './operation.ts'
import { acceptPost, proposePost } from './people/posts.ts'
import { proposeOperation } from './propose-operation.ts'

export const LEAD = 'intelligence-officer@sussex-police.example'
export const LEAD_COORDINATOR = 'coordinator@sussex-police.example'
export const KENT = 'intelligence-officer@kent-police.example'
export const KENT_ANALYST = 'analyst@kent-police.example'
export const KENT_COORDINATOR = 'coordinator@kent-police.example'

/** The body of a proposal as the API takes it. */
export const operationBody = (changes: object = {}): Record<string, unknown> => ({
  codename: 'Copper Lantern',
  aim: 'To stop the supply of engines that are sold for cash.',
  purpose: 'Preventing and detecting crime: facilitation, Immigration Act 1971 s.25.',
  origin: 'tasking',
  strands: ['pursue', 'prevent'],
  ends_on: inDays(180),
  classification: 'OFFICIAL',
  information_owner: 'Head of intelligence of the lead agency',
  leaving: 'What was shared stays with who received it, under the conditions under which it was shared.',
  gateway: 'Common law policing powers; DPA 2018 Part 3',
  ...changes,
})

/** @returns YYYY-MM-DD, so many days from now */
export const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** @throws Error with what is wrong */
export function operationOf(changes: object = {}): Operation {
  const parsed = parseOperation(operationBody(changes), inDays(0))
  if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
  return parsed.operation
}

/** An operation that is open, with its lead agency’s part and its lead’s post. */
export async function partsOf(
  on: Pick<TestDatabase, 'database' | 'person' | 'admin'>,
  lead: string,
  coordinator: string,
  changes: object,
): Promise<{ operation: OperationId; participation: ParticipationId; post: PostId }> {
  const as = <T>(who: string, work: (scope: MemberScope) => Promise<T>) =>
    on.database.performAs({ personId: on.person(who).id, operation: 'test', purpose: null }, work)
  const { id: operation } = await as(lead, (scope) => proposeOperation(scope, operationOf(changes)))
  const only = async <Kind>(table: string) => {
    const [row] = await on.admin<{ id: Kind }>(`select id from operations.${table} where operation_id = $1`, [
      operation,
    ])
    if (!row) throw new Error(`nothing in operations.${table}`)
    return row.id
  }
  const participation = await only<ParticipationId>('participation')
  await as(coordinator, (scope) => acceptTerms(scope, participation))
  return { operation, participation, post: await only<PostId>('post') }
}

/** What the tests do, on one database. */
export function operationsOf(db: TestDatabase) {
  const as = acting(db)
  const waitingTerms = async (operation: OperationId, slug: string): Promise<ParticipationId> => {
    const [row] = await db.admin<{ id: ParticipationId }>(
      `select id from operations.participation where operation_id = $1 and agency_id = $2 and state = 'offered'`,
      [operation, db.agency(slug)],
    )
    if (!row) throw new Error(`no terms are offered to ${slug}`)
    return row.id
  }
  const at = {
    as,
    waitingTerms,
    /** Proposes an operation of Sussex and has its coordinator open it. @returns its id */
    open: async (changes: object = {}): Promise<OperationId> => {
      const { id } = await as(LEAD, (scope) => proposeOperation(scope, operationOf(changes)))
      const terms = await waitingTerms(id, 'sussex-police')
      await as(LEAD_COORDINATOR, (scope) => acceptTerms(scope, terms))
      return id
    },
    /** An agency comes in by its coordinator, `coordinator@SLUG.example`. */
    join: async (operation: OperationId, slug: string): Promise<ParticipationId> => {
      const terms = await as(LEAD, (scope) =>
        offerTerms(scope, operation, { agency: db.agency(slug), gateway: 'Common law policing powers' }),
      )
      await as(`coordinator@${slug}.example`, (scope) => acceptTerms(scope, terms))
      return terms
    },
    /** Somebody comes in, accepted by their own agency's coordinator. */
    enter: async (
      operation: OperationId,
      address: string,
      post: OperationPost = 'member',
    ): Promise<PostId> => {
      const id = await as(LEAD, (scope) => proposePost(scope, operation, { address, post }))
      await as(`coordinator@${address.split('@')[1] ?? ''}`, (scope) => acceptPost(scope, id))
      return id
    },
    /** Does somebody see the operation at all? */
    sees: (who: string, operation: OperationId) =>
      as(who, async (scope: MemberScope) => {
        const [row] = await scope.tx.many<{ record: boolean; says: boolean; in: boolean }>(
          `select exists (select from access.record where id = $1) as record,
                  exists (select from operations.operation where id = $1) as says, operations.viewer_in($1) as "in"`,
          [operation],
        )
        if (!row || row.record !== row.says || row.says !== row.in) throw new Error(JSON.stringify(row))
        return row.in
      }),
  }
  return at
}

export { raise } from './actions/actions.test-support.ts'
