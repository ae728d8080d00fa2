/** Search: one field that understands everything, filters beside it, and the same as a file. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { highest } from '../../../design/highest-marking.ts'
import { withDateFields } from '../../../design/fields.ts'
import type { Scope } from '../../../platform/database/scope.ts'
import { asSeamarkError, invalid } from '../../../platform/errors.ts'
import { parse, queryOf } from '../../../platform/http/input.ts'
import type { RecordKind } from '../../../platform/rooms/record-kind.ts'
import type { SubjectPages } from '../../../platform/rooms/subject-pages.ts'
import { wordsOfAll } from '../../../platform/rooms/words-of-kinds.ts'
import { exportSearch } from '../export-search.ts'
import { searchRecords } from '../search-records.ts'
import { subjectsNamed } from '../subjects-named.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { readSearch, searchAddress, searchQuery, selectedFilters, type Asked } from './search.form.ts'
import { resultView, wordsOfResults } from './search.view.ts'

/**
 * Registers both.
 * @param kinds - of every record that is searched
 * @param subjects - of the room that has a page for each; null where none has
 */
export function searchPages(
  app: FastifyInstance,
  kinds: readonly RecordKind[],
  subjects: SubjectPages | null,
): void {
  const words = wordsOfAll(kinds)
  app.get(
    '/search',
    { config: { operation: 'intelligence.search', access: whoever.readsContent } },
    async (request, reply) => {
      const asked = askedOf(request)
      const boxes = request.query as Record<string, unknown>
      const { query, errors } = readSearch(asked, boxes)
      const agencies = await request.perform(agenciesKnown)
      const nothingAsked = Object.keys(query).length === 0
      const found =
        nothingAsked || Object.keys(errors).length > 0
          ? null
          : await request
              .perform(async (scope) => {
                const result = await searchRecords(scope, kinds, query)
                return {
                  ...result,
                  named: await subjectsNamed(scope, subjects, result.results, query.q ?? ''),
                }
              })
              .catch((fault: unknown) => {
                const { fields } = asSeamarkError(fault)
                if (fields === undefined) throw fault
                Object.assign(errors, fields)
                return null
              })
      return await reply.page('rooms/search/pages/search.njk', {
        heading: `Search ${words}`,
        one: wordsOfResults(kinds).one,
        title: asked.q === '' ? `Search ${words}` : `Search: ${asked.q}`,
        classification: highest(found?.results ?? []),
        searched: asked.q,
        asked,
        agencies: agencies.map(({ slug, name }) => ({ value: slug, text: name })),
        selected: selectedFilters(asked, agencies),
        clearHref: searchAddress(
          { ...asked, agency: [], source: [], assessment: [], kind: [] },
          plainFilters,
        ),
        found: found === null ? null : resultView(kinds, found, asked),
        exportHref: searchAddress(asked, {}, '/search.csv'),
        errors,
        values: { ...boxes, ...asked },
      })
    },
  )

  app.get(
    '/search.csv',
    { config: { operation: 'intelligence.search.export', access: whoever.readsContent } },
    async (request, reply) => {
      const { query, errors } = readSearch(askedOf(request))
      if (Object.keys(errors).length > 0) throw invalid(errors)
      const csv = await request.perform((scope) => exportSearch(scope, kinds, query))
      const day = new Date().toISOString().slice(0, 10)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="seamark-search-${day}.csv"`)
        .send(csv)
    },
  )
}

/** What the address asks for; its days may stand in three boxes each. */
function askedOf(request: FastifyRequest): Asked {
  queryOf(request, z.unknown())
  return parse(searchQuery, withDateFields(request.query as Record<string, unknown>, ['from', 'to']))
}

const plainFilters = { from: '', to: '', handling: '' }

async function agenciesKnown(scope: Scope): Promise<{ slug: string; name: string }[]> {
  return await scope.tx.many<{ slug: string; name: string }>(
    'select slug, name from identity.agency order by name',
  )
}
