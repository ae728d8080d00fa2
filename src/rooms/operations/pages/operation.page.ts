/** An operation, for those who are in it. */
import type { FastifyInstance } from 'fastify'
import { pathOf } from '../../../platform/http/input.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import type { MemberScope } from '../../../platform/database/scope.ts'
import { actOn } from '../act.ts'
import { operationPath, type OperationId } from '../ids.ts'
import { agenciesOf, peopleOf, readByThoseWhoLeft, readOperation } from '../read-operation.ts'
import { operationView } from './operation.view.ts'
import { sections } from './sections.ts'

/** Registers the page, and the button that says whether the task force's register names the operation. */
export function operationPage(app: FastifyInstance): void {
  app.get(
    '/operations/:operation',
    { config: { operation: 'operations.operation.read', access: whoever.readsInOperations } },
    async (request, reply) => {
      const { operation } = pathOf(request, operationPath)
      const { view, around } = await request.perform((scope) => readWhole(scope, operation))
      return reply.page('rooms/operations/pages/operation.njk', {
        ...operationView(view, around),
        classification: view.classification,
        back: { text: 'Back to operations', href: '/operations' },
      })
    },
  )

  app.post(
    '/operations/:operation/register',
    { config: { operation: 'operations.operation.register', access: whoever.readsInOperations } },
    async (request, reply) => {
      const { operation } = pathOf(request, operationPath)
      const named = await request.perform(async (scope) => {
        const view = await readOperation(scope, operation)
        await actOn(
          scope,
          {
            sql: 'select operations.set_register($1, $2) as operation',
            values: [operation, !view.inRegister],
          },
          { kind: 'disclosure', detail: { named: !view.inRegister } },
        )
        return !view.inRegister
      })
      return reply.done(
        `/operations/${operation}`,
        named
          ? 'The register of the task force names it: its codename, its lead agency and how far it is.'
          : 'The register of the task force does not name it any more.',
      )
    },
  )
}

async function readWhole(scope: MemberScope, operation: OperationId) {
  const view = await readOperation(scope, operation)
  const shown = []
  for (const section of sections) shown.push(await section(scope, view))
  return {
    view,
    around: {
      agencies: await agenciesOf(scope, operation),
      people: await peopleOf(scope, operation),
      left: await readByThoseWhoLeft(scope, operation),
      sections: shown.filter((one) => one !== null),
    },
  }
}

export type AroundOperation = Awaited<ReturnType<typeof readWhole>>['around']
