/** Adding, changing and removing one subject of a draft. A person's category comes before anything else. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notFound } from '../../../../platform/errors.ts'
import { pathOf, typedValues } from '../../../../platform/http/input.ts'
import { personCategory } from '../../../../wire/codes.ts'
import type { DraftDocument } from '../../drafts.ts'
import { filers } from '../who.ts'
import { draftFrame } from './draft.view.ts'
import {
  openDraft,
  returnQuery,
  returnsToCheck,
  saveTyped,
  showStale,
  type ReadContext,
  type Shown,
} from './step-page.ts'
import { draftAddress, type Errors } from './steps.ts'
import {
  subjectValues,
  thingKinds,
  typedPerson,
  typedThing,
  withoutSubject,
  withSubject,
} from './subjects.form.ts'
import { itemChoices, peopleOf, subjectCards } from './subjects.view.ts'
import { typedCode, type Typed } from './typed.ts'

const folder = 'rooms/intelligence/pages/filing'
const path = '/reports/drafts/:id/subjects'
const show = { config: { operation: 'intelligence.draft.show-subject', access: filers } }
const save = { config: { operation: 'intelligence.draft.save', access: filers } }
const numberPath = z.object({ id: z.uuid(), number: z.coerce.number().int().min(1).max(200) })

type Kind = 'person' | 'thing'

export function subjectPages(app: FastifyInstance): void {
  app.get(`${path}/person`, show, async (request, reply) => {
    const shown = await openDraft(request)
    const query = request.query as Typed
    const category = typedCode(query, 'category', personCategory)
    if (category !== undefined)
      return await showForm(request, reply, 'person', {
        shown,
        number: null,
        values: { category },
        errors: {},
      })
    const errors: Errors =
      query['chosen'] === undefined ? {} : { category: 'Choose the category of this person' }
    return await showForm(request, reply, 'person', { shown, number: null, values: {}, errors }, 'category')
  })
  app.get(`${path}/thing`, show, async (request, reply) => {
    const shown = await openDraft(request)
    return await showForm(request, reply, 'thing', { shown, number: null, values: {}, errors: {} })
  })
  app.get(`${path}/:number`, show, async (request, reply) => {
    const { number } = pathOf(request, numberPath)
    const shown = await openDraft(request)
    const subject = shown.draft.document.subjects?.[number - 1]
    if (subject === undefined) throw notFound()
    const kind = subject.kind === 'person' ? 'person' : 'thing'
    return await showForm(request, reply, kind, { shown, number, values: subjectValues(subject), errors: {} })
  })

  app.post(`${path}/person`, save, (request, reply) => saveSubject(request, reply, 'person', null))
  app.post(`${path}/thing`, save, (request, reply) => saveSubject(request, reply, 'thing', null))
  app.post(`${path}/:number`, save, (request, reply) => {
    const { number } = pathOf(request, numberPath)
    const kind = typedValues(request)['kind'] === 'person' ? 'person' : 'thing'
    return saveSubject(request, reply, kind, number)
  })
  app.post(`${path}/:number/remove`, save, async (request, reply) => {
    const { number } = pathOf(request, numberPath)
    const saved = await saveTyped(request, (typed, document, context) =>
      removeAsSeen(typed, document, context, number),
    )
    const { id } = 'theirs' in saved ? saved.theirs : saved.shown.draft
    const list = draftAddress(id, 'subjects') + returnQuery(request)
    if ('theirs' in saved)
      return reply.done(
        list,
        'Somebody changed the draft meanwhile. Look again, then remove it.',
        'important',
      )
    return reply.redirect(list, 303)
  })
}

/** Removes the subject that the person saw; another that has taken its number stays. */
function removeAsSeen(typed: Typed, document: DraftDocument, { today }: ReadContext, number: number) {
  const card = subjectCards(document, today)[number - 1]
  const same = card !== undefined && card.what === typed['what']
  return { document: same ? withoutSubject(document, number) : document, errors: {} }
}

async function saveSubject(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: Kind,
  number: number | null,
): Promise<FastifyReply> {
  const saved = await saveTyped(request, (typed, document) => {
    if (number !== null && document.subjects?.[number - 1] === undefined) throw notFound()
    const subject = kind === 'person' ? typedPerson(typed, document) : typedThing(typed, document)
    return withSubject(document, number, subject)
  })
  if ('theirs' in saved) return await showStale(request, reply, 'subjects', saved)
  const { shown, read } = saved
  if (Object.keys(read.errors).length > 0)
    return await showForm(request, reply, kind, {
      shown,
      number,
      values: typedValues(request),
      errors: read.errors,
    })
  return reply.redirect(draftAddress(shown.draft.id, 'subjects') + returnQuery(request), 303)
}

type Form = { shown: Shown; number: number | null; values: Record<string, unknown>; errors: Errors }

async function showForm(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: Kind,
  { shown, number, values, errors }: Form,
  template: Kind | 'category' = kind,
): Promise<FastifyReply> {
  const { draft } = shown
  const frame = draftFrame(draft, 'subjects', returnsToCheck(request))
  const what = kind === 'person' ? 'a person' : 'something else'
  const items = itemChoices(draft.document)
  return await reply.page(`${folder}/${template}.njk`, {
    ...frame,
    title: number === null ? `Add ${what}` : `Change subject ${String(number)}`,
    back: {
      text: 'Back to who and what it names',
      href: draftAddress(draft.id, 'subjects') + returnQuery(request),
    },
    adding: number === null,
    // A form that was sent with faults must come back to its own address, not to the page of the category.
    action: request.url,
    thingKinds,
    items: items.length > 1 ? items : [],
    people: peopleOf(draft.document),
    values,
    errors,
  })
}
