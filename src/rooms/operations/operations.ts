/** The words of this room’s operations, theme by theme. A theme in a folder of its own adds its list here. */
import type { OperationWords } from '../../platform/rooms/operations.ts'
import { actionOperations } from './actions/operations.ts'
import { decisionOperations } from './decisions/operations.ts'

export const operations: Readonly<Record<string, OperationWords>> = {
  'operations.operation.propose': ['Proposed', 'propose', 'an operation'],
  'operations.operation.change-state': ['Said', 'say', 'how far an operation has come'],
  'operations.participation.offer': ['Offered', 'offer', 'the terms of an operation'],
  'operations.participation.accept': ['Accepted', 'accept', 'the terms of an operation'],
  'operations.participation.decline': ['Declined', 'decline', 'the terms of an operation'],
  'operations.participation.leave': ['Left', 'leave', 'an operation'],
  'operations.post.propose': ['Proposed', 'propose', 'somebody for an operation'],
  'operations.post.accept': ['Accepted', 'accept', 'that somebody joins an operation'],
  'operations.post.decline': ['Declined', 'decline', 'that somebody joins an operation'],
  'operations.post.end': ['Ended', 'end', 'a post in an operation'],
  'operations.member.confirm': ['Confirmed', 'confirm', 'a membership in an operation'],
  ...decisionOperations,
  ...actionOperations,
}
