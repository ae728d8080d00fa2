/**
 * The debrief of the exercise: the hot one of the action day of Copper Lantern, in which four agencies say what they saw and
 * nine lessons are identified. It is closed; some lessons are taken on, one is shown, one is learned.
 */
import {
  beginDebrief,
  closeDebrief,
  identifyLesson,
  observe,
  parseClosing,
  parseLesson,
  parseObservation,
  type ActionDayId,
  type DebriefId,
  type LessonId,
  type ObservationId,
  type OperationId,
} from '../../src/rooms/operations/index.ts'
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { acceptLesson, checkLesson, openLesson, showEvidence } from '../../src/rooms/oversight/index.ts'
import { idOf, inDays, type Act } from './act.ts'

const operation = idOf('Operation Copper Lantern') as OperationId
const day = idOf('Action day of Copper Lantern') as ActionDayId
const debrief = idOf('Debrief of Copper Lantern') as DebriefId
const observationOf = (name: string) => idOf(`Observation ${name} of Copper Lantern`) as ObservationId
const lessonOf = (name: string) => idOf(`Lesson ${name} of Copper Lantern`) as LessonId
const officer = (slug: string) => `intelligence-officer@${slug}.example`
const coordinator = (slug: string) => `coordinator@${slug}.example`
const SUSSEX = officer('sussex-police')

const act = (
  what: string,
  account: string,
  done: string,
  perform: (scope: MemberScope) => Promise<unknown>,
): Act => ({
  step: `operations: debrief, ${what}`,
  account,
  operation: done,
  purpose: `Operation Copper Lantern, debrief: ${what}`,
  perform: async (scope) => {
    await perform(scope)
    return true
  },
})

/** @throws Error with what is wrong */
function whole<T>(read: { said: T } | { fields: Record<string, string> }): T {
  if ('fields' in read) throw new Error(JSON.stringify(read.fields))
  return read.said
}

type Seen = { name: string; slug: string; theme: string; went: string; what: string; why?: string }
const seen: readonly Seen[] = [
  {
    ...{ name: 'hall', slug: 'sussex-police', theme: 'care', went: 'well' },
    what: 'The hall was warm and open before the first search. Four people were received within the hour.',
    why: 'The desk had rung the hall the evening before.',
  },
  {
    ...{ name: 'calls', slug: 'sussex-police', theme: 'communication', went: 'less-well' },
    what: 'The hall was rung twice, by two desks, about the same four people.',
    why: 'The briefing did not say which desk rings the hall.',
  },
  {
    ...{ name: 'version', slug: 'kent-police', theme: 'planning', went: 'less-well' },
    what: 'Two of our people worked by the first version of the briefing until nine.',
  },
  {
    ...{ name: 'slipway', slug: 'kent-police', theme: 'information', went: 'less-well' },
    what: 'The boat at the slipway had been gone since the evening. Nobody had looked again before the day.',
    why: 'Nobody was asked to.',
  },
  {
    ...{ name: 'counts', slug: 'nca', theme: 'command', went: 'well' },
    what: 'Counts of each agency stood on one page, and nobody had to ask for them.',
  },
  {
    ...{ name: 'exhibits', slug: 'nca', theme: 'law', went: 'less-well' },
    what: 'Bags for exhibits ran out at noon. A second search waited for them.',
    why: 'Each agency had brought bags for its own searches alone.',
  },
  {
    ...{ name: 'interpreter', slug: 'border-force', theme: 'care', went: 'less-well' },
    what: 'One language was not there for two hours. The telephone of the desk helped.',
  },
]

