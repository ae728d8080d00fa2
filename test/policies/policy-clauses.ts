/**
 * Reads policies as PostgreSQL prints them (pg_get_expr), and says of a clause whether it binds a row to the
 * viewer: by their agency, by their own person, or by the rule of sight. What is not understood binds nothing,
 * so a new way to write a policy has to be taught here before it passes.
 */
export type Policy = {
  /** `schema.table` */
  table: string
  name: string
  /** as in pg_policy: r read, a insert, w change, d remove, * all */
  command: 'r' | 'a' | 'w' | 'd' | '*'
  using: string | null
  check: string | null
}

/** What the parser has to know of the rest of the catalogue. */
export type Catalogue = {
  /** columns of a table that name an agency whose row it is */
  agencyColumns: (table: string) => readonly string[]
  /** is every policy by which a member reads this table, or view, bound to the viewer? */
  readIsBound: (table: string) => boolean
}

type Purpose = 'read' | 'write'
/** Aliases in reach: alias to table; the policy's own table stands under its bare name and under ''. */
type Reach = ReadonlyMap<string, string>

/** Which clauses of a policy decide, and whether each binds the row to the viewer. */
export function looseClauses(policy: Policy, catalogue: Catalogue): string[] {
  const reach: Reach = new Map([
    ['', policy.table],
    [policy.table.split('.')[1] ?? '', policy.table],
  ])
  const binds = (clause: string | null, purpose: Purpose) =>
    clause !== null && bindsRow(clause, purpose, reach, catalogue)
  const loose: string[] = []
  const { command, using, check } = policy
  if (command === 'r' && !binds(using, 'read')) loose.push('using')
  if ('wd*'.includes(command) && !binds(using, 'write')) loose.push('using')
  // Where there is no check, PostgreSQL takes USING for it.
  if ('aw*'.includes(command) && !binds(check ?? (command === 'a' ? null : using), 'write'))
    loose.push('with check')
  return loose
}

function bindsRow(clause: string, purpose: Purpose, reach: Reach, catalogue: Catalogue): boolean {
  const text = withoutParentheses(clause)
  const anyOf = splitAt(text, 'OR')
  if (anyOf.length > 1) return anyOf.every((part) => bindsRow(part, purpose, reach, catalogue))
  const allOf = splitAt(text, 'AND')
  if (allOf.length > 1) return allOf.some((part) => bindsRow(part, purpose, reach, catalogue))
  return (
    isOfViewersAgency(text, reach, catalogue) ||
    isOfViewer(text, purpose, reach, catalogue) ||
    (purpose === 'read' && isInSight(text, reach)) ||
    isInOperation(text, purpose) ||
    isBoundThroughAnother(text, purpose, reach, catalogue)
  )
}

/** `agency_id = identity.viewer_agency()`, either way round, of a column that names the row's agency. */
function isOfViewersAgency(text: string, reach: Reach, catalogue: Catalogue): boolean {
  const column = equalTo(text, 'identity.viewer_agency()')
  if (column === null) return false
  const table = reach.get(column.alias)
  return table !== undefined && catalogue.agencyColumns(table).includes(column.name)
}

/**
 * `person_id = identity.viewer_person()`: narrower than the agency. A row that names an agency besides could
 * still be written into another's, so for writing it is enough only where there is none.
 */
function isOfViewer(text: string, purpose: Purpose, reach: Reach, catalogue: Catalogue): boolean {
  const column = equalTo(text, 'identity.viewer_person()')
  if (column?.name !== 'person_id') return false
  const table = reach.get(column.alias)
  return table !== undefined && (purpose === 'read' || catalogue.agencyColumns(table).length === 0)
}

function equalTo(text: string, call: string): { alias: string; name: string } | null {
  const sides = text.split(' = ')
  const other = sides.length === 2 ? sides.find((_, place) => sides[1 - place] === call) : undefined
  const column = other === undefined ? null : /^(?:([a-z_0-9]+)\.)?([a-z_0-9]+)$/.exec(other)
  return column ? { alias: column[1] ?? '', name: column[2] ?? '' } : null
}

