/** The words of reviews, holds and restrictions. */
import { opened, type DetailRule, type OperationWords } from '../../../platform/rooms/operations.ts'
import { BRING_DUE } from './bring-due.ts'
import { decisionWords, type Decision } from './words.ts'

export const reviewOperations: Readonly<Record<string, OperationWords>> = {
  [BRING_DUE]: ['Opened', 'open', 'reviews of records whose date had come'],
  'records.reviews.list': opened('the list of records due for review'),
  'records.reviews.next': opened('the next record due for review'),
  'records.reviews.read': ['Read', 'read', 'the list of records due for review'],
  'records.reviews.decide': ['Reviewed', 'review', 'a record'],
  'records.reviews.decide-many': ['Reviewed', 'review', 'a record'],
  'records.review.show': opened('the review of a record'),
  'records.review.decide': ['Reviewed', 'review', 'a record'],
  'records.review.name': ['Named somebody for', 'name somebody for', 'the review of a record'],
  'records.hold.place': ['Placed', 'place', 'a legal hold on a record'],
  'records.hold.lift': ['Lifted', 'lift', 'a legal hold on a record'],
  'records.restriction.lift': ['Lifted', 'lift', 'the restriction of a record'],
  'records.setting.change': ['Changed', 'change', 'after how many years records are reviewed'],
  'records.setting.list': ['Read', 'read', 'the settings of the node'],
}

/** What stands behind "Reviewed a record". */
export const reviewDetails: DetailRule = ({ detail }) => {
  const { reviewed } = detail
  if (typeof reviewed === 'string' && Object.hasOwn(decisionWords, reviewed))
    return `: ${decisionWords[reviewed as Decision].toLowerCase()}`
  if (detail['correctionAsked'] === true) return ': asked for a correction'
  return detail['reviewerNamed'] === true ? ': named somebody else' : null
}
