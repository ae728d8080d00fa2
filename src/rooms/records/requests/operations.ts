/** The words of requests of data subjects. */
import { opened, type DetailRule, type OperationWords } from '../../../platform/rooms/operations.ts'

const what = 'a request of a data subject'

export const requestOperations: Readonly<Record<string, OperationWords>> = {
  'records.request.list': opened('the requests of data subjects'),
  'records.request.take-in.show': opened('the form of a request of a data subject'),
  'records.request.take-in': ['Took in', 'take in', what],
  'records.request.show': opened(what),
  'records.request.whom': ['Changed', 'change', `whom the search of ${what} looks for`],
  'records.request.identity': ['Noted', 'note', `the check of identity of ${what}`],
  'records.request.officer': ['Named', 'name', `an officer for ${what}`],
  'records.request.pause': ['Stopped', 'stop', `the clock of ${what}`],
  'records.request.resume': ['Let run', 'let run', `the clock of ${what}`],
  'records.request.extend': ['Extended', 'extend', `the time of ${what}`],
  'records.request.close': ['Closed', 'close', what],
  'records.request.search': ['Searched', 'search', `for ${what}`],
  'records.request.sealed': ['Searched', 'search', `what lies sealed, for ${what}`],
  'records.request.outside': ['Noted', 'note', `a search outside, for ${what}`],
  'records.request.not-them': ['Decided', 'decide', `records of ${what}`],
  'records.request.item.show': ['Read', 'read', `a record for ${what}`],
  'records.request.item.decide': ['Decided', 'decide', `a record of ${what}`],
  'records.request.ready': ['Made ready', 'make ready', `the answer to ${what}`],
  'records.request.answer': ['Opened', 'open', `the answer to ${what}`],
  'records.request.file': ['Took along', 'take along', `the answer to ${what}`],
  'records.request.sent': ['Sent', 'send', `the answer to ${what}`],
  'records.requests.read': ['Read', 'read', 'the requests of data subjects'],
  'records.request.read': ['Read', 'read', what],
}

const steps: Readonly<Record<string, string>> = {
  'identity-proven': ': it is them',
  'identity-asked': ': proof was asked for',
  'clock-stands': ': they were asked for something',
  'clock-runs': ': what was asked for came',
  'identity-not-proven': ': it is not them, and it was closed',
}

/** What stands behind the words of a step. */
export const requestDetails: DetailRule = ({ operation, detail }) => {
  if (!operation.startsWith('records.request')) return null
  if (typeof detail['records'] === 'number' && detail['step'] === 'not-them')
    return `: ${String(detail['records'])} are not about them`
  return typeof detail['step'] === 'string' ? (steps[detail['step']] ?? null) : null
}
