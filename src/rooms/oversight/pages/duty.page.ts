/** One addressee's line: what was done, and the forms that enter, sign, decide and end it. */
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { bug, notFound } from '../../../platform/errors.ts'
import { idPath, pathOf } from '../../../platform/http/input.ts'
import { may, whoever } from '../../../platform/identity/roles.ts'
import { londonDay } from '../../../platform/london-day.ts'
import { endDuty, endSchema } from '../inspections/enter-inspection.ts'
import { findInspection, findRecommendation } from '../inspections/inspection-store.ts'
import * as store from '../progress/duty-store.ts'
import * as enter from '../progress/enter-progress.ts'
import { outcomeWords, stageWords, type Duty } from '../standing.ts'
import { dutyView, type WholeDuty } from './duty.view.ts'
import { formPages, type Field, type FormRoute } from './form.ts'
import { yesNo } from './words.ts'

const to = (id: string) => `/oversight/duties/${id}`

/** Registers the pages of lines. */
export function dutyPages(app: FastifyInstance): void {
  app.get(
    '/oversight/duties/:id',
    { config: { operation: 'oversight.duty.show', access: whoever.readsOversight } },
    async (request, reply) => {
      const { id } = pathOf(request, idPath)
      const whole = await request.perform((scope) => readDuty(scope, id))
      return await reply.page('rooms/oversight/pages/duty.njk', {
        title: `Recommendation ${String(whole.duty.number)}`,
        back: { text: 'Back to oversight', href: '/oversight' },
        ...dutyView(whole),
      })
    },
  )

  coordinatorForms(app)
  onDuty(app, {
    ...{ part: 'sign', operation: 'oversight.progress.sign', access: whoever.signsProgress },
    schema: enter.signSchema,
    ask: async (scope, duty) => {
      const [newest] = await store.listProgress(scope, duty.id)
      if (!newest || newest.signedAt !== null || duty.agencyId !== scope.actor.agencyId) throw notFound()
      return {
        title: 'Sign this progress?',
        intro: [
          'From then on those who hold your agency to account see it, with the actions and the evidence as they stand now. What is signed is not changed.',
        ],
        facts: [
          { key: 'How far it has come', text: stageWords[newest.stage] },
          { key: 'What was done', text: newest.statement },
        ],
        fields: [
          { kind: 'checkboxes', options: { name: 'read', label: 'Your signature', items: [{ value: 'yes', text: 'I have read this and stand by it' }] } },
        ],
        hidden: { progressId: newest.id },
        submit: 'Sign',
        values: {},
      }
    }, // prettier-ignore
    send: (scope, id, input) => enter.signProgress(scope, id, input.progressId),
    said: 'Signed. Those who hold your agency to account see it now.',
  })
  onDuty(app, {
    ...{ part: 'decision', operation: 'oversight.duty.decide', access: whoever.oversees },
    schema: enter.decisionSchema,
    ask: async (scope, duty) => {
      if (!(await enter.mayDecide(scope, duty))) throw notFound()
      return {
        title: 'Is it complete?',
        intro: ['The agency proposes, the inspectorate decides. The agency and those who hold it to account read the reason.'],
        facts: [
          { key: 'The agency says', text: stageWords[duty.stage] },
          { key: 'Its last signed statement', text: duty.statement ?? 'Nothing signed yet' },
        ],
        fields: [
          { kind: 'radios', options: { name: 'outcome', label: 'Decision', items: Object.entries(outcomeWords).map(([value, text]) => ({ value, text })) } },
          { kind: 'textarea', options: { name: 'reason', label: 'What does the decision rest on?', rows: 5, maxlength: 5_000, threshold: 75 } },
        ],
        submit: 'Record the decision',
        values: {},
      }
    }, // prettier-ignore
    send: enter.decide,
    said: 'The decision is recorded.',
  })
  onDuty(app, {
    ...{ part: 'end', operation: 'oversight.duty.end', access: whoever.entersInspections },
    schema: endSchema,
    ask: async (scope, duty) => {
      const inspection = await findInspection(scope, duty.inspectionId)
      if (inspection?.agencyId !== scope.actor.agencyId || duty.endedOn !== null) throw notFound()
      return {
        title: `${duty.agencyName} is no longer an addressee?`,
        intro: ['What was done stays and can be read. Nothing of this line is late any more.'],
        fields: [{ kind: 'textarea', options: { name: 'because', label: 'Why?', rows: 3, maxlength: 500 } }],
        submit: 'End it',
        values: { version: duty.version },
      }
    },
    send: endDuty,
    said: 'The agency is no longer an addressee. What was done stays.',
  })
}

