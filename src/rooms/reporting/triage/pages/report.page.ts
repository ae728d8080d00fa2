/** One public report: opened in the officer's session, with photographs and thread; contact details apart. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { MemberScope } from '../../../../platform/database/scope.ts'
import { bodyOf, idPath, pathOf, typedValues } from '../../../../platform/http/input.ts'
import { may } from '../../../../platform/identity/roles.ts'
import { headersOfPhotograph } from '../../photographs/index.ts'
import { ukDate } from '../../../../design/dates.ts'
import { becameOf, type Became } from '../become-intelligence.ts'
import { referralsOf } from '../close-report.ts'
import { contactReason, openContact, openPhotograph } from '../open-parts.ts'
import { openReport, readEnvelope } from '../opened-report.ts'
import { readNear } from '../queue.ts'
import { answerRows } from '../report.view.ts'
import { config, errorsOf, FOLDER, sessionOf, throughGate, titleOf, type TriageServices } from './desk.ts'
import {
  actionsOf,
  approvalsOf,
  envelopeRows,
  fileViews,
  placeOf,
  stateOf,
  threadOf,
  writersOf,
} from './report-page.view.ts'

const filePath = z.object({ id: z.uuid(), number: z.coerce.number().int().min(1).max(1_000) })

/**
 * Registers those pages.
 * @returns what registers them on the desk's pages
 */
export function reportPages(services: TriageServices) {
  return (app: FastifyInstance): void => {
    app.get('/triage/:id', config('report.read'), (request, reply) =>
      throughGate(services, request, reply, () => showReport(services, request, reply)),
    )

    app.get('/triage/:id/files/:number', config('report.photograph'), async (request, reply) => {
      const { id, number } = pathOf(request, filePath)
      const { bytes, media } = await request.perform((scope) =>
        openPhotograph(scope, sessionOf(request), id, number),
      )
      return reply
        .headers(headersOfPhotograph(`photograph-${String(number)}`, media))
        .send(Buffer.from(bytes))
    })

    app.get('/triage/:id/contact', config('contact.show'), (request, reply) =>
      showContact(request, reply, {}),
    )

    app.post('/triage/:id/contact', config('contact.open'), async (request, reply) => {
      const { id } = pathOf(request, idPath)
      try {
        const input = bodyOf(request, contactReason)
        const contact = await request.perform((scope) => openContact(scope, sessionOf(request), id, input))
        // Shown once, in answer to the form: an address that shows it would show it again.
        return await showContact(request, reply, {
          rows: [
            { key: 'Name', text: contact.name ?? '' },
            { key: 'Telephone', text: contact.phone ?? '' },
            { key: 'E-mail', text: contact.email ?? '' },
            { key: 'When and how', text: contact.how ?? '' },
          ].filter((row) => row.text !== ''),
        })
      } catch (thrown) {
        return await showContact(request, reply, { errors: errorsOf(thrown), values: typedValues(request) })
      }
    })
  }
}

async function showReport(
  services: TriageServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { id } = pathOf(request, idPath)
  const { report, near, names, became, referrals } = await request.perform(async (scope) => {
    const report = await openReport(scope, sessionOf(request), id)
    return {
      report,
      near: await readNear(scope, id),
      names: await namesOf(scope, writersOf(report)),
      became: await becameOf(scope, id),
      referrals: await referralsOf(scope, id),
    }
  })
  const { envelope, body } = report
  // Without the map a report is still a report.
  const geography = await services.geography().catch(() => null)
  const agency = request.signedIn?.agencyName ?? 'Your desk'
  const personId = request.signedIn?.personId ?? ''
  return await reply.page(`${FOLDER}/report.njk`, {
    title: titleOf(envelope),
    classification: 'OFFICIAL-SENSITIVE',
    back: { text: 'Back to public reports', href: '/triage' },
    id,
    envelope,
    bar: {
      reference: envelope.reference,
      owner: agency,
      classification: 'OFFICIAL-SENSITIVE',
      status: stateOf(envelope),
    },
    actions: actionsOf(envelope, may(request.signedIn?.roles, 'destroysPublicReports')),
    envelopeRows: envelopeRows(envelope),
    answers: answerRows(body),
    place: placeOf(geography, body.where.position),
    ...fileViews(id, report.files),
    originals: report.originals,
    thread: threadOf(report.messages, agency, names),
    approvals: approvalsOf(report.messages, personId, names),
    near: near.length - 1,
    joined: envelope.incidentId !== null,
    became: became.map(becameLine(envelope.outcome === 'intelligence')),
    referrals: referrals.map((one) => ({
      ...one,
      by: one.by ?? 'a colleague',
    })),
  })
}

/** What was made of the report, or is being made of it, with a way there for whoever may go it. */
function becameLine(closed: boolean) {
  return ({ id, status, current, begunBy, at }: Became) => {
    const begun = `Draft begun by ${begunBy ?? 'a colleague'} on ${ukDate(at)}`
    const filed = current ? closed : status !== null && status !== 'draft'
    const said = filed
      ? 'An intelligence report was filed from this report.'
      : current
        ? `${begun}. The report closes when the draft is filed.`
        : `${begun}. It is not used any more: the draft was deleted, or this report was reopened.`
    if (status === null) return { said, text: '', href: null }
    return status === 'draft'
      ? { said, text: 'Go on with the draft', href: `/reports/drafts/${id}/subjects` }
      : { said, text: 'Open the intelligence report', href: `/reports/${id}` }
  }
}

/** Colleagues by name; somebody who is gone has none. */
async function namesOf(scope: MemberScope, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await scope.tx.many<{ id: string; name: string }>(
    `select p.id, p.name from identity.person p where p.id = any($1)`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}

async function showContact(
  request: FastifyRequest,
  reply: FastifyReply,
  more: { rows?: { key: string; text: string }[]; errors?: Record<string, string>; values?: object },
): Promise<FastifyReply> {
  const { id } = pathOf(request, idPath)
  const envelope = await request.perform((scope) => readEnvelope(scope, id))
  return await reply.page(`${FOLDER}/contact.njk`, {
    title: 'Contact details of the reporter',
    classification: 'OFFICIAL-SENSITIVE',
    back: { text: 'Back to the report', href: `/triage/${id}` },
    envelope,
    rows: more.rows ?? null,
    errors: more.errors ?? {},
    values: { ...more.values },
  })
}
