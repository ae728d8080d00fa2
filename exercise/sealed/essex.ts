/**
 * What Essex Police keeps in its own system: an invented export of thirty records. A few name what partners
 * hold in the exercise, whichever exercise is loaded; the node never sees a word of it.
 */
import type { Database } from '../../src/platform/database/perform.ts'
import type { NamedSubject } from '../../src/library/matchable/index.ts'

export type KeptRecord = {
  reference: string
  title: string
  classification: 'OFFICIAL' | 'OFFICIAL-SENSITIVE'
  subjects: NamedSubject[]
}

const RECORDS = 30

const service = { service: 'exercise', operation: 'exercise.load' }

type Held = { agency: string; report: string; kind: NamedSubject['kind']; value: string }
type HeldPerson = { report: string; names: string[]; born: string }

/**
 * @returns Essex's records, and the partners' reports that some of them meet
 */
export async function essexRecords(database: Database): Promise<{ records: KeptRecord[]; met: string[] }> {
  const { values, persons } = await database.performAsService(service, async (scope) => ({
    values: await scope.tx.many<Held>(VALUES),
    persons: await scope.tx.many<HeldPerson>(PERSONS),
  }))
  const shared: NamedSubject[][] = [
    ...values.map(({ kind, value }) => [{ kind, value }]),
    ...persons.map(({ names, born }) => [
      { kind: 'person' as const, category: 'suspected' as const, names: names.slice(0, 1), born },
    ]),
  ]
  const records = Array.from({ length: RECORDS }, (_, place) => recordOf(place, shared))
  return { records, met: [...values, ...persons].map(({ report }) => report) }
}

function recordOf(place: number, shared: readonly NamedSubject[][]): KeptRecord {
  const number = String(place + 1).padStart(4, '0')
  const met = place % 4 === 2 ? (shared[(place - 2) / 4] ?? []) : []
  return {
    reference: `ESX/2026/${number}`,
    title: titles[place % titles.length] ?? 'Record',
    classification: place % 3 === 0 ? 'OFFICIAL' : 'OFFICIAL-SENSITIVE',
    subjects: [
      ...met,
      { kind: 'email', value: `sender-${number}@harwich-quay.example` },
      // Dropped before anything is sealed, with what belongs to him.
      ...(place === 5
        ? [
            {
              kind: 'person' as const,
              category: 'victim' as const,
              names: ['Ali Rezai'],
              born: '2009-04-11',
            },
            { kind: 'email' as const, value: 'ali.rezai@harwich-quay.example', belongs_to: 2 },
          ]
        : []),
    ],
  }
}

const titles = [
  'Calls to a slipway at Harwich',
  'Hire van seen near Mersea Island',
  'Inflatable ordered to Clacton',
  'Payment for a mooring at Brightlingsea',
  'Engine sold in Maldon',
] // prettier-ignore

// Of each agency one value that says something: a single report holds it, and its owner lets it be known.
const VALUES = `
  select distinct on (a.slug) a.slug as agency, i.record_id as report, i.kind, i.key as value
  from deconfliction.identifier i
  join identity.agency a on a.id = i.agency_id
  join access.record r on r.id = i.record_id
  join (values ('sussex-police', 'phone'), ('kent-police', 'vehicle'), ('nca', 'phone'), ('border-force', 'email'),
               ('immigration-enforcement', 'handle')) as wanted (slug, kind) on wanted.slug = a.slug
  where i.open and i.kind in (wanted.kind, 'phone') and r.status <> 'withdrawn'
    and not exists (select from deconfliction.identifier o
                    where o.kind = i.kind and o.key = i.key and o.record_id <> i.record_id)
  order by a.slug, i.kind <> wanted.kind, md5(i.key)`

const PERSONS = `
  select m.record_id as report, p.names, p.born
  from deconfliction.person_mention m
  join deconfliction.person p on p.id = m.person_id
  join identity.agency a on a.id = m.agency_id
  where m.open and a.slug = 'kent-police' and p.born ~ '^\\d{4}-\\d{2}-\\d{2}$' and p.born not like '%-01-01'
    and p.names[1] like '% %'
  order by p.fold limit 1`
