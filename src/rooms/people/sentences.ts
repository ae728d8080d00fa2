/** What the ledger adds when an account or an agency was changed: what it is since, and what of it was changed. */
import type { DetailRule, ToldEvent } from '../../platform/rooms/operations.ts'
import { agencyKind, rank as ranks, type AgencyKind, type Rank } from '../../wire/codes.ts'

const ACCOUNTS: ReadonlySet<string> = new Set(['people.add', 'people.change', 'identity.person.add'])

export const details: readonly DetailRule[] = [
  ({ operation, detail }) => (operation.startsWith('people.unbinding.') ? unbindingTold(detail) : null),
  ({ operation, detail }) => (operation === 'people.proposals.settle' ? proposalSettled(detail) : null),
  ({ operation, detail }) => (ACCOUNTS.has(operation) ? accountTold(detail) : null),
  ({ operation, detail }) => (operation.startsWith('people.rank.') ? rankChanged(detail) : null),
  ({ operation, detail }) => (operation.startsWith('identity.agency.grades.') ? gradeTold(detail) : null),
  ({ operation, detail }) => (operation.startsWith('identity.agency.') ? agencyTold(detail) : null),
]

const unbindingTold = ({ unbinding }: ToldEvent['detail']): string | null =>
  unbinding === 'unbound' ? ': it may' : unbinding === 'left' ? ': it is left as it is' : null

function proposalSettled({ proposal, role, gained }: ToldEvent['detail']): string | null {
  if (typeof proposal !== 'string' || typeof role !== 'string') return null
  return `: ${role.replaceAll('_', ' ')}, ${gained === true ? 'to be given' : 'to be taken away'}; ${proposal}`
}

const rankWords = (code: unknown) =>
  typeof code === 'string' && code in ranks ? ranks[code as Rank].toLowerCase() : 'a rank'

function rankChanged({ attested, until, attestation_ended: ended }: ToldEvent['detail']): string | null {
  if (ended !== undefined) return `: ${rankWords(ended)}`
  return typeof until === 'string' ? `: ${rankWords(attested)}, until ${until}` : null
}

const gradeTold = ({ rank: code }: ToldEvent['detail']): string | null => `: as ${rankWords(code)}`

/** What the operator said of an agency: what it is, or who holds it to account. */
function agencyTold({
  agency,
  issuer,
  body,
  kind_from: from,
  kind_to: to,
}: ToldEvent['detail']): string | null {
  const words = (kind: unknown) =>
    typeof kind === 'string' && kind in agencyKind ? agencyKind[kind as AgencyKind].toLowerCase() : 'unknown'
  if (typeof agency !== 'string') return null
  if (typeof issuer === 'string') return issuer === '' ? `: ${agency}, none` : `: ${agency}, ${issuer}`
  if (typeof body === 'string') return `: ${agency}, by ${body}`
  return typeof to === 'string' ? ` (${agency}): ${words(to)}, before ${words(from)}` : null
}

function accountTold({ roles, clearance, active, changed }: ToldEvent['detail']): string {
  const words = (list: unknown) => (Array.isArray(list) ? list.map(String) : [])
  const said = words(changed).join(', ').replace('active', 'in use')
  const now = [
    words(roles)
      .map((role) => role.replaceAll('_', ' '))
      .join(', '),
    ...(typeof clearance === 'string' ? [`cleared for ${clearance}`] : []),
    ...(active === false ? ['not active'] : []),
  ]
  if (now[0] === '') return ''
  return `${said === '' ? '' : ` (${said})`}: ${now.join('; ')}`
}
