/** The ledger's page: filters at the left, sentences instead of codes. */
import type { FastifyInstance } from 'fastify'
import { ukDate, ukDateTime, ukHour } from '../../../design/dates.ts'
import { faultOfDate, withDateFields } from '../../../design/fields.ts'
import { ukNumber } from '../../../design/words.ts'
import { asSeamarkError } from '../../../platform/errors.ts'
import { parse } from '../../../platform/http/input.ts'
import { eventKind } from '../../../wire/codes.ts'
import { exportLedger, ledgerQuery, readLedger, type LedgerLine, type LedgerQuery } from '../read-ledger.ts'
import { ledgerCsv, MARKING } from '../ledger-csv.ts'

const access = ['records_manager'] as const

export function ledgerPages(app: FastifyInstance): void {
  app.get('/ledger', { config: { operation: 'records.ledger.read', access } }, async (request, reply) => {
    const boxes = request.query as Record<string, string | string[]>
    const typed = withDateFields(boxes, ['from', 'to'])
    const { query, errors } = understand(typed, boxes)
    const page = await request.perform((scope) => readLedger(scope, query))
    const address = (change: Record<string, string | undefined>) =>
      withQuery('/ledger', { ...typed, ...change })
    return reply.page('rooms/records/pages/ledger.njk', {
      title: 'The ledger',
      classification: MARKING,
      errors,
      values: { ...boxes, ...typed, kind: query.kind },
      page,
      rows: page.lines.map((line) => [
        line.byHour ? ukHour(line.at) : { time: line.at },
        {
          text: line.sentence,
          detail: detailOf(line),
        },
        line.kind,
        { text: line.who, detail: line.purpose ? `Purpose: ${line.purpose}` : undefined },
      ]),
      kinds: Object.entries(eventKind).map(([value, text]) => ({ value, text })),
      people: [
        { value: '', text: 'Everybody' },
        ...page.people.map((one) => ({ value: one.id, text: one.name })),
      ],
      selected: selectedFilters(typed, query, page.people),
      nextHref: page.next === null ? undefined : address({ before: page.next }),
      firstHref: typed['before'] === undefined ? undefined : address({ before: undefined }),
      exportHref: withQuery('/ledger.csv', { ...typed, before: undefined }),
    })
  })

  app.get(
    '/ledger.csv',
    { config: { operation: 'records.ledger.export', access } },
    async (request, reply) => {
      const query = parse(ledgerQuery, request.query)
      const lines = await request.perform((scope) => exportLedger(scope, query))
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="ledger-OFFICIAL-SENSITIVE.csv"')
        .send(ledgerCsv(lines))
    },
  )
}

function detailOf({ times, since, recipients }: LedgerLine): string | undefined {
  const parts = [
    ...(times > 1 ? [`${ukNumber(times)} times, the first ${ukDateTime(since)}`] : []),
    ...(recipients.length > 0 ? [`Concerned: ${recipients.join(', ')}`] : []),
  ]
  return parts.length > 0 ? parts.join('. ') : undefined
}

/** A filter that cannot be understood is said and left out; the list still shows. */
function understand(
  typed: object,
  boxes: Record<string, string | string[]>,
): { query: LedgerQuery; errors: Record<string, string> } {
  try {
    return { query: parse(ledgerQuery, typed), errors: {} }
  } catch (fault) {
    const errors = { ...asSeamarkError(fault).fields }
    for (const [name, what] of [
      ['from', 'From'],
      ['to', 'To'],
    ] as const)
      if (errors[name] !== undefined) errors[name] = faultOfDate(boxes, name, what) ?? errors[name]
    return { query: { kind: [] }, errors }
  }
}

function selectedFilters(
  typed: Record<string, string | string[]>,
  query: LedgerQuery,
  people: readonly { id: string; name: string }[],
) {
  const without = (name: string, keep?: string[]) =>
    withQuery('/ledger', { ...typed, before: undefined, [name]: keep })
  const selected: { label: string; text: string; removeHref: string }[] = query.kind.map((kind) => ({
    label: 'Kind',
    text: eventKind[kind],
    removeHref: without(
      'kind',
      query.kind.filter((other) => other !== kind),
    ),
  }))
  const person = people.find((one) => one.id === query.person)
  if (person) selected.push({ label: 'Person', text: person.name, removeHref: without('person') })
  if (query.from) selected.push({ label: 'From', text: ukDate(query.from), removeHref: without('from') })
  if (query.to) selected.push({ label: 'To', text: ukDate(query.to), removeHref: without('to') })
  if (query.record) selected.push({ label: 'Record', text: 'one record', removeHref: without('record') })
  return selected
}

function withQuery(path: string, values: Record<string, string | string[] | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    for (const one of [value ?? []].flat()) if (one !== '') query.append(name, one)
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}
