/** From what was measured to lines of one table: value, target, plain limit, growth over the sizes. */
import { actionDayLines } from './action-day-lines.ts'
import type { CheckFigure } from './measure-check.ts'
import type { FilingFigure } from './measure-filing.ts'
import type { FormsFigure } from './measure-forms.ts'
import type { GeographyFigure } from './measure-geography.ts'
import type { ImportFigure } from './measure-import.ts'
import { kindsLines } from './kinds-lines.ts'
import { ledgerLines, type RecordingFigure } from './ledger-lines.ts'
import { reviewsLines } from './reviews-lines.ts'
import { liveLines, standbyLines } from './live-lines.ts'
import { linkageLines } from './linkage-lines.ts'
import type { LinkageFigure } from './measure-linkage.ts'
import type { IdentifiersFigure } from './measure-identifiers.ts'
import type { KindsFigure } from './measure-kinds.ts'
import type { ReviewsFigure } from './measure-reviews.ts'
import type { LiveFigure } from './measure-live.ts'
import type { NationalFigure } from './measure-national.ts'
import type { NetworksFigure } from './measure-networks.ts'
import { networksLines } from './networks-lines.ts'
import { nationalLines } from './national-lines.ts'
import type { NamesFigure } from './measure-names.ts'
import type { SealedIndexFigure } from './measure-sealed-index.ts'
import { namesLines } from './names-lines.ts'
import { packsLines } from './packs-lines.ts'
import { subjectsLines } from './subjects-lines.ts'
import { personsLines } from './persons-lines.ts'
import type { SealingFigure } from './measure-sealing.ts'
import { sealedIndexLines } from './sealed-index-lines.ts'
import { sealingLines } from './sealing-lines.ts'
import type { PacksFigure } from './measure-packs.ts'
import type { SubjectsFigure } from './measure-subjects.ts'
import type { PagesFigure } from './measure-pages.ts'
import { encountersLines } from './encounters-lines.ts'
import type { EncountersFigure } from './measure-encounters.ts'
import type { PublicPagesFigure } from './measure-public-pages.ts'
import type { PersonsFigure } from './measure-persons.ts'
import type { PhotographsFigure } from './measure-photographs.ts'
import type { ReleaseFigure } from './measure-release.ts'
import type { ReportingFigure } from './measure-reporting.ts'
import type { EventsFigure } from './measure-events.ts'
import type { RequirementsFigure } from './measure-requirements.ts'
import { eventsLines } from './events-lines.ts'
import type { ActionDayFigure } from './measure-action-day.ts'
import { disruptionsLines } from './disruptions-lines.ts'
import type { DisruptionsFigure } from './measure-disruptions.ts'
import type { PlannedEventsFigure } from './measure-planned-events.ts'
import type { OperationsFigure } from './measure-operations.ts'
import { operationsLines } from './operations-lines.ts'
import { plannedEventsLines } from './planned-events-lines.ts'
import { requirementsLines } from './requirements-lines.ts'
import type { SearchFigure } from './measure-search.ts'
import type { LedgerFigure } from './measure-ledger.ts'
import type { StandbyFigure } from './measure-standby.ts'
import type { StartFigure } from './measure-start.ts'

/** Everything that was measured while the database held one number of reports. */
export type SizeResults = {
  recording?: RecordingFigure
  reports: number
  databaseBytes: number
  load: 'import' | 'sql'
  import?: ImportFigure & { plain: number }
  /** the persons of what was imported, compared straight after it */
  weighing?: { weighed: number; seconds: number }
  search?: SearchFigure
  filing?: FilingFigure & { plain: number }
  check?: CheckFigure
  release?: ReleaseFigure
  live?: LiveFigure
  national?: NationalFigure
  pages?: PagesFigure
  packs?: PacksFigure
  subjects?: SubjectsFigure
  publicPages?: PublicPagesFigure
  encounters?: EncountersFigure
  reporting?: ReportingFigure
}

export type Results = {
  sizes: SizeResults[]
  start?: StartFigure & { plain: number }
  geography?: GeographyFigure
  kinds?: KindsFigure
  reviews?: ReviewsFigure
  requirements?: RequirementsFigure
  events?: EventsFigure
  plannedEvents?: PlannedEventsFigure
  actionDay?: ActionDayFigure
  disruptions?: DisruptionsFigure
  operations?: OperationsFigure
  forms?: FormsFigure
  photographs?: PhotographsFigure
  identifiers?: IdentifiersFigure
  names?: NamesFigure
  linkage?: LinkageFigure
  sealedIndex?: SealedIndexFigure
  persons?: PersonsFigure
  networks?: NetworksFigure[]
  sealing?: SealingFigure
  standby?: StandbyFigure
  ledger?: LedgerFigure
}

