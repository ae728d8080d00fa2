/** Groups over HTTP: list, read, write, change, make of reports, plan, name members, link. Release and recall are of the room sharing. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid } from '../../../../platform/errors.ts'
import { claimAnswer, idempotencyKey } from '../../../../platform/http/idempotency.ts'
import { personId, recordId, recordPath } from '../../../../platform/http/ids.ts'
import { bodyOf, pathOf, queryOf } from '../../../../platform/http/input.ts'
import { describe } from '../../../../platform/http/openapi.ts'
import { newId, newReference } from '../../../../platform/identifiers.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import * as codes from '../../../../wire/codes.ts'
import type { RecordId } from '../../../../wire/ids.ts'
import { assessmentsOf } from '../assess.ts'
import { day, groupSchema, LONGEST, parseGroup, text } from '../group.ts'
import { linkedWith, linkReport, linkRequirement } from '../linked-reports.ts'
import { listGroups } from '../list-groups.ts'
import { memberSchema, parseMember } from '../member.ts'
import { addMember, membersOf } from '../members.ts'
import { partnersToAsk } from '../ask-partner.ts'
import { addLine, planOf } from '../plan.ts'
import { readGroup } from '../read-group.ts'
import { startGroup } from '../start-group.ts'
import { todayOf } from '../../../../platform/london-day.ts'
import { changeGroup, writeGroup } from '../write-group.ts'
import { groupDocument, listDocument, rowDocument } from './documents.ts'
import * as examples from './examples.ts'
import { revisionToMatch } from '../../../../platform/http/if-match.ts'

/** Registers the routes. */
export function groupsApi(app: FastifyInstance): void {
  app.get('/groups', { config: LIST }, list)
  app.post('/groups', { config: WRITE }, write)
  app.post('/groups/of-reports', { config: START }, start)
  app.get('/groups/:id', { config: READ }, read)
  app.put('/groups/:id', { config: CHANGE }, change)
  app.post('/groups/:id/members', { config: MEMBER }, member)
  app.post('/groups/:id/plan', { config: PLAN }, plan)
  app.post('/groups/:id/reports', { config: LINK_REPORT }, link('report'))
  app.post('/groups/:id/requirements', { config: LINK_REQUIREMENT }, link('requirement'))
}

const filed = z.object({ id: z.uuid(), reference: z.string(), version: z.int() })
const done = z.object({ id: z.uuid() })
const KEY = {
  'Idempotency-Key': 'repeating the request with the same key files nothing and answers the same',
}

const listQuery = z.strictObject({
  list: z
    .enum(['ours', 'partners'])
    .default('ours')
    .describe('your agency’s groups, or those released to it'),
  state: z.enum(['open', 'all']).default('open').describe('active and dormant ones, or all'),
  cursor: z.string().max(300).optional(),
})

const LIST = {
  operation: describe('networks.group.list', {
    summary: 'List groups of your agency, or those that were released to it',
    query: listQuery,
    answer: listDocument,
    example: examples.list,
  }),
  access: whoever.readsContent,
} as const

async function list(request: FastifyRequest) {
  const { list: which, state, cursor } = queryOf(request, listQuery)
  const page = await request.perform((scope) =>
    listGroups(scope, { own: which === 'ours', which: state, cursor }),
  )
  return { items: page.rows.map(rowDocument), cursor: page.cursor }
}

const WRITE = {
  operation: describe('networks.group.write', {
    summary: 'File an organised crime group; nobody else learns of it before its release',
    headers: KEY,
    body: groupSchema,
    status: 201,
    answer: filed,
    example: examples.write,
  }),
  access: whoever.keepsGroups,
} as const

async function write(request: FastifyRequest, reply: FastifyReply) {
  const key = idempotencyKey(request)
  const body = bodyOf(request, z.unknown())
  const { status, answer } = await request.perform(async (scope) => {
    const parsed = parseGroup(body, todayOf(scope))
    if ('fields' in parsed) throw invalid(parsed.fields)
    const as = { id: newId<RecordId>(), reference: newReference() }
    if (key !== null) {
      const kept = await claimAnswer(scope, { key, body, status: 201, answer: { ...as, version: 1 } })
      if (kept) return kept
    }
    return { status: 201, answer: await writeGroup(scope, parsed.group, { as }) }
  })
  return reply.status(status).send(answer)
}

const startBody = z.strictObject({
  name: text(LONGEST.name, 'Enter what the group is called'),
  why_a_group: text(LONGEST.basis, 'Say what makes it an organised crime group'),
  reports: z
    .array(recordId)
    .min(1, 'Choose the reports that belong to it')
    .max(200, 'Choose at most 200 reports'),
})

const START = {
  operation: describe('networks.group.start', {
    summary: 'Make a group of reports that you read in full; each report stays whose it is',
    body: startBody,
    status: 201,
    answer: filed,
    example: examples.start,
  }),
  access: whoever.keepsGroups,
} as const

