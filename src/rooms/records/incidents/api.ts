/** Incidents over HTTP, for a records system of the agency's own: clocks and states, without facts or names. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { inExamples } from '../../../platform/http/api-documents.ts'
import { queryOf } from '../../../platform/http/input.ts'
import { describe } from '../../../platform/http/openapi.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { codesOf } from '../../../wire/codes.ts'
import { dueAt } from './clock.ts'
import { listIncidents, type IncidentRow } from './incident-store.ts'
import { breachWords, riskWords } from './words.ts'

const incidentDocument = z.object({
  id: z.uuid(),
  number: z.int().describe('counts the agency’s incidents'),
  breach: z.enum(codesOf(breachWords)),
  aware_at: z.iso.datetime(),
  tell_regulator_by: z.iso.datetime().describe('72 hours after aware_at (DPA 2018 s.67(1))'),
  risk: z.enum(codesOf(riskWords)).nullable(),
  subjects_about: z.int().nullable(),
  told_regulator_at: z.iso.datetime().nullable(),
  told_subjects_on: z.iso.date().nullable(),
  closed_at: z.iso.datetime().nullable(),
})

const listQuery = z.strictObject({ cursor: z.string().max(300).optional() })

/** Registers the route. */
export function incidentApi(app: FastifyInstance): void {
  const list = describe('records.incidents.read', {
    summary: 'Incidents of your agency (DPA 2018 ss.67-68), the newest first; their clocks, without facts',
    query: listQuery,
    answer: z.object({ items: z.array(incidentDocument), cursor: z.string().nullable() }),
    example: {
      answer: {
        items: [
          {
            ...{ id: inExamples.side, number: 2, breach: 'disclosed', aware_at: inExamples.at },
            ...{ tell_regulator_by: '2026-11-25T15:40:37.010Z', risk: 'likely', subjects_about: 12 },
            ...{ told_regulator_at: null, told_subjects_on: null, closed_at: null },
          },
        ],
        cursor: null,
      },
    },
  })
  app.get(
    '/records/incidents',
    { config: { operation: list, access: whoever.managesRecords } },
    async (request) => {
      const { cursor } = queryOf(request, listQuery)
      const page = await request.perform((scope) => listIncidents(scope, cursor))
      return { items: page.rows.map(documentOf), cursor: page.cursor }
    },
  )
}

const documentOf = (row: IncidentRow): z.output<typeof incidentDocument> => ({
  ...{ id: row.id, number: row.number, breach: row.breach, aware_at: row.awareAt.toISOString() },
  ...{ tell_regulator_by: dueAt(row.awareAt).toISOString(), risk: row.risk },
  subjects_about: row.subjectsAbout,
  told_regulator_at: row.toldRegulatorAt?.toISOString() ?? null,
  told_subjects_on: row.toldSubjectsOn,
  closed_at: row.closedAt?.toISOString() ?? null,
})
