/** Examples of the API of debriefs: the hot debrief of a day on which Sussex and Kent acted together. */
import { inExamples } from '../../../../platform/http/api-documents.ts'

const { record: id, agency, at, side } = inExamples
const debrief = {
  ...{ id: side, operation: id, action_day: id, kind: 'hot', state: 'open' },
  ...{ due_at: at, begun_at: at, closed_at: null, words: null },
}
const observation = {
  theme: 'communication',
  went: 'less-well',
  what: 'The hall was rung twice, by two desks, about the same four people.',
  why: 'Nobody had said which desk rings the hall.',
}
const lesson = {
  title: 'One desk rings the hall',
  happened: 'Two desks rang the hall about the same people within ten minutes.',
  why: 'The briefing did not say which desk rings.',
  verdict: 'change',
  what: 'Each briefing names the one desk that rings the reception.',
  owner_post: 'Head of Contact and Control',
  due_on: '2027-06-30',
  jol_reference: 'JOL-0000',
}

export const list = {
  path: { operation: id },
  query: {},
  answer: { items: [{ ...debrief, observations: 1, lessons: 1, learned: 0 }], next: null },
}
export const begin = { path: { operation: id }, body: { kind: 'hot', action_day: id }, answer: { id: side } }
export const read = {
  path: { debrief: side },
  answer: {
    ...debrief,
    observations: [{ id, agency: agency.name, at, ...observation }],
    lessons: [{ id, agency: agency.name, ...lesson, state: 'identified', observations: [id] }],
  },
}
export const observe = { path: { debrief: side }, body: observation, answer: { id } }
export const identify = {
  path: { debrief: side },
  body: { ...lesson, agency: 2, observations: [id] },
  answer: { id },
}
export const close = {
  path: { debrief: side },
  body: { words: 'One lesson was identified. The next briefing names the desk.' },
  answer: { id: side },
}
