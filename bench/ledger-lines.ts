/** The lines of the table about the ledger. */
import type { Line } from './figures.ts'
import type { LedgerFigure } from './measure-ledger.ts'

/**
 * What recording costs, as a share of filing, the middle of rounds with the ledger and without it in turn: by reports
 * filed a second, and by processor time for each report, of node and database; null where the system does not say.
 */
export type RecordingFigure = { ofRate: number; ofProcessor: number | null }

/** The ledger's figures do not depend on how many reports there are: measured once, shown in the first column. */
export function ledgerLines(figure: LedgerFigure, sizes: number): Line[] {
  const once = (value: number) => Array.from({ length: sizes }, (_, index) => (index === 0 ? value : null))
  const { verified, verifiedAlone, plain, sequenced, proved, found } = figure
  const many = (count: number) => count.toLocaleString('en-GB')
  return [
    {
      name: 'Events verified offline, share of the hashes alone',
      means: `an export of ${many(verified.events)} events, read, held against its checkpoint, by a thread for each processor, three at most; one thread that computes the same leaf and node hashes`,
      unit: 'of it',
      target: { at: 'least', value: 0.6 },
      values: once(verified.ofHashes),
      plain: null,
    },
    {
      name: 'Events verified offline by one thread, share of the hashes alone',
      means: 'the same, by one thread',
      unit: 'of it',
      target: null,
      values: once(verifiedAlone.ofHashes),
      plain: null,
    },
    {
      name: 'Events verified offline, share of the hashes and digests',
      means:
        'the same by a thread for each processor; one thread that computes the digests of the salted content besides',
      unit: 'of it',
      target: null,
      values: once(verified.ofDigests),
      plain: null,
    },
    {
      name: 'Events verified offline by one thread, share of the hashes and digests',
      means: 'the same, by one thread',
      unit: 'of it',
      target: null,
      values: once(verifiedAlone.ofDigests),
      plain: null,
    },
    {
      name: 'Events verified offline',
      means: 'by a thread for each processor, in events a second',
      unit: 'events/s',
      target: null,
      values: once(verified.perSecond),
      plain: { what: 'one thread, leaf and node hashes alone', values: once(plain.leafAndNode) },
    },
    {
      name: 'Events verified offline by one thread',
      means: 'in events a second',
      unit: 'events/s',
      target: null,
      values: once(verifiedAlone.perSecond),
      plain: { what: 'one thread, digests of the salted content besides', values: once(plain.withDigests) },
    },
    {
      name: 'Events verified offline, processor time',
      means: 'of all its threads, for each event; its beginning included',
      unit: 'µs',
      target: null,
      values: once(verified.processor),
      plain: { what: 'by one thread', values: once(verifiedAlone.processor) },
    },
    {
      name: 'Memory of the verifier',
      means: 'the most that the process had',
      unit: 'MB',
      target: { at: 'most', value: 200 },
      values: once(verified.peakBytes / 1e6),
      plain: null,
    },
    {
      name: 'Events given their place',
      means: `${many(sequenced.events)} events: numbered, hashed, their tiles on the disk, a checkpoint signed`,
      unit: 'events/s',
      target: { at: 'least', value: 5_000 },
      values: once(sequenced.perSecond),
      plain: { what: 'one thread, the digests and leaves of as many', values: once(sequenced.hashes) },
    },
    {
      name: 'The proof of an event',
      means: `of a ledger of ${many(proved.size)} events; slowest of twenty (p95)`,
      unit: 'ms',
      target: { at: 'most', value: 20 },
      values: once(proved.times.p95),
      plain: { what: 'its tiles read, one after the other', values: once(proved.reading.p95) },
    },
    {
      name: 'Who read this report',
      means: `among ${many(found.events)} events of a year, as the ledger’s page asks, with their number and places; slowest of twenty (p95)`,
      unit: 'ms',
      target: { at: 'most', value: 100 },
      values: once(found.times.p95),
      plain: {
        what: 'its events counted along their index, without the rule of sight',
        values: once(found.plain.p95),
      },
    },
  ]
}
