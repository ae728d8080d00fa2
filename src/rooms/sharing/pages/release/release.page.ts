/** Release: to whom, what each will see, why, and a last look before it cannot be taken back. */
import { whoever } from '../../../../platform/identity/roles.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asSeamarkError, notFound } from '../../../../platform/errors.ts'
import { recordPath } from '../../../../platform/http/ids.ts'
import { pathOf, typedValues } from '../../../../platform/http/input.ts'
import { formOf, typedNumber, typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import type { RecordHeading, RecordKind, ReleaseCare } from '../../../../platform/rooms/record-kind.ts'
import { audienceOf, type AudienceRow } from '../../audience.ts'
import { faultOfReason } from '../../reason.ts'
import { releaseRecord } from '../../release-record.ts'
import { readRecipients, recipientFields, type Recipients } from './release.form.ts'
import { previewTable, recipientChoices, recipientWords } from './release.view.ts'

const folder = 'rooms/sharing/pages/release'

/**
 * Registers the pages on which records of a kind are released.
 * @param kind - whose records they release
 */
export function releasePages(app: FastifyInstance, kind: RecordKind): void {
  const path = `${kind.href(':id')}/release`
  const facts = (verb: string) => ({
    config: { operation: `${kind.operationPrefix}.${verb}`, access: whoever.decides },
  })
  app.get(path, facts('show-release'), async (request, reply) =>
    showRecipients(request, reply, kind, request.query as Typed, {}),
  )

  app.get(`${path}/preview`, facts('preview-release'), async (request, reply) => {
    const read = readRecipients(request.query as Typed)
    if ('errors' in read)
      return await showRecipients(request, reply, kind, request.query as Typed, read.errors)
    return await showPreview(request, reply, kind, read.recipients, {})
  })

  app.post(`${path}/confirm`, facts('confirm-release'), async (request, reply) => {
    const typed = formOf(request)
    // Back to an earlier page, with everything that was typed: the reason stands in no address.
    const step = typedText(typed, 'step')
    if (step === 'recipients') return await showRecipients(request, reply, kind, typed, {})
    if (step === 'preview') {
      const read = readRecipients(typed)
      if ('errors' in read) return await showRecipients(request, reply, kind, typed, read.errors)
      return await showPreview(request, reply, kind, read.recipients, {})
    }
    const recipients = recipientsSent(typed)
    const reason = typedText(typed, 'reason') ?? ''
    const { record, care, rows } = await look(request, kind, recipients)
    const faults = faultsOf(reason, typed, care)
    if (Object.keys(faults).length > 0) return await showPreview(request, reply, kind, recipients, faults)
    return await reply.page(`${folder}/confirm.njk`, {
      ...frameOf(kind, record, 'Confirm the release', matchOf(typed)),
      care,
      back: null,
      recipients: recipientWords(recipients, rows),
      readers: previewTable(rows, care.keptApart, kind.content).readers,
      fields: [
        ...recipientFields(recipients),
        ...matchFields(typed),
        { name: 'reason', value: reason },
        ...(care.question === null
          ? []
          : [{ name: care.question.name, value: typedText(typed, care.question.name) ?? '' }]),
        { name: 'version', value: String(record.version) },
      ],
      reason,
    })
  })

  app.post(path, facts('release'), async (request, reply) => {
    const { id } = pathOf(request, recordPath)
    const typed = formOf(request)
    const recipients = recipientsSent(typed)
    const { record, care } = await look(request, kind, recipients)
    const faults = faultsOf(typedText(typed, 'reason') ?? '', typed, care)
    // What was read was the version of that moment.
    if (care.question !== null && typedNumber(typed, 'version') !== record.version)
      faults[care.question.name] ??= care.question.changedMeanwhile
    if (Object.keys(faults).length > 0) return await showPreview(request, reply, kind, recipients, faults)
    const to = recipients.to === 'all' ? { all: true as const } : { agencies: recipients.agencies }
    try {
      await request.perform((scope) =>
        releaseRecord(scope, kind, id, { to, reason: typedText(typed, 'reason') ?? '' }),
      )
    } catch (fault) {
      const { fields } = asSeamarkError(fault)
      if (fields === undefined) throw fault
      return await showPreview(request, reply, kind, recipients, fields)
    }
    const match = matchOf(typed)
    return match === null
      ? reply.done(`${kind.href(id)}/holders`, 'Released. You see here who opens it.')
      : reply.done(
          `/matches/${match}`,
          `Released. The partner finds the ${kind.words.one} on this match too.`,
        )
  })
}

/** The recipients that an earlier page checked; a form that lost them starts again. */
function recipientsSent(typed: Typed): Recipients {
  const read = readRecipients(typed)
  if ('errors' in read) throw notFound()
  return read.recipients
}

/** What is missing before it can be released: why, and what the kind asks first. */
function faultsOf(reason: string, typed: Typed, { question }: ReleaseCare): Record<string, string> {
  const faults: Record<string, string> = {}
  const fault = faultOfReason(reason)
  if (fault !== null) faults['reason'] = fault
  const unanswered = question?.faultOf(typedText(typed, question.name)) ?? null
  if (question !== null && unanswered !== null) faults[question.name] = unanswered
  return faults
}

type Looked = { record: RecordHeading; care: ReleaseCare; rows: AudienceRow[] }

const NO_CARE: ReleaseCare = { keptApart: 0, notes: [], above: null, below: null, question: null }

async function look(request: FastifyRequest, kind: RecordKind, recipients?: Recipients): Promise<Looked> {
  const { id } = pathOf(request, recordPath)
  const intended =
    recipients === undefined
      ? undefined
      : recipients.to === 'all'
        ? { all: true, agencies: [] }
        : { all: false, agencies: recipients.agencies }
  return await request.perform(async (scope) => {
    const rows = await audienceOf(scope, kind, id, intended)
    const { heading: record, care } = (await kind.beforeRelease?.(scope, id)) ?? {
      heading: await kind.heading(scope, id),
      care: NO_CARE,
    }
    return { record, care, rows }
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

function frameOf(kind: RecordKind, record: RecordHeading, task: string, match: string | null) {
  const leave =
    match === null
      ? { text: `Back to the ${kind.words.one}`, href: kind.href(record.id) }
      : { text: 'Back to the match', href: `/matches/${match}` }
  return {
    title: `${task} ${record.reference ?? ''}`,
    heading: task === 'Release' ? `Release this ${kind.words.one}` : task,
    classification: record.classification,
    back: leave,
    leaveHref: leave.href,
    match,
    record,
    words: kind.words,
    href: kind.href(record.id),
  }
}

async function showRecipients(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: RecordKind,
  values: Typed,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const { record, care, rows } = await look(request, kind)
  return await reply.page(`${folder}/recipients.njk`, {
    ...frameOf(kind, record, 'Release', matchOf(values)),
    care,
    reason: typedText(values, 'reason') ?? null,
    ...recipientChoices(rows),
    values,
    errors,
  })
}

async function showPreview(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: RecordKind,
  recipients: Recipients,
  errors: Record<string, string>,
): Promise<FastifyReply> {
  const { record, care, rows } = await look(request, kind, recipients)
  const query = new URLSearchParams()
  const sent = request.method === 'GET' ? (request.query as Typed) : formOf(request)
  const fields = [...recipientFields(recipients), ...matchFields(sent)]
  for (const { name, value } of fields) query.append(name, value)
  return await reply.page(`${folder}/preview.njk`, {
    ...frameOf(kind, record, 'Look before you release', matchOf(sent)),
    care,
    back: {
      text: 'Back to whom you release it',
      href: `${kind.href(record.id)}/release?${query.toString()}`,
    },
    table: previewTable(rows, care.keptApart, kind.content),
    recipients: recipientWords(recipients, rows),
    fields,
    values: typedValues(request),
    errors,
  })
}