function coordinatorForms(app: FastifyInstance): void {
  const access = whoever.entersProgress
  onDuty(app, {
    ...{ part: 'progress', operation: 'oversight.progress.enter', access, schema: enter.progressSchema },
    ask: async (scope, duty) => {
      await enter.ownDuty(scope, duty.id)
      return {
        title: 'Enter progress',
        intro: ['A chief officer of your agency signs it. Nobody outside the agency sees it before that. Put no intelligence here.'],
        fields: [
          { kind: 'radios', options: { name: 'stage', label: 'How far has it come?', items: Object.entries(stageWords).map(([value, text]) => ({ value, text })) } },
          { kind: 'textarea', options: { name: 'statement', label: 'What was done since the last update?', rows: 6, maxlength: 5_000, threshold: 75 } },
        ],
        submit: 'Enter it',
        values: { stage: duty.stage },
      }
    }, // prettier-ignore
    send: enter.enterProgress,
    said: 'The progress is entered. It waits for a chief officer’s signature.',
  })
  onDuty(app, {
    ...{ part: 'owner', operation: 'oversight.duty.owner', access, schema: enter.ownerSchema },
    ask: async (scope, duty) => {
      await enter.ownDuty(scope, duty.id)
      return {
        title: 'Who owns it?',
        fields: [{ kind: 'input', options: { name: 'ownerPost', label: 'Post', hint: 'A post and not a name: whoever holds it answers for it' } }],
        submit: 'Save',
        values: { version: duty.version, ownerPost: duty.ownerPost ?? '' },
      }
    }, // prettier-ignore
    send: enter.nameOwner,
    said: 'The owner is saved.',
  })
  onDuty(app, {
    ...{ part: 'actions/new', operation: 'oversight.action.add', access, schema: enter.actionSchema },
    dates: ['dueOn'],
    ask: async (scope, duty) => {
      await enter.ownDuty(scope, duty.id)
      return { title: 'Add an action', fields: actionFields, submit: 'Add it', values: {} }
    },
    send: enter.addAction,
    said: 'The action is added.',
  })
  onDuty(app, {
    ...{ part: 'evidence/new', operation: 'oversight.evidence.add', access, schema: enter.evidenceSchema },
    ask: async (scope, duty) => {
      await enter.ownDuty(scope, duty.id)
      return {
        title: 'Add evidence',
        intro: ['A file is sent by its own form. Put no intelligence here.'],
        fields: [
          { kind: 'radios', options: { name: 'kind', label: 'What is it?', items: Object.entries(store.evidenceKinds).filter(([value]) => value !== 'file').map(([value, text]) => ({ value, text })) } },
          { kind: 'input', options: { name: 'title', label: 'What it is called' } },
          { kind: 'textarea', options: { name: 'text', label: 'The statement, how the figure is counted, or where the document is kept', rows: 6, maxlength: 5_000, threshold: 75 } },
        ],
        submit: 'Add it',
        values: {},
      }
    }, // prettier-ignore
    send: enter.addEvidence,
    said: 'The evidence is added.',
  })
  formPages(app, {
    ...{ path: '/oversight/actions/:id', operation: 'oversight.action.change', access },
    ...{ pathSchema: idPath, schema: enter.actionChangeSchema, dates: ['dueOn'] },
    view: async (scope, { id }) => {
      const action = await store.findAction(scope, id)
      if (!action) throw notFound()
      const duty = await enter.ownDuty(scope, action.dutyId)
      return {
        title: 'Change an action',
        caption: `Recommendation ${String(duty.number)}`,
        fields: [
          ...actionFields,
          {
            kind: 'radios',
            options: { name: 'done', label: 'Is it done?', items: yesNo, inline: true },
          },
        ],
        submit: 'Save',
        cancel: to(duty.id),
        values: { ...action, done: action.doneOn === null ? 'no' : 'yes' },
      }
    },
    send: async (scope, input, { id }) => ({
      to: to(await enter.changeAction(scope, id, input)),
      said: 'The action is saved.',
    }),
  })
}

const actionFields: readonly Field[] = [
  { kind: 'textarea', options: { name: 'text', label: 'What is to be done?', rows: 3, maxlength: 1_000 } },
  { kind: 'input', options: { name: 'ownerPost', label: 'Which post does it?' } },
  { kind: 'date', options: { name: 'dueOn', label: 'By when?' } },
]

type OnDuty<Body extends z.ZodType> = Pick<
  FormRoute<typeof idPath, Body>,
  'operation' | 'access' | 'schema' | 'dates'
> & {
  part: string
  ask: (
    scope: MemberScope,
    duty: Duty,
  ) => Promise<{
    title: string
    intro?: readonly string[]
    facts?: readonly { key: string; text: string }[]
    fields: readonly Field[]
    hidden?: Readonly<Record<string, string>>
    submit: string
    values: Record<string, unknown>
  }>
  send: (scope: MemberScope, id: string, input: z.output<Body>) => Promise<void>
  said: string
}

/** A form on a line: it begins with the line, and ends there. */
function onDuty<Body extends z.ZodType>(app: FastifyInstance, form: OnDuty<Body>): void {
  const { part, ask, send, said, ...route } = form
  formPages(app, {
    ...route,
    path: `/oversight/duties/:id/${part}`,
    pathSchema: idPath,
    view: async (scope, { id }) => {
      const duty = await store.findDuty(scope, id)
      if (!duty) throw notFound()
      const asked = await ask(scope, duty)
      return {
        ...asked,
        caption: `${duty.agencyName}, recommendation ${String(duty.number)}`,
        cancel: to(id),
      }
    },
    send: async (scope, input, { id }) => {
      await send(scope, id, input)
      return { to: to(id), said }
    },
  })
}

async function readDuty(scope: MemberScope, id: string): Promise<WholeDuty> {
  const duty = await store.findDuty(scope, id)
  if (!duty) throw notFound()
  const inspection = await findInspection(scope, duty.inspectionId)
  const recommendation = await findRecommendation(scope, duty.recommendationId)
  if (!inspection || !recommendation) throw bug('A line without its recommendation')
  const { roles, agencyId } = scope.actor
  const own = duty.agencyId === agencyId
  return {
    ...{ duty, inspection, recommendation, own },
    progress: await store.listProgress(scope, id),
    actions: await store.listActions(scope, id),
    evidence: await store.listEvidence(scope, id),
    decisions: await store.listDecisions(scope, id),
    today: londonDay(scope.now),
    may: {
      enter: own && may(roles, 'entersProgress'),
      sign: own && may(roles, 'signsProgress'),
      decide: may(roles, 'oversees') && (await enter.mayDecide(scope, duty)),
      end: inspection.agencyId === agencyId && may(roles, 'entersInspections') && duty.endedOn === null,
    },
  }
}
