/** One entry of a decision log, with what it rested on as it was known then, and what is said of it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ukDate, ukDateTime } from '../../../../design/dates.ts'
import { highest } from '../../../../design/highest-marking.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedText } from '../../../../platform/http/typed-form.ts'
import { invalid } from '../../../../platform/errors.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import type { House } from '../../../../platform/rooms/fold-rooms.ts'
import { isLate, LONGEST, words } from '../decision.ts'
import { decisionPath } from '../ids.ts'
import { findLogToRead, peopleOfLog, readsLogs, type Log, type PersonOfLog } from '../logs.ts'
import { linksOf, readDecision, readersOf, type Decision, type LinkedRecord } from '../read-log.ts'
import { acknowledgeDecision, sayOfDecision } from '../say-of-decision.ts'
import { HEADINGS, partWords, PARTS, stateTag, timesOf } from '../words.ts'

const at = '/operations/decisions/:entry'
const access = whoever.readsInOperations

/**
 * Registers the page and its forms.
 * @param house - kinds of record, to which entries lead
 */
export function entryPages(app: FastifyInstance, house: House): void {
  app.get(at, { config: { operation: 'operations.decision.read', access: readsLogs } }, (request, reply) =>
    show(request, reply, house, null),
  )
  app.post(
    `${at}/confirm`,
    { config: { operation: 'operations.decision.confirm', access } },
    async (request, reply) => {
      const { entry } = pathOf(request, decisionPath)
      await request.perform((scope) => sayOfDecision(scope, entry, { word: 'confirmed' }))
      return await reply.done(`/operations/decisions/${entry}`, 'Confirmed.')
    },
  )
  app.post(
    `${at}/object`,
    { config: { operation: 'operations.decision.object', access } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { entry } = pathOf(request, decisionPath)
          const why = words(LONGEST.objection, 'Say what is not as you decided it').safeParse(
            typedText(formOf(request), 'objection') ?? '',
          )
          if (!why.success) throw invalid({ objection: why.error.issues[0]?.message ?? 'Say why' })
          await request.perform((scope) => sayOfDecision(scope, entry, { word: 'objected', why: why.data }))
          return await reply.done(
            `/operations/decisions/${entry}`,
            'Noted. Enter your decision as you made it; it corrects this one.',
          )
        },
        (refused) => show(request, reply, house, refused),
      ),
  )
  app.post(
    `${at}/acknowledge`,
    { config: { operation: 'operations.decision.acknowledge', access } },
    async (request, reply) => {
      const { entry } = pathOf(request, decisionPath)
      await request.perform((scope) => acknowledgeDecision(scope, entry))
      return await reply.done(`/operations/decisions/${entry}`, 'Noted that you have read it.')
    },
  )
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  house: House,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { entry: id } = pathOf(request, decisionPath)
  const { entry, log, links, unread, me, now } = await request.perform(async (scope) => {
    const found = await readDecision(scope, id)
    const of = await findLogToRead(scope, found.operationId, found.isNarrow ? found.logId : null)
    return {
      entry: found,
      log: of,
      links: await linksOf(scope, [id]),
      unread:
        of.leads && found.mustRead
          ? notRead(await peopleOfLog(scope, of.id), await readersOf(scope, id))
          : [],
      me: scope.actor.personId,
      now: scope.now,
    }
  })
  const mine = entry.makerId === me && entry.state === 'entered' && log.erasedAt === null
  return await reply.page('rooms/operations/decisions/pages/entry.njk', {
    title: `Decision ${String(entry.number)}`,
    classification: highest([log, entry, ...links]),
    back: {
      text: 'Back to the log',
      href:
        log.name === null
          ? `/operations/${log.operationId}/decisions`
          : `/operations/${log.operationId}/decisions?log=${log.id}`,
    },
    entry,
    log,
    tag: isLate(entry, now) ? { text: 'Not confirmed for a day', colour: 'orange' } : stateTag(entry.state),
    times: timesOf(entry),
    facts: factsOf(entry),
    said: saidOf(entry),
    gone:
      entry.says !== null
        ? ''
        : entry.isErased
          ? 'What it said is erased, by two persons. Its number, its times and its digest stay.'
          : 'What it says is above your clearance.',
    links: links.map((one) => linkRow(one, house)),
    mine,
    acknowledges: entry.mustRead && !entry.acknowledged && entry.makerId !== me && log.erasedAt === null,
    leads: log.leads && entry.mustRead,
    unread: unread.map(({ label, agency }) => `${label}, ${agency}`),
    correctHref: log.acts ? correctHref(entry, log) : undefined,
    // Everybody in the operation may read an action: it follows from the main log alone.
    raiseHref:
      log.acts && !entry.isNarrow
        ? `/operations/${log.operationId}/actions/new?decision=${entry.id}`
        : undefined,
    others: [
      ...(entry.corrects === null
        ? []
        : [
            {
              text: `It corrects entry ${String(entry.corrects.number)}`,
              href: `/operations/decisions/${entry.corrects.id}`,
            },
          ]),
      ...entry.correctedBy.map((one) => ({
        text: `Entry ${String(one.number)} corrects it`,
        href: `/operations/decisions/${one.id}`,
      })),
    ],
    longest: LONGEST,
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}

const correctHref = (entry: Decision, log: Log): string =>
  `/operations/${log.operationId}/decisions/new?corrects=${entry.id}${log.name === null ? '' : `&log=${log.id}`}`

const notRead = (people: readonly PersonOfLog[], read: readonly { personId: string }[]): PersonOfLog[] =>
  people.filter(({ id }) => !read.some(({ personId }) => personId === id))

const factsOf = (entry: Decision) => [
  { key: 'Maker', text: `${entry.maker}, ${entry.agency}` },
  {
    key: 'Recorder',
    text: entry.makerId === entry.recorderId ? 'The maker' : `${entry.recorder}, a loggist`,
  },
  { key: 'Decided', text: ukDateTime(entry.decidedAt) },
  { key: 'Entered', text: ukDateTime(entry.enteredAt) },
  ...(entry.saidAt === null
    ? []
    : [{ key: entry.state === 'objected' ? 'Objected to' : 'Confirmed', text: ukDateTime(entry.saidAt) }]),
  { key: 'Classification', text: entry.classification },
  ...(entry.reviewOn === null ? [] : [{ key: 'Review on', text: ukDate(entry.reviewOn) }]),
  { key: 'SHA-256 of the entry', text: entry.digest.toString('hex') },
]

function saidOf({ says, objection }: Decision) {
  if (says === null) return []
  const { headings } = says
  const row = (key: string, text: string | undefined | null) =>
    text === undefined || text === null ? [] : [{ key, text }]
  return [
    ...row('Decision', says.decision),
    ...row('Reason', says.reason),
    ...row('Options considered, and why not', says.options),
    ...row('Other information', says.basis),
    ...row('What would change it', says.change),
    ...(headings === undefined
      ? []
      : PARTS.flatMap((part) =>
          row(`${partWords[headings.model][part]} (${HEADINGS[headings.model]})`, headings.parts[part]),
        )),
    ...row('Why its maker objected', objection),
  ]
}

/** A record leads to the version that was read: what was known then, and not what is known now. */
function linkRow(one: LinkedRecord, house: House) {
  const kind = house.records.get(one.kind)
  const href = kind?.versionHref?.(one.id, one.version) ?? kind?.href(one.id)
  return [
    { text: one.title, href, detail: `${one.reference}, ${one.classification}` },
    kind?.words.one ?? one.kind,
    `Version ${String(one.version)}`,
    one.standing === one.version ? 'It stands' : `Version ${String(one.standing)} stands now`,
  ]
}
