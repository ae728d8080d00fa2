/** Release: to whom, what each will see, why, and a last look before it cannot be taken back. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asSeamarkError, notFound } from '../../../../platform/errors.ts'
import { idPath, pathOf, typedValues } from '../../../../platform/http/input.ts'
import { besideReport, hasPictures } from '../../beside-report.ts'
import { audienceOf, type AudienceRow } from '../../audience.ts'
import { SAY_WHETHER_DESCRIBED } from '../../describes-withheld.ts'
import { readReport, type ReportView } from '../../read-report.ts'
import { releaseReport } from '../../release-report.ts'
import { describedView } from '../described.view.ts'
import { formOf, typedNumber, typedText, type Typed } from '../filing/typed.ts'
import { deciders } from '../who.ts'
import { readRecipients, recipientFields, type Recipients } from './release.form.ts'
import { previewTable, recipientChoices, recipientWords } from './release.view.ts'

const folder = 'rooms/intelligence/pages/release'
const path = '/reports/:id/release'
const SANITISE = 'Write a sanitised version without what describes them, and release that'
const facts = (verb: string) => ({ config: { operation: `intelligence.report.${verb}`, access: deciders } })

export function releasePages(app: FastifyInstance): void {
  app.get(path, facts('show-release'), async (request, reply) =>
    showRecipients(request, reply, request.query as Typed, {}),
  )

  app.get(`${path}/preview`, facts('preview-release'), async (request, reply) => {
    const read = readRecipients(request.query as Typed)
    if ('errors' in read) return await showRecipients(request, reply, request.query as Typed, read.errors)
    return await showPreview(request, reply, read.recipients, {})
  })

  app.post(`${path}/confirm`, facts('confirm-release'), async (request, reply) => {
    const typed = formOf(request)
    // Back to an earlier page, with everything that was typed: the reason stands in no address.
    const step = typedText(typed, 'step')
    if (step === 'recipients') return await showRecipients(request, reply, typed, {})
    if (step === 'preview') {
      const read = readRecipients(typed)
      if ('errors' in read) return await showRecipients(request, reply, typed, read.errors)
      return await showPreview(request, reply, read.recipients, {})
    }
    const recipients = recipientsSent(typed)
    const reason = typedText(typed, 'reason') ?? ''
    const { report, rows, photographs } = await look(request, recipients)
    const faults = faultsOf(reason, typed, report)
    if (Object.keys(faults).length > 0) return await showPreview(request, reply, recipients, faults)
    return await reply.page(`${folder}/confirm.njk`, {
      ...frameOf(report, 'Confirm the release', matchOf(typed)),
      photographs,
      back: null,
      recipients: recipientWords(recipients, rows),
      readers: previewTable(rows, report.withheldCount).readers,
      fields: [
        ...recipientFields(recipients),
        ...matchFields(typed),
        { name: 'reason', value: reason },
        { name: 'described', value: typedText(typed, 'described') ?? '' },
        { name: 'version', value: String(report.version) },
      ],
      reason,
    })
  })

  app.post(path, facts('release'), async (request, reply) => {
    const { id } = pathOf(request, idPath)
    const typed = formOf(request)
    const recipients = recipientsSent(typed)
    const { report } = await look(request, recipients)
    const faults = faultsOf(typedText(typed, 'reason') ?? '', typed, report)
    // What was read was the version of that moment.
    if (report.withheldCount > 0 && typedNumber(typed, 'version') !== report.version)
      faults['described'] ??= 'The text was changed meanwhile. Read it again, then answer'
    if (Object.keys(faults).length > 0) return await showPreview(request, reply, recipients, faults)
    const to = recipients.to === 'all' ? { all: true as const } : { agencies: recipients.agencies }
    try {
      await request.perform((scope) =>
        releaseReport(scope, id, { to, reason: typedText(typed, 'reason') ?? '' }),
      )
    } catch (fault) {
      const { fields } = asSeamarkError(fault)
      if (fields === undefined) throw fault
      return await showPreview(request, reply, recipients, fields)
    }
    const match = matchOf(typed)
    return match === null
      ? reply.done(`/reports/${id}/holders`, 'Released. You see here who opens it.')
      : reply.done(`/matches/${match}`, 'Released. The partner finds the report on this match too.')
  })
}

/** The recipients that an earlier page checked; a form that lost them starts again. */
function recipientsSent(typed: Typed): Recipients {
  const read = readRecipients(typed)
  if ('errors' in read) throw notFound()
  return read.recipients
}

