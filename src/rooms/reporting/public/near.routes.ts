/** A place that was only described: the nearest town is asked for once, so that the right desk gets the report. */
import type { FastifyInstance } from 'fastify'
import type { Draft } from './draft.ts'
import { fieldsIn } from './fields.ts'
import { choiceIn, choiceOf, nameOf, placeSchema } from './place-choice.ts'
import { MOST, text } from './read-answers.ts'
import type { PublicSite } from './site.ts'
import { keepAndGo, typedIn, withDraft, type Asking } from './with-draft.ts'

const facts = { access: 'public', unlogged: true } as const
const read = { config: { operation: 'reporting.public.place.read', ...facts } }
const answer = { config: { operation: 'reporting.public.place.answer', ...facts } }

const MOST_PLACES = 10

/**
 * Says whether the nearest town must be asked for.
 * @param draft - as far as it was answered
 * @param where - as it is answered now
 * @returns the step that asks, where a place is in words alone and nobody has asked yet
 */
export function askNear(draft: Draft, where: NonNullable<Draft['where']>): 'where/near' | undefined {
  const known = where.position !== undefined || where.near !== undefined
  return known || draft.kind === 'online' || draft.nearAsked === true ? undefined : 'where/near'
}

/** Registers the page that asks for the nearest town, in one language. */
export function nearRoutes(app: FastifyInstance, site: PublicSite): void {
  const { words, base } = site
  const t = words.where

  const show = async (asking: Asking, typed: string | undefined, errors: Record<string, string>) => {
    const { where } = asking.draft
    if (!where) return site.go(asking.request, asking.reply, 'where')
    const query = asking.changing ? '?then=check' : ''
    const searched = typed !== undefined && Object.keys(errors).length === 0
    const places = searched ? await site.services.findPlaces(typed, MOST_PLACES) : []
    return site.page(asking.request, asking.reply, 'near', {
      title: t.nearTitle,
      back: `${base}/where/${where.how === 'words' ? 'chosen' : 'describe'}${query}`,
      query,
      searchField: fieldsIn(words, errors).input(
        { name: 'place', label: t.nearLabel, hint: t.nearHint, value: typed },
        { attributes: { 'data-suggest': `${base}/where/suggest` } },
      ),
      search: searched ? typed : null,
      places: places.map((place) => choiceOf(place, t.inland)),
      errors,
    })
  }

  app.get(
    `${base}/where/near`,
    read,
    withDraft(site, (asking) => show(asking, asking.draft.search, {})),
  )
  app.post(
    `${base}/where/near`,
    answer,
    withDraft(site, async (asking) => {
      const typed = typedIn(asking.request)
      const { where } = asking.draft
      if (!where) return site.go(asking.request, asking.reply, 'where')
      if (typed['unknown'] !== undefined) return await keepAndGo(site, asking, { nearAsked: true }, 'where')
      const search = text(typed, 'place')
      if (search === undefined) return await show(asking, search, { place: t.nearMissing })
      if (search.length > MOST.short)
        return await show(asking, search, { place: words.errors.tooLong(MOST.short) })
      return await keepAndGo(site, asking, { search }, 'where', 'where/near')
    }),
  )
  app.post(
    `${base}/where/near/choose`,
    answer,
    withDraft(site, async (asking) => {
      const parsed = placeSchema.safeParse(choiceIn(typedIn(asking.request)['choice']))
      const { where } = asking.draft
      if (!parsed.success || !where) return site.go(asking.request, asking.reply, 'where/near')
      const { lat, lon, ...place } = parsed.data
      const near = { written: nameOf(place), position: { lat, lon } }
      return await keepAndGo(site, asking, { where: { ...where, near }, nearAsked: true }, 'where')
    }),
  )
}
