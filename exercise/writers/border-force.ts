/** One row a subject, the report repeated; a report without subjects has one row. */
import { FAULTS, type ExerciseReport } from '../world.ts'
import { csvRow } from './write-text.ts'

const HEADER =
  'report_id,created_at,classification,src,info,handling,conditions,action,sanitisation,title,narrative,subject_type,subject_value,subject_dob,subject_status'
const TYPE = {
  phone: 'TELEPHONE',
  vehicle: 'VEHICLE',
  email: 'EMAIL',
  account: 'BANK ACCOUNT',
  vessel: 'VESSEL',
}

export function writeBorderForce(reports: readonly ExerciseReport[]): Uint8Array {
  const rows = reports.flatMap((report) => {
    const spoilt =
      report.fault !== null && FAULTS['border-force'][report.fault] === 'unknown source evaluation'
    const restricted = report.conditions !== null
    const head = [
      report.reference,
      report.created.toISOString().replace('.000Z', '+00:00'),
      report.classification,
      spoilt ? '9' : report.source,
      report.information,
      restricted ? 'C' : 'P',
      report.conditions ?? '',
      restricted ? report.action : '',
      restricted ? report.sanitisation : '',
      report.title,
      report.text,
    ]
    const subjects = report.subjects.map((subject) =>
      subject.kind === 'person'
        ? [
            'PERSON',
            `${subject.forename} ${subject.surname}`,
            subject.born ?? '',
            subject.category.toUpperCase(),
          ]
        : [TYPE[subject.kind], subject.written, '', ''],
    )
    return (subjects.length === 0 ? [['', '', '', '']] : subjects).map((subject) =>
      csvRow([...head, ...subject]),
    )
  })
  return new TextEncoder().encode(`${[HEADER, ...rows].join('\n')}\n`)
}
