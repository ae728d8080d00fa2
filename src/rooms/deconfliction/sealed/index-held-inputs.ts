/** What of a report that is held in clear can be sealed: its identifiers, and its persons by name and birth. */
import type { Scope } from '../../../platform/database/scope.ts'
import { asWritten } from '../pairs.ts'
import { tokenKinds } from './protocol.ts'

export type HeldInput = {
  report: string
  kind: string
  /** what is hashed onto the group (docs/wire/sealed-index.md, 2) */
  input: string
  /** what the report itself calls the value */
  shown: string
}

/**
 * @param reports - ids; victims, witnesses and children are in neither table that is read here
 * @returns nothing for a value that is common on this node already
 */
export async function heldInputs(scope: Pick<Scope, 'tx'>, reports: readonly string[]): Promise<HeldInput[]> {
  const identifiers = await scope.tx.many<{ report: string; kind: string; key: string }>(
    `select i.report_id as report, i.kind, i.key from deconfliction.identifier i
     where i.report_id = any ($1)
       and not exists (select from deconfliction.common_value c where c.kind = i.kind and c.key = i.key)`,
    [reports],
  )
  const persons = await scope.tx.many<{ report: string; names: string[]; born: string }>(
    `select distinct m.report_id as report, p.names, p.born
     from deconfliction.person_mention m join deconfliction.person p on p.id = m.person_id
     where m.report_id = any ($1) and p.born is not null`,
    [reports],
  )
  return [
    ...identifiers.flatMap(({ report, kind, key }) => {
      const input = identifierInput(kind, key)
      return input === null ? [] : [{ report, kind, input, shown: key }]
    }),
    ...persons.flatMap(({ report, names, born }) =>
      personInputs(names, born).map((input) => ({
        report,
        kind: 'person',
        input,
        shown: asWritten({ names, born }),
      })),
    ),
  ]
}

function identifierInput(kind: string, key: string): string | null {
  return (tokenKinds as readonly string[]).includes(kind) ? `seamark-sealed/1\0${kind}\0id\0${key}` : null
}

function personInputs(_names: readonly string[], _born: string): string[] {
  return []
}
