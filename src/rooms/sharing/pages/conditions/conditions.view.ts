/** What a reader accepts before they read a record under handling code C. */
import { labelFrom } from '../../../../design/words.ts'
import type { Desk, RecordKind } from '../../../../platform/rooms/record-kind.ts'
import * as codes from '../../../../wire/codes.ts'
import { digestOfConditions, type Asked } from '../../accept-conditions.ts'
import type { RecordId } from '../../../../wire/ids.ts'

export type Fact = { key: string; text?: string; lines?: string[] }

/** All that a reader sees of a record before they have accepted its conditions. */
type UnderConditions = Asked & {
  id: RecordId
  title: string
  classification: codes.Classification
  owner: Desk
}

/**
 * The page on which the conditions are accepted.
 * @param kind - of the record
 * @param record - as far as this person sees it
 * @param readBefore - the number of the version that they read last; null where they read none
 * @returns its template and its view
 */
export function conditionsPage(kind: RecordKind, record: UnderConditions, readBefore: number | null) {
  return {
    template: 'rooms/sharing/pages/conditions/conditions.njk',
    view: {
      title: record.title,
      classification: record.classification,
      record,
      words: kind.words,
      href: kind.href(record.id),
      conditions: [handlingFact(record), ...conditionFacts(record)],
      seen: digestOfConditions(record),
      desk: deskFact(record),
      readBefore,
      back: { text: `Back to ${kind.words.many}`, href: '/reports' },
    },
  }
}

/** The handling code with its words. */
function handlingFact({ handling }: Pick<Asked, 'handling'>): Fact {
  return { key: 'Handling', text: `${labelFrom(codes.handling)(handling)} (${handling})` }
}

/**
 * Writes conditions, action and sanitisation of handling code C as facts.
 * @param record - what it asks of a reader
 * @returns one fact for each that it has
 */
export function conditionFacts(
  record: Pick<Asked, 'conditions' | 'actionCode' | 'sanitisationCode'>,
): Fact[] {
  const coded = (list: Readonly<Record<string, string>>, code: string) => `${labelFrom(list)(code)} (${code})`
  return [
    ...(record.conditions === null ? [] : [{ key: 'Conditions', text: record.conditions }]),
    ...(record.actionCode === null
      ? []
      : [{ key: 'Action', text: coded(codes.actionCode, record.actionCode) }]),
    ...(record.sanitisationCode === null
      ? []
      : [{ key: 'Sanitising', text: coded(codes.sanitisationCode, record.sanitisationCode) }]),
  ]
}

/**
 * Says whom to ask about a record.
 * @param record - with the desk of its owner
 * @returns the desk's name, telephone, e-mail and hours, as far as there are any
 */
export function deskFact({ owner }: { owner: Desk }): Fact {
  const lines = [owner.deskName, owner.deskPhone, owner.deskEmail, owner.deskHours]
  return { key: 'Ask', lines: lines.filter((line) => line !== '') }
}
