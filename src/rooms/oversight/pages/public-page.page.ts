/** Where an overseer switches the public page on and off. */
import type { FastifyInstance } from 'fastify'
import { whoever } from '../../../platform/identity/roles.ts'
import { listInspections } from '../inspections/inspection-store.ts'
import { listHeld } from '../meetings/hold-meeting.ts'
import { listPages, switchPage, switchSchema } from '../public/switch-page.ts'
import { formPages, noPath } from './form.ts'
import { yesNo } from './words.ts'

/** Registers the form. */
export function publicPagePages(app: FastifyInstance): void {
  formPages(app, {
    ...{ path: '/oversight/public-page', operation: 'oversight.public-page.switch' },
    ...{ access: whoever.oversees, pathSchema: noPath, schema: switchSchema },
    view: async (scope) => {
      const held = await listHeld(scope)
      const inspections = await listInspections(scope)
      const pages = await listPages(scope)
      return {
        title: 'The public page',
        intro: [
          'Everybody reads it without signing in: what was recommended, what is done, what is late, and what you have published of responses, promises and minutes. Nothing that is not signed is on it.',
        ],
        facts: pages.map((one) => ({
          key: `${one.reference}, ${one.agencyName}`,
          text: one.isOn
            ? `On: /accountability/${one.body}/${encodeURIComponent(one.reference)} and in Welsh /cy/accountability/${one.body}/${encodeURIComponent(one.reference)}`
            : 'Off',
        })),
        fields: [
          { kind: 'radios', options: { name: 'agencyId', label: 'About which agency?', items: held.map(({ id, name }) => ({ value: String(id), text: name })) } },
          { kind: 'select', options: { name: 'inspectionId', label: 'About which inspection?', items: inspections.map(({ id, reference, title }) => ({ value: id, text: `${reference}: ${title}`.slice(0, 90) })) } },
          { kind: 'radios', options: { name: 'on', label: 'Is it on?', items: yesNo, inline: true } },
        ],
        submit: 'Save',
        cancel: '/oversight',
        values: {
          agencyId: held.length === 1 ? String(held[0]?.id) : '',
          inspectionId: inspections[0]?.id ?? '',
          on: '',
        },
      }
    }, // prettier-ignore
    send: async (scope, input) => {
      await switchPage(scope, input)
      return {
        to: '/oversight/public-page',
        said: input.on === 'yes' ? 'The page is on. Everybody can read it.' : 'The page is off.',
      }
    },
  })
}
