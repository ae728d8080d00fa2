/**
 * What the page of a telephone shows: Sussex names it with a boat and an account, three partners name it too, two of them
 * release what they have. And Kent names one person as a suspect in one report and as a possible victim in another.
 */
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { fileReport, parseReport, releaseReport } from '../../src/rooms/intelligence/index.ts'
import type { RecordId } from '../../src/wire/ids.ts'
import { borderForceOfficer, inDays, kentOfficer, ncaOfficer, sussexOfficer, type Act } from './act.ts'

/** Of Ofcom's range for drama: no other part of the exercise writes landlines. */
export const NETWORK_NUMBER = '01632 960471'
const BOAT = { kind: 'vessel', item: 1, value: '9074729' }
const ACCOUNT = { kind: 'account', item: 1, value: 'GB33BUKB20201555555555' }
const number = { kind: 'phone', item: 1, value: NETWORK_NUMBER }

type Filed = {
  account: string
  /** by which its release finds it */
  title: string
  text: string
  subjects: readonly object[]
  to?: readonly string[]
}

const suspect = {
  kind: 'person',
  item: 1,
  category: 'suspected',
  names: ['Corin Marchetti'],
  born: '1984-03-09',
}

const reports: readonly Filed[] = [
  { account: sussexOfficer, title: 'Telephone of the boat trader at Shoreham',
    text: 'The trader gives this number to buyers. A boat was paid for into the account and collected the same night.',
    subjects: [{ kind: 'person', item: 1, category: 'suspected', names: ['Dale Prentice'], born: '1979' }, { ...number, belongs_to: 1 }, BOAT, ACCOUNT] },
  { account: ncaOfficer, title: 'Payments for boats through one account',
    text: 'Four payments came into the account within a week. The payer left this number.',
    subjects: [number, ACCOUNT], to: ['sussex-police'] },
  { account: kentOfficer, title: 'Number found beside a boat at Dungeness',
    text: 'The number stood on a label inside the locker.',
    subjects: [number, BOAT], to: ['sussex-police', 'nca'] },
  { account: borderForceOfficer, title: 'Number on a delivery note at the port',
    text: 'The note was with engines in a van.', subjects: [number] },
  { account: kentOfficer, title: 'Driver of the grey van at Lydd',
    text: 'He drove two people to the beach and left before the boat came.', subjects: [suspect], to: ['sussex-police'] },
  { account: kentOfficer, title: 'A man who says that he was made to drive',
    text: 'He says that his passport was taken from him. A referral was made.', subjects: [{ ...suspect, category: 'victim' }] },
] // prettier-ignore

function file({ account, title, text, subjects }: Filed): Act {
  return {
    step: `networks: ${title}`,
    account,
    operation: 'intelligence.report.file',
    purpose: title,
    perform: async (scope) => {
      const read = parseReport({
        ...{ title, classification: 'OFFICIAL', handling: 'P', review_on: inDays(scope, 700), subjects },
        items: [{ text, source_evaluation: '2', intelligence_assessment: 'C', basis: 'fact' }],
      })
      if ('fields' in read) throw new Error(`the exercise's report is refused: ${Object.keys(read.fields).join(', ')}`)
      await fileReport(scope, read.report)
      return true
    },
  }
} // prettier-ignore

const release = ({ account, title, to = [] }: Filed): Act => ({
  step: `networks: release of ${title}`,
  account,
  operation: 'intelligence.report.release',
  purpose: `Release of ${title}`,
  perform: async (scope) => {
    const id = await reportCalled(scope, title)
    if (id === null) return false
    const agencies = await scope.tx.many<{ id: number }>(
      'select id from identity.agency where slug = any ($1)',
      [to],
    )
    await releaseReport(scope, id, {
      to: { agencies: agencies.map((one) => one.id) },
      reason: 'It bears on what you work on',
    })
    return true
  },
})

async function reportCalled(scope: MemberScope, title: string): Promise<RecordId | null> {
  const rows = await scope.tx.many<{ id: RecordId }>(
    `select id from access.record where title = $1 and agency_id = $2 and kind = 'report' limit 1`,
    [title, scope.actor.agencyId],
  )
  return rows[0]?.id ?? null
}

export const networkActs: readonly Act[] = [
  ...reports.map(file),
  ...reports.filter(({ to }) => to !== undefined).map(release),
]
