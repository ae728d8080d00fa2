/** Linking a report or a requirement with a group, and taking that back. */
import type { FastifyInstance } from 'fastify'
import { invalid } from '../../../../platform/errors.ts'
import { pathOf } from '../../../../platform/http/input.ts'
import { typedText } from '../../../../platform/http/typed-form.ts'
import { whoever } from '../../../../platform/identity/roles.ts'
import { linkPath } from '../ids.ts'
import { byReference, linkReport, linkRequirement, unlink } from '../linked-reports.ts'
import { formOfGroup } from './form-of-group.ts'

/** Registers the pages and their forms. */
export function linkPages(app: FastifyInstance): void {
  for (const kind of ['report', 'requirement'] as const) {
    formOfGroup(app, {
      at: `${kind}s/link`,
      operations: [`networks.group.show-link-${kind}`, `networks.group.link-${kind}`],
      template: 'link.njk',
      title: kind === 'report' ? 'Link a report' : 'Link a requirement',
      partnersToo: true,
      more: () => Promise.resolve({ kind }),
      send: async (scope, id, typed) => {
        const reference = typedText(typed, 'reference')
        if (reference === undefined) throw invalid({ reference: `Enter the reference of the ${kind}` })
        const record = await byReference(scope, reference, kind)
        await (kind === 'report' ? linkReport(scope, id, record) : linkRequirement(scope, id, record))
        return `Linked. Whoever reads both sees it. The ${kind} is released to nobody by this.`
      },
    })
    app.post(
      `/groups/:id/${kind}s/:linked/unlink`,
      { config: { operation: `networks.group.unlink-${kind}`, access: whoever.keepsGroups } },
      async (request, reply) => {
        const { id, linked } = pathOf(request, linkPath)
        await request.perform((scope) => unlink(scope, id, linked, kind))
        return reply.done(`/groups/${id}`, `Taken back. The ${kind} stays as it is.`)
      },
    )
  }
}
