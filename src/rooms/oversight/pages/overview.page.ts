/** The first page of oversight. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { plural } from '../../../design/words.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { queryOf } from '../../../platform/http/input.ts'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { areasOf, type OwnArea } from '../areas.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { kindOfViewer, listInspections } from '../inspections/inspection-store.ts'
import { listMeetings, listOpenPromises } from '../meetings/meeting-store.ts'
import { nationalPicture } from '../national/national-picture.ts'
import { whereStuck } from '../national/where-stuck.ts'
import { listDuties, listUnsigned } from '../progress/duty-store.ts'
import { listInvitations, listResponses } from '../response/response-store.ts'
import { nationalRows } from './national.view.ts'
import { overviewView, type Overview } from './overview.view.ts'
import { stuckTables } from './stuck.view.ts'

const nationalQuery = z.object({ agency: z.string().max(60).default('') })

/** Those that share, and no body that only holds to account. */
const agenciesOfNation = ({ tx }: MemberScope) =>
  tx.many<{ slug: string; name: string }>(
    `select slug, name from identity.agency where kind not in ('commissioner', 'inspectorate') order by name`,
  )

/** Registers the overview, and the national picture of the task force. */
export function overviewPages(app: FastifyInstance): void {
  app.get(
    '/oversight',
    { config: { operation: 'oversight.overview.show', access: whoever.readsOversight } },
    async (request, reply) => {
      const overview = await request.perform(readOverview)
      return await reply.page('rooms/oversight/pages/overview.njk', {
        title: 'Oversight',
        ...overviewView(overview),
      })
    },
  )

  app.get(
    '/oversight/national',
    { config: { operation: 'oversight.national.show', access: whoever.entersProgress } },
    async (request, reply) => {
      const { agency: slug } = queryOf(request, nationalQuery)
      const { rows, inspections, today, isTaskForce, stuck, agencies } = await request.perform(
        async (scope) => ({
          rows: await nationalPicture(scope),
          inspections: await listInspections(scope),
          today: londonDay(scope.now),
          isTaskForce: (await kindOfViewer(scope)) === 'task-force',
          stuck: await whereStuck(scope),
          agencies: await agenciesOfNation(scope),
        }),
      )
      return await reply.page('rooms/oversight/pages/national.njk', {
        title: 'The national picture',
        back: { text: 'Back to oversight', href: '/oversight' },
        isTaskForce,
        blocks: nationalRows(rows, inspections, today),
        stuck: stuckTables(stuck, agencies.find((one) => one.slug === slug)?.name ?? null),
        agencies: [
          { value: '', text: 'All agencies' },
          ...agencies.map((one) => ({ value: one.slug, text: one.name })),
        ],
        values: { agency: slug },
        countedAt: stuck.countedAt,
        addressees: plural(new Set(rows.map(({ agencyId }) => agencyId)).size, 'addressee'),
      })
    },
  )
}

async function readOverview(scope: MemberScope): Promise<Overview> {
  const { roles, agencyId } = scope.actor
  const kind = await kindOfViewer(scope)
  const inspections = await listInspections(scope)
  const areas = new Map<string, OwnArea[]>()
  for (const { id } of inspections) areas.set(id, await areasOf(scope, id, agencyId))
  const oversees = may(roles, 'oversees')
  const entersProgress = may(roles, 'entersProgress')
  return {
    today: londonDay(scope.now),
    inspections,
    areas,
    duties: await listDuties(scope),
    meetings: await listMeetings(scope, 50),
    promises: await listOpenPromises(scope, 200),
    responses: await listResponses(scope, null),
    invitations: await listInvitations(scope, 50),
    unsigned: await listUnsigned(scope, 50),
    may: {
      oversees,
      entersProgress: entersProgress && kind !== 'task-force',
      signs: may(roles, 'signsProgress'),
      enters:
        may(roles, 'entersInspections') && ['commissioner', 'inspectorate', 'task-force'].includes(kind),
      decides: oversees && kind === 'inspectorate',
      responds: oversees && kind === 'commissioner',
      seesNation: entersProgress && kind === 'task-force',
    },
  }
}
