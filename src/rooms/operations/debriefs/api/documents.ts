/** What the API says of debriefs. */
import { z } from 'zod'
import { codesOf } from '../../../../wire/codes.ts'
import type { Debrief, ListedDebrief, WholeDebrief } from '../read-debrief.ts'
import { DEBRIEF_KINDS, THEMES, VERDICTS, WENT } from '../words.ts'

const row = z.object({
  id: z.uuid(),
  operation: z.uuid(),
  action_day: z.uuid().nullable().describe('null: of the operation as a whole'),
  kind: z.enum(codesOf(DEBRIEF_KINDS)),
  state: z.enum(['open', 'closed']),
  due_at: z.iso
    .datetime()
    .nullable()
    .describe('of a hot one: so many hours after what it is about as the operator has set, 72 as delivered'),
  begun_at: z.iso.datetime(),
  closed_at: z.iso.datetime().nullable(),
  words: z.string().nullable().describe('what the agencies agreed'),
})

export const listDocument = z.object({
  items: z
    .array(row.extend({ observations: z.int(), lessons: z.int(), learned: z.int() }))
    .describe('the newest first'),
  next: z.string().nullable().describe('send it as cursor'),
})

/** A debrief with what was entered in it. */
export const debriefDocument = row.extend({
  observations: z.array(
    z.object({
      id: z.uuid(),
      agency: z.string(),
      at: z.iso.datetime(),
      theme: z.enum(codesOf(THEMES)),
      went: z.enum(codesOf(WENT)),
      what: z.string(),
      why: z.string().nullable(),
    }),
  ),
  lessons: z.array(
    z.object({
      id: z.uuid(),
      agency: z.string(),
      title: z.string(),
      happened: z.string(),
      why: z.string(),
      verdict: z.enum(codesOf(VERDICTS)),
      what: z.string(),
      owner_post: z.string(),
      due_on: z.iso.date(),
      jol_reference: z.string().nullable(),
      state: z
        .enum(['identified', 'accepted', 'done', 'checked'])
        .describe('checked: another agency has looked, and says that it is learned'),
      observations: z.array(z.uuid()),
    }),
  ),
})

const rowOf = (one: Debrief): z.input<typeof row> => ({
  ...{ id: one.id, operation: one.operationId, action_day: one.dayId, kind: one.kind, state: one.state },
  due_at: one.dueAt?.toISOString() ?? null,
  begun_at: one.begunAt.toISOString(),
  closed_at: one.closedAt?.toISOString() ?? null,
  words: one.words,
})

/**
 * Writes a debrief as a row of a list.
 * @param one - that the viewer reads
 */
export const listedDocument = (one: ListedDebrief) => ({
  ...rowOf(one),
  ...{ observations: one.observations, lessons: one.lessons, learned: one.learned },
})

/**
 * Writes a whole debrief.
 * @param whole - that the viewer reads
 */
export const wholeDocument = ({
  debrief,
  observations,
  lessons,
}: WholeDebrief): z.input<typeof debriefDocument> => ({
  ...rowOf(debrief),
  observations: observations.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
  lessons: lessons.map((one) => ({
    ...{ id: one.id, agency: one.agency, title: one.title, happened: one.happened, why: one.why },
    ...{ verdict: one.verdict, what: one.what, owner_post: one.ownerPost, due_on: one.dueOn },
    ...{ jol_reference: one.jolReference, observations: one.observations },
    state: one.isLearned ? 'checked' : one.isDone ? 'done' : one.isAccepted ? 'accepted' : 'identified',
  })),
})
