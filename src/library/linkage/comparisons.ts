/** What is compared of two records, in SQL over `l` and `r`, with the numbers that learning begins from. */
import type { Comparison } from './model/index.ts'
import type { Features } from './features.ts'
import { apartByMarks } from './marks.ts'

/** A level and the condition under which a pair stands so, if it does not stand in one before. */
type SqlLevel = { name: string; says: string; m: number; u: number; when: string }

/** Either birth lies between several years, and they have one in common. */
const SPANS_MEET =
  ' or (coalesce(l.bto, r.bto) is not null and l.byear <= coalesce(r.bto, r.byear) and r.byear <= coalesce(l.bto, l.byear))'

export type SqlComparison = Comparison & {
  /** either value is missing */
  unknown: string
  conditions: readonly string[]
  /** levels at which the value's own share stands for u: how far (0 to 1), and the share in SQL */
  shares: readonly { level: number; trust: number; share: string }[]
  /** comparisons of one group tell much the same: together they add at most so many bits */
  group?: { name: string; most: number }
}

/** Comparison vectors are packed into one integer: four bits each, 0 for unknown. */
export const BITS = 4

const either = (column: string) => `l.${column} is null or r.${column} is null`
const jw = (column: string, least: number) =>
  `jaro_winkler_similarity(l.${column}, r.${column}) >= ${String(least)}`

/** A case, since `and` may look at its right side first, and `hamming` fails where the lengths differ. */
const fewDiffer = (column: string, most: number) =>
  `(case when length(l.${column}) = length(r.${column}) then hamming(l.${column}, r.${column}) <= ${String(most)} else false end)`

function comparison(
  name: string,
  unknown: string,
  levels: readonly SqlLevel[],
  more: Partial<Pick<SqlComparison, 'shares' | 'group'>> = {},
): SqlComparison {
  return {
    name,
    unknown,
    levels: levels.map(({ name: level, says, m, u }) => ({ name: level, says, m, u })),
    conditions: levels.map(({ when }) => when),
    shares: [],
    ...more,
  }
}

const level = (name: string, m: number, u: number, says: string, when: string): SqlLevel => ({
  name,
  m,
  u,
  says,
  when,
})

/**
 * Lists what is compared of two records.
 * @param features - what the files hold
 * @returns one comparison for each field that they hold
 */
