/** The words of what is done with decision logs. */
import { opened, type OperationWords } from '../../../platform/rooms/operations.ts'

export const decisionOperations: Readonly<Record<string, OperationWords>> = {
  'operations.decision.list': opened('a decision log'),
  'operations.decision.read': ['Read', 'read', 'a decision'],
  'operations.decision.show-enter': opened('the page to enter a decision'),
  'operations.decision.enter': ['Entered', 'enter', 'a decision'],
  'operations.decision.confirm': ['Confirmed', 'confirm', 'a decision that a loggist entered'],
  'operations.decision.object': ['Objected', 'object', 'to a decision that a loggist entered'],
  'operations.decision.acknowledge': ['Acknowledged', 'acknowledge', 'a decision'],
  'operations.decision.prove': ['Took', 'take', 'the proof of a decision'],
  'operations.decision-log.print': ['Printed', 'print', 'a decision log'],
  'operations.decision-log.show-open': opened('the page to open a narrower decision log'),
  'operations.decision-log.open': ['Opened', 'open', 'a narrower decision log'],
  'operations.decision-log.show-readers': opened('who reads a narrower decision log'),
  'operations.decision-log.list-readers': opened('who reads a narrower decision log'),
  'operations.decision-log.propose-reader': [
    'Proposed',
    'propose',
    'somebody to read a narrower decision log',
  ],
  'operations.decision-log.answer-reader': [
    'Answered',
    'answer',
    'whether somebody reads a narrower decision log',
  ],
  'operations.decision-log.remove-reader': ['Took', 'take', 'a reader out of a narrower decision log'],
}