async function start(request: FastifyRequest, reply: FastifyReply) {
  const { reports: recordIds, name, why_a_group: basis } = bodyOf(request, startBody)
  const answer = await request.perform((scope) => startGroup(scope, { name, basis, recordIds }))
  return reply.status(201).send(answer)
}

const READ = {
  operation: describe('networks.group.read', {
    summary: 'Read a group as far as the rule of sight lets you',
    path: recordPath,
    answer: groupDocument.schema,
    example: examples.read,
  }),
  access: 'signed-in',
} as const

async function read(request: FastifyRequest) {
  const { id } = pathOf(request, recordPath)
  return await request.perform(async (scope) => {
    const view = await readGroup(scope, id)
    if (view.body === null) return groupDocument.of(view, null)
    return groupDocument.of(view, {
      members: await membersOf(scope, id),
      plan: await planOf(scope, id),
      assessments: await assessmentsOf(scope, id),
      reports: await linkedWith(scope, id, 'report'),
      requirements: await linkedWith(scope, id, 'requirement'),
    })
  })
}

const CHANGE = {
  operation: describe('networks.group.change', {
    summary: 'Write the next version of an own group: all that it says from now on',
    path: recordPath,
    headers: { 'If-Match': 'required: the revision that you have read' },
    body: groupSchema,
    answer: done,
    example: examples.change,
  }),
  access: whoever.keepsGroups,
} as const

async function change(request: FastifyRequest) {
  const { id } = pathOf(request, recordPath)
  const revision = revisionToMatch(request)
  const body = bodyOf(request, z.unknown())
  await request.perform(async (scope) => {
    const parsed = parseGroup(body, todayOf(scope))
    if ('fields' in parsed) throw invalid(parsed.fields)
    await changeGroup(scope, id, revision, parsed.group)
  })
  return { id }
}

const MEMBER = {
  operation: describe('networks.group.member', {
    summary:
      'Say that somebody is of an own group; never a victim, a possible victim, a witness or a child, whom the database refuses too',
    path: recordPath,
    body: memberSchema,
    status: 201,
    answer: done,
    example: examples.member,
  }),
  access: whoever.keepsGroups,
} as const

async function member(request: FastifyRequest, reply: FastifyReply) {
  const { id } = pathOf(request, recordPath)
  const body = bodyOf(request, z.unknown())
  const made = await request.perform(async (scope) => {
    const parsed = parseMember(body, todayOf(scope))
    if ('fields' in parsed) throw invalid(parsed.fields)
    return await addMember(scope, id, parsed.member)
  })
  return reply.status(201).send({ id: made })
}

const planBody = z.strictObject({
  strand: z.enum(codes.codesOf(codes.groupStrand), { error: 'Choose a part of the plan' }),
  what: text(LONGEST.what, 'Say what is to be done'),
  owner: personId.optional().describe('who of your agency owns it'),
  partner: z
    .string()
    .max(41)
    .optional()
    .describe('instead: the slug of an agency to which the group is released, which is asked for an owner'),
  due_on: day('Enter by when it is to be done'),
})

const PLAN = {
  operation: describe('networks.group.plan', {
    summary: 'Add a line to the 4P plan of an own group; it is a task of its owner’s from then on',
    path: recordPath,
    body: planBody,
    status: 201,
    answer: done,
    example: examples.plan,
  }),
  access: whoever.keepsGroups,
} as const

async function plan(request: FastifyRequest, reply: FastifyReply) {
  const { id } = pathOf(request, recordPath)
  const { due_on: dueOn, owner, partner, ...line } = bodyOf(request, planBody)
  if ((owner === undefined) === (partner === undefined))
    throw invalid({ owner: 'Say who of your agency owns it, or which partner is asked' })
  const made = await request.perform(async (scope) => {
    // An agency that has no such group is refused where the line is added, which also says whether there is one.
    const asked = (await partnersToAsk(scope, id)).find(({ slug }) => slug === partner)
    return await addLine(scope, id, { ...line, dueOn, owner: owner ?? { agency: asked?.id ?? 0 } })
  })
  return reply.status(201).send({ id: made })
}

const linkBody = z.strictObject({
  record: recordId.describe('one that you read in full; it or the group is your agency’s'),
})
const LINK_REPORT = {
  operation: describe('networks.group.link-report', {
    summary: 'Say that a report belongs to a group; whoever reads both sees it',
    path: recordPath,
    body: linkBody,
    answer: done,
    example: examples.link,
  }),
  access: whoever.keepsGroups,
} as const
const LINK_REQUIREMENT = {
  operation: describe('networks.group.link-requirement', {
    summary: 'Say that a requirement serves a group; whoever reads both sees it',
    path: recordPath,
    body: linkBody,
    answer: done,
    example: examples.link,
  }),
  access: whoever.keepsGroups,
} as const

const link = (kind: 'report' | 'requirement') => async (request: FastifyRequest) => {
  const { id } = pathOf(request, recordPath)
  const { record } = bodyOf(request, linkBody)
  await request.perform((scope) =>
    kind === 'report' ? linkReport(scope, id, record) : linkRequirement(scope, id, record),
  )
  return { id }
}
