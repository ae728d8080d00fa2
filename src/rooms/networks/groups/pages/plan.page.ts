/** One more line of a group's plan. */
import type { FastifyInstance } from 'fastify'
import { typedCode } from '../../../../platform/http/typed-form.ts'
import { groupStrand } from '../../../../wire/codes.ts'
import { LONGEST } from '../group.ts'
import { addLine } from '../plan.ts'
import { ownersToChoose } from './owners-to-choose.ts'
import { formOfGroup } from './form-of-group.ts'
import { fieldsOf } from './read-fields.ts'

/** What no line may ask, as everybody who plans reads it. */
export const NEVER_PLANNED =
  'No line may follow a person, task a member of the public, or task a rescue: HM Coastguard leads search and rescue.'

/** Registers the page and its form. */
export function planPages(app: FastifyInstance): void {
  formOfGroup(app, {
    at: 'plan/new',
    operations: ['networks.group.show-plan', 'networks.group.plan'],
    template: 'plan.njk',
    title: 'Add a line to the plan',
    more: async (scope, { id }) => ({
      people: await ownersToChoose(scope, id),
      neverPlanned: NEVER_PLANNED,
    }),
    send: async (scope, id, typed) => {
      const fields = fieldsOf(typed)
      const strand = fields.chosen(
        'strand',
        typedCode(typed, 'strand', groupStrand),
        'Choose a part of the plan',
      )
      const what = fields.words('task', LONGEST.what, 'Say what is to be done')
      const owner = fields.owner('owner', 'Choose who owns it')
      const dueOn = fields.day('due_on', 'The day', 'Enter by when it is to be done')
      fields.check()
      if (strand === undefined || owner === undefined) return ''
      await addLine(scope, id, { strand, what, owner, dueOn })
      return typeof owner === 'string'
        ? 'The line is added. It stands among the tasks of who owns it.'
        : 'The line is added. The partner is asked who owns it.'
    },
  })
}
