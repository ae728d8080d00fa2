/** A debrief as its page and its document print it. */
import { ukDate, ukDateTime } from '../../../../design/dates.ts'
import { plural } from '../../../../design/words.ts'
import type { Cell } from '../../pages/words.ts'
import type { Debrief, LessonOfDebrief, ListedDebrief, Observation } from '../read-debrief.ts'
import { DEBRIEF_KINDS, debriefTag, lessonTag, THEMES, VERDICTS, WENT, type Theme } from '../words.ts'

/**
 * Says of what a debrief is.
 * @param debrief - its kind and day
 * @returns as in "Hot debrief, 28 February 2027"
 */
export const titleOf = ({ kind, onDay }: Pick<Debrief, 'kind' | 'onDay'>): string =>
  `${DEBRIEF_KINDS[kind]}, ${onDay === null ? 'of the operation' : ukDate(onDay)}`

/**
 * A row of a list.
 * @param one - a debrief
 * @param now - the moment of the page
 * @returns debrief, observations, lessons, state
 */
export const debriefRow = (one: ListedDebrief, now: Date): Cell[] => [
  {
    text: titleOf(one),
    href: `/operations/debriefs/${one.id}`,
    ...(one.dueAt === null || one.state === 'closed' ? {} : { detail: `Due ${ukDateTime(one.dueAt)}` }),
  },
  String(one.observations),
  one.lessons === 0 ? '0' : `${String(one.lessons)}, ${String(one.learned)} learned`,
  { tag: debriefTag(one, now) },
]

/** What stands above the facts of a debrief. */
export const factsOf = (debrief: Debrief): { key: string; text: string }[] => [
  { key: 'Begun', text: ukDateTime(debrief.begunAt) },
  ...(debrief.dueAt === null ? [] : [{ key: 'Due', text: ukDateTime(debrief.dueAt) }]),
  ...(debrief.closedAt === null ? [] : [{ key: 'Closed', text: ukDateTime(debrief.closedAt) }]),
  ...(debrief.words === null ? [] : [{ key: 'What the agencies agreed', text: debrief.words }]),
]

type ShownObservation = { card: string; rows: { key: string; text: string }[] }

/**
 * Puts observations under what they are about, in the order of the list.
 * @param observations - of one debrief
 * @returns each theme that has one
 */
export const byTheme = (
  observations: readonly Observation[],
): { heading: string; observations: ShownObservation[] }[] =>
  (Object.keys(THEMES) as Theme[]).flatMap((theme) => {
    const of = observations.filter((one) => one.theme === theme)
    return of.length === 0
      ? []
      : [
          {
            heading: THEMES[theme],
            observations: of.map((one) => ({
              card: `${one.agency}, ${ukDateTime(one.at)}`,
              rows: [
                { key: WENT[one.went], text: one.what },
                ...(one.why === null ? [] : [{ key: 'Why', text: one.why }]),
              ],
            })),
          },
        ]
  })

/**
 * A lesson as facts.
 * @param lesson - of a debrief
 * @returns what it says, whose it is, and how far
 */
export const factsOfLesson = (lesson: LessonOfDebrief): { key: string; text: string }[] => [
  { key: 'What happened', text: lesson.happened },
  { key: 'Why', text: lesson.why },
  { key: VERDICTS[lesson.verdict], text: lesson.what },
  { key: 'Owner', text: `${lesson.ownerPost}, ${lesson.agency}` },
  { key: 'Due', text: ukDate(lesson.dueOn) },
  {
    key: 'Comes from',
    text:
      lesson.observations.length === 0
        ? 'What was said in the debrief'
        : plural(lesson.observations.length, 'observation'),
  },
  ...(lesson.jolReference === null ? [] : [{ key: 'JOL reference', text: lesson.jolReference }]),
]

/** A lesson in a card, with its tag beside its name. */
export const lessonCard = (lesson: LessonOfDebrief) => ({
  title: lesson.title,
  tag: lessonTag(lesson),
  rows: factsOfLesson(lesson),
})