/** One line of the table. */
export type Line = {
  name: string
  means: string
  unit: string
  /** null: no target, only shown for its growth */
  target: { at: 'most' | 'least'; value: number } | null
  /** by size, in the order of the sizes; null where it was not measured */
  values: (number | null)[]
  /** the plain limit, measured in the same run, by size */
  plain: { what: string; values: (number | null)[] } | null
}

const MB = 1_000_000

/** @returns the lines in the order of the table */
export function linesOf({
  sizes,
  start,
  geography,
  kinds,
  reviews,
  requirements,
  events,
  plannedEvents,
  actionDay,
  disruptions,
  operations,
  forms,
  photographs,
  identifiers,
  names,
  linkage,
  persons,
  networks,
  sealedIndex,
  sealing,
  standby,
  ledger,
}: Results): Line[] {
  const line = (
    name: string,
    means: string,
    unit: string,
    target: Line['target'],
    value: (size: SizeResults) => number | undefined,
    plain?: { what: string; value: (size: SizeResults) => number | undefined },
  ): Line => ({
    name,
    means,
    unit,
    target,
    values: sizes.map((size) => value(size) ?? null),
    plain: plain ? { what: plain.what, values: sizes.map((size) => plain.value(size) ?? null) } : null,
  })
  const most = (value: number) => ({ at: 'most' as const, value })
  const least = (value: number) => ({ at: 'least' as const, value })
  const peak = (size: SizeResults) => {
    const peaks = [size.import, size.search, size.filing, size.check, size.release].flatMap((one) =>
      one ? one.peakBytes / MB : [],
    )
    return peaks.length > 0 ? Math.max(...peaks) : undefined
  }
  const pages = [...new Set(sizes.flatMap((size) => size.pages?.pages.map(({ page }) => page) ?? []))]
  return [
    line(
      'Import, last tenth',
      'reports a second that an agency’s export becomes, matched and in the ledger, as this size is reached',
      'reports/s',
      least(2_000),
      (size) => size.import?.lastStretch,
      { what: 'the same reports into a bare table', value: (size) => size.import?.plain },
    ),
    line(
      'Import, share of the bare table',
      'the import’s reports a second of those into a bare table',
      '×',
      least(0.1),
      (size) => size.import && size.import.lastStretch / size.import.plain,
    ),
    line(
      'Persons weighed after an import',
      'a second: looked up among all that are held, compared, matches opened',
      'persons/s',
      least(1_500),
      (size) => size.weighing && size.weighing.weighed / size.weighing.seconds,
    ),
    line(
      'Persons compared after the import’s end',
      'how long the persons of all that was imported on the way to this size wait at most',
      's',
      null,
      (size) => size.weighing?.seconds,
    ),
    line(
      'Search over HTTP, p95',
      'a page of ranked results for one of eight people who search without pause',
      'ms',
      most(100),
      (size) => size.search?.overHttp.p95,
    ),
    line(
      'Search over HTTP, p50',
      'the same, half of the answers',
      'ms',
      null,
      (size) => size.search?.overHttp.p50,
    ),
    line(
      'Search over HTTP, p99',
      'the same, one of a hundred takes longer',
      'ms',
      null,
      (size) => size.search?.overHttp.p99,
    ),
    line(
      'Search, use case alone, p95',
      'the same search in one transaction, without HTTP',
      'ms',
      most(100),
      (size) => size.search?.useCase.p95,
    ),
    line(
      'Rule of sight, p95',
      'the search statement with the rule; the ratio to the same statement without it may be 1.25',
      'ms',
      null,
      (size) => size.search?.rule.applied.p95,
      { what: 'the same statement, rule left out', value: (size) => size.search?.rule.leftOut.p95 },
    ),
    line(
      'Rule of sight, times as long',
      'how many times as long the statement’s p95 is with the rule as without',
      '×',
      most(1.25),
      (size) => size.search?.rule.ratioP95,
    ),
    line(
      'Filing over HTTP',
      'reports a second from 16 clients, each answer durable, matched and in the ledger',
      'reports/s',
      least(150),
      (size) => size.filing?.perSecond,
      { what: '16 connections, one row a commit, bare table', value: (size) => size.filing?.plain },
    ),
    line(
      'Filing over HTTP, share of the bare table',
      'reports a second of rows a second into a bare table, each with a commit of its own',
      '×',
      least(0.08),
      (size) => size.filing && size.filing.perSecond / size.filing.plain,
    ),
    line(
      'Filing over HTTP, p95',
      'how long a client waits for 201',
      'ms',
      most(100),
      (size) => size.filing?.times.p95,
    ),
    line(
      'Filing over HTTP, p50',
      'the same, half of the answers',
      'ms',
      null,
      (size) => size.filing?.times.p50,
    ),
    line(
      'Filed and not kept',
      'answers with 201 whose report, event or words are not in the database afterwards',
      'reports',
      most(0),
      (size) => lost(size.filing),
    ),
    line(
      'Check over HTTP, p95',
      'is this held by a partner? asked by one person after another',
      'ms',
      most(10),
      (size) => size.check?.overHttp.p95,
      { what: 'insert, look up, commit in a bare table', value: (size) => size.check?.plain.p95 },
    ),
    line(
      'Check over HTTP, p50',
      'the same, half of the answers',
      'ms',
      null,
      (size) => size.check?.overHttp.p50,
      {
        what: 'insert, look up, commit in a bare table',
        value: (size) => size.check?.plain.p50,
      },
    ),
    line(
      'Check, use case alone, p95',
      'the same without HTTP',
      'ms',
      most(10),
      (size) => size.check?.useCase.p95,
    ),
    line(
      'Silent hit or no hit (Mann-Whitney)',
      'chance that the times of silent hits and of no hits differ as much by accident',
      'p',
      least(0.01),
      (size) => size.check?.timing.mannWhitney,
    ),
    line(
      'Silent hit or no hit (Kolmogorov-Smirnov)',
      'the same, for any difference of the two distributions',
      'p',
      least(0.01),
      (size) => size.check?.timing.kolmogorovSmirnov,
    ),
    line(
      'Silent hit or no hit (area under the curve)',
      'how often a silent hit took longer than no hit, of all comparisons of two calls; 50 tells nothing apart',
      '%',
      null,
      (size) => size.check && size.check.timing.area.area * 100,
    ),
    line(
      'Silent hit or no hit (area, from)',
      'the lower end of its 95 % interval',
      '%',
      null,
      (size) => size.check && size.check.timing.area.low * 100,
    ),
    line(
      'Silent hit or no hit (area, to)',
      'the upper end of its 95 % interval',
      '%',
      null,
      (size) => size.check && size.check.timing.area.high * 100,
    ),
    line(
      'Silent hit or no hit (medians)',
      'by how much the median of silent hits is above that of no hits',
      '%',
      null,
      (size) => size.check?.timing.medians,
    ),
    line(
      'Release to the partner’s open page, p95',
      'from the request until the page that is fetched again shows the report',
      'ms',
      most(250),
      (size) => size.release?.shown.p95,
      { what: 'commit with NOTIFY heard on another connection', value: (size) => size.release?.notified.p95 },
    ),
    line(
      'Release to the event, p95',
      'from the request until the open page is told that something is new',
      'ms',
      null,
      (size) => size.release?.told.p95,
    ),
    ...liveLines(sizes.map(({ live }) => live)),
    line(
      'Public reports over HTTP',
      'text reports a second from 16 clients by the form that sends them, each sealed, durable and in the ledger',
      'reports/s',
      least(200),
      (size) => size.reporting?.perSecond,
    ),
    line(
      'Public reports over HTTP, p95',
      'how long whoever sends one waits for the answer',
      'ms',
      most(200),
      (size) => size.reporting?.times.p95,
    ),
    line(
      'Public reports acknowledged and not kept',
      'without and in a flood of 800 senders',
      'reports',
      most(0),
      (size) => size.reporting && size.reporting.lost + size.reporting.flood.lost,
    ),
    line(
      'In a flood: taken',
      'reports a second that are taken from 800 senders at once; the others are asked to wait',
      'reports/s',
      null,
      (size) => size.reporting && size.reporting.flood.accepted / 10,
    ),
    line(
      'In a flood: shed',
      'requests a second that are answered with 503 and Retry-After',
      'requests/s',
      null,
      (size) => size.reporting && size.reporting.flood.shed / 10,
    ),
    line(
      'In a flood: the desk’s page, p95',
      'how long the list of public reports takes meanwhile',
      'ms',
      null,
      (size) => size.reporting?.flood.desk.p95,
    ),
    line(
      'Resident memory while the public reports, most',
      'the flood of 800 connections and the geography of the packages included',
      'MB',
      null,
      (size) => size.reporting && size.reporting.peakBytes / MB,
    ),
    line(
      'Public report to the desk’s open page, p95',
      'from the press on "Send" until the page that is fetched again is there',
      'ms',
      most(500),
      (size) => size.reporting?.shown.p95,
    ),
    line(
      'Resident memory, most',
      'of the node and of an import’s process, in any phase',
      'MB',
      most(300),
      peak,
    ),
    ...pages.map((page) =>
      line(
        `First view: ${page}`,
        'every byte over the wire with an empty cache: page, styles, script, icons',
        'kB',
        most(60),
        (size) => {
          const bytes = size.pages?.pages.find((one) => one.page === page)?.bytes
          return bytes === undefined ? undefined : bytes / 1000
        },
        {
          what: 'GOV.UK Frontend’s styles and script alone, compressed',
          value: (size) => (size.pages ? size.pages.govukBytes / 1000 : undefined),
        },
      ),
    ),
    ...pages.map((page) =>
      line(
        `Page: ${page}, p95`,
        'how long one person waits for the server, the pictures and styles being there',
        'ms',
        null,
        (size) => size.pages?.pages.find((one) => one.page === page)?.times.p95,
      ),
    ),
    ...packsLines(sizes.map(({ packs }) => packs)),
    ...subjectsLines(sizes.map(({ subjects }) => subjects)),
    ...nationalLines(sizes.map(({ national }) => national)),
    ...publicPageLines(sizes.map((size) => size.publicPages)),
    ...encountersLines(sizes.map((size) => size.encounters)),
    ...(geography ? geographyLines(geography, sizes.length) : []),
    ...(kinds ? kindsLines(kinds, sizes.length) : []),
    ...(reviews ? reviewsLines(reviews, Math.max(sizes.length, 1)) : []),
    ...(requirements ? requirementsLines(requirements, sizes.length) : []),
    ...(events ? eventsLines(events, sizes.length) : []),
    ...(plannedEvents ? plannedEventsLines(plannedEvents, Math.max(sizes.length, 1)) : []),
    ...(operations ? operationsLines(operations, Math.max(sizes.length, 1)) : []),
    ...(actionDay ? actionDayLines(actionDay, sizes.length) : []),
    ...(disruptions ? disruptionsLines(disruptions, sizes.length) : []),
    ...(forms ? formsLines(forms, sizes.length) : []),
    ...(photographs ? photographLines(photographs, sizes.length) : []),
    ...(identifiers ? identifiersLines(identifiers, sizes.length) : []),
    ...(names ? namesLines(names, sizes.length) : []),
    ...(linkage ? linkageLines(linkage, sizes.length) : []),
    ...(persons ? personsLines(persons, sizes.length) : []),
    ...(networks ? networksLines(networks, sizes.length) : []),
    ...(sealing ? sealingLines(sealing, sizes.length) : []),
    ...(sealedIndex ? sealedIndexLines(sealedIndex, sizes.length) : []),
    ...(standby ? standbyLines(standby, sizes.length) : []),
    line(
      'Recording, share of filing',
      'reports filed a second without the ledger, in a build for this only, and with it, in turn: what of filing it takes',
      'of it',
      most(0.15),
      ({ recording }) => recording?.ofRate,
    ),
    line(
      'Recording, share of filing’s processor time',
      'the same of the processor time that node and database use for a report; other programs on the machine change it less',
      'of it',
      null,
      ({ recording }) => recording?.ofProcessor ?? undefined,
    ),
    ...(ledger ? ledgerLines(ledger, sizes.length) : []),
    ...(start
      ? [
          {
            name: 'npm start to the first page',
            means: 'with packages installed and an empty data folder, exercise loaded',
            unit: 's',
            target: most(20),
            values: sizes.map((_, index) => (index === 0 ? start.seconds : null)),
            plain: {
              what: 'an empty database made and migrated',
              values: sizes.map((_, index) => (index === 0 ? start.plain : null)),
            },
          },
        ]
      : []),
  ].filter((one) => one.values.some((value) => value !== null))
}

