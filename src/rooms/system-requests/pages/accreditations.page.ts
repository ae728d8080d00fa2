/** Who of the agency may make requests in which system: an administrator says so, and never of themselves. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ukDate } from '../../../design/dates.ts'
import { faultOfDate, readDateField } from '../../../design/fields.ts'
import { invalid } from '../../../platform/errors.ts'
import { pathOf } from '../../../platform/http/input.ts'
import { orAgain, type Refused } from '../../../platform/http/or-again.ts'
import { formOf, typedText } from '../../../platform/http/typed-form.ts'
import { whoever } from '../../../platform/identity/roles.ts'
import { accredit, endAccreditation, listAccredited } from '../accredit.ts'
import { accreditationPath, systemCode } from '../ids.ts'
import { listSystems } from '../read-requests.ts'

const access = whoever.administers
const at = '/system-requests/operators'

/** Registers the page and its forms. */
export function accreditationPages(app: FastifyInstance): void {
  app.get(at, { config: { operation: 'system-requests.accreditation.list', access } }, (request, reply) =>
    show(request, reply, null),
  )
  app.post(at, { config: { operation: 'system-requests.accreditation.add', access } }, (request, reply) =>
    orAgain(
      request,
      async () => {
        const typed = formOf(request)
        const system = systemCode.safeParse(typedText(typed, 'system'))
        const person = typedText(typed, 'person')
        const until = readDateField(typed, 'until_on')
        const fault =
          until === undefined ? 'Enter the last day' : faultOfDate(typed, 'until_on', 'The last day')
        const fields = {
          ...(system.success ? {} : { system: 'Choose a system' }),
          ...(person === undefined || person.length > 254
            ? { person: 'Enter the address of a colleague' }
            : {}),
          ...(fault === undefined ? {} : { until_on: fault }),
        }
        if (!system.success || person === undefined || until === undefined || Object.keys(fields).length > 0)
          throw invalid(fields)
        await request.perform((scope) => accredit(scope, { system: system.data, person, until_on: until }))
        return await reply.done(at, 'Accredited. They may make requests in this system.')
      },
      (refused) => show(request, reply, refused),
    ),
  )
  app.post(
    `${at}/:accredited/end`,
    { config: { operation: 'system-requests.accreditation.end', access } },
    async (request, reply) => {
      const { accredited } = pathOf(request, accreditationPath)
      await request.perform((scope) => endAccreditation(scope, accredited))
      return await reply.done(at, 'Ended, from now on.')
    },
  )
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { people, systems } = await request.perform(async (scope) => ({
    people: await listAccredited(scope),
    systems: await listSystems(scope),
  }))
  return await reply.page('rooms/system-requests/pages/accreditations.njk', {
    title: 'Who is accredited for systems of record',
    back: { text: 'Back to requests', href: '/system-requests' },
    people: people.map((one) => ({
      ...{ id: one.id, person: one.person, system: one.systemName },
      until: one.over ? `Over since ${ukDate(one.until)}` : `Until ${ukDate(one.until)}`,
    })),
    systems: systems.map(({ code, name }) => ({ value: code, text: name })),
    values: refused?.values ?? {},
    ...(refused ? { errors: refused.errors } : {}),
  })
}