type Learnt = {
  name: string
  slug: string
  title: string
  happened: string
  why: string
  verdict: 'keep' | 'change'
  what: string
  post: string
  due: number
  from: readonly string[]
  jol?: string
}
const lessons: readonly Learnt[] = [
  {
    ...{ name: 'hall', slug: 'sussex-police', verdict: 'keep', due: 30, from: ['hall'] },
    title: 'Open the hall the evening before',
    happened: 'People who were found were warm and fed within the hour.',
    why: 'The desk had rung the hall the evening before.',
    what: 'The safeguarding plan says who rings the hall the evening before.',
    post: 'Head of safeguarding',
  },
  {
    ...{ name: 'calls', slug: 'sussex-police', verdict: 'change', due: 45, from: ['calls'] },
    title: 'One desk rings the hall',
    happened: 'Two desks rang the hall about the same four people.',
    why: 'The briefing did not say which desk rings.',
    what: 'Each briefing names the one desk that rings the hall.',
    post: 'Head of contact and control',
    jol: 'JOL-EXERCISE-01',
  },
  {
    ...{ name: 'version', slug: 'kent-police', verdict: 'change', due: 20, from: ['version'] },
    title: 'Nobody leaves by an old version of the briefing',
    happened: 'Two people worked by the first version until nine.',
    why: 'Nobody looked at who had read the second.',
    what: 'The desk looks at who has not read the newest version an hour before the day begins.',
    post: 'Head of operations planning',
  },
  {
    ...{ name: 'slipway', slug: 'kent-police', verdict: 'change', due: 60, from: ['slipway'] },
    title: 'Look again on the evening before',
    happened: 'The boat had gone before anybody came.',
    why: 'Nobody was asked to look again.',
    what: 'The plan of a day has an action to look again on the evening before.',
    post: 'Head of the marine unit',
  },
  {
    ...{ name: 'counts', slug: 'nca', verdict: 'keep', due: 30, from: ['counts'] },
    title: 'Count on the page of the day',
    happened: 'Nobody had to ask another agency for its counts.',
    why: 'Each tasking post typed its own.',
    what: 'Each agency names who types its counts in the briefing.',
    post: 'Operations manager',
  },
  {
    ...{ name: 'exhibits', slug: 'nca', verdict: 'change', due: 40, from: ['exhibits'] },
    title: 'Bags for exhibits for all searches of the day',
    happened: 'A second search waited because bags had run out.',
    why: 'Each agency brought bags for its own searches alone.',
    what: 'The exhibits officer of the day counts bags for all agencies.',
    post: 'Exhibits manager',
  },
  {
    ...{ name: 'interpreter', slug: 'border-force', verdict: 'change', due: 50, from: ['interpreter'] },
    title: 'Ask for languages two days ahead',
    happened: 'One language was not there for two hours.',
    why: 'Interpreters were asked for by what the last landing had needed.',
    what: 'Languages are asked for two days ahead, and a telephone service is booked beside them.',
    post: 'Regional duty manager',
  },
  {
    ...{ name: 'handover', slug: 'border-force', verdict: 'change', due: 70, from: [] },
    title: 'Hand over in writing',
    happened: 'A handover at noon was said and not written.',
    why: 'There was no form for it.',
    what: 'Handovers between shifts of the day are notes on its page.',
    post: 'Regional duty manager',
  },
  {
    ...{ name: 'debrief', slug: 'sussex-police', verdict: 'keep', due: 25, from: [] },
    title: 'Debrief on the same day',
    happened: 'All four agencies entered what they saw before they went home.',
    why: 'The form is short, and works on a telephone.',
    what: 'The order of the day ends with a quarter of an hour for it.',
    post: 'Head of operations planning',
  },
]

const taken = ['version', 'slipway', 'exhibits'] as const
const slugOf = (name: string) => lessons.find((one) => one.name === name)?.slug ?? ''

const shown = (name: string, asked: string, evidence: string) =>
  act(`${name} is shown`, coordinator(slugOf(name)), 'oversight.lesson.evidence', async (scope) => {
    const { id } = await scope.tx.one<{ id: number }>('select id from identity.agency where slug = $1', [
      asked,
    ])
    const { version } = await openLesson(scope, lessonOf(name))
    await showEvidence(scope, lessonOf(name), { version, evidence, askedAgencyId: id })
  })

export const debriefActs: readonly Act[] = [
  act('begun', SUSSEX, 'operations.debrief.begin', (scope) =>
    beginDebrief(scope, operation, { kind: 'hot', action_day: day }, debrief),
  ),
  ...seen.map(({ name, slug, ...said }) =>
    act(`${slug} saw: ${name}`, officer(slug), 'operations.debrief.observe', (scope) =>
      observe(scope, debrief, whole(parseObservation({ ...said, no_person: true })), observationOf(name)),
    ),
  ),
  ...lessons.map(({ name, slug, post, due, from, jol, ...said }) =>
    act(`lesson ${name}`, SUSSEX, 'operations.debrief.identify', async (scope) => {
      const { id } = await scope.tx.one<{ id: number }>('select id from identity.agency where slug = $1', [
        slug,
      ])
      const body = {
        ...{ ...said, agency: id, owner_post: post, due_on: inDays(scope, due), jol_reference: jol },
        ...{ observations: from.map(observationOf), no_person: true },
      }
      await identifyLesson(scope, debrief, whole(parseLesson(body, inDays(scope, 0))), lessonOf(name))
    }),
  ),
  act('closed', SUSSEX, 'operations.debrief.close', (scope) =>
    closeDebrief(
      scope,
      debrief,
      whole(
        parseClosing({
          words: 'Nine lessons, three of them to keep. The next day names one desk for the hall.',
          no_person: true,
        }),
      ).words,
    ),
  ),
  ...taken.map((name) =>
    act(`${name} is taken on`, coordinator(slugOf(name)), 'oversight.lesson.accept', (scope) =>
      acceptLesson(scope, lessonOf(name)),
    ),
  ),
  shown(
    'version',
    'sussex-police',
    'The list of who has not read is looked at an hour before, since last week.',
  ),
  act('version is learned', coordinator('sussex-police'), 'oversight.lesson.check', (scope) =>
    checkLesson(scope, lessonOf('version'), {
      ...{ outcome: 'learned', words: 'We looked at two plans: the desk had ticked its list in both.' },
    }),
  ),
  shown('exhibits', 'kent-police', 'The kit list of the exhibits officer counts bags for all agencies.'),
]