/** The heaviest and the slowest of the public's pages stand for all of them. */
function publicPageLines(measured: readonly (PublicPagesFigure | undefined)[]): Line[] {
  const values = (value: (figure: PublicPagesFigure) => number) =>
    measured.map((figure) => (figure ? value(figure) : null))
  const first = ({ pages }: PublicPagesFigure) => pages[0]
  return [
    {
      name: 'Public’s first page',
      means: 'every byte over the wire with an empty cache: page, styles and script',
      unit: 'kB',
      target: { at: 'most', value: 25 },
      values: values((figure) => (first(figure)?.bytes ?? 0) / 1000),
      plain: null,
    },
    {
      name: 'Public’s pages, the heaviest',
      means: 'of all questions, with photographs and without the map; each with an empty cache',
      unit: 'kB',
      target: { at: 'most', value: 25 },
      values: values(({ pages }) => Math.max(...pages.map(({ bytes }) => bytes)) / 1000),
      plain: null,
    },
    {
      name: 'Public’s page with the map that moves',
      means: 'when it is asked for, on a telephone, with its first tiles',
      unit: 'kB',
      target: { at: 'most', value: 220 },
      values: values(({ mapBytes }) => mapBytes / 1000),
      plain: null,
    },
    {
      name: 'Public’s pages on a bad network, the slowest',
      means: 'at 400 kbit/s and 400 ms, without script and with an empty cache, until it can be used',
      unit: 's',
      target: { at: 'most', value: 1 },
      values: values(({ pages }) => Math.max(...pages.map(({ usable }) => usable)) / 1000),
      plain: {
        what: 'an answer of a few bytes on the same network',
        values: values(({ emptyAnswer }) => emptyAnswer / 1000),
      },
    },
  ]
}

