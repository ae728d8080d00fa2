/** Reports to file in tests; everything in them is invented. */

export type ReportBody = Record<string, unknown>

/**
 * A report that is accepted as it stands.
 * @param more - fields to put in place of these
 */
export function reportBody(more: ReportBody = {}): ReportBody {
  return {
    title: 'Boats stored behind a builder’s yard',
    classification: 'OFFICIAL',
    handling: 'P',
    review_on: '2031-05-01',
    items: [
      {
        text: 'Three inflatable boats were seen under a tarpaulin behind the yard.',
        source_evaluation: '2',
        intelligence_assessment: 'C',
        basis: 'fact',
      },
    ],
    subjects: [],
    ...more,
  }
}

/** The n-th telephone number of Ofcom's range for drama (07700 900000 to 900999). */
export const dramaNumber = (n: number) => `+447700900${String(n % 1000).padStart(3, '0')}`