function faultOfReason(reason: string): string | null {
  if (reason === '') return 'Say why it is released'
  return reason.length > 2_000 ? 'Must be 2,000 characters or fewer' : null
}

/** What is missing before it can be released; where somebody is held back, that the text was read for them. */
function faultsOf(reason: string, typed: Typed, report: ReportView): Record<string, string> {
  const faults: Record<string, string> = {}
  const fault = faultOfReason(reason)
  if (fault !== null) faults['reason'] = fault
  const described = typedText(typed, 'described')
  if (report.withheldCount > 0 && described !== 'no')
    faults['described'] =
      described === 'yes'
        ? 'Do not release a text that describes them. Write a sanitised version and release that'
        : SAY_WHETHER_DESCRIBED
  return faults
}

/** `photographs`: this person sees some beside the report; partners will not. */
type Looked = { report: ReportView; rows: AudienceRow[]; photographs: boolean }

async function look(request: FastifyRequest, recipients?: Recipients): Promise<Looked> {
  const { id } = pathOf(request, idPath)
  const intended =
    recipients === undefined
      ? undefined
      : recipients.to === 'all'
        ? { all: true, agencies: [] }
        : { all: false, agencies: recipients.agencies }
  return await request.perform(async (scope) => {
    const rows = await audienceOf(scope, id, intended)
    const report = await readReport(scope, id)
    const photographs = report.own && (await besideReport(scope, id)).some(hasPictures)
    return { rows, report, photographs }
  })
}

const MATCH = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The match from which somebody releases: where they go back to. */
function matchOf(typed: Typed): string | null {
  const match = typedText(typed, 'match') ?? ''
  return MATCH.test(match) ? match : null
}

function matchFields(typed: Typed): { name: string; value: string }[] {
  const match = matchOf(typed)
  return match === null ? [] : [{ name: 'match', value: match }]
}

function frameOf(report: ReportView, task: string, match: string | null) {
  const leave =
    match === null
      ? { text: 'Back to the report', href: `/reports/${report.id}` }
      : { text: 'Back to the match', href: `/matches/${match}` }
  return {
    title: `${task} ${report.reference ?? ''}`,
    heading: task === 'Release' ? 'Release this report' : task,
    classification: report.classification,
    back: leave,
    leaveHref: leave.href,
    match,
    report,
  }
}

async function showRecipients(
  request: FastifyRequest,
  reply: FastifyReply,
  values: Typed,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const { report, rows, photographs } = await look(request)
  return await reply.page(`${folder}/recipients.njk`, {
    ...frameOf(report, 'Release', matchOf(values)),
    photographs,
    reason: typedText(values, 'reason') ?? null,
    ...recipientChoices(rows),
    values,
    errors,
  })
}

async function showPreview(
  request: FastifyRequest,
  reply: FastifyReply,
  recipients: Recipients,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const { report, rows, photographs } = await look(request, recipients)
  const query = new URLSearchParams()
  const sent = request.method === 'GET' ? (request.query as Typed) : formOf(request)
  const fields = [...recipientFields(recipients), ...matchFields(sent)]
  for (const { name, value } of fields) query.append(name, value)
  return await reply.page(`${folder}/preview.njk`, {
    ...frameOf(report, 'Look before you release', matchOf(sent)),
    photographs,
    back: { text: 'Back to whom you release it', href: `/reports/${report.id}/release?${query.toString()}` },
    table: previewTable(rows, report.withheldCount),
    recipients: recipientWords(recipients, rows),
    fields,
    described: describedView(report, report.withheldCount, SANITISE),
    values: typedValues(request),
    errors,
  })
}
