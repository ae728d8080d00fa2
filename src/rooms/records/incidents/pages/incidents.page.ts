/** Incidents: the list, one of them, its forms, and who saw its records. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ukDate, ukDateTime } from '../../../../design/dates.ts'
import { bodyOf, idOf, pathOf, queryOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import type { House } from '../../../../platform/rooms/fold-rooms.ts'
import { formPages, timeIn, type Field } from '../../forms.ts'
import { londonDay } from '../../../../platform/london-day.ts'
import { MARKING } from '../../ledger-csv.ts'
import { readWhoSaw } from '../../read-ledger.ts'
import { rowsOf } from '../../pages/ledger.view.ts'
import {
  addRecord,
  changeIncident,
  changeSchema,
  closeIncident,
  enterIncident,
  enterSchema,
  missingOf,
} from '../enter-incident.ts'
import { clockOf, dueAt } from '../clock.ts'
import {
  incidentName,
  incidentOf,
  listIncidents,
  recordsOfIncident,
  type IncidentId,
  type IncidentRow,
} from '../incident-store.ts'
import { breachWords, notToldWords, riskWords } from '../words.ts'

const access = whoever.managesRecords
const folder = 'rooms/records/incidents/pages'
const incidentPath = z.object({ id: idOf<IncidentId>() })
const listQuery = z.object({ cursor: z.string().max(300).optional() })
const items = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

const known: readonly Field[] = [
  { kind: 'input', options: { name: 'title', label: 'What happened, in a line', hint: 'Name no person' } },
  { kind: 'date', options: { name: 'aware_on', legend: 'When did your agency become aware?', hint: 'The 72 hours run from then' } },
  { kind: 'input', options: { name: 'aware_time', label: 'At what time?', hint: 'For example, 14:30', classes: 'govuk-input--width-5' } },
  { kind: 'date', options: { name: 'happened_on', legend: 'When did it happen?', hint: 'Leave it empty if that is not known' } },
  { kind: 'radios', options: { name: 'breach', legend: 'What kind of breach is it?', items: items(breachWords) } },
  { kind: 'textarea', options: { name: 'who', label: 'Who was involved?', hint: 'By post, not by name: who found it, whose doing it was, who received what', rows: 3 } },
  { kind: 'textarea', options: { name: 'facts', label: 'Facts', rows: 6 } },
] // prettier-ignore

const later: readonly Field[] = [
  { kind: 'textarea', options: { name: 'effects', label: 'Effects', hint: 'What it means for the people whom the data are about', rows: 4 } },
  { kind: 'textarea', options: { name: 'remedy', label: 'Remedy', hint: 'What was done, and what will be', rows: 4 } },
  { kind: 'input', options: { name: 'subjects_about', label: 'About how many people?', classes: 'govuk-input--width-5' } },
  { kind: 'input', options: { name: 'records_about', label: 'About how many records?', classes: 'govuk-input--width-5' } },
  { kind: 'radios', options: { name: 'risk', legend: 'Risk to the rights and freedoms of people', items: items(riskWords) } },
  { kind: 'date', options: { name: 'told_on', legend: 'When was the Information Commissioner told?', hint: 'Leave it empty if the Commissioner was not told' } },
  { kind: 'input', options: { name: 'told_time', label: 'At what time was the Commissioner told?', classes: 'govuk-input--width-5' } },
  { kind: 'input', options: { name: 'regulator_reference', label: 'Reference of the Commissioner', classes: 'govuk-input--width-10' } },
  { kind: 'textarea', options: { name: 'regulator_why', label: 'Why the Commissioner was not told, or later than 72 hours', rows: 3 } },
  { kind: 'date', options: { name: 'told_subjects_on', legend: 'When were the people told?' } },
  { kind: 'select', options: { name: 'subjects_ground', label: 'If not all of them: why?', items: items(notToldWords), blank: 'They were all told, or need not be' } },
  { kind: 'textarea', options: { name: 'subjects_why', label: 'What shows that ground?', rows: 3 } },
] // prettier-ignore

/**
 * Registers the pages.
 * @param house - the words in which the ledger is told
 */
