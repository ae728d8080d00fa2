/** One addressee's line, as its page prints it. Pure. */
import { ukDate, ukDateTime } from '../../../design/dates.ts'
import { NOT_ENTERED, type Inspection, type Recommendation } from '../inspections/inspection.ts'
import {
  evidenceKinds,
  type Action,
  type Decision,
  type Evidence,
  type Progress,
} from '../progress/duty-store.ts'
import { fileTypes } from '../progress/file-type.ts'
import { outcomeWords, risksOf, standingSentence, stageWords, type Duty } from '../standing.ts'
import { captionOf, dayOrNone, standingTag } from './words.ts'

/** What the page of a line is written from. */
export type WholeDuty = {
  duty: Duty
  inspection: Inspection
  recommendation: Recommendation
  progress: readonly Progress[]
  actions: readonly Action[]
  evidence: readonly Evidence[]
  decisions: readonly Decision[]
  today: string
  /** of the viewer's own agency */
  own: boolean
  may: { enter: boolean; sign: boolean; decide: boolean; end: boolean }
}

/**
 * Writes a line.
 * @param all - what the viewer may know of it
 * @returns what the template prints
 */
export function dutyView(all: WholeDuty) {
  const { duty, inspection, recommendation, today, progress, may } = all
  const newest = progress[0]
  const open = duty.endedOn === null && duty.outcome !== 'complete'
  return {
    id: duty.id,
    caption: `${duty.agencyName}, ${captionOf(inspection)}`,
    sentence: `${standingSentence(duty, today)}.`,
    tag: standingTag(duty, today),
    risks: open ? risksOf(duty, today) : [],
    facts: [
      { key: 'What it says', text: recommendation.text ?? NOT_ENTERED },
      { key: 'Due', text: dayOrNone(duty.dueOn) },
      {
        key: 'Owner',
        text: duty.ownerPost ?? 'No owner named',
        ...(may.enter && open
          ? { change: { href: `/oversight/duties/${duty.id}/owner`, hidden: 'the owner' } }
          : {}),
      },
      { key: 'How far it has come', text: stageWords[duty.stage] },
      ...(duty.endedOn === null
        ? []
        : [
            {
              key: 'No longer an addressee',
              text: `Since ${ukDate(duty.endedOn)}: ${duty.endedBecause ?? ''}`,
            },
          ]),
    ],
    recommendationHref: `/oversight/recommendations/${duty.recommendationId}`,
    waitsForSignature: all.own && newest !== undefined && newest.signedAt === null && open,
    history: historyOf(all),
    actionHead: ['Action', 'Post', 'Due', 'Done'],
    actions: all.actions.map((one) => [
      may.enter && open ? { text: one.text, href: `/oversight/actions/${one.id}` } : one.text,
      one.ownerPost,
      one.doneOn === null && one.dueOn < today
        ? { text: ukDate(one.dueOn), tag: { text: 'Late', colour: 'red' } }
        : ukDate(one.dueOn),
      one.doneOn === null ? 'Not yet' : ukDate(one.doneOn),
    ]),
    evidence: all.evidence.map(evidenceCard),
    ...{ own: all.own, open, may },
  }
}

/** A file is downloaded, and never shown: nobody here has looked into it. */
const evidenceCard = ({ id, title, kind, text, at, file }: Evidence) => ({
  title,
  rows: [
    { key: evidenceKinds[kind], text },
    ...(file === null
      ? []
      : [
          {
            key: 'File',
            text: `${file.name} (${fileTypes[file.type]}, ${sizeWords(file.size)}). Nobody here has opened or checked it.`,
          },
          { key: 'SHA-256', text: file.sha256 },
        ]),
    { key: 'Entered', text: ukDateTime(at) },
  ],
  action: file && { href: `/oversight/evidence/${id}/file`, text: 'Download the file' },
})

const sizeWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${String(Math.ceil(bytes / 1_000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`

/** Progress and decisions in one list, the newest first. */
function historyOf({ progress, decisions, own }: WholeDuty) {
  return [
    ...progress.map((one) => ({
      at: one.signedAt ?? one.at,
      title: stageWords[one.stage],
      text: one.statement,
      by:
        one.signedAt === null
          ? `Entered on ${ukDateTime(one.at)}${own && one.by !== null ? ` by ${one.by}` : ''}. Not signed: nobody outside the agency sees it.`
          : `Entered on ${ukDateTime(one.at)}${own && one.by !== null ? ` by ${one.by}` : ''}. Signed on ${ukDateTime(one.signedAt)} by ${own && one.signedBy !== null ? one.signedBy : 'a chief officer'}.`,
    })),
    ...decisions.map((one) => ({
      at: one.at,
      title: `${one.body}: ${outcomeWords[one.outcome].toLowerCase()}`,
      text: one.reason,
      by: `Recorded on ${ukDateTime(one.at)}.`,
    })),
  ].toSorted((one, other) => other.at.getTime() - one.at.getTime())
}
