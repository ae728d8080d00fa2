/** Where it was: a place's name, a position in any notation, or a description. The map is in map.routes. */
import type { FastifyInstance } from 'fastify'
import { parsePosition, postcodeIn } from '../../coast/index.ts'
import type { Words } from '../wording/en.ts'
import type { Draft } from './draft.ts'
import { fieldsIn } from './fields.ts'
import { MOST, text } from './read-answers.ts'
import type { PublicSite } from './site.ts'
import { askNear, nearRoutes } from './near.routes.ts'
import { choiceIn, choiceOf, nameOf, placeSchema } from './place-choice.ts'
import { backFrom, keepAndGo, typedIn, withDraft } from './with-draft.ts'
import { placeFacts, turnedOffer } from './place-facts.ts'

const facts = { access: 'public', unlogged: true } as const
const read = { config: { operation: 'reporting.public.place.read', ...facts } }
const answer = { config: { operation: 'reporting.public.place.answer', ...facts } }
const find = { config: { operation: 'reporting.public.place.find', ...facts } }

/** Places that are listed without script, and while somebody types. */
const MOST_PLACES = 10
const MOST_SUGGESTED = 5

/** Registers those pages, in one language. */
export async function whereRoutes(app: FastifyInstance, site: PublicSite): Promise<void> {
  searchRoutes(app, site)
  chosenRoutes(app, site)
  positionRoutes(app, site)
  describeRoutes(app, site)
  nearRoutes(app, site)
}

function searchRoutes(app: FastifyInstance, site: PublicSite): void {
  const { words, base } = site
  const view = async (value: string | undefined, errors: Record<string, string>) => {
    const { postcodes } = await site.services.geography()
    const hint = postcodes ? words.where.searchHintPostcode : words.where.searchHint
    return {
      title: words.where.title,
      searchField: fieldsIn(words, errors).input(
        { name: 'place', label: words.where.search, hint, value },
        { attributes: { 'data-suggest': `${base}/where/suggest` } },
      ),
      errors,
    }
  }

  app.get(
    `${base}/where`,
    read,
    withDraft(site, async (asking) => {
      if (asking.draft.kind === 'online')
        return site.go(asking.request, asking.reply, `where/describe${asking.changing ? '?then=check' : ''}`)
      // Asked of the person by the browser, and only after they pressed the button for it.
      asking.reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=(self)')
      return site.page(asking.request, asking.reply, 'where', {
        ...(await view(asking.draft.search, {})),
        back: backFrom(site, 'where', asking),
        query: asking.changing ? '?then=check' : '',
        chosen: asking.draft.where !== undefined,
      })
    }),
  )
  app.post(
    `${base}/where`,
    answer,
    withDraft(site, async (asking) => {
      const typed = typedIn(asking.request)
      const search = text(typed, 'place')
      const errors =
        search === undefined
          ? { place: words.where.missing }
          : search.length > MOST.short
            ? { place: words.errors.tooLong(MOST.short) }
            : null
      if (errors)
        return site.page(asking.request, asking.reply, 'where', {
          ...(await view(search, errors)),
          back: backFrom(site, 'where', asking),
          query: asking.changing ? '?then=check' : '',
        })
      return await keepAndGo(site, asking, { search }, 'where', 'where/places')
    }),
  )
  app.get(
    `${base}/where/places`,
    read,
    withDraft(site, async (asking) => {
      const search = asking.draft.search
      if (search === undefined) return site.go(asking.request, asking.reply, 'where')
      const places = await site.services.findPlaces(search, MOST_PLACES)
      return site.page(asking.request, asking.reply, 'places', {
        title: words.where.resultsTitle,
        back: `${base}/where${asking.changing ? '?then=check' : ''}`,
        query: asking.changing ? '?then=check' : '',
        search,
        noPlace: noPlaceIn(words, search),
        places: places.map((place) => choiceOf(place, words.where.inland)),
      })
    }),
  )
  app.post(
    `${base}/where/places`,
    answer,
    withDraft(site, async (asking) => {
      const parsed = placeSchema.safeParse(choiceIn(typedIn(asking.request)['choice']))
      if (!parsed.success) return site.go(asking.request, asking.reply, 'where')
      const { lat, lon, ...place } = parsed.data
      const where = { how: 'place' as const, position: { lat, lon }, written: nameOf(place) }
      return await keepAndGo(site, asking, { where, search: place.name }, 'where', 'where/chosen')
    }),
  )
  // A name that is typed is sent in a body, never in an address: addresses are what proxies write down.
  app.post(`${base}/where/suggest`, find, async (request, reply) => {
    const search = text(typedIn(request), 'place') ?? ''
    const places =
      search.length < 2 ? [] : await site.services.findPlaces(search.slice(0, 100), MOST_SUGGESTED)
    return site.page(request, reply, 'suggestions', {
      title: '',
      places: places.map((place) => choiceOf(place, words.where.inland)),
    })
  })
}

/**
 * Says that nothing was found: of a postcode, that it is one.
 * @param words - of the page's language
 * @param search - as it was typed
 * @returns one or two sentences
 */
export const noPlaceIn = ({ where: t }: Words, search: string): string =>
  postcodeIn(search) === null ? `${t.noPlace(search)} ${t.noPlaceDo}` : t.noPostcode