/** A form is as large whatever is stored: measured once, shown in the first column. */
function formsLines({ taken, refused }: FormsFigure, sizes: number): Line[] {
  const once = (value: number) => Array.from({ length: sizes }, (_, index) => (index === 0 ? value : null))
  const line = (name: string, means: string, value: number): Line => ({
    ...{ name, means, unit: 'ms', plain: null },
    target: { at: 'most', value: 20 },
    values: once(value),
  })
  return [
    line('A form of 1 MB: event loop blocked', 'the most of twenty: 500 fields, each letter encoded', taken),
    line('A form of 100,000 fields, refused', 'the same, with what is not taken', refused),
  ]
}

/** Layers do not grow with the reports: measured once, shown in the first column. */
function geographyLines({ loaded, perSecond }: GeographyFigure, sizes: number): Line[] {
  const once = (value: number) => Array.from({ length: sizes }, (_, index) => (index === 0 ? value : null))
  return [
    {
      name: 'Layers of the coast, loaded',
      means: 'official police areas (50 m) and everything beside them, from their files to the first answer',
      unit: 's',
      target: { at: 'most', value: 0.5 },
      values: once(loaded.layers),
      plain: { what: 'what the packages carry instead', values: once(loaded.packages) },
    },
    {
      name: 'Who is responsible for a point',
      means: 'points a second on land and at sea, one after the other on one core, second force included',
      unit: 'points/s',
      target: { at: 'least', value: 50_000 },
      values: once(perSecond.layers),
      plain: { what: 'by what the packages carry', values: once(perSecond.packages) },
    },
  ]
}

