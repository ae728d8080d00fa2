/** Writes what an agency's system would export: the shape of `exercise/lantern/sussex-police.mapping.json`. */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { generateReports } from '../exercise/generate-reports.ts'
import { csvRow } from '../exercise/writers/write-text.ts'
import type { PersonCategory } from '../src/wire/codes.ts'
import type { Report } from '../src/rooms/intelligence/report.ts'

const HEADER =
  'URN,Created,GSC,Grading,Conditions,Codes,Title,Text,Nominals,VRMs,Telephones,Emails,Accounts,Vessels'
const STATUS: Partial<Record<PersonCategory, string>> = {
  suspected: 'Suspect',
  convicted: 'Offender',
  victim: 'Victim',
  witness: 'Witness',
}

/** Reports of one stage of a run. Stages share no references; identifiers are shared within a stage. */
export type Stage = { number: number; reports: number; agencies: number }

/** How many reports one agency has in a stage. */
export const reportsOfAgency = (stage: Stage) => Math.ceil(stage.reports / stage.agencies)

export function* reportsOf(stage: Stage, agency: number): Generator<Report> {
  for (const report of generateReports(stage.number + 1, reportsOfAgency(stage), agency, stage.agencies))
    yield { ...report, agency_reference: `S${String(stage.number)}-${report.agency_reference ?? ''}` }
}

/** Writes one agency's file, a piece at a time. @returns how many reports are in it */
export async function writeAgencyFile(file: string, stage: Stage, agency: number): Promise<number> {
  const out = createWriteStream(file)
  let piece = `\ufeff${HEADER}\r\n`
  let count = 0
  for (const report of reportsOf(stage, agency)) {
    piece += `${rowOf(report, count)}\r\n`
    count++
    if (piece.length < 65_536) continue
    if (!out.write(piece)) await once(out, 'drain')
    piece = ''
  }
  out.end(piece)
  await once(out, 'finish')
  return count
}

const DAYS = 1_000
const LAST_DAY = Date.UTC(2026, 10, 1)

/** A day within the last years; the reports of a file are not in order of time, as in life they rarely are. */
function dayOf(index: number): string {
  const day = new Date(LAST_DAY - ((index * 7_919) % DAYS) * 86_400_000).toISOString()
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
}

function rowOf(report: Report, index: number): string {
  const item = report.items[0]
  const persons = report.subjects.flatMap((subject) => {
    if (subject.kind !== 'person') return []
    const [forename = '', ...surname] = (subject.names[0] ?? '').split(' ')
    const born = subject.born === undefined ? '' : ` (${subject.born.split('-').reverse().join('/')})`
    return `${surname.join(' ').toUpperCase()}, ${forename}${born} [${STATUS[subject.category] ?? ''}]`
  })
  const things = (kind: string) =>
    report.subjects
      .flatMap((subject) => (subject.kind === kind && subject.kind !== 'person' ? subject.value : []))
      .join('; ')
  return csvRow([
    report.agency_reference ?? '',
    dayOf(index),
    report.classification,
    `${item?.source_evaluation ?? ''}${item?.intelligence_assessment ?? ''}${report.handling}`,
    report.conditions ?? '',
    report.action_code ? `${report.action_code} ${report.sanitisation_code ?? ''}` : '',
    report.title,
    item?.text ?? '',
    persons.join('; '),
    things('vehicle'),
    things('phone'),
    things('email'),
    things('account'),
    things('vessel'),
  ])
}
