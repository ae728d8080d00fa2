/**
 * The ledger's events as sentences, in the field's words. The words come from the rooms; every operation of the node
 * has some, and a route without any keeps the node from starting.
 */
import { ukNumber } from '../../design/words.ts'
import { ledgerUse, type LedgerUse } from '../../wire/codes.ts'
import type { House } from '../../platform/rooms/fold-rooms.ts'
import { versionTold, type Deed, type ToldEvent } from '../../platform/rooms/operations.ts'

export type { ToldEvent } from '../../platform/rooms/operations.ts'

/** What the rooms say of their events. */
export type LedgerWords = Pick<House, 'deedOf' | 'sentences' | 'details' | 'actors' | 'settings'>

/**
 * Says in words what happened.
 * @param words - of all rooms
 * @param event - as the ledger keeps it
 * @returns one sentence without a full stop
 */
export function sentenceOf(words: LedgerWords, event: ToldEvent): string {
  const deed = words.deedOf(event.operation) ?? spelled(event.operation)
  if (event.kind === 'refusal') return refused(event.detail, deed)
  return (
    firstOf(words.sentences, (rule) => rule(event, deed)) ??
    `${deed.did} ${deed.what}${more(words, event)}`.trim()
  )
}

function refused(detail: ToldEvent['detail'], deed: Deed): string {
  const { code, reason } = detail
  const tried = `Tried to ${deed.toDo} ${deed.what}`.trim()
  if (code === 'not-found') return `${tried}: there was nothing to be seen`
  const why = typeof code === 'string' ? code : reason
  return typeof why === 'string' ? `${tried}: refused (${why.replaceAll('-', ' ')})` : `${tried}: refused`
}

/** What the event's detail and its recipients add to the sentence. */
function more(words: LedgerWords, event: ToldEvent): string {
  const { detail } = event
  const count = (name: string, one: string, many: string) => {
    const number = detail[name]
    return typeof number === 'number' ? `${ukNumber(number)} ${number === 1 ? one : many}` : null
  }
  const added = firstOf(words.details, (rule) => rule(event))
  if (added !== null) return added
  if (detail['ledger'] === true) {
    const exported = count('exported', 'event', 'events') ?? proved(detail)
    const use = usedFor(detail)
    return `${exported === null ? '' : `: ${exported}`}${use === null ? '' : `, ${use}`}`
  }
  const found = count('results', 'result', 'results')
  if (found !== null) return `: ${found}`
  return typeof detail['setting'] === 'string' ? `: ${settingTold(words, detail)}` : versionTold(detail)
}

const proved = ({ proof }: ToldEvent['detail']) =>
  typeof proof === 'number' ? `number ${ukNumber(proof)}` : null

/** For which of its four uses the ledger was read. */
function usedFor({ use }: ToldEvent['detail']): string | null {
  const words = typeof use === 'string' && use in ledgerUse ? ledgerUse[use as LedgerUse] : null
  return words && words.charAt(0).toLowerCase() + words.slice(1)
}

/** What the operator changed, from what to what. */
function settingTold({ settings }: LedgerWords, { setting, from, to }: ToldEvent['detail']): string {
  const name = settings.get(String(setting))?.told ?? String(setting).replaceAll('_', ' ')
  return `${name} ${ukNumber(to)}, before ${ukNumber(from)}`
}

/**
 * Names the program in words, by the part of it that acted.
 * @param words - of all rooms
 * @param service - the part, as it stands in the event
 * @returns the words; the part's own name where no room has words for it
 */
export const serviceNamed = (words: LedgerWords, service: string): string =>
  words.actors.get(service) ?? service

/** An operation without words is shown by its own name, so that nothing is hidden. */
function spelled(operation: string): Deed {
  const [, ...rest] = operation.split('.')
  const verb = (rest.pop() ?? operation).replaceAll('-', ' ')
  const what = rest.join(' ').replaceAll('-', ' ')
  return { did: `${verb.charAt(0).toUpperCase()}${verb.slice(1)}:`, toDo: verb, what }
}

function firstOf<Rule>(rules: readonly Rule[], ask: (rule: Rule) => string | null): string | null {
  for (const rule of rules) {
    const said = ask(rule)
    if (said !== null) return said
  }
  return null
}