export function comparisonsFor({
  has,
  lists,
  names,
  rest,
  marks,
  spans,
  wholeNames,
}: Features): SqlComparison[] {
  const made: SqlComparison[] = []
  const holds = (list: string, value: string) => (rest ? `list_contains(${list}, ${value})` : 'false')
  const { given, family, others } = apartByMarks(marks, rest)
  const not = (apart: string | null) => (apart === null ? '' : ` and not (${apart})`)
  // Names that were never one, however alike: a level of its own where the file has any.
  const marked = (what: string, apart: string | null) =>
    apart === null
      ? []
      : [level('marks', 0.005, 0.004, `the ${what} differ in their marks and are two names`, apart)]
  if (names) {
    const aliases = has.has('aliases')
    made.push(
      comparison(
        'given',
        either('g'),
        [
          level('equal', 0.7, 0.008, 'the given names are equal', `l.g = r.g${not(given)}`),
          ...marked('given names', given),
          level(
            'variant',
            0.06,
            0.004,
            'the given names are forms of one name',
            '(l.gs is not null and r.gs is not null and list_has_any(l.gs, r.gs))',
          ),
          level(
            'neighbour',
            0.01,
            0.004,
            'the given names are alike, but each is a name of its own',
            `(l.gs is not null and r.gs is not null and (${jw('g', 0.8)} or (l.gsk = r.gsk and length(l.gsk) > 2)))`,
          ),
          level(
            'slip',
            0.1,
            0.003,
            'the given names are alike but for a slip',
            `(${jw('g', 0.91)} or (l.gsk = r.gsk and length(l.gsk) > 2))`,
          ),
          level(
            'initial',
            0.02,
            0.01,
            'a given name is an initial of the other',
            '((length(l.g) = 1 or length(r.g) = 1) and left(l.g, 1) = left(r.g, 1))',
          ),
          level(
            'elsewhere',
            0.02,
            0.002,
            'the given name of one stands elsewhere in the name of the other',
            `(l.g = r.f or r.g = l.f or ${holds('r.rest', 'l.g')} or ${holds('l.rest', 'r.g')})`,
          ),
          level('alike', 0.03, 0.03, 'the given names are somewhat alike', jw('g', 0.8)),
          level('different', 0.07, 0.94, 'the given names differ', 'true'),
        ],
        { shares: [{ level: 0, trust: 1, share: 'l.gshare' }], group: { name: 'name', most: 26 } },
      ),
      comparison(
        'family',
        either('f'),
        [
          level('equal', 0.75, 0.001, 'the family names are equal', `l.f = r.f${not(family)}`),
          level(
            'slip',
            0.1,
            0.001,
            'the family names are alike but for a slip',
            `(${jw('f', 0.91)} or (l.fsk = r.fsk and length(l.fsk) > 2))${not(family)}`,
          ),
          ...marked('family names', family),
          level(
            'elsewhere',
            0.03,
            0.001,
            'the family name of one stands elsewhere in the name of the other',
            `(l.f = r.g or r.f = l.g or ${holds('r.rest', 'l.f')} or ${holds('l.rest', 'r.f')})`,
          ),
          level(
            'part',
            0.02,
            0.001,
            'one family name is part of the other',
            '(length(l.f) > 3 and length(r.f) > 3 and (contains(l.f, r.f) or contains(r.f, l.f)))',
          ),
          level('alike', 0.03, 0.02, 'the family names are somewhat alike', jw('f', 0.8)),
          level('different', 0.07, 0.977, 'the family names differ', 'true'),
        ],
        {
          shares: [
            { level: 0, trust: 1, share: 'l.fshare' },
            { level: 1, trust: 0.5, share: 'greatest(l.fshare, r.fshare)' },
          ],
          group: { name: 'name', most: 26 },
        },
      ),
    )
    if (rest)
      made.push(
        comparison(
          'others',
          '(len(l.rest) = 0 or len(r.rest) = 0 or l.rest is null or r.rest is null)',
          [
            ...marked('other names', others),
            level('equal', 0.6, 0.01, 'the other names are equal', 'l.rest = r.rest'),
            level('shared', 0.3, 0.03, 'an other name is shared', 'list_has_any(l.rest, r.rest)'),
            level('different', 0.1, 0.96, 'the other names differ', 'true'),
          ],
          { group: { name: 'name', most: 26 } },
        ),
      )
    if (aliases && wholeNames)
      made.push(
        comparison('aliases', '(len(l.akeys) = 0 and len(r.akeys) = 0)', [
          level('shared', 0.3, 0.0001, 'an alias is shared', 'list_has_any(l.akeys, r.akeys)'),
          level('none', 0.7, 0.9999, 'no alias is shared', 'true'),
        ]),
      )
  }
  if (has.has('company'))
    made.push(
      comparison('company', either('comp'), [
        level('equal', 0.8, 0.0005, 'the company names are equal', 'l.comp = r.comp'),
        level(
          'alike',
          0.12,
          0.001,
          'the company names are alike',
          `(${jw('comp', 0.92)} or starts_with(l.comp, r.comp) or starts_with(r.comp, l.comp))`,
        ),
        level('different', 0.08, 0.9985, 'the company names differ', 'true'),
      ]),
    )
  if (has.has('born'))
    made.push(
      comparison('born', either('b'), [
        level(
          'equal',
          0.78,
          0.0001,
          'the birth dates are equal',
          '(l.b = r.b and l.b % 10000 <> 101 and l.b % 100 <> 0)',
        ),
        level(
          'first of January',
          0.1,
          0.001,
          'the birth dates are the same first of January',
          '(l.b = r.b and l.b % 10000 = 101)',
        ),
        level(
          'swapped',
          0.02,
          0.0001,
          'the birth dates are equal with day and month swapped',
          '(l.bday = r.bday)',
        ),
        level(
          'year',
          0.05,
          0.01,
          'the birth years agree, and more is not known of one of them',
          `((l.byear = r.byear and (l.b % 100 = 0 or r.b % 100 = 0 or l.b % 10000 = 101 or r.b % 10000 = 101))${spans ? SPANS_MEET : ''})`,
        ),
        level('slip', 0.06, 0.001, 'the birth dates differ by one digit', 'hamming(l.birth, r.birth) = 1'),
        level('near', 0.02, 0.02, 'the birth dates have much in common', 'hamming(l.birth, r.birth) = 2'),
        level('different', 0.02, 0.96, 'the birth dates differ', 'true'),
      ]),
    )
  if (has.has('sex'))
    made.push(
      comparison('sex', either('sex'), [
        level('equal', 0.96, 0.5, 'the sex is the same', 'l.sex = r.sex'),
        level('different', 0.04, 0.5, 'the sexes differ', 'true'),
      ]),
    )
  const where = whereComparison(has)
  if (where) made.push(where)
  if (has.has('address'))
    made.push(
      comparison(
        'address',
        either('addr'),
        [
          level('equal', 0.6, 0.000_05, 'the addresses are equal', 'l.addr = r.addr'),
          level('alike', 0.3, 0.0005, 'the addresses are alike', jw('addr', 0.88)),
          level('somewhat', 0.03, 0.03, 'the addresses are somewhat alike', jw('addr', 0.72)),
          level('different', 0.07, 0.97, 'the addresses differ', 'true'),
        ],
        { group: { name: 'where', most: 14 } },
      ),
    )
  if (has.has('occupation'))
    made.push(
      comparison(
        'occupation',
        either('oc'),
        [
          level('equal', 0.6, 0.05, 'the occupations are equal', 'l.oc = r.oc'),
          level('different', 0.4, 0.95, 'the occupations differ', 'true'),
        ],
        { shares: [{ level: 0, trust: 1, share: 'l.ocshare' }] },
      ),
    )
  const identifier = (
    meaning: 'phone' | 'email' | 'document',
    column: string,
    words: string,
    similar: string | null,
  ) => {
    if (!has.has(meaning)) return
    const many = lists.has(meaning)
    made.push(
      comparison(
        meaning,
        many ? `(${either(column)} or len(l.${column}) = 0 or len(r.${column}) = 0)` : either(column),
        [
          level(
            'equal',
            0.75,
            0.000_01,
            many ? `one of the ${words} is shared` : `the ${words} are equal`,
            many ? `list_has_any(l.${column}, r.${column})` : `l.${column} = r.${column}`,
          ),
          ...(many || similar === null
            ? []
            : [level('slip', 0.12, 0.0005, `the ${words} are alike but for a slip`, similar)]),
          level('different', 0.13, 0.999, `the ${words} differ`, 'true'),
        ],
      ),
    )
  }
  identifier('phone', 'phone', 'telephone numbers', fewDiffer('phone', 1))
  identifier(
    'email',
    'email',
    'e-mail addresses',
    `(${jw('email', 0.93)} or split_part(l.email, '@', 1) = split_part(r.email, '@', 1))`,
  )
  identifier('document', 'doc', 'document numbers', fewDiffer('doc', 2))
  return made
}

