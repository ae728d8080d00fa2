/** The response as a document: who writes, to whom, on which day, about what; then the letter as `letterOf` wrote it. Pure. */
import { ukDate, ukDateTime } from '../../../design/dates.ts'
import { plural, sentenceList } from '../../../design/words.ts'
import { tidyDocument, type Block, type OwnDocument } from '../../../platform/documents/document.ts'
import type { Letter, LetterRecommendation } from './letter.ts'

/** How far the letter has come. */
export type LetterState = {
  signedAt: Date | null
  signedBy: string | null
  published: boolean
  now: Date
}

/**
 * Puts the letter into the form of a document.
 * @param letter - as it was signed, or as it stands now
 * @param state - a draft says that it is one; what is published bears no marking
 * @returns the document; a signed letter gives the same for ever
 * @throws SeamarkError `document-too-long` (422)
 */
export function letterDocument(
  letter: Letter,
  { signedAt, signedBy, published, now }: LetterState,
): OwnDocument {
  const { counts, unanswered, chiefOfficer } = letter
  const paragraph = (text: string, strong = false): Block[] =>
    text.trim() === '' ? [] : [{ kind: 'paragraph', text, ...(strong ? { strong } : {}) }]
  return tidyDocument({
    title: `${letter.about}: response for ${letter.agency}`,
    lang: 'en',
    marking: published ? null : 'OFFICIAL',
    exercise: letter.invented ? 'Exercise. The inspection and this letter are invented.' : '',
    head: [[letter.from], ['To:', letter.to], [ukDate(signedAt ?? letter.asOf)]],
    blocks: [
      ...paragraph(
        `The report was published on ${ukDate(letter.publishedOn)}. This response is due by ${ukDate(letter.dueOn)} (Police Act 1996, section 55).`,
      ),
      ...paragraph(letter.opening),
      ...paragraph(
        `${plural(counts.addressed, 'recommendation')} ${counts.addressed === 1 ? 'is' : 'are'} addressed to ${letter.agency}: ${String(counts.complete)} complete, ${String(counts.proposed)} proposed as complete, ${String(counts.late)} late, ${String(counts.atRisk)} at risk. Counted on ${ukDate(letter.asOf)}, from what the force has signed and the inspectorate has recorded.`,
      ),
      ...(unanswered.length === 0
        ? []
        : paragraph(
            `This response does not yet answer ${unanswered.length === 1 ? 'recommendation' : 'recommendations'} ${sentenceList(unanswered)}.`,
            true,
          )),
      ...letter.areas.flatMap(({ title, words, recommendations }): Block[] => [
        { kind: 'heading', level: 1, text: title },
        ...paragraph(words),
        ...recommendations.flatMap((one) => aboutOne(one, paragraph)),
      ]),
      ...(chiefOfficer === null
        ? []
        : [
            { kind: 'heading' as const, level: 1, text: 'Comments of the chief officer' },
            ...paragraph(chiefOfficer.words),
            ...paragraph(`Given on ${ukDate(chiefOfficer.on)}.`),
          ]),
      ...paragraph(letter.closing),
      ...paragraph(
        signedAt === null
          ? 'Not signed: this is a draft.'
          : `Signed on ${ukDate(signedAt)}${signedBy === null ? '' : ` by ${signedBy}`} for ${letter.from}.`,
        true,
      ),
      ...paragraph(`Copies: ${sentenceList(letter.copies)}.`),
    ],
    stamp: [
      signedAt === null
        ? `Draft of ${ukDateTime(now)}. Its facts are those of this moment.`
        : `Its facts are those of ${ukDate(letter.asOf)}, when it was signed.`,
    ],
    madeAt: (signedAt ?? now).toISOString(),
  })
}

function aboutOne(
  one: LetterRecommendation,
  paragraph: (text: string, strong?: boolean) => Block[],
): Block[] {
  const due = one.dueOn === null ? 'No date is entered yet' : `Due by ${ukDate(one.dueOn)}`
  const owner = one.ownerPost === null ? 'No owner is named' : `Owner: ${one.ownerPost}`
  const signed = one.signedOn === null ? '' : `, as signed by the force on ${ukDate(one.signedOn)}`
  return [
    { kind: 'heading', level: 2, text: `Recommendation ${String(one.number)}: ${one.standing}` },
    ...(one.text === null ? [] : [{ kind: 'quotation' as const, text: one.text }]),
    ...paragraph(`${due}. ${owner}. ${one.stage}${signed}.`),
    ...(one.statement === null ? [] : paragraph(`The force says: ${one.statement}`)),
    ...(one.actions.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            items: one.actions.map(({ text, ownerPost, dueOn, doneOn }) => ({
              text: `${text.replace(/[.\s]+$/, '')}. ${ownerPost}, ${doneOn === null ? `due by ${ukDate(dueOn)}` : `done on ${ukDate(doneOn)}`}.`,
            })),
          },
        ]),
    ...(one.answer === null ? paragraph('Not answered yet.', true) : paragraph(one.answer)),
  ]
}
