/** What the API says of a report, in the field names of a report's body. */
import { z } from 'zod'
import { agencyDocument as agency, deskDocument as desk } from '../../../platform/http/api-documents.ts'
import * as codes from '../../../wire/codes.ts'
import type { AgencyName } from '../../../platform/rooms/record-kind.ts'
import type { ReportView } from '../read-report.ts'
import { unnamedIn } from '../found-in-text.ts'
import { reportSchema, type Report } from '../report.ts'

const instant = z.iso.datetime().describe('UTC')
const link = z.object({ id: z.uuid(), reference: z.string() })

const header = {
  id: z.uuid(),
  version: z.int(),
  owner: agency.extend({ desk }),
  title: z.string(),
  classification: z.enum(codes.codesOf(codes.classification)),
  handling: z.enum(codes.codesOf(codes.handling)),
  conditions: z.string().nullable(),
  action_code: z.enum(codes.codesOf(codes.actionCode)).nullable(),
  sanitisation_code: z.enum(codes.codesOf(codes.sanitisationCode)).nullable(),
}

/** Under `conditions`: all that a reader is asked to accept. */
const conditionsDocument = z.object({ sight: z.literal('conditions'), ...header }).meta({
  id: 'ReportConditions',
  description: 'The conditions have not been accepted yet: the header alone',
})

/** For its owner only. */
const ownFields = z
  .object({
    current_version: z.int(),
    versions: z.array(z.int()),
    agency_reference: z.string().nullable(),
    left_out: z.array(z.object({ kind: z.string(), value: z.string() })),
    discoverable: z.boolean(),
    compartment: z.uuid().nullable(),
    released: z.object({ to_all: z.boolean(), agencies: z.array(z.string()) }),
    derived_from: link.nullable(),
    derivatives: z.array(link.extend({ state: z.string() })),
    recall: z.object({ reason: z.string(), at: instant }).nullable(),
  })
  .partial().shape

const fullDocument = z
  .object({
    sight: z.literal('full'),
    ...header,
    reference: z.string(),
    status: z.enum(['draft', 'submitted', 'disseminated', 'withdrawn']),
    review_on: z.iso.date().nullable(),
    created_at: instant.nullable(),
    filed_at: instant.nullable(),
    needs_evaluation: z.boolean(),
    original_grade: z.string().nullable(),
    items: z.array(z.unknown()).describe('as in a report that is filed'),
    subjects: z
      .array(z.unknown())
      .describe('as in a report that is filed, each with its `number`; the owner also gets those `withheld`'),
    withheld_subjects: z.int().describe('how many subjects stay with the owner'),
    ...ownFields,
  })
  .meta({ id: 'Report' })

export const reportDocument = z.union([fullDocument, conditionsDocument])

/**
 * Writes a report as the API sends it, as far as the viewer may see it.
 * @param view - as `readReport` answers it
 * @returns the body of the answer; dates become text when it is sent
 */
export function documentOf(view: ReportView): object {
  const top = {
    id: view.id,
    sight: view.sight,
    version: view.version,
    owner: {
      ...named(view.owner),
      desk: {
        name: view.owner.deskName,
        phone: view.owner.deskPhone,
        email: view.owner.deskEmail,
        hours: view.owner.deskHours,
      },
    },
    title: view.title,
    classification: view.classification,
    handling: view.handling,
    conditions: view.conditions,
    action_code: view.actionCode,
    sanitisation_code: view.sanitisationCode,
  }
  if (view.sight === 'conditions') return top
  return {
    ...top,
    reference: view.reference,
    status: view.status,
    review_on: view.reviewOn,
    created_at: view.createdAt,
    filed_at: view.filedAt,
    needs_evaluation: view.needsEvaluation,
    original_grade: view.originalGrade,
    items: view.items,
    subjects: view.own ? view.subjects : view.subjects.map(({ withheld: _withheld, ...subject }) => subject),
    withheld_subjects: view.withheldCount,
    ...(view.own ? ownPart(view) : {}),
  }
}

function ownPart(view: ReportView): object {
  return {
    current_version: view.currentVersion,
    versions: view.versions,
    agency_reference: view.agencyReference,
    left_out: view.leftOut,
    discoverable: view.discoverable,
    compartment: view.compartment?.id ?? null,
    released: {
      to_all: view.released?.toAll ?? false,
      agencies: (view.released?.agencies ?? []).map(({ slug }) => slug),
    },
    derived_from: view.derivedFrom,
    derivatives: view.derivatives,
    recall: view.recall && { reason: view.recall.reason, at: view.recall.at },
  }
}

const named = ({ slug, name }: AgencyName) => ({ slug, name })

/** The body that a report is filed with. */
export const reportBody = reportSchema.meta({ id: 'ReportToFile' })

const find = z
  .object({ item: z.int().describe('counts from 1'), kind: z.string(), value: z.string() })
  .meta({ id: 'FoundInText' })

export const filedDocument = z.object({
  id: z.uuid(),
  reference: z.string(),
  version: z.int(),
  unnamed: z
    .array(find)
    .optional()
    .describe(
      'found in the texts and not among `subjects`, so matched with nobody: name them in a new version, or send them as `left_out`; not there where everything is named',
    ),
})

/**
 * Says what a filing over the API is told of its texts, for its answer.
 * @param report - as it was filed
 * @returns what was found and is not named; nothing where all is
 */
export function unnamedOf(report: Report): { unnamed?: z.output<typeof find>[] } {
  const { unnamed } = unnamedIn(report)
  return unnamed.length === 0
    ? {}
    : { unnamed: unnamed.map(({ item, kind, value }) => ({ item, kind, value })) }
}

export const changedDocument = filedDocument.extend({
  awaits_check: z
    .literal(true)
    .optional()
    .describe(
      'the report is a sanitised version: the change waits for a second officer (status 202), and `version` is the current one, unchanged',
    ),
})