/** Postcode, place and region say one thing, where somebody is: one comparison, so that it counts once. */
function whereComparison(has: Features['has']): SqlComparison | null {
  const pc = has.has('postcode')
  const place = has.has('place') ? 'pl' : has.has('region') ? 'rg' : null
  if (!pc && place === null) return null
  const same = (column: string) => `l.${column} = r.${column}`
  const levels: SqlLevel[] = []
  if (pc) {
    levels.push(level('postcode', 0.55, 0.0002, 'the postcodes are equal', same('pc')))
    levels.push(
      level('postcode slip', 0.12, 0.0005, 'the postcodes differ by one character', fewDiffer('pc', 1)),
    )
    if (place)
      levels.push(
        level(
          'area and place',
          0.05,
          0.001,
          'the place and the area of the postcode agree',
          `(${same('area')} and ${same(place)})`,
        ),
      )
    levels.push(level('area', 0.08, 0.002, 'the areas of the postcodes agree', same('area')))
  }
  if (place) {
    levels.push(
      level(
        'place',
        0.1,
        0.01,
        place === 'pl' ? 'the places are equal' : 'the regions are equal',
        same(place),
      ),
    )
    levels.push(
      level(
        'place alike',
        0.03,
        0.01,
        'the places are alike',
        `(${jw(place, 0.88)} or contains(l.${place}, r.${place}) or contains(r.${place}, l.${place}))`,
      ),
    )
  }
  levels.push(level('different', 0.07, 0.97, 'the places differ', 'true'))
  const unknown = [pc ? `(${either('pc')})` : '', place ? `(${either(place)})` : '']
    .filter(Boolean)
    .join(' and ')
  return comparison('where', unknown, levels, {
    group: { name: 'where', most: 14 },
    shares: place ? [{ level: levels.length - 3, trust: 1, share: `l.${place}share` }] : [],
  })
}

/**
 * Writes how the levels of a pair are packed into one number.
 * @param comparisons - in the model's order
 * @returns SQL over `l` and `r`
 */
export function patternSql(comparisons: readonly SqlComparison[]): string {
  return comparisons
    .map(({ unknown, conditions }, index) => {
      const cases = conditions.slice(0, -1).map((when, place) => `when ${when} then ${String(place + 1)}`)
      return `((case when ${unknown} then 0 ${cases.join(' ')} else ${String(conditions.length)} end)::bigint << ${String(index * BITS)})`
    })
    .join(' | ')
}

/**
 * Takes a packed number apart.
 * @param pattern - as `patternSql` made it
 * @param comparisons - the same, in the same order
 * @returns the level of each comparison; -1 for unknown
 */
export function unpack(pattern: bigint, comparisons: readonly SqlComparison[]): number[] {
  return comparisons.map((_, index) => Number((pattern >> BigInt(index * BITS)) & 15n) - 1)
}

/**
 * Writes the columns that `rarenessSql` needs.
 * @param comparisons - in the model's order
 * @returns SQL, one column for each level that is weighed by its value's share
 */
export function sharesSql(comparisons: readonly SqlComparison[]): string {
  const columns = sharedLevels(comparisons).map(({ share }, place) => `${share} as s${String(place)}`)
  return columns.length > 0 ? columns.join(', ') : 'null as s0'
}

/**
 * Writes by how much a pair's values are rarer than any.
 * @param comparisons - in the model's order
 * @returns SQL over `p` and the shares, in bits
 */
export function rarenessSql(comparisons: readonly SqlComparison[]): string {
  const terms = sharedLevels(comparisons).map(
    ({ index, level: at, trust }, place) =>
      `case when ((p >> ${String(index * BITS)}) & 15) = ${String(at + 1)} then ${String(-trust)} * log2(s${String(place)}) else 0 end`,
  )
  return terms.length > 0 ? `(${terms.join(' + ')})::float` : '0::float'
}

const sharedLevels = (comparisons: readonly SqlComparison[]) =>
  comparisons.flatMap(({ shares }, index) => shares.map((one) => ({ ...one, index })))
