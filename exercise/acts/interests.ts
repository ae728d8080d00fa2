/**
 * What the exercise's operations work on, relative to the day of loading: fourteen interests, of which three are of values that
 * a partner holds too: one open, one by the duty post, one silent. All of it is invented.
 */
import { listMatches, matchQuery } from '../../src/rooms/matches/index.ts'
import {
  addInterest,
  parseInterest,
  type InterestId,
  type OperationId,
} from '../../src/rooms/operations/index.ts'
import { idOf, inDays, kentOfficer, ncaOfficer, sussexOfficer, type Act } from './act.ts'

const COPPER = 'Copper Lantern'
const GRANITE = 'Granite Kestrel'
const SILVER = 'Silver Orchid'

const desks = {
  [sussexOfficer]: ['Sussex duty desk', '01632 960301'],
  [kentOfficer]: ['Kent duty desk', '01632 960302'],
  [ncaOfficer]: ['NCA operations desk', '01632 960303'],
} as const

type Invented = {
  who: keyof typeof desks
  of: string
  kind: string
  /** none: a telephone that a partner holds too, whichever it is */
  value: string | null
  born?: string
  category: 'suspected' | 'convicted' | 'not-known'
  disclosure: 'open' | 'broker' | 'silent'
  basis: string
}

const interests: readonly Invented[] = [
  { who: sussexOfficer, of: COPPER, kind: 'phone', value: null, category: 'suspected', disclosure: 'open', basis: 'Said in two reports to be the buyer’s' },
  { who: kentOfficer, of: GRANITE, kind: 'phone', value: null, category: 'suspected', disclosure: 'broker', basis: 'Rang the store on the day of two launches' },
  { who: ncaOfficer, of: SILVER, kind: 'phone', value: null, category: 'suspected', disclosure: 'silent', basis: 'Received the codes for two payments' },
  { who: sussexOfficer, of: COPPER, kind: 'phone', value: '07700 900801', category: 'suspected', disclosure: 'open', basis: 'On an invoice for three engines' },
  { who: sussexOfficer, of: COPPER, kind: 'vehicle', value: 'QT74 ZZA', category: 'not-known', disclosure: 'open', basis: 'Seen with a trailer at a slipway' },
  { who: sussexOfficer, of: COPPER, kind: 'email', value: 'engines@orders.example', category: 'suspected', disclosure: 'broker', basis: 'Ordered engines for cash' },
  { who: sussexOfficer, of: COPPER, kind: 'person', value: 'Tarn Quillby', born: '1984', category: 'suspected', disclosure: 'silent', basis: 'Named by two sources as the buyer' },
  { who: kentOfficer, of: COPPER, kind: 'phone', value: '07700 900802', category: 'not-known', disclosure: 'silent', basis: 'Called from a beach' },
  { who: kentOfficer, of: GRANITE, kind: 'vehicle', value: 'QT74 ZZB', category: 'suspected', disclosure: 'open', basis: 'Hired for the days of two launches' },
  { who: kentOfficer, of: GRANITE, kind: 'phone', value: '07700 900803', category: 'convicted', disclosure: 'open', basis: 'Used by somebody convicted of facilitation' },
  { who: kentOfficer, of: GRANITE, kind: 'email', value: 'store@rooms.example', category: 'not-known', disclosure: 'broker', basis: 'Rented the store' },
  { who: ncaOfficer, of: SILVER, kind: 'phone', value: '07700 900804', category: 'suspected', disclosure: 'silent', basis: 'Named in a payment' },
  { who: ncaOfficer, of: SILVER, kind: 'email', value: 'payments@codes.example', category: 'suspected', disclosure: 'silent', basis: 'Received a code' },
  { who: ncaOfficer, of: SILVER, kind: 'person', value: 'Brannock Ferle', born: '1979', category: 'convicted', disclosure: 'broker', basis: 'Convicted of moving the proceeds of another consignment' },
] // prettier-ignore

const added = ({ who, of, value, ...said }: Invented, at: number): Act => ({
  step: `interests: ${String(at + 1)} of ${of}`,
  account: who,
  operation: 'operations.interest.add',
  purpose: `Operation ${of}, interest ${String(at + 1)}`,
  perform: async (scope) => {
    const held = value ?? (await heldByBoth(scope))
    if (held === null) return false
    const [desk, telephone] = desks[who]
    const read = parseInterest(
      { ...said, value: held, desk, telephone, review_on: inDays(scope, 30) },
      scope.now,
      inDays(scope, 0),
    )
    if ('fields' in read) throw new Error(`${held}: ${JSON.stringify(read.fields)}`)
    await addInterest(
      scope,
      idOf(`Operation ${of}`) as OperationId,
      read.interest,
      idOf(`Interest ${String(at + 1)}`) as InterestId,
    )
    return true
  },
})

/** A telephone on which the agency has an open match: the same one at every start. */
async function heldByBoth(scope: Parameters<Act['perform']>[0]): Promise<string | null> {
  const { items } = await listMatches(scope, matchQuery.parse({ kind: 'phone', state: 'open', limit: 500 }))
  return (
    items
      .map(({ value }) => value)
      .toSorted()
      .at(-1) ?? null
  )
}

export const interestActs: readonly Act[] = interests.map(added)
