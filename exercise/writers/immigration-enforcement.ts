/** Windows-1252, `|` between fields, `//` between entries, grades of the old 5x5x5. */
import { encodeWindows1252 } from '../encode-windows-1252.ts'
import type { ExerciseReport } from '../world.ts'
import { londonTime, personsOf, thingsOf, ukDay } from './write-text.ts'

const HEADER = 'Log No|Logged|Protective Marking|5x5x5|Summary|Details|Persons|Other identifiers'
const OLD_SOURCE = { 1: 'B', 2: 'E', 3: 'C' }
const OLD_INFORMATION = { A: '2', B: '3', C: '3', D: '4', E: '5' }

export function writeImmigrationEnforcement(reports: readonly ExerciseReport[]): Uint8Array {
  const lines = reports.map((report) => {
    const { day, time } = londonTime(report.created)
    const grade = `${OLD_SOURCE[report.source]}${OLD_INFORMATION[report.information]}${report.conditions === null ? '1' : '4'}`
    const handling = report.conditions === null ? '' : ` HANDLING: ${report.conditions}`
    const persons = personsOf(report).map(({ forename, surname, born, category }) => {
      return `${forename} ${surname.toUpperCase()} DOB ${born === null ? 'NK' : ukDay(born)} (${category})`
    })
    const others = thingsOf(report).map(({ kind, written }) => `${kind.toUpperCase()}=${written}`)
    return [
      report.reference,
      `${day} ${time}`,
      report.classification,
      report.fault === null ? grade : 'X99',
      report.title,
      `${report.text}${handling}`,
      persons.join(' // '),
      others.join(' // '),
    ].join('|')
  })
  return encodeWindows1252(`${[HEADER, ...lines].join('\r\n')}\r\n`)
}
