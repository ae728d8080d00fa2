/** What an operation of the exercise says anew and is about: new terms that two agencies have accepted, its groups and stretches. */
import {
  acceptNewTerms,
  chooseAbout,
  parseTerms,
  writeTerms,
  type OperationId,
  type ParticipationId,
} from '../../src/rooms/operations/index.ts'
import { idOf, inDays, sussexOfficer, type Act } from './act.ts'

const operation = idOf('Operation Copper Lantern') as OperationId

const renewed = (slug: string): Act => ({
  step: `operations: ${slug} accepts new terms`,
  account: `coordinator@${slug}.example`,
  operation: 'operations.participation.answer',
  purpose: `Operation Copper Lantern, new terms, ${slug}`,
  perform: async (scope) => {
    const asked = await scope.tx.maybe<{ id: ParticipationId; version: number }>(
      'select id, version from operations.new_terms_of_agency() where not written_by_viewer limit 1',
    )
    if (asked) await acceptNewTerms(scope, asked.id, asked.version)
    return asked !== null
  },
})

export const operationKeptActs: readonly Act[] = [
  {
    step: 'operations: new terms of Copper Lantern',
    account: sussexOfficer,
    operation: 'operations.terms.write',
    purpose: 'Operation Copper Lantern, new terms',
    perform: async (scope) => {
      const parsed = parseTerms(
        {
          aim: 'To end the supply of outboard engines and of boats that are sold for cash and left on beaches.',
          information_owner: 'The head of intelligence of the lead agency',
          ends_on: inDays(scope, 190),
          leaving: 'What was shared stays with who received it, under its conditions. Nothing new is shared.',
        },
        inDays(scope, 0),
      )
      if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
      await writeTerms(scope, operation, parsed.terms)
      return true
    },
  },
  renewed('sussex-police'),
  renewed('kent-police'),
  {
    step: 'operations: what Copper Lantern is about',
    account: sussexOfficer,
    operation: 'operations.operation.choose-about',
    purpose: 'Operation Copper Lantern, groups and stretches',
    perform: async (scope) => {
      const groups = await scope.tx.many<{ id: string }>(
        `select id from access.record where kind = 'group' and status = 'disseminated' and agency_id = $1
         order by created_at, id limit 2`,
        [scope.actor.agencyId],
      )
      const stretches = await scope.tx.many<{ id: string }>(
        'select id from coast.stretch_name order by name, id limit 2',
      )
      if (groups.length + stretches.length === 0) return false
      const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
      await chooseAbout(scope, operation, {
        groups: ids(groups),
        stretches: ids(stretches),
        reference: null,
      })
      return true
    },
  },
]
