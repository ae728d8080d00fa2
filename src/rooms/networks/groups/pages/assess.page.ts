/** A threat assessment that a person types. Nothing here computes one. */
import type { FastifyInstance } from 'fastify'
import { typedCode, typedText } from '../../../../platform/http/typed-form.ts'
import { groupGrade } from '../../../../wire/codes.ts'
import { assessGroup } from '../assess.ts'
import { LONGEST } from '../group.ts'
import { groupTerms } from '../terms.ts'
import { todayOf } from '../../../../platform/london-day.ts'
import { formOfGroup } from './form-of-group.ts'
import { fieldsOf } from './read-fields.ts'

const GRADES = Object.fromEntries(groupGrade.map((one) => [one, one] as const)) as Record<
  (typeof groupGrade)[number],
  string
>

/** Registers the page and its form. */
export function assessPages(app: FastifyInstance): void {
  formOfGroup(app, {
    at: 'assess',
    operations: ['networks.group.show-assess', 'networks.group.assess'],
    template: 'assess.njk',
    title: 'Assess the threat',
    more: async (scope) => {
      const terms = await groupTerms(scope)
      return {
        terms,
        grades: groupGrade.map((value) => ({ value, text: terms.grades[value] })),
        values: { made_on: todayOf(scope) },
      }
    },
    send: async (scope, id, typed) => {
      const fields = fieldsOf(typed)
      const grade = fields.chosen('grade', typedCode(typed, 'grade', GRADES), 'Choose a grade')
      const words = fields.words('words', LONGEST.words, 'Say what the threat is')
      const basis = fields.words('rests_on', LONGEST.words, 'Say what the assessment rests on')
      const madeOn = fields.day('made_on', 'The day of the assessment', 'Enter the day of the assessment')
      const hasMorile = ['morile_result', 'morile_by', 'morile_on-year'].some(
        (name) => typedText(typed, name) !== undefined,
      )
      const morile = hasMorile
        ? {
            result: fields.words('morile_result', LONGEST.morile, 'Enter the result as it was read'),
            by: fields.words('morile_by', LONGEST.morile, 'Enter who made it'),
            on: fields.day('morile_on', 'The day of the result', 'Enter when it was made'),
          }
        : null
      fields.check()
      await assessGroup(scope, id, { grade: grade ?? 'low', words, basis, madeOn, morile })
      return 'Kept, with your name and the day. The newest assessment counts.'
    },
  })
}
