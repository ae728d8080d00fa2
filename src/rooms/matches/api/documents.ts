/** What the API of this room gives, as schemas: the description of the API is made of them. */
import { z } from 'zod'
import { deskDocument as desk } from '../../../platform/http/api-documents.ts'
import { codesOf, classification, subjectKind } from '../../../wire/codes.ts'
import { likelihoodBands } from '../likelihood.ts'
import { matchStates } from '../list-matches.ts'
import type { Answer } from '../answer-match.ts'
import type { MatchView } from '../read-match.ts'

export const partnerDocument = z.object({ slug: z.string(), name: z.string(), desk }).meta({ id: 'Partner' })

const common = {
  id: z.uuid().describe('what your agency calls the match by, from one of its reports'),
  kind: z.enum(codesOf(subjectKind)),
  value: z
    .string()
    .describe('your own identifier, in one spelling; of a person as your own reports write it'),
  partner: partnerDocument,
  state: z.enum(matchStates).describe('how it stands for your agency'),
  month: z.string().describe('YYYY-MM; nothing nearer is told'),
}

export const matchRowDocument = z
  .object({
    ...common,
    my_report: z.object({ id: z.uuid(), reference: z.string(), agency_reference: z.string().nullable() }),
  })
  .meta({ id: 'MatchRow' })

export const matchListDocument = z.object({
  items: z.array(matchRowDocument),
  cursor: z.string().nullable().describe('of the next page'),
})

const answerDocument = z
  .object({
    word: z.enum(['confirmed', 'rejected']),
    reason: z.string().nullable(),
    by: z.string().nullable(),
    at: z.iso.datetime(),
    closed_at: z.iso.datetime().nullable(),
    version: z.int().describe('send it back with your next answer, so that no colleague’s is lost'),
  })
  .meta({ id: 'MatchWord' })
  .nullable()

export const matchDocument = z
  .object({
    ...common,
    tier: z.enum(['valid', 'possible']),
    my_reports: z.array(
      z.object({
        id: z.uuid(),
        reference: z.string(),
        agency_reference: z.string().nullable(),
        title: z.string(),
        classification: z.enum(codesOf(classification)),
        held: z.boolean().describe('false: it holds the value no more'),
        seen_by_partner: z.enum(['none', 'hit', 'conditions', 'full']),
      }),
    ),
    words: z.object({ ours: answerDocument, theirs: answerDocument }),
    taken_back: z
      .object({ ours: z.iso.datetime().nullable(), theirs: z.iso.datetime().nullable() })
      .describe('when an agency took its answer back and has given no other since'),
    pair: z
      .object({
        names: z.array(z.string()).describe('your own record, as your reports write it'),
        born: z
          .string()
          .nullable()
          .describe(
            'your own record: YYYY, YYYY-MM or YYYY-MM-DD; about a year `1987~`, between two `1985/1990`',
          ),
        likeness: z.enum(likelihoodBands).describe('of the two records; it says nothing about guilt or risk'),
        reasons: z.array(z.string()),
        same_person: z
          .boolean()
          .describe('both agencies have confirmed, so the records count as the same person'),
      })
      .nullable()
      .describe('for kind person: why the two records may be of one person'),
    thread: z.array(
      z.object({ mine: z.boolean(), author: z.string().nullable(), text: z.string(), at: z.iso.datetime() }),
    ),
    seen_by_partner: z.boolean().describe('the partner knows that your agency holds this'),
  })
  .meta({ id: 'Match' })

/**
 * Makes the API's document of an answer.
 * @param given - an agency's answer; null where there is none
 * @returns the document; null where there is no answer
 */
export const answerDocumentOf = (given: Answer | null) =>
  given && {
    word: given.answer,
    reason: given.reason,
    by: given.by,
    at: given.at.toISOString(),
    closed_at: given.closedAt?.toISOString() ?? null,
    version: given.version,
  }

/**
 * Makes the API's document of a match.
 * @param view - a match as the viewer may read it
 * @returns the document
 */
export function matchDocumentOf(view: MatchView): z.output<typeof matchDocument> {
  const sights = new Map(view.theySee.reports.map((report) => [report.id, report.sight]))
  return {
    id: view.id,
    kind: view.kind,
    value: view.value,
    partner: view.partner,
    state: view.state,
    month: view.month,
    tier: view.tier,
    my_reports: view.mine.map((report) => ({
      id: report.id,
      reference: report.reference,
      agency_reference: report.agencyReference,
      title: report.title,
      classification: report.classification,
      held: report.held,
      seen_by_partner: sights.get(report.id) ?? 'none',
    })),
    words: { ours: answerDocumentOf(view.answers.ours), theirs: answerDocumentOf(view.answers.theirs) },
    taken_back: {
      ours: view.standings.ours?.takenBackAt?.toISOString() ?? null,
      theirs: view.standings.theirs?.takenBackAt?.toISOString() ?? null,
    },
    pair: view.pair && {
      names: view.pair.names,
      born: view.pair.born,
      likeness: view.pair.likelihood,
      reasons: view.pair.reasons,
      same_person: view.answers.ours?.answer === 'confirmed' && view.answers.theirs?.answer === 'confirmed',
    },
    thread: view.thread.map(({ mine, author, text, at }) => ({ mine, author, text, at: at.toISOString() })),
    seen_by_partner: view.theySee.match,
  }
}
