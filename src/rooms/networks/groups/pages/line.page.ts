/** One line of a group's plan: its owner says how far it has come; who keeps groups gives it to somebody else. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ukDate } from '../../../../design/dates.ts'
import { notFound } from '../../../../platform/errors.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../../platform/http/or-again.ts'
import { formOf, typedCode, typedNumber, typedText } from '../../../../platform/http/typed-form.ts'
import { may, whoever } from '../../../../platform/identity/roles.ts'
import { groupLineState, groupStrand } from '../../../../wire/codes.ts'
import { LONGEST } from '../group.ts'
import { groupLinePath } from '../ids.ts'
import { acceptLine, declineLine } from '../partner-lines.ts'
import { colleagues } from '../people-and-places.ts'
import { findLine, replanLine, sayOfLine, type PlanLine } from '../plan.ts'
import type { PersonId } from '../../../../wire/ids.ts'
import { readGroup } from '../read-group.ts'
import { todayOf } from '../../../../platform/london-day.ts'
import { ownersToChoose } from './owners-to-choose.ts'
import { fieldsOf } from './read-fields.ts'
import { dueWords, lineTag, ownerWords } from './words.ts'

const at = '/groups/lines/:id'
/** What may be said of a line that has not ended. */
const SAID = {
  'under-way': groupLineState['under-way'],
  done: groupLineState.done,
  dropped: groupLineState.dropped,
} as const

/** Registers the page and its forms. */
export function linePages(app: FastifyInstance): void {
  app.get(
    at,
    { config: { operation: 'networks.group-line.show', access: whoever.readsContent } },
    (request, reply) => show(request, reply, null),
  )
  app.post(
    `${at}/say`,
    { config: { operation: 'networks.group-line.say', access: whoever.readsContent } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { id } = pathOf(request, groupLinePath)
          const typed = formOf(request)
          const fields = fieldsOf(typed)
          const state = fields.chosen('state', typedCode(typed, 'state', SAID), 'Choose how far it has come')
          const words =
            typedText(typed, 'words') === undefined ? null : fields.words('words', LONGEST.words, '')
          fields.check()
          await request.perform((scope) =>
            sayOfLine(scope, id, typedNumber(typed, 'revision'), { state: state ?? 'under-way', words }),
          )
          return reply.done(at.replace(':id', id), 'Noted.')
        },
        (refused) => show(request, reply, refused),
      ),
  )
  app.post(
    `${at}/accept`,
    { config: { operation: 'networks.group-line.accept', access: whoever.readsContent } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { id } = pathOf(request, groupLinePath)
          const typed = formOf(request)
          const fields = fieldsOf(typed)
          const owner = fields.person('owner', 'Choose who owns it')
          fields.check()
          if (owner !== undefined)
            await request.perform((scope) => acceptLine(scope, id, typedNumber(typed, 'turn'), owner))
          return reply.done(at.replace(':id', id), 'Accepted. It stands among the tasks of who owns it.')
        },
        (refused) => show(request, reply, refused),
      ),
  )
  app.post(
    `${at}/decline`,
    { config: { operation: 'networks.group-line.decline', access: whoever.keepsGroups } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { id } = pathOf(request, groupLinePath)
          const typed = formOf(request)
          const fields = fieldsOf(typed)
          const why = fields.words('why_not', LONGEST.declined, 'Say why your agency does not own it')
          fields.check()
          await request.perform((scope) => declineLine(scope, id, typedNumber(typed, 'turn'), why))
          return reply.done(at.replace(':id', id), 'Declined. Whoever asked reads why.')
        },
        (refused) => show(request, reply, refused),
      ),
  )
  app.post(
    `${at}/replan`,
    { config: { operation: 'networks.group-line.replan', access: whoever.keepsGroups } },
    (request, reply) =>
      orAgain(
        request,
        async () => {
          const { id } = pathOf(request, groupLinePath)
          const typed = formOf(request)
          const fields = fieldsOf(typed)
          const owner = fields.owner('owner', 'Choose who owns it')
          const dueOn = fields.day('due_on', 'The day', 'Enter by when it is to be done')
          fields.check()
          if (owner !== undefined)
            await request.perform((scope) =>
              replanLine(scope, id, typedNumber(typed, 'revision'), { owner, dueOn }),
            )
          return reply.done(at.replace(':id', id), 'Changed. It stands among the tasks of who owns it.')
        },
        (refused) => show(request, reply, refused),
      ),
  )
}

/** What the select of an owner begins with. */
function ownerChosen({ ownerId, partner }: PlanLine, me: PersonId, own: boolean): string {
  if (own) return ownerId ?? (partner === null ? '' : `agency:${String(partner.agencyId)}`)
  return partner?.personId ?? me
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { id } = pathOf(request, groupLinePath)
  const { line, own, owners, people, today, me } = await request.perform(async (scope) => {
    const found = await findLine(scope, id)
    if (!found) throw notFound()
    // A line says what its group says: it is a reading of the group.
    const view = await readGroup(scope, found.groupId)
    return {
      line: found,
      own: view.own,
      owners: view.own ? await ownersToChoose(scope, found.groupId) : [],
      people: found.partner?.agencyId === scope.actor.agencyId ? await colleagues(scope) : [],
      today: todayOf(scope),
      me: scope.actor.personId,
    }
  })
  const isOpen = (line.state === 'open' || line.state === 'under-way') && !line.isRecalled
  const keeps = may(request.signedIn?.roles, 'keepsGroups')
  const { partner } = line
  const declined = partner?.declinedWords ?? null
  const ofUs = !own && partner !== null
  const isAsked = ofUs && partner.personId === null && partner.declinedWords === null
  return await reply.page('rooms/networks/groups/pages/line.njk', {
    title: `Line ${String(line.number)} of a plan`,
    classification: line.classification,
    back: { text: 'Back to the group', href: `/groups/${line.groupId}` },
    line,
    tag: lineTag(line.state),
    facts: [
      { key: 'Part of the plan', text: groupStrand[line.strand] },
      { key: 'Who owns it', text: ownerWords(line) },
      ...(declined === null ? [] : [{ key: 'Why not', text: declined }]),
      { key: 'By when', text: dueWords(line.dueOn, today, isOpen) },
      ...(line.words === null ? [] : [{ key: 'What came of it', text: line.words }]),
      { key: 'Last changed', text: ukDate(line.changedAt) },
    ],
    says:
      isOpen &&
      (own || (ofUs && partner.personId !== null)) &&
      (keeps || (line.ownerId ?? partner?.personId) === me),
    // One person takes it for themselves; those who keep groups name a colleague, then or later.
    accepts: isOpen && ofUs && partner.declinedWords === null && (isAsked || keeps),
    declines: isOpen && ofUs && partner.declinedWords === null && keeps,
    isAsked,
    asked: partner?.revision ?? 0,
    accepting: people
      .filter(({ id: one }) => keeps || one === me)
      .map(({ id: value, name }) => ({ value, text: name })),
    replans: own && isOpen && keeps,
    said: Object.entries(SAID)
      .filter(([value]) => value !== line.state)
      .map(([value, text]) => ({ value, text })),
    longest: LONGEST,
    owners,
    // A stale form is sent again on top of what is there now.
    values: {
      owner: ownerChosen(line, me, own),
      due_on: line.dueOn,
      ...refused?.values,
      revision: line.revision,
    },
    ...(refused ? { errors: refused.errors } : {}),
  })
}