/** Identifiers do not depend on how many reports there are: measured once, shown in the first column. */
function identifiersLines({ perSecond, pasted }: IdentifiersFigure, sizes: number): Line[] {
  const line = (name: string, means: string, value: number): Line => ({
    ...{ name, means, unit: 'values/s', target: { at: 'least', value: 50_000 }, plain: null },
    values: Array.from({ length: sizes }, (_, index) => (index === 0 ? value : null)),
  })
  return [
    line('Identifiers read', 'values of every kind as systems export them, on one core', perSecond),
    line(
      'Identifiers read as they are pasted',
      'with labels, remarks, countries, spreadsheets’ marks',
      pasted,
    ),
  ]
}

/** Photographs do not wait for the database: measured once, shown in the first column. */
function photographLines({ times, plain, peakBytes }: PhotographsFigure, sizes: number): Line[] {
  const once = (value: number | null) =>
    Array.from({ length: sizes }, (_, index) => (index === 0 ? value : null))
  return [
    {
      name: 'Photograph made safe, p95',
      means: 'twelve megapixels as JPEG, decoded and painted anew by a process that is started for it',
      unit: 's',
      target: { at: 'most', value: 1 },
      values: once(times.p95 / 1000),
      plain: { what: 'the same without a process of its own', values: once(plain.p95 / 1000) },
    },
    {
      name: 'Photograph made safe, memory',
      means: 'the most that the process which decodes has resident',
      unit: 'MB',
      target: { at: 'most', value: 300 },
      values: once(peakBytes === null ? null : peakBytes / MB),
      plain: null,
    },
  ]
}

function lost(filing: FilingFigure | undefined): number | undefined {
  if (!filing) return undefined
  const { answered, kept, withEvent, searched } = filing.checked
  return answered - Math.min(kept, withEvent, searched)
}

/** Is the target met at the largest size at which it was measured? null where there is no target. */
export function isMet(line: Line): boolean | null {
  const last = line.values.findLast((value) => value !== null)
  if (!line.target || last === undefined) return null
  return line.target.at === 'most' ? last <= line.target.value : last >= line.target.value
}
