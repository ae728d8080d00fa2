/** UTF-8 with a byte order mark, CRLF; lists inside cells; the grade as `2CP`. */
import { FAULTS, type ExerciseReport } from '../world.ts'
import { csvRow, londonTime, personsOf, thingsOf, ukDay } from './write-text.ts'

const HEADER =
  'URN,Created,GSC,Grading,Conditions,Codes,Title,Text,Nominals,VRMs,Telephones,Emails,Accounts,Vessels'
const STATUS = { suspected: 'Suspect', convicted: 'Offender', victim: 'Victim', witness: 'Witness' }

export function writeSussexPolice(reports: readonly ExerciseReport[]): Uint8Array {
  const rows = reports.map((report) => {
    const fault = report.fault === null ? null : FAULTS['sussex-police'][report.fault]
    const handling = report.conditions === null ? 'P' : 'C'
    const grade = `${report.source}${report.information}${handling}`
    const persons = personsOf(report).map(({ forename, surname, born, category }) => {
      const birth = born === null ? '' : ` (${ukDay(born)})`
      return `${surname.toUpperCase()}, ${forename}${birth} [${STATUS[category]}]`
    })
    const things = (kind: string) =>
      thingsOf(report)
        .filter((thing) => thing.kind === kind)
        .map((thing) => thing.written)
        .join('; ')
    return csvRow([
      report.reference,
      fault === 'date does not exist' ? '31/02/2026' : londonTime(report.created).day,
      fault === 'classification above OFFICIAL-SENSITIVE' ? 'SECRET' : report.classification,
      fault === 'grade is incomplete' ? report.source : grade,
      report.conditions ?? '',
      report.conditions === null ? '' : `${report.action} ${report.sanitisation}`,
      report.title,
      report.text,
      persons.join('; '),
      things('vehicle'),
      things('phone'),
      things('email'),
      things('account'),
      things('vessel'),
    ])
  })
  return new TextEncoder().encode(`\ufeff${[HEADER, ...rows].join('\r\n')}\r\n`)
}
