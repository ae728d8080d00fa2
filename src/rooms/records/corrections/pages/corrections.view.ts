/** Notices as their pages print them. */
import type { HadRow, NoticeRow, StatedRow } from '../notices.ts'
import { askedWords, copiesWords, noticeWords } from '../words.ts'

/**
 * Says what a notice is about.
 * @param notice - as its recipient or its owner reads it
 * @returns as in `Version 1 was wrong`
 */
export const whatHappened = ({ what, wrongVersion, rightVersion }: NoticeRow): string =>
  wrongVersion === null
    ? noticeWords[what]
    : `Version ${String(wrongVersion)} was wrong${rightVersion === null ? '' : `; version ${String(rightVersion)} stands`}`

/**
 * The rows of a recipient's list.
 * @param rows - notices
 * @returns cells
 */
export const noticeRows = (rows: readonly NoticeRow[]) =>
  rows.map((one) => [
    { text: one.reference, href: `/notices/${one.id}`, detail: one.classification },
    whatHappened(one),
    one.owner,
    { time: one.at },
    one.acknowledgedAt === null
      ? { tag: { text: 'Not answered', colour: 'yellow' } }
      : { time: one.acknowledgedAt, detail: one.who ?? '' },
  ])

/**
 * The rows of the owner's list: who was told, and what they did.
 * @param rows - notices of one record
 * @returns cells
 */
export const toldRows = (rows: readonly (NoticeRow & { stated: StatedRow[] })[]) =>
  rows.map((one) => [
    one.agency,
    whatHappened(one),
    { time: one.at },
    one.stated.length === 0
      ? { tag: { text: 'Not answered', colour: 'yellow' } }
      : { text: statedWords(one.stated), detail: one.who ?? '' },
  ])

const statedWords = (stated: readonly StatedRow[]) =>
  stated.map(({ copies, note }) => `${copiesWords[copies]}.${note === null ? '' : ` ${note}`}`).join(' ')

/**
 * What a recipient reads beside the owner's reason.
 * @param notice - the notice
 * @returns sentences
 */
export const noticeSentences = (notice: NoticeRow): string[] => [
  ...(notice.what === 'corrected' && notice.rightVersion === null
    ? ['No version puts it right: the record was recalled.']
    : []),
  askedWords[notice.what],
]

/**
 * The rows of who of an agency had a record.
 * @param had - openings and exports
 * @returns cells
 */
export const hadRows = (had: readonly HadRow[]) =>
  had.map(({ who, what, version, at }) => [
    who,
    what === 'opened' ? 'Opened it' : 'Exported it',
    String(version),
    { time: at },
  ])

/** The choices of an answer. */
export const copiesChoices = Object.entries(copiesWords).map(([value, text]) => ({ value, text }))