function chosenRoutes(app: FastifyInstance, site: PublicSite): void {
  const { words, base } = site
  const path = `${base}/where/chosen`
  const show = async (
    asking: Parameters<Parameters<typeof withDraft>[1]>[0],
    errors = {},
    typed?: string,
  ) => {
    const { where } = asking.draft
    if (!where) return site.go(asking.request, asking.reply, 'where')
    const make = fieldsIn(words, errors)
    const value = typed ?? where.description
    return site.page(asking.request, asking.reply, 'chosen', {
      title: words.where.chosenTitle,
      back: `${base}/where${asking.changing ? '?then=check' : ''}`,
      query: asking.changing ? '?then=check' : '',
      ...(await placeFacts(site, where)),
      offer: turnedOffer(where),
      threeWords: where.how === 'words',
      moreField: make.textarea(
        { name: 'description', label: words.where.more, hint: words.where.moreHint, value },
        { rows: 3 },
      ),
      errors,
    })
  }
  app.get(
    path,
    read,
    withDraft(site, (asking) => show(asking)),
  )
  app.post(
    path,
    answer,
    withDraft(site, async (asking) => {
      const description = text(typedIn(asking.request), 'description')
      if ((description?.length ?? 0) > MOST.words)
        return await show(asking, { description: words.errors.tooLong(MOST.words) }, description)
      const { where } = asking.draft
      if (!where) return site.go(asking.request, asking.reply, 'where')
      const whole = { ...where, description }
      return await keepAndGo(site, asking, { where: whole }, 'where', askNear(asking.draft, whole))
    }),
  )
}

function positionRoutes(app: FastifyInstance, site: PublicSite): void {
  const { words, base } = site
  const view = (value: string | undefined, errors: Record<string, string>, changing: boolean) => ({
    title: words.where.positionTitle,
    headed: true,
    hint: words.where.positionHint,
    examples: words.where.positionExamples,
    fields: [
      fieldsIn(words, errors).input(
        { name: 'position', label: words.where.positionLabel, value },
        { autocapitalize: 'none' },
      ),
    ],
    button: words.layout.continue,
    action: `${base}/where/position${changing ? '?then=check' : ''}`,
    back: `${base}/where${changing ? '?then=check' : ''}`,
    errors,
  })
  app.get(
    `${base}/where/position`,
    read,
    withDraft(site, (asking) => {
      const { where } = asking.draft
      const value = where?.how === 'position' ? where.written : where?.words
      return site.page(asking.request, asking.reply, 'question', view(value, {}, asking.changing))
    }),
  )
  app.post(
    `${base}/where/position`,
    answer,
    withDraft(site, async (asking) => {
      const typed = text(typedIn(asking.request), 'position')
      const where = typed === undefined ? null : await readPosition(site, typed)
      if (where) return await keepAndGo(site, asking, { where }, 'where', 'where/chosen')
      const message = typed === undefined ? words.where.positionMissing : words.where.positionUnknown
      return site.page(
        asking.request,
        asking.reply,
        'question',
        view(typed, { position: message }, asking.changing),
      )
    }),
  )
}

async function readPosition(site: PublicSite, typed: string): Promise<Draft['where'] | null> {
  const geography = await site.services.geography()
  const read = parsePosition(typed, geography.placeNamed)
  if (!read) return null
  if ('words' in read) return { how: 'words', words: read.words }
  const { lat, lon } = read.position
  return { how: 'position', position: { lat, lon }, written: typed.slice(0, MOST.line) }
}

function describeRoutes(app: FastifyInstance, site: PublicSite): void {
  const { words, base } = site
  const wordsFor = ({ kind }: Draft, t: Words['where']) =>
    kind === 'online'
      ? { title: t.onlineTitle, hint: t.onlineHint, missing: t.onlineMissing }
      : { title: t.describeTitle, hint: t.describeHint, missing: t.describeMissing }
  const view = (
    draft: Draft,
    value: string | undefined,
    errors: Record<string, string>,
    changing: boolean,
  ) => {
    const { title, hint } = wordsFor(draft, words.where)
    const before = draft.kind === 'online' ? 'kind' : 'where'
    return {
      title,
      headed: false,
      fields: [
        fieldsIn(words, errors).textarea({ name: 'description', label: title, hint, heading: true, value }),
      ],
      button: words.layout.continue,
      action: `${base}/where/describe${changing ? '?then=check' : ''}`,
      back:
        changing && before === 'kind' ? `${base}/check` : `${base}/${before}${changing ? '?then=check' : ''}`,
      errors,
    }
  }
  app.get(
    `${base}/where/describe`,
    read,
    withDraft(site, (asking) => {
      const { draft, changing } = asking
      const value = draft.where?.description
      return site.page(asking.request, asking.reply, 'question', view(draft, value, {}, changing))
    }),
  )
  app.post(
    `${base}/where/describe`,
    answer,
    withDraft(site, async (asking) => {
      const description = text(typedIn(asking.request), 'description')
      const error =
        description === undefined
          ? wordsFor(asking.draft, words.where).missing
          : description.length > MOST.words
            ? words.errors.tooLong(MOST.words)
            : null
      if (error !== null)
        return site.page(
          asking.request,
          asking.reply,
          'question',
          view(asking.draft, description, { description: error }, asking.changing),
        )
      const near = asking.draft.where?.near
      const where = { how: 'described' as const, description, ...(near ? { near } : {}) }
      return await keepAndGo(site, asking, { where }, 'where', askNear(asking.draft, where))
    }),
  )
}
