/** The small forms of an operation: agencies, people, who is confirmed, how far it is, and the end of a post. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ukDate } from '../../../design/dates.ts'
import { faultOfDate, readDateField } from '../../../design/fields.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import { personId } from '../../../platform/http/ids.ts'
import { idOf } from '../../../platform/http/input.ts'
import { typedCode, typedList, typedNumber, typedText } from '../../../platform/http/typed-form.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { operationPost, operationState } from '../../../wire/codes.ts'
import { chooseAbout, groupsToChoose, stretchesToChoose } from '../about/choose.ts'
import { offerTerms } from '../agencies/participation.ts'
import { earlierTerms, parseTerms, writeTerms } from '../agencies/terms.ts'
import { changeState, NEXT_STATES } from '../change-state.ts'
import { operationId, operationPath, type OperationId, type PostId } from '../ids.ts'
import { LONGEST } from '../operation.ts'
import { confirmMember, endPost, proposePost } from '../people/posts.ts'
import { agenciesOf, peopleOf, type OperationView } from '../read-operation.ts'
import { todayOf } from '../../../platform/london-day.ts'
import { fieldsOf } from './fields.ts'
import { formOfOperation } from './form-of-operation.ts'
import { memberTag } from './words.ts'

const isOpen = ({ state }: OperationView) => state === 'open' || state === 'winding-down'
const leadsOpen = (view: OperationView) => isOpen(view) && (view.leads || view.deputises)
const postPath = z.object({ operation: operationId, post: idOf<PostId>() })

/** Registers them. */
export function formPages(app: FastifyInstance): void {
  formOfOperation(app, {
    at: 'agencies',
    path: operationPath,
    operations: ['operations.participation.show-offer', 'operations.participation.offer'],
    template: 'offer.njk',
    title: 'Offer the terms to an agency',
    for: leadsOpen,
    more: async (scope, view) => ({ agencies: await agenciesToAsk(scope, view.id) }),
    send: async (scope, { operation }, typed) => {
      const fields = fieldsOf(typed)
      const agency = fields.chosen('agency', typedNumber(typed, 'agency') || undefined, 'Choose an agency')
      const gateway = fields.words(
        'gateway',
        LONGEST.gateway,
        'Enter the legal gateway by which it would share',
      )
      fields.check()
      await offerTerms(scope, operation, { agency: agency ?? 0, gateway })
      return 'Offered. A coordinator of the agency accepts or declines.'
    },
  })

  formOfOperation(app, {
    at: 'terms',
    path: operationPath,
    operations: ['operations.terms.show-write', 'operations.terms.write'],
    template: 'terms.njk',
    title: 'Write new terms',
    for: leadsOpen,
    more: async (scope, view) => ({
      versions: (await agenciesOf(scope, view.id))
        .filter(({ state }) => state === 'accepted')
        .map((one) => [one.agency, `Version ${String(one.version)} of ${String(one.newest)}`]),
      earlier: await earlierTerms(scope, view.id),
      values: {
        ...{ aim: view.aim, information_owner: view.informationOwner, leaving: view.leaving },
        ends_on: view.endsOn,
      },
    }),
    send: async (scope, { operation }, typed) => {
      const read = parseTerms(
        {
          ...Object.fromEntries(
            (['aim', 'information_owner', 'leaving'] as const).map((name) => [name, typedText(typed, name)]),
          ),
          ends_on: readDateField(typed, 'ends_on'),
        },
        todayOf(scope),
      )
      const day =
        readDateField(typed, 'ends_on') === undefined ? undefined : faultOfDate(typed, 'ends_on', 'The day')
      if ('fields' in read || day !== undefined)
        throw invalid({
          ...('fields' in read ? read.fields : {}),
          ...(day === undefined ? {} : { ends_on: day }),
        })
      const version = await writeTerms(scope, operation, read.terms)
      return `Version ${String(version)} is written. A coordinator of each agency is asked to accept it.`
    },
  })

  formOfOperation(app, {
    at: 'about',
    path: operationPath,
    operations: ['operations.operation.show-about', 'operations.operation.choose-about'],
    template: 'about.njk',
    title: 'Groups and stretches of coast',
    for: leadsOpen,
    more: async (scope, view) => {
      const groups = await groupsToChoose(scope, view.id)
      const stretches = await stretchesToChoose(scope, view.id)
      return {
        groups: groups.map(({ id: value, name: text, reference, owner, classification }) => ({
          ...{ value, text, hint: { text: `${reference}, ${owner}, ${classification}` } },
        })),
        stretches: stretches.map(({ id: value, name: text }) => ({ value, text })),
        values: {
          groups: groups.filter(({ chosen }) => chosen).map(({ id }) => id),
          stretches: stretches.filter(({ chosen }) => chosen).map(({ id }) => id),
        },
      }
    },
    send: async (scope, { operation }, typed) => {
      await chooseAbout(scope, operation, {
        groups: typedList(typed, 'groups'),
        stretches: typedList(typed, 'stretches'),
        reference: typedText(typed, 'reference') ?? null,
      })
      return 'Saved. Whoever is in the operation sees what they may read of it.'
    },
  })

  formOfOperation(app, {
    at: 'people',
    path: operationPath,
    operations: ['operations.post.show-propose', 'operations.post.propose'],
    template: 'person.njk',
    title: 'Propose somebody',
    for: leadsOpen,
    send: async (scope, { operation }, typed) => {
      const fields = fieldsOf(typed)
      const address = fields.words('address', LONGEST.address, 'Enter the e-mail address of the account')
      const post = fields.chosen('post', typedCode(typed, 'post', operationPost), 'Choose a post')
      fields.check()
      await proposePost(scope, operation, { address, post: post ?? 'member' })
      return 'Proposed. A coordinator of their own agency accepts or declines.'
    },
  })

  formOfOperation(app, {
    at: 'confirm',
    path: operationPath,
    operations: ['operations.member.show-confirm', 'operations.member.confirm'],
    template: 'confirm.njk',
    title: 'Who is still needed?',
    for: leadsOpen,
    more: async (scope, view) => ({ people: await peopleToConfirm(scope, view.id) }),
    send: async (scope, { operation }, typed) => {
      const chosen = [...new Set(typedList(typed, 'people'))].flatMap(
        (one) => personId.safeParse(one).data ?? [],
      )
      if (chosen.length === 0) throw invalid({ people: 'Choose who is still needed' })
      for (const person of chosen.slice(0, 200)) await confirmMember(scope, operation, person)
      return 'Confirmed. Whoever you did not choose reads nothing once their time is over.'
    },
  })

  formOfOperation(app, {
    at: 'state',
    path: operationPath,
    operations: ['operations.operation.show-state', 'operations.operation.change-state'],
    template: 'state.njk',
    title: 'How far is it?',
    for: (view) => view.leads && NEXT_STATES[view.state].length > 0,
    more: (_scope, view) =>
      Promise.resolve({
        states: NEXT_STATES[view.state].map((value) => ({ value, text: operationState[value] })),
      }),
    send: async (scope, { operation }, typed) => {
      const fields = fieldsOf(typed)
      const state = fields.chosen('state', typedCode(typed, 'state', operationState), 'Choose how far it is')
      const note =
        state === 'closed'
          ? fields.words('note', LONGEST.note, 'Enter a closing note')
          : (typedText(typed, 'note') ?? null)
      fields.check()
      await changeState(scope, operation, { state: state ?? 'open', note })
      return 'Said. Everybody in the operation sees it.'
    },
  })

  formOfOperation(app, {
    at: 'posts/:post',
    path: postPath,
    operations: ['operations.post.show-end', 'operations.post.end'],
    template: 'end.njk',
    title: 'End a post',
    for: isOpen,
    more: async (scope, view, { post }) => {
      const one = (await peopleOf(scope, view.id)).find(({ id }) => id === post)
      if (!one || one.post === 'lead' || !(one.own || view.leads || view.deputises)) throw notFound()
      return { title: one.own ? 'Leave this post' : 'End this post', one, held: operationPost[one.post] }
    },
    send: async (scope, { operation, post }, typed) => {
      const fields = fieldsOf(typed)
      const reason = fields.words('reason', LONGEST.reason, 'Say why')
      fields.check()
      const still = (await peopleOf(scope, operation)).filter(({ own }) => own)
      if ((await endPost(scope, post, reason)) !== operation) throw notFound()
      const left = still.length === 1 && still[0]?.id === post
      return left
        ? { say: 'You have left the operation. You see nothing of it any more.', at: '/operations' }
        : 'Ended, from now on.'
    },
  })
}

const agenciesToAsk = async (scope: MemberScope, id: OperationId) =>
  (
    await scope.tx.many<{ id: number; name: string }>(
      `select a.id, a.name from identity.agency a
       where a.kind not in ('commissioner', 'inspectorate') and not exists (
         select from operations.participation p
         where p.operation_id = $1 and p.agency_id = a.id and p.state in ('offered', 'accepted'))
       order by a.name`,
      [id],
    )
  ).map(({ id: value, name: text }) => ({ value: String(value), text }))

/** Each once, whatever they hold; nobody confirms themself. */
async function peopleToConfirm(scope: MemberScope, id: OperationId) {
  const all = (await peopleOf(scope, id)).filter((one) => one.state === 'accepted' && !one.own)
  return [...Map.groupBy(all, ({ personId: person }) => person).entries()].map(([value, held]) => ({
    value,
    text: `${held[0]?.who ?? ''}: ${held.map(({ post }) => operationPost[post]).join(', ')}`,
    hint: {
      text: held.some(({ awake }) => awake)
        ? `Until ${ukDate(held[0]?.confirmedUntil ?? new Date())}`
        : memberTag({ state: 'accepted', awake: false }).text,
    },
  }))
}
