/** The progress report: every recommendation that is addressed to an agency, with what it has signed. Pure. */
import { ukDate } from '../../../design/dates.ts'
import type { Block } from '../../../platform/documents/document.ts'
import { byArea, type OwnArea } from '../areas.ts'
import { NOT_ENTERED, type Inspection, type Recommendation } from '../inspections/inspection.ts'
import type { Action, Decision, Evidence, Progress } from '../progress/duty-store.ts'
import { outcomeWords, standingOf, standingWords, stageWords, type Duty } from '../standing.ts'
import { standingTable } from './meeting-pack.ts'
import { heading, reportLine } from './pack.ts'

/** A line with what stands behind it, as far as its reader may know it. */
export type LineBehind = {
  duty: Duty
  /** the newest that was signed */
  signed: Progress | null
  actions: readonly Action[]
  evidence: readonly Evidence[]
  decisions: readonly Decision[]
}

/**
 * Writes the report.
 * @param parts - the inspection, the agency's lines, the areas by which the body asks
 * @returns title and blocks
 */
export function progressReport(parts: {
  body: string
  agency: string
  inspection: Inspection
  recommendations: readonly Recommendation[]
  lines: readonly LineBehind[]
  areas: readonly OwnArea[]
  /** YYYY-MM-DD */
  today: string
}): { title: string; blocks: Block[] } {
  const { body, agency, inspection, recommendations, lines, areas, today } = parts
  const open = lines.filter(({ duty }) => duty.endedOn === null)
  const count = (standing: string) => open.filter(({ duty }) => standingOf(duty, today) === standing).length
  const items = open.map((line) => ({ ...line, areaId: line.duty.areaId }))
  return {
    title: `Progress of ${agency}`,
    blocks: [
      {
        kind: 'facts',
        rows: [
          { key: 'Who asks', text: body },
          { key: 'About', text: reportLine(inspection) },
          { key: 'On', text: ukDate(today) },
        ],
      },
      {
        kind: 'paragraph',
        text: `${String(open.length)} recommendations are addressed to ${agency}: ${String(count('complete'))} complete, ${String(count('proposed'))} proposed as complete, ${String(count('late'))} late, ${String(count('at-risk'))} at risk. Counted from what its chief officer has signed and the inspectorate has recorded. A recommendation without a date is never late.`,
      },
      heading(1, 'All recommendations'),
      standingTable(open.map(({ duty }) => duty), recommendations, today),
      ...byArea(items, areas).flatMap((area): Block[] => [
        heading(1, area.title),
        ...(area.items.length === 0 ? [{ kind: 'paragraph' as const, text: 'No recommendation in this area.' }] : []),
        ...area.items.flatMap((line) => aboutLine(line, recommendations, today)),
      ]),
    ],
  }
} // prettier-ignore

/** A file is named, and its digest says which one it is. */
const fileLine = ({ file }: Evidence): string =>
  file === null ? '' : `\nFile: ${file.name}, SHA-256 ${file.sha256}`

function aboutLine(
  { duty, signed, actions, evidence, decisions }: LineBehind,
  recommendations: readonly Recommendation[],
  today: string,
): Block[] {
  const text = recommendations.find(({ id }) => id === duty.recommendationId)?.text ?? null
  const [decision] = decisions
  return [
    heading(2, `Recommendation ${String(duty.number)}: ${standingWords[standingOf(duty, today)]}`),
    ...(text === null ? [] : [{ kind: 'quotation' as const, text }]),
    {
      kind: 'facts',
      rows: [
        { key: 'Due', text: duty.dueOn === null ? NOT_ENTERED : ukDate(duty.dueOn) },
        { key: 'Owner', text: duty.ownerPost ?? 'No owner is named' },
        { key: 'Stage', text: stageWords[duty.stage] },
      ],
    },
    signed === null
      ? { kind: 'paragraph', text: 'Nothing is signed yet.' }
      : { kind: 'paragraph', text: `Signed on ${ukDate(signed.signedAt)}: ${signed.statement}`, source: signed.id },
    ...(decision === undefined
      ? []
      : [{ kind: 'paragraph' as const, text: `${decision.body}, ${ukDate(decision.at)}: ${outcomeWords[decision.outcome]}. ${decision.reason}`, source: decision.id }]),
    ...(actions.length === 0
      ? []
      : [heading(3, 'Actions'), {
          kind: 'list' as const,
          items: actions.map((one) => ({
            text: `${one.text.replace(/[.\s]+$/, '')}. ${one.ownerPost}, ${one.doneOn === null ? `due by ${ukDate(one.dueOn)}` : `done on ${ukDate(one.doneOn)}`}.`,
            source: one.id,
          })),
        }]),
    ...(evidence.length === 0
      ? []
      : [heading(3, 'Evidence'), {
          kind: 'list' as const,
          items: evidence.map((one) => ({ text: `${one.title}: ${one.text}${fileLine(one)}`, source: one.id })),
        }]),
  ]
} // prettier-ignore
