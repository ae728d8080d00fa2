/** One JSON object a line. */
import { FAULTS, type ExerciseReport } from '../world.ts'

const TYPE = { phone: 'Phone', vehicle: 'Vehicle', email: 'Email', account: 'IBAN', vessel: 'Vessel' }

export function writeNca(reports: readonly ExerciseReport[]): Uint8Array {
  const lines = reports.map((report) => {
    const fault = report.fault === null ? null : FAULTS.nca[report.fault]
    const { conditions, action, sanitisation } = report
    const line = JSON.stringify({
      reference: report.reference,
      created: report.created.toISOString(),
      marking: report.classification,
      evaluation: {
        source: Number(report.source),
        information: fault === 'unknown intelligence assessment' ? 'F' : report.information,
      },
      handling: conditions === null ? { code: 'P' } : { code: 'C', conditions, action, sanitisation },
      title: report.title,
      items: [{ text: report.text }],
      entities: report.subjects.map((subject) =>
        subject.kind === 'person'
          ? {
              type: 'Person',
              given: subject.forename,
              family: subject.surname,
              ...(subject.born === null ? {} : { born: subject.born }),
              role: subject.category,
            }
          : { type: TYPE[subject.kind], value: subject.written },
      ),
    })
    // A transfer that broke off in the middle of a line.
    return fault === 'not valid JSON' ? line.slice(0, -9) : line
  })
  return new TextEncoder().encode(`${lines.join('\n')}\n`)
}
