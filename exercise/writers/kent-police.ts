/** A workbook of three sheets joined by the reference, with real date cells. */
import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import { FAULTS, type ExerciseReport } from '../world.ts'
import { londonTime, personsOf, thingsOf } from './write-text.ts'

const STATUS = { suspected: 'Suspect', convicted: 'Offender', victim: 'Victim', witness: 'Witness' }
const TYPE = { phone: 'TEL', vehicle: 'VRM', email: 'EMAIL', account: 'BANK', vessel: 'VESSEL' }

const text = (value: string | null) => (value === null || value === '' ? null : { type: String, value })
const header = (names: string) => names.split('|').map(text)

/** A date cell holds a wall-clock time; the library takes it from the UTC fields. */
function dateCell(value: Date, format: string) {
  return { type: Date, value, format }
}

function wallClock(instant: Date): Date {
  const { day, time } = londonTime(instant)
  return new Date(`${day.split('/').reverse().join('-')}T${time}:00Z`)
}

export async function writeKentPolice(reports: readonly ExerciseReport[], file: string): Promise<void> {
  const sheets: { sheet: string; data: SheetData }[] = [
    {
      sheet: 'Intelligence',
      data: [
        header(
          'Intel Ref|Date/Time|Marking|Source|Info|Handling|Handling conditions|Action|Sanitisation|Subject line|Body',
        ),
        ...reports.map((report) => {
          const spoilt = report.fault !== null && FAULTS['kent-police'][report.fault]
          const restricted = report.conditions !== null
          return [
            text(report.reference),
            dateCell(wallClock(report.created), 'dd/mm/yyyy hh:mm'),
            text(report.classification),
            { type: Number, value: Number(report.source) },
            text(report.information),
            text(restricted ? 'C' : 'P'),
            text(spoilt === 'handling code C without conditions' ? null : report.conditions),
            text(restricted ? report.action : null),
            text(restricted ? report.sanitisation : null),
            text(report.title),
            text(report.text),
          ]
        }),
      ],
    },
    {
      sheet: 'Nominals',
      data: [
        header('Intel Ref|Surname|Forename(s)|DOB|Status'),
        ...reports.flatMap((report) => {
          const spoilt =
            report.fault !== null && FAULTS['kent-police'][report.fault] === 'person without a category'
          return personsOf(report).map(({ forename, surname, born, category }) => [
            text(report.reference),
            text(surname),
            text(forename),
            born !== null && born.length === 10
              ? dateCell(new Date(`${born}T00:00:00Z`), 'dd/mm/yyyy')
              : text(born),
            text(spoilt ? null : STATUS[category]),
          ])
        }),
      ],
    },
    {
      sheet: 'Objects',
      data: [
        header('Intel Ref|Type|Value'),
        ...reports.flatMap((report) =>
          thingsOf(report).map(({ kind, written }) => [
            text(report.reference),
            text(TYPE[kind]),
            text(written),
          ]),
        ),
      ],
    },
  ]
  await writeXlsxFile(sheets).toFile(file)
}
