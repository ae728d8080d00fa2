/** What of a report that is held in clear can be sealed: its identifiers, and its persons by name and birth. */
import type { Scope } from '../../platform/database/scope.ts'
import { asWritten } from '../../wire/births/as-written.ts'
import { isCommonEverywhere, identifierInput, personInputs, tokenKinds } from '../../library/sealing/index.ts'

/** As an agency's machine reads a person: more names only repeat them. */
const MOST_NAMES = 3

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
 * @returns nothing for a value that is common on this node already, counted over what the report's classification
 *   lets one see
 */
export async function heldInputs(scope: Pick<Scope, 'tx'>, reports: readonly string[]): Promise<HeldInput[]> {
  const identifiers = await scope.tx.many<{ report: string; kind: string; key: string }>(
    `select i.record_id as report, i.kind, i.key from deconfliction.identifier i
     where i.record_id = any ($1)
       and not exists (select from deconfliction.common_value c where c.kind = i.kind and c.key = i.key
                         and c.clearance = i.classification)`,
    [reports],
  )
  const persons = await scope.tx.many<{ report: string; names: string[]; born: string }>(
    `select distinct m.record_id as report, m.names, p.born
     from deconfliction.person_mention m join deconfliction.person p on p.id = m.person_id
     where m.record_id = any ($1) and p.born is not null`,
    [reports],
  )
  return [
    ...identifiers
      .filter(({ kind, key }) => tokenKinds.includes(kind) && !isCommonEverywhere(kind, key))
      .map(({ report, kind, key }) => ({ report, kind, input: identifierInput(kind, key).x, shown: key })),
    ...persons.flatMap(({ report, names, born }) =>
      names
        .slice(0, MOST_NAMES)
        .flatMap((name) => personInputs(name, born))
        .map(({ x }) => ({ report, kind: 'person', input: x, shown: asWritten({ names, born }) })),
    ),
  ]
}
