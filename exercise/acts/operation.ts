/** Operation Lantern Quay: a compartment of three people in two agencies, and what is filed in it. */
import type { Database } from '../../src/platform/database/perform.ts'
import { newReference } from '../../src/platform/identifiers.ts'
import { fileReport, parseReport } from '../../src/rooms/intelligence/index.ts'
import { idOf, inDays, ncaOfficer, sussexAnalyst, sussexOfficer, type Act } from './act.ts'
import type { RecordId } from '../../src/wire/ids.ts'

const COMPARTMENT = idOf('Operation Lantern Quay')
const MEMBERS = [sussexOfficer, sussexAnalyst, ncaOfficer]

/** Enters the operation and its members; a second time changes nothing. */
export async function enterOperation(database: Database): Promise<void> {
  const service = { service: 'exercise', operation: 'exercise.compartment.enter' }
  const owner = await database.performAsService(service, (scope) =>
    scope.tx.maybe<{ id: number }>(`select id from identity.agency where slug = 'sussex-police'`),
  )
  if (!owner) return
  await database.performAsService({ ...service, agencyId: owner.id }, async (scope) => {
    const entered = await scope.tx.run(
      `insert into access.compartment (id, name, agency_id, created_at) values ($1, $2, $3, $4) on conflict do nothing`,
      [COMPARTMENT, 'Operation Lantern Quay', owner.id, scope.now],
    )
    const members = await scope.tx.run(
      `insert into access.compartment_member (compartment_id, person_id)
       select $1, id from identity.person where email = any ($2) on conflict do nothing`,
      [COMPARTMENT, MEMBERS],
    )
    if (entered + members > 0)
      scope.record({ kind: 'administration', subject: { kind: 'compartment', id: COMPARTMENT } })
  })
}

type InOperation = {
  step: string
  account: string
  purpose: string
  title: string
  text: string
  basis: 'fact' | 'assessment'
  grade: readonly ['1' | '2' | '3', 'A' | 'B' | 'C' | 'D' | 'E']
  subjects: Record<string, unknown>[]
}

const reports: readonly InOperation[] = [
  {
    step: 'operation: the boatyard is filed',
    account: sussexOfficer,
    purpose: 'Operation Lantern Quay',
    title: 'Boatyard store let by the week behind the east quay',
    text: 'A store behind the east quay has been let by the week since September and paid for in cash, always on a Monday. Neighbours hear engines tested indoors after dark. The tenant gave only a first name and the telephone number below, and asked for a second key.',
    basis: 'fact',
    grade: ['2', 'B'],
    subjects: [
      { kind: 'person', item: 1, category: 'suspected', names: ['Danny (surname not known)'] },
      { kind: 'phone', item: 1, value: '+999 417 226 905', belongs_to: 1 },
    ],
  },
  {
    step: 'operation: the collections are filed',
    account: sussexAnalyst,
    purpose: 'Operation Lantern Quay',
    title: 'Pattern of collections from the store on three Thursdays',
    text: 'On three Thursdays running, a dark blue box van left the store between 0140 and 0210 and came back before six with a wet load space. High water fell within forty minutes of each departure. I assess that the store supplies departures to order and that the next one would follow the same tide.',
    basis: 'assessment',
    grade: ['2', 'C'],
    subjects: [{ kind: 'vehicle', item: 1, value: 'QX68 LTN', country: 'GB' }],
  },
]

export const operationActs: readonly Act[] = reports.map(({ step, account, purpose, title, ...filed }) => ({
  step,
  account,
  operation: 'intelligence.report.file',
  purpose,
  perform: async (scope) => {
    const known = await scope.tx.maybe('select from access.compartment where id = $1', [COMPARTMENT])
    if (!known) return false
    const parsed = parseReport({
      title,
      classification: 'OFFICIAL-SENSITIVE',
      handling: 'C',
      conditions: 'For members of the operation. Ask the originator before any action',
      action_code: 'A1',
      sanitisation_code: 'S2',
      discoverable: false,
      review_on: inDays(scope, 180),
      compartment: COMPARTMENT,
      items: [
        {
          text: filed.text,
          source_evaluation: filed.grade[0],
          intelligence_assessment: filed.grade[1],
          basis: filed.basis,
        },
      ],
      subjects: filed.subjects,
    })
    if ('fields' in parsed) throw new Error(`${step}: ${JSON.stringify(parsed.fields)}`)
    await fileReport(scope, parsed.report, { id: idOf(step) as RecordId, reference: newReference() })
    return true
  },
}))
