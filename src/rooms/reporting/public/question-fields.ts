/** What each question's page asks, and what stands in its fields. */
import type { Words } from '../wording/en.ts'
import type { Draft } from './draft.ts'
import { choicesOf, fieldsIn, type Field } from './fields.ts'
import { promptsOf } from './prompts.ts'
import type { Typed } from './read-answers.ts'
import type { Question } from './steps.ts'

export type QuestionView = {
  title: string
  /** the title is a heading of its own, because the page has several fields */
  headed: boolean
  hint?: string
  fields: Field[]
  button: string
}

/**
 * Writes the page of one question.
 * @param question - which one
 * @param draft - as far as it was answered
 * @param words - of the page's language
 * @param typed - what a refused form held; it stands in the fields instead of what was kept
 * @param errors - faults by field name
 * @returns what the template prints
 */
export function questionView(
  question: Question,
  draft: Draft,
  words: Words,
  typed: Typed | null,
  errors: Readonly<Record<string, string>>,
): QuestionView {
  const values = typed ? oneEach(typed) : keptValues(question, draft)
  const make = fieldsIn(words, errors)
  const view = views[question]({ words, draft, values, typed, make })
  return { button: words.layout.continue, ...view }
}

type Values = Readonly<Record<string, string | undefined>>
type Asked = {
  words: Words
  draft: Draft
  values: Values
  typed: Typed | null
  make: ReturnType<typeof fieldsIn>
}
type Partly = Omit<QuestionView, 'button'>

const oneEach = (typed: Typed): Values =>
  Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, [value].flat()[0]]))

function keptValues(question: Question, draft: Draft): Values {
  const kept: Record<Question, Values> = {
    kind: { kind: draft.kind },
    when: {
      when: draft.when?.at ?? undefined,
      time: draft.when?.time,
      earlier: draft.when?.words,
      'day-year': draft.when?.day?.slice(0, 4),
      'day-month': draft.when?.day?.slice(5, 7),
      'day-day': draft.when?.day?.slice(8),
    },
    seen: { words: draft.what?.words },
    vessel: draft.vessel ?? {},
    vehicle: draft.vehicle ?? {},
    people: draft.people ?? {},
    know: { know: draft.know?.code, 'know-words': draft.know?.words },
    again: { still: draft.still_happening, regular: draft.regular },
    contact: { contact: draft.contact ? 'yes' : 'no', ...draft.contact },
  }
  return kept[question]
}

