/** A statement that somebody is of a group; and taking it back. */
import type { FastifyInstance } from 'fastify'
import { faultOfDate, readDateField } from '../../../../design/fields.ts'
import { invalid, notFound } from '../../../../platform/errors.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { typedText, type Typed } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { groupMemberPath } from '../ids.ts'
import { NEVER_NAMED, parseMember, type NewMember } from '../member.ts'
import { addMember, findMember, takeMemberBack } from '../members.ts'
import { readGroup } from '../read-group.ts'
import { todayOf } from '../../../../platform/london-day.ts'
import { formOfGroup } from './form-of-group.ts'

const DAYS = ['from_on', 'until_on'] as const
const HERE = ['basis', 'source_evaluation', 'intelligence_assessment'] as const

/** Registers the pages and their forms. */
export function memberPages(app: FastifyInstance): void {
  formOfGroup(app, {
    at: 'members/new',
    operations: ['networks.group.show-member', 'networks.group.member'],
    template: 'member.njk',
    title: 'Name a member',
    more: () => Promise.resolve({ neverNamed: NEVER_NAMED }),
    send: async (scope, id, typed) => {
      await addMember(scope, id, readMemberForm(typed, todayOf(scope)))
      return 'The statement is added.'
    },
  })

  const back = '/groups/members/:id/take-back'
  app.get(
    back,
    { config: { operation: 'networks.group.show-member-back', access: whoever.keepsGroups } },
    async (request, reply) => {
      const { id } = pathOf(request, groupMemberPath)
      const { member, view } = await request.perform(async (scope) => {
        const found = await findMember(scope, id)
        return { member: found, view: await readGroup(scope, found.groupId) }
      })
      if (!view.own || view.status === 'withdrawn') throw notFound()
      return await reply.page('rooms/networks/groups/pages/member-back.njk', {
        title: 'Take a statement back',
        classification: view.classification,
        back: { text: 'Back to the group', href: `/groups/${view.id}` },
        member,
        group: view,
      })
    },
  )
  app.post(
    back,
    { config: { operation: 'networks.group.member-back', access: whoever.keepsGroups } },
    async (request, reply) => {
      const { id } = pathOf(request, groupMemberPath)
      const group = await request.perform((scope) => takeMemberBack(scope, id))
      return reply.done(`/groups/${group}`, 'Taken back. Whoever holds the group does not read it any more.')
    },
  )
}

/** What stands under a choice that was not made is left out: it was hidden from whoever chose. @throws invalid */
function readMemberForm(typed: Typed, today: string): NewMember {
  const given = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, typedText(typed, name)] as const))
  const kind = typedText(typed, 'kind')
  const rests = typedText(typed, 'rests') === 'report'
  const item = typedText(typed, 'item')
  const read = parseMember(
    {
      ...given(['kind', 'name', 'role', 'words']),
      ...(kind === 'person'
        ? { ...given(['category']), is_adult: typedText(typed, 'is_adult') === 'yes' || undefined }
        : {}),
      ...(kind === 'group' ? given(['member_group']) : {}),
      ...Object.fromEntries(DAYS.map((name) => [name, readDateField(typed, name)] as const)),
      ...(rests
        ? {
            ...given(['report']),
            item: item !== undefined && /^\d{1,2}$/.test(item) ? Number(item) : undefined,
          }
        : given(HERE)),
    },
    today,
  )
  let fields: Record<string, string> = 'fields' in read ? { ...read.fields } : {}
  if (rests && typedText(typed, 'report') === undefined) {
    fields = { ...without(fields, HERE), report: 'Enter the reference of the report on which it rests' }
  }
  if (typedText(typed, 'rests') === undefined) {
    fields = { ...without(fields, HERE), rests: 'Choose what it rests on' }
  }
  for (const name of DAYS) {
    const fault = faultOfDate(typed, name, name === 'from_on' ? 'The first day' : 'The last day')
    if (fault !== undefined) fields[name] = fault
  }
  if ('fields' in read || Object.keys(fields).length > 0) throw invalid(fields)
  return read.member
}

const without = (fields: Readonly<Record<string, string>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))
