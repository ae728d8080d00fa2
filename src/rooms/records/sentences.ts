/** The ledger's events as sentences. An operation that is not listed here is shown by its own name. */

const sentences: Record<string, string> = {
  'identity.session.begin': 'Signed in',
  'identity.session.end': 'Signed out',
  'identity.person.find': 'Signed in for the first time; the account is bound to the provider’s identity',
  'people.add': 'Added a person to the agency',
  'people.change': 'Changed a person’s roles, clearance or account',
  'people.desk.change': 'Changed the desk that partners ask',
  'records.ledger.read': 'Read the ledger',
  'records.ledger.export': 'Exported part of the ledger',
  'exercise.people.seed': 'Entered a person for the exercise',
}

/**
 * What happened, in words.
 * @param operation - `room.thing.verb`
 * @param detail - what the event keeps; never content
 */
export function sentenceOf(operation: string, detail: Readonly<Record<string, unknown>>): string {
  const words = sentences[operation] ?? spelled(operation)
  const code = detail['code']
  if (code === 'not-found') return `${words}: there was nothing to be seen`
  if (typeof code === 'string') return `${words}: refused (${code.replaceAll('-', ' ')})`
  return words
}

/** `intelligence.report.release` reads as “Report: release”. */
function spelled(operation: string): string {
  const [, ...rest] = operation.split('.')
  const verb = rest.pop() ?? operation
  const thing = rest.join(' ').replaceAll('-', ' ')
  const subject = thing === '' ? '' : `${thing.charAt(0).toUpperCase()}${thing.slice(1)}: `
  return `${subject}${verb.replaceAll('-', ' ')}`
}