export function incidentPages(app: FastifyInstance, house: House): void {
  app.get(
    '/incidents',
    { config: { operation: 'records.incident.list', access } },
    async (request, reply) => {
      const { cursor } = queryOf(request, listQuery)
      const { page, now } = await request.perform(async (scope) => ({
        page: await listIncidents(scope, cursor),
        now: scope.now,
      }))
      return await reply.page(`${folder}/incidents.njk`, {
        title: 'Incidents',
        classification: MARKING,
        back: { text: 'Back to requests', href: '/requests' },
        rows: page.rows.map((row) => [
          { text: incidentName(row), href: `/incidents/${row.id}`, detail: row.title },
          { time: row.awareAt },
          { tag: clockOf(row, now) },
          row.closedAt === null ? { tag: { text: 'Open', colour: 'yellow' } } : { time: row.closedAt },
        ]),
        firstHref: cursor === undefined ? undefined : '/incidents',
        nextHref: page.cursor === null ? undefined : `/incidents?cursor=${encodeURIComponent(page.cursor)}`,
      })
    },
  )

  formPages(app, {
    ...{ path: '/incidents/new', operation: 'records.incident.enter', access, pathSchema: z.object({}) },
    ...{ schema: enterSchema, dates: ['aware_on', 'happened_on'] },
    view: (scope) => ({
      title: 'Enter an incident',
      intro: [
        'Enter what is known now. The Information Commissioner is told without undue delay, and within 72 hours where that is feasible (section 67).',
      ],
      fields: known,
      submit: 'Enter it',
      cancel: '/incidents',
      values: { aware_on: londonDay(scope.now), aware_time: timeIn(scope.now) },
    }),
    send: async (scope, input) => ({
      to: `/incidents/${await enterIncident(scope, input)}`,
      said: 'The incident is entered. Its 72 hours run.',
    }),
  })

  app.get('/incidents/:id', { config: { operation: 'records.incident.show', access } }, (request, reply) =>
    showIncident(request, reply, null),
  )

  formPages(app, {
    ...{ path: '/incidents/:id/change', operation: 'records.incident.change', access },
    ...{ pathSchema: incidentPath, schema: changeSchema },
    dates: ['aware_on', 'happened_on', 'told_on', 'told_subjects_on'],
    view: async (scope, { id }) => {
      const row = await incidentOf(scope, id)
      return {
        title: `Change ${incidentName(row).toLowerCase()}`,
        fields: [...known, ...later],
        submit: 'Save',
        cancel: `/incidents/${id}`,
        values: valuesOf(row),
      }
    },
    send: async (scope, input, { id }) => {
      await changeIncident(scope, id, input)
      return { to: `/incidents/${id}`, said: 'Saved.' }
    },
  })

  const step = (name: string, work: (request: FastifyRequest, id: IncidentId) => Promise<string>) =>
    app.post(
      `/incidents/:id/${name}`,
      { config: { operation: `records.incident.${name}`, access } },
      (request, reply) =>
        orAgain(
          request,
          async () => {
            const { id } = pathOf(request, incidentPath)
            return reply.done(`/incidents/${id}`, await work(request, id))
          },
          (refused) => showIncident(request, reply, refused),
        ),
    )
  step('add-record', async (request, id) => {
    const { reference } = bodyOf(request, z.object({ reference: z.string().max(100) }))
    await request.perform((scope) => addRecord(scope, id, reference))
    return 'The record is added.'
  })
  step('close', async (request, id) => {
    await request.perform((scope) => closeIncident(scope, id))
    return 'The incident is closed.'
  })

  app.get(
    '/incidents/:id/who-saw',
    { config: { operation: 'records.incident.who-saw', access } },
    async (request, reply) => {
      const { id } = pathOf(request, incidentPath)
      const { row, saw } = await request.perform(async (scope) => {
        const records = await recordsOfIncident(scope, id)
        return {
          row: await incidentOf(scope, id),
          saw: await readWhoSaw(
            scope,
            records.map(({ recordId }) => recordId),
            house,
          ),
        }
      })
      return await reply.page(`${folder}/who-saw.njk`, {
        title: `Who saw the records of ${incidentName(row).toLowerCase()}`,
        classification: MARKING,
        back: { text: `Back to ${incidentName(row).toLowerCase()}`, href: `/incidents/${id}` },
        rows: rowsOf(saw.lines, 'integrity'),
        more: saw.more,
      })
    },
  )
}

