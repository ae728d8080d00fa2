/** Adding, changing and removing one subject of a draft. A person's category comes before anything else. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notFound } from '../../../../platform/errors.ts'
import { pathOf, typedValues } from '../../../../platform/http/input.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { personCategory } from '../../../../wire/codes.ts'
import type { DraftDocument, DraftSubject } from '../../drafts.ts'
import { bornFault } from './born.form.ts'
import { doubtAbout, type Doubt } from './doubts.ts'
import { draftFrame } from './draft.view.ts'
import type { ReadContext } from './reading.ts'
import {
  openDraft,
  pageOfAddress,
  returnQuery,
  returnsToCheck,
  saveTyped,
  showStale,
  type Shown,
} from './step-page.ts'
import { draftAddress, type Errors } from './steps.ts'
import {
  subjectValues,
  thingKinds,
  typedPerson,
  typedThing,
  withoutSubject,
  withRemovedBack,
  withSubject,
} from './subjects.form.ts'
import { isSame } from './take-in.ts'
import { itemChoices, peopleOf, subjectCards } from './subjects.view.ts'
import { typedCode, type Typed } from '../../../../platform/http/typed-form.ts'
import { waitingOn } from './waiting.view.ts'

const folder = 'rooms/intelligence/pages/filing'
const path = '/reports/drafts/:id/subjects'
const show = { config: { operation: 'intelligence.draft.show-subject', access: whoever.filesIntelligence } }
const save = { config: { operation: 'intelligence.draft.save', access: whoever.filesIntelligence } }
const numberPath = z.object({ id: z.uuid(), number: z.coerce.number().int().min(1).max(200) })

type Kind = 'person' | 'thing'

/** Registers the pages of one subject. */
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
  app.post(`${path}/put-back`, save, async (request, reply) => {
    const saved = await saveTyped(request, (_typed, document) => ({
      document: withRemovedBack(document),
      errors: {},
    }))
    if ('theirs' in saved) return await showStale(request, reply, 'subjects', saved)
    return reply.redirect(
      `${draftAddress(saved.shown.draft.id, 'subjects')}${returnQuery(request)}#named`,
      303,
    )
  })
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
    return reply.redirect(`${list}#named`, 303)
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
  let doubt: Doubt | null = null
  const saved = await saveTyped(request, (typed, document, _context, since) => {
    if (number !== null && document.subjects?.[number - 1] === undefined) throw notFound()
    const subject = kind === 'person' ? typedPerson(typed, document) : typedThing(typed, document)
    if (number === null && since === 'changed since' && isNamed(document, subject))
      return { document, errors: {} }
    const read = withSubject(document, number, subject)
    const { born } = read.errors
    if (born !== undefined) return { ...read, errors: { ...read.errors, born: bornFault(typed, born) } }
    if (Object.keys(read.errors).length > 0) return read
    doubt = doubtAbout(typed, document, number, subject)
    return doubt === null ? read : { document, errors: { [doubt.field]: doubt.text } }
  })
  if ('theirs' in saved) return await showStale(request, reply, 'subjects', saved)
  const { shown, read } = saved
  if (Object.keys(read.errors).length > 0)
    return await showForm(request, reply, kind, {
      shown,
      number,
      values: typedValues(request),
      errors: read.errors,
      doubt,
    })
  return reply.redirect(draftAddress(shown.draft.id, 'subjects') + returnQuery(request), 303)
}

/** Whether a form that adds a subject was sent before: a double click, or the form again after going back. */
const isNamed = (document: DraftDocument, subject: DraftSubject): boolean =>
  (document.subjects ?? []).some((named) => isSame(named, subject))

type Form = {
  shown: Shown
  number: number | null
  values: Record<string, unknown>
  errors: Errors
  doubt?: Doubt | null
}

async function showForm(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: Kind,
  { shown, number, values, errors, doubt = null }: Form,
  template: Kind | 'category' = kind,
): Promise<FastifyReply> {
  const { draft } = shown
  const frame = draftFrame(draft, 'subjects', returnsToCheck(request))
  const what = kind === 'person' ? 'a person' : 'something else'
  const items = itemChoices(draft.document)
  const waiting = waitingOn(shown, pageOfAddress(request.url))
  const isNew = Object.keys(errors).length === 0
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
    waiting,
    doubt,
    // The category is that of the address: somebody may have chosen another one since.
    values: isNew && template !== 'category' ? { ...values, ...waiting.restored, ...chosen(values) } : values,
    errors,
  })
}

const chosen = (values: Record<string, unknown>) =>
  Object.keys(values).length === 1 && 'category' in values ? { category: values['category'] } : {}
