/** The words of this room’s operations. */
import { opened, type OperationWords } from '../../platform/rooms/operations.ts'

export const operations: Readonly<Record<string, OperationWords>> = {
  'deconfliction.sealed.parameters': ['Read', 'read', 'what is needed to seal'],
  'deconfliction.sealed.keep': ['Shared', 'share', 'records as tokens only'],
  'deconfliction.sealed.expire': ['Ended', 'end', 'a sealed record whose time had come'],
  'deconfliction.sealed.seal-holdings': ['Sealed', 'seal', 'what the agencies hold here'],
  'deconfliction.sealed.refresh': ['Asked', 'ask', 'the key holders what they publish'],
  'deconfliction.sealed.rotate': ['Moved', 'move', 'the sealed index to the next epoch'],
  'deconfliction.sealed.setting.show': opened('the settings of sealed deconfliction'),
  'deconfliction.sealed.holder.list': opened('the list of key holders'),
  'deconfliction.sealed.holder.enter': ['Entered', 'enter', 'a key holder'],
  'deconfliction.sealed.holder.change': ['Changed', 'change', 'a key holder'],
  'deconfliction.sealed.holder.remove': ['Removed', 'remove', 'a key holder'],
  'deconfliction.sealed.holder.ask': ['Asked', 'ask', 'both key holders what they publish'],
  'deconfliction.sealed.take-back': ['Took back', 'take back', 'a sealed record'],
}