async function showIncident(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { id } = pathOf(request, incidentPath)
  const { row, records, now } = await request.perform(async (scope) => {
    const read = await incidentOf(scope, id)
    scope.record({ kind: 'consultation', subject: { kind: 'incident', id } })
    return { row: read, records: await recordsOfIncident(scope, id), now: scope.now }
  })
  return await reply.page(`${folder}/incident.njk`, {
    title: incidentName(row),
    classification: MARKING,
    back: { text: 'Back to incidents', href: '/incidents' },
    errors: refused?.errors ?? {},
    values: refused?.values ?? {},
    row,
    tag: clockOf(row, now),
    facts: factsOf(row),
    missing: row.closedAt === null ? missingOf(row) : [],
    records: records.map(({ reference }) => reference),
  })
}

function factsOf(row: IncidentRow) {
  const maybe = (key: string, text: string | null) => (text === null ? [] : [{ key, text }])
  const number = (value: number | null) => (value === null ? null : String(value))
  return [
    { key: 'What happened', text: row.title },
    { key: 'Kind', text: breachWords[row.breach] },
    { key: 'Aware since', text: ukDateTime(row.awareAt) },
    { key: '72 hours end', text: ukDateTime(dueAt(row.awareAt)) },
    ...maybe('Happened on', row.happenedOn === null ? null : ukDate(row.happenedOn)),
    { key: 'Who', text: row.who },
    { key: 'Facts', text: row.facts },
    ...maybe('Effects', row.effects),
    ...maybe('Remedy', row.remedy),
    ...maybe('People, about', number(row.subjectsAbout)),
    ...maybe('Records, about', number(row.recordsAbout)),
    ...maybe('Risk', row.risk === null ? null : riskWords[row.risk]),
    ...maybe('Commissioner told', row.toldRegulatorAt === null ? null : ukDateTime(row.toldRegulatorAt)),
    ...maybe('Reference of the Commissioner', row.regulatorReference),
    ...maybe('Why not, or later', row.regulatorWhy),
    ...maybe('People told', row.toldSubjectsOn === null ? null : ukDate(row.toldSubjectsOn)),
    ...maybe('Why not all of them', row.subjectsGround === null ? null : notToldWords[row.subjectsGround]),
    ...maybe('What shows that ground', row.subjectsWhy),
    { key: 'Entered by', text: `${row.enteredBy}, ${ukDateTime(row.enteredAt)}` },
    ...maybe(
      'Closed by',
      row.closedAt === null ? null : `${row.closedBy ?? ''}, ${ukDateTime(row.closedAt)}`,
    ),
  ]
}

const valuesOf = (row: IncidentRow) => ({
  ...{ version: row.version, title: row.title, breach: row.breach, who: row.who, facts: row.facts },
  aware_on: londonDay(row.awareAt),
  aware_time: timeIn(row.awareAt),
  ...{ happened_on: row.happenedOn ?? '', effects: row.effects ?? '', remedy: row.remedy ?? '' },
  ...{ subjects_about: row.subjectsAbout ?? '', records_about: row.recordsAbout ?? '', risk: row.risk ?? '' },
  told_on: row.toldRegulatorAt === null ? '' : londonDay(row.toldRegulatorAt),
  told_time: row.toldRegulatorAt === null ? '' : timeIn(row.toldRegulatorAt),
  ...{ regulator_reference: row.regulatorReference ?? '', regulator_why: row.regulatorWhy ?? '' },
  ...{ told_subjects_on: row.toldSubjectsOn ?? '', subjects_ground: row.subjectsGround ?? '' },
  subjects_why: row.subjectsWhy ?? '',
})
