/** What the API says of action days and briefings. */
import { z } from 'zod'
import { classification, codesOf, operationPost } from '../../../../wire/codes.ts'
import type { Briefing } from '../brief.ts'
import type { ActionDay, WholeDay } from '../read-day.ts'
import { stepsOf } from '../read-day.ts'
import { BRIEFING_HEADINGS, DAY_STATES, OUTCOMES } from '../words.ts'

const row = z.object({
  id: z.uuid(),
  on_day: z.iso.date(),
  state: z.enum(codesOf(DAY_STATES)),
  revision: z.int().describe('send it as If-Match'),
  safeguarding: z.object({
    reception: z.string().nullable(),
    interpreters: z.string().nullable(),
    childrens_services: z.string().nullable(),
    first_responder: z.string().nullable(),
  }),
})

export const listDocument = z.object({
  items: z.array(row).describe('the last day first'),
  older: z.iso.date().nullable().describe('send it as before'),
  newer: z.iso.date().nullable().describe('send it as after'),
})

/** One day, as far as whoever asks may know. */
export const dayDocument = row.extend({
  steps: z.array(z.enum(codesOf(DAY_STATES))).describe('states to which you may bring it'),
  words: z
    .array(z.object({ word: z.enum(['go', 'no-go']), decision: z.int(), at: z.iso.datetime() }))
    .describe('each go and no-go, with the number of its decision in the main log'),
  command_posts: z.array(
    z.object({
      agency: z.string(),
      desk: z.string().nullable(),
      telephone: z.string().nullable(),
      posts: z.array(z.enum(codesOf(operationPost))),
    }),
  ),
  events: z
    .array(
      z.object({
        id: z.uuid(),
        kind: z.string(),
        state: z.string(),
        starts_at: z.iso.datetime(),
        ends_at: z.iso.datetime(),
        conflicts: z.int(),
        unanswered: z.int(),
        go: z.boolean(),
      }),
    )
    .describe('of your own agency alone'),
  briefings: z.array(
    z.object({
      id: z.uuid(),
      version: z.int(),
      posts: z.array(z.enum(codesOf(operationPost))).describe('empty: for everybody'),
      read: z.boolean(),
    }),
  ),
  counts: z.array(z.object({ agency: z.string(), kind: z.enum(codesOf(OUTCOMES)), number: z.int() })),
  notes: z.array(z.object({ agency: z.string(), at: z.iso.datetime(), text: z.string() })),
})

/** A version of a briefing. */
export const briefingDocument = z.object({
  id: z.uuid(),
  day: z.uuid(),
  version: z.int(),
  newest: z.int(),
  posts: z.array(z.enum(codesOf(operationPost))),
  classification: z.enum(codesOf(classification)),
  says: z.record(z.string(), z.string()).describe(`by heading: ${Object.keys(BRIEFING_HEADINGS).join(', ')}`),
  author: z.string(),
  at: z.iso.datetime(),
  read_at: z.iso.datetime().nullable(),
})

/**
 * Writes a day as a row of a list.
 * @param day - that the viewer reads
 */
export const rowDocument = (day: ActionDay): z.input<typeof row> => ({
  ...{ id: day.id, on_day: day.onDay, state: day.state, revision: day.revision },
  safeguarding: {
    ...{ reception: day.reception, interpreters: day.interpreters },
    ...{ childrens_services: day.childrens_services, first_responder: day.first_responder },
  },
})

/**
 * Writes a whole day.
 * @param whole - as far as the viewer may know
 */
export const wholeDocument = ({
  day,
  words,
  commandPosts,
  events,
  briefings,
  counts,
  notes,
}: WholeDay): z.input<typeof dayDocument> => ({
  ...rowDocument(day),
  steps: [...stepsOf(day)],
  words: words.map(({ word, number, at }) => ({ word, decision: number, at: at.toISOString() })),
  command_posts: commandPosts.map(({ agency, desk, telephone, posts }) => ({
    ...{ agency, desk, telephone, posts },
  })),
  events: events.map((one) => ({
    ...{ id: one.id, kind: one.kind, state: one.state, conflicts: one.conflicts, unanswered: one.unanswered },
    ...{ starts_at: one.startsAt.toISOString(), ends_at: one.endsAt.toISOString(), go: one.goAt !== null },
  })),
  briefings: briefings.map(({ id, version, posts, read }) => ({ id, version, posts, read })),
  counts,
  notes: notes.map(({ agency, at, text }) => ({ agency, at: at.toISOString(), text })),
})

/**
 * Writes a version of a briefing.
 * @param one - that the viewer reads
 */
export const versionDocument = (one: Briefing): z.input<typeof briefingDocument> => ({
  ...{ id: one.id, day: one.dayId, version: one.version, newest: one.newest, posts: one.posts },
  ...{ classification: one.classification, says: one.says, author: one.author, at: one.at.toISOString() },
  read_at: one.readAt?.toISOString() ?? null,
})