const views: Record<Question, (asked: Asked) => Partly> = {
  kind: ({ words, values, make }) => ({
    title: words.kind.title,
    headed: false,
    fields: [
      make.radios(
        { name: 'kind', label: words.kind.title, heading: true, value: values['kind'] },
        choicesOf(words.kind.choices),
      ),
    ],
  }),
  when: whenView,
  seen: ({ words, draft, values, typed, make }) => {
    const prompts = promptsOf[draft.kind ?? 'something-else']
    const ticked = typed ? [typed['seen'] ?? []].flat() : (draft.what?.seen ?? [])
    return {
      title: words.seen.title,
      headed: true,
      fields: [
        make.checkboxes(
          { name: 'seen', label: words.seen.hint },
          prompts.map((code) => ({ value: code, text: words.seen.prompts[code] })),
          ticked,
        ),
        make.textarea(
          {
            name: 'words',
            label: words.seen.words,
            hint: words.seen.wordsHint,
            value: values['words'],
          },
          { rows: 7, spellcheck: true },
        ),
      ],
    }
  },
  vessel: ({ words: { vessel: t }, values, make }) => ({
    title: t.title,
    headed: true,
    hint: t.hint,
    fields: [
      make.input({ name: 'name', label: t.name, value: values['name'] }),
      make.input({ name: 'kind', label: t.kind, hint: t.kindHint, value: values['kind'] }),
      make.input({ name: 'colour', label: t.colour, value: values['colour'] }),
      make.input({ name: 'length', label: t.length, value: values['length'] }),
      make.input({ name: 'engines', label: t.engines, hint: t.enginesHint, value: values['engines'] }),
      make.input({ name: 'markings', label: t.markings, value: values['markings'] }),
      make.input({ name: 'heading', label: t.heading, value: values['heading'] }),
      make.input({ name: 'aboard', label: t.aboard, value: values['aboard'] }),
    ],
  }),
  vehicle: ({ words: { vehicle: t }, values, make }) => ({
    title: t.title,
    headed: true,
    hint: t.hint,
    fields: [
      make.input({
        name: 'registration',
        label: t.registration,
        hint: t.registrationHint,
        value: values['registration'],
      }),
      make.input({ name: 'make', label: t.make, hint: t.makeHint, value: values['make'] }),
      make.input({ name: 'colour', label: t.colour, value: values['colour'] }),
      make.input({ name: 'trailer', label: t.trailer, value: values['trailer'] }),
    ],
  }),
  people: ({ words: { people: t, layout }, values, make }) => ({
    title: t.title,
    headed: true,
    hint: layout.optional,
    fields: [
      make.input({ name: 'number', label: t.number, hint: t.numberHint, value: values['number'] }),
      make.textarea({
        name: 'behaviour',
        label: t.behaviour,
        hint: t.behaviourHint,
        value: values['behaviour'],
      }),
    ],
  }),
  know: ({ words: { know: t }, values, make }) => ({
    title: t.title,
    headed: true,
    fields: [
      make.radios({ name: 'know', label: t.label, value: values['know'] }, choicesOf(t.choices)),
      make.textarea(
        { name: 'know-words', label: t.words, hint: t.wordsHint, value: values['know-words'] },
        { rows: 3 },
      ),
    ],
  }),
  again: ({ words: { again: t, layout }, values, make }) => ({
    title: t.title,
    headed: true,
    hint: layout.optional,
    fields: [
      make.radios({ name: 'still', label: t.still, value: values['still'] }, choicesOf(t.choices)),
      make.radios({ name: 'regular', label: t.regular, value: values['regular'] }, choicesOf(t.choices)),
    ],
  }),
  contact: ({ words: { contact: t }, values, make }) => ({
    title: t.title,
    headed: false,
    fields: [
      make.radios(
        { name: 'contact', label: t.title, hint: t.hint, heading: true, value: values['contact'] },
        [
          { value: 'no', text: t.anonymous },
          {
            value: 'yes',
            text: t.contactable,
            opens: [
              make.input({ name: 'name', label: t.name, hint: t.apart, value: values['name'] }),
              make.input(
                { name: 'phone', label: t.phone, value: values['phone'] },
                { type: 'tel', inputmode: 'tel' },
              ),
              make.input(
                { name: 'email', label: t.email, value: values['email'] },
                { inputmode: 'email', autocapitalize: 'none' },
              ),
              make.textarea({ name: 'how', label: t.how, value: values['how'] }, { rows: 2 }),
            ],
          },
        ],
      ),
    ],
  }),
}

function whenView({ words: { when: t }, values, make }: Asked): Partly {
  const day = {
    day: values['day-day'] ?? '',
    month: values['day-month'] ?? '',
    year: values['day-year'] ?? '',
  }
  return {
    title: t.title,
    headed: false,
    fields: [
      make.radios({ name: 'when', label: t.title, hint: t.nowDanger, heading: true, value: values['when'] }, [
        { value: 'now', text: t.now },
        {
          value: 'today',
          text: t.today,
          opens: [make.input({ name: 'time', label: t.time, hint: t.timeHint, value: values['time'] })],
        },
        {
          value: 'earlier',
          text: t.earlier,
          opens: [
            make.date({ name: 'day', label: t.day, hint: t.dayHint }, day),
            make.input({ name: 'earlier', label: t.words, hint: t.wordsHint, value: values['earlier'] }),
          ],
        },
      ]),
    ],
  }
}
