/** The words of what is done with ranks. */
import { opened, type OperationWords } from '../../../platform/rooms/operations.ts'

export const rankOperations: Readonly<Record<string, OperationWords>> = {
  'people.rank.list': opened('the list of attested ranks'),
  'people.rank.show': opened('the page of a person’s rank'),
  'people.rank.attest': ['Attested', 'attest', 'the rank of a person'],
  'people.rank.show-end': opened('the page to end an attested rank'),
  'people.rank.end': ['Ended', 'end', 'the attested rank of a person'],
}
