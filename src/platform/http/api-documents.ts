/** What more than one room's API says: one schema, with one name in the description of the API. */
import { z } from 'zod'

/** An agency, by the name that addresses use and the one that people read. */
export const agencyDocument = z.object({ slug: z.string(), name: z.string() }).meta({ id: 'AgencyName' })

/** Whom partners ask. */
export const deskDocument = z
  .object({ name: z.string(), phone: z.string(), email: z.string(), hours: z.string() })
  .meta({ id: 'Desk' })

/** What the examples of the API's description speak of. All of it is invented. */
export const inExamples = {
  record: '019a7c3e-5b1f-7d44-9a52-3f0c1f6f2d10',
  sanitised: '019a7c41-0c2b-7a10-8f3e-5d2a9b7c6e01',
  side: '019a7c42-77aa-7f02-b1c9-0a4be2d3f5c6',
  reference: 'SM-R6ND-M75W-M',
  at: '2026-11-22T15:40:37.010Z',
  desk: {
    name: 'Kent Intelligence Desk',
    phone: '01632 960102',
    email: 'desk@kent-police.example',
    hours: 'All day, every day',
  },
  agency: { slug: 'kent-police', name: 'Kent Police' },
} as const
