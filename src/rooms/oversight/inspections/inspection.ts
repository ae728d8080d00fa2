/** An inspection and its recommendations, as they are kept. Nothing of a report is shipped: a person types it in. */

/** A part of the inspection's subject, by the publisher's own division. */
export type Area = { id: string; place: number; title: string }

export type Inspection = {
  id: string
  /** who entered it and keeps it */
  agencyId: number
  agencyName: string
  reference: string
  title: string
  publisher: string
  /** YYYY-MM-DD */
  publishedOn: string
  /** invented for an exercise */
  invented: boolean
  version: number
}

/** What is null was not entered yet. */
export type Recommendation = {
  id: string
  inspectionId: string
  number: number
  text: string | null
  addressedTo: string | null
  source: string | null
  /** YYYY-MM-DD */
  dueOn: string | null
  areaId: string | null
  version: number
}

export const NOT_ENTERED = 'not entered yet'

/** Recommendations of one inspection. */
export const MOST_RECOMMENDATIONS = 200
export const MOST_AREAS = 20
