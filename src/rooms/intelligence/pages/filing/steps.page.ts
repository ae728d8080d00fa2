/** The pages on which a report is written, in their order. */
import type { FastifyInstance } from 'fastify'
import { eventLinks } from './event.form.ts'
import { gradeValues, readGrade } from './grade.form.ts'
import { keepTicked } from './keep.form.ts'
import { handlingValues, readHandling } from './handling.form.ts'
import { monthsOn, readReview, reviewPeriods, reviewValues } from './review.form.ts'
import { offersOf } from './offers.ts'
import { leftOver } from '../sanitise/left-over.view.ts'
import { registerStep } from './step-page.ts'
import { readSubjects } from './subjects.form.ts'
import { subjectsView } from './subjects.view.ts'
import { itemsOf, readText, textValues } from './text.form.ts'
import { readTitle, titleValues } from './title.form.ts'
import { markingChoices } from './title.view.ts'

const folder = 'rooms/intelligence/pages/filing'

/** Registers the steps. */
export function stepPages(app: FastifyInstance): void {
  registerStep(app, {
    step: 'title',
    heading: 'What is it about?',
    template: `${folder}/title.njk`,
    values: titleValues,
    read: readTitle,
    more: (_document, { clearance }) => ({ markings: markingChoices(clearance) }),
  })
  registerStep(app, {
    step: 'text',
    heading: 'What does it say?',
    template: `${folder}/text.njk`,
    body: 'large',
    asksAboutFinds: 'on the way to the check',
    values: textValues,
    read: readText,
    more: (document, _context, { draft }) => ({
      count: itemsOf(document).length,
      events: eventLinks(document, draft.id),
    }),
  })
  registerStep(app, {
    step: 'grade',
    heading: 'Evaluate it (3x5x2)',
    template: `${folder}/grade.njk`,
    values: gradeValues,
    read: readGrade,
    more: (document) => ({
      items: itemsOf(document).map(({ text }) => text ?? ''),
      originalGrade: document.original_grade ?? null,
    }),
  })
  registerStep(app, {
    step: 'subjects',
    heading: 'Who and what does it name?',
    template: `${folder}/subjects.njk`,
    body: 'large',
    asksAboutFinds: 'always',
    values: (document, _context, { tick }) =>
      tick === 'all' ? { found: offersOf(document).map(({ token }) => token) } : {},
    read: (typed, document, { today }) => readSubjects(typed, keepTicked(typed, document, today)),
    more: (_document, { today }, { draft, typing }) => ({
      ...subjectsView(draft, today, typing),
      leftOver: leftOver(draft, today),
    }),
  })
  registerStep(app, {
    step: 'handling',
    heading: 'How may it be shared?',
    template: `${folder}/handling.njk`,
    values: handlingValues,
    read: readHandling,
    more: (_document, { compartments }) => ({
      compartments: compartments.map(({ id, name }) => ({ value: id, text: name })),
    }),
  })
  registerStep(app, {
    step: 'review',
    heading: 'When is it to be reviewed?',
    template: `${folder}/review.njk`,
    values: reviewValues,
    read: readReview,
    more: (_document, { today }) => ({
      periods: reviewPeriods.map(({ value, text, months }) => ({ value, text, on: monthsOn(today, months) })),
    }),
  })
}
