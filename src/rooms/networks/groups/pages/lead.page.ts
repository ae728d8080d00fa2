/** Naming who leads, and looking at the group as a whole. */
import type { FastifyInstance } from 'fastify'
import { personId } from '../../../../platform/http/ids.ts'
import { typedNumber, typedText } from '../../../../platform/http/typed-form.ts'
import { needingAttention, groupSettings, reasonSentences } from '../attention.ts'
import { nameLead, reviewGroup } from '../assess.ts'
import { LONGEST } from '../group.ts'
import { colleagues } from '../people-and-places.ts'
import { groupTerms } from '../terms.ts'
import { daysAfter, todayOf } from '../../../../platform/london-day.ts'
import { FIRST_REVIEW_DAYS } from '../write-group.ts'
import { formOfGroup } from './form-of-group.ts'
import { fieldsOf } from './read-fields.ts'

/** Registers both pages and their forms. */
export function leadPages(app: FastifyInstance): void {
  formOfGroup(app, {
    at: 'lead',
    operations: ['networks.group.show-lead', 'networks.group.lead'],
    template: 'lead.njk',
    title: 'Who leads what is done about it?',
    more: async (scope, { body }) => ({
      people: (await colleagues(scope)).map(({ id, name }) => ({ value: id, text: name })),
      terms: await groupTerms(scope),
      values: { lead: body.leadId },
    }),
    send: async (scope, id, typed) => {
      const lead = personId.safeParse(typedText(typed, 'lead'))
      await nameLead(scope, id, typedNumber(typed, 'revision'), lead.data)
      return 'Named. They are told when the group needs attention.'
    },
  })
  formOfGroup(app, {
    at: 'review',
    operations: ['networks.group.show-review', 'networks.group.review'],
    template: 'review.njk',
    title: 'Review the group',
    more: async (scope, view) => {
      const needs = (await needingAttention(scope)).find(({ id }) => id === view.id)
      const { lead } = await groupTerms(scope)
      return {
        reasons: needs === undefined ? [] : reasonSentences(needs, await groupSettings(scope), lead),
        values: { next_on: daysAfter(todayOf(scope), FIRST_REVIEW_DAYS) },
      }
    },
    send: async (scope, id, typed) => {
      const fields = fieldsOf(typed)
      const words = fields.words('words', LONGEST.words, 'Say what you looked at and what follows')
      const nextOn = fields.day('next_on', 'The next review', 'Enter when it is to be reviewed next')
      fields.check()
      await reviewGroup(scope, id, { words, nextOn })
      return 'Reviewed. Your agency reads what you found.'
    },
  })
}