/** `access.sight(record, …)` is asked of this record, and what it answers is not `none`. */
function isInSight(text: string, reach: Reach): boolean {
  const [, alias = '', answer] =
    /^access\.sight\(([a-z_0-9]+)\.\*, .*\) (= .*|<> 'none'::text)$/.exec(text) ?? []
  if (answer === undefined || reach.get(alias) !== 'access.record') return false
  return answer.startsWith('<>')
    ? true
    : /^= ('(full|conditions|hit)'::text|ANY \(ARRAY\[('(full|conditions|hit)'::text(, )?)+\]\))$/.test(
        answer,
      )
}

/**
 * `operations.viewer_in(operation_id)`: the viewer reads the row's operation, by the rule of sight; or holds a post in it,
 * which is narrower, and lets them write. Of an operation that is erased it is asked who may read what stays of it.
 */
function isInOperation(text: string, purpose: Purpose): boolean {
  const column = String.raw`\((?:[a-z_0-9]+\.)?(?:id|operation_id)`
  return (
    (purpose === 'read' &&
      new RegExp(`^operations\\.viewer_(?:in|reads_what_stays)${column}\\)$`).test(text)) ||
    new RegExp(`^operations\\.viewer_(?:acts${column}\\)|holds${column}, .*\\))$`).test(text)
  )
}

/**
 * `EXISTS (SELECT FROM other o WHERE o.id = row.other_id AND …)`: the other row is this row's, and is bound
 * itself. PostgreSQL asks under the viewer's own policies, so for reading the other table's are enough.
 */
function isBoundThroughAnother(text: string, purpose: Purpose, reach: Reach, catalogue: Catalogue): boolean {
  const found =
    /^EXISTS \( SELECT FROM ([a-z_]+\.(?:[a-z_]+|"[a-z_]+"))(?: ([a-z_0-9]+))? WHERE (.*)\)$/.exec(text)
  if (!found) return false
  const table = (found[1] ?? '').replaceAll('"', '')
  const alias = found[2] ?? table.split('.')[1] ?? ''
  const where = found[3] ?? ''
  const parts = splitAt(withoutParentheses(where), 'AND')
  const isJoined = parts.some((part) => {
    // A row that names several others is bound through each of them.
    const asOne = withoutParentheses(part).replace(/ = ANY \(([a-z_0-9]+\.[a-z_0-9]+)\)$/, ' = $1')
    const [one, other, ...more] = asOne.split(' = ')
    const aliases = [one, other].map((side) => /^([a-z_0-9]+)\.[a-z_0-9]+$/.exec(side ?? '')?.[1])
    return (
      more.length === 0 &&
      aliases.includes(alias) &&
      aliases.some((name) => name !== undefined && name !== alias && reach.has(name))
    )
  })
  if (!isJoined) return false
  const within: Reach = new Map([...reach, ['', table], [alias, table]])
  return (
    parts.some((part) => bindsRow(part, purpose, within, catalogue)) ||
    (purpose === 'read' && catalogue.readIsBound(table))
  )
}

/** Without the parentheses that surround the whole. */
function withoutParentheses(text: string): string {
  let bare = text.replaceAll(/\s+/g, ' ').trim()
  while (bare.startsWith('(') && closing(bare, 0) === bare.length - 1) bare = bare.slice(1, -1).trim()
  return bare
}

/** Where the parenthesis at `from` is closed; quoted text is stepped over. */
function closing(text: string, from: number): number {
  let depth = 0
  for (let place = from; place < text.length; place += 1) {
    const sign = text.charAt(place)
    if (sign === "'" || sign === '"') place = text.indexOf(sign, place + 1)
    if (place === -1) return -1
    if (sign === '(') depth += 1
    if (sign === ')' && --depth === 0) return place
  }
  return -1
}

/** Splits at a word that stands outside all parentheses and quotes. */
function splitAt(text: string, word: 'AND' | 'OR'): string[] {
  const parts: string[] = []
  let began = 0
  for (let place = 0; place < text.length; place += 1) {
    const sign = text.charAt(place)
    const end =
      sign === '('
        ? closing(text, place)
        : sign === "'" || sign === '"'
          ? text.indexOf(sign, place + 1)
          : place
    if (end === -1) return [text]
    place = end
    if (text.startsWith(` ${word} `, place)) {
      parts.push(text.slice(began, place))
      began = place + word.length + 2
      place = began - 1
    }
  }
  return [...parts, text.slice(began)]
}
