/** What every act of the exercise needs: somebody who acts, and reports to act on. */
import type { Database } from '../../src/platform/database/perform.ts'
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { SHOWN_NUMBER } from '../world.ts'

export const PURPOSE = 'Exercise Lantern'

export type Stage = {
  database: Database
  /** runs a use case as an account of the exercise, `intelligence-officer@nca` */
  as: <T>(account: string, work: (scope: MemberScope) => Promise<T>) => Promise<T>
  /** number of an agency by its slug */
  agency: (slug: string) => number
}

/** One act. It runs once; where it is cut short it may run again, so it looks before it does. */
export type Act = { name: string; play: (stage: Stage) => Promise<void> }

export async function openStage(database: Database): Promise<Stage> {
  const known = await database.performAsService(
    { service: 'exercise', operation: 'exercise.enliven' },
    async (scope) => ({
      people: await scope.tx.many<{ id: string; email: string }>('select id, email from identity.person'),
      agencies: await scope.tx.many<{ id: number; slug: string }>('select id, slug from identity.agency'),
    }),
  )
  const people = new Map(known.people.map(({ id, email }) => [email, id]))
  const agencies = new Map(known.agencies.map(({ id, slug }) => [slug, id]))
  const find = <K, V>(map: Map<K, V>, key: K): V => {
    const found = map.get(key)
    if (found === undefined) throw new Error(`The exercise has no ${String(key)}`)
    return found
  }
  return {
    database,
    agency: (slug) => find(agencies, slug),
    as: (account, work) =>
      database.performAs(
        {
          personId: find(people, `${account}.example`),
          operation: 'exercise.enliven',
          purpose: PURPOSE,
        },
        work,
      ),
  }
}

/**
 * Own reports that nobody has acted on yet, in the order of their references, so that the same exercise
 * plays the same acts. Those that hold the number of the README's walk are left for whoever walks it.
 */
export async function freshReports(
  scope: MemberScope,
  wanted: { handling: 'P' | 'C'; classification: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'; most: number },
): Promise<string[]> {
  const rows = await scope.tx.many<{ id: string }>(
    `select r.id from intelligence.report r
     where r.agency_id = $1 and r.status = 'submitted' and r.handling = $2 and r.classification = $3
       and not r.needs_evaluation and r.discoverable and r.compartment_id is null
       and not exists (select from deconfliction.identifier i where i.report_id = r.id and i.key = $4)
       and not exists (select from intelligence.derivation d where d.original_id = r.id or d.derivative_id = r.id)
     order by r.agency_reference limit $5`,
    [scope.actor.agencyId, wanted.handling, wanted.classification, SHOWN_NUMBER, wanted.most],
  )
  return rows.map(({ id }) => id)
}
