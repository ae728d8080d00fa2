/**
 * Where a room's SQL names a table of another room today. These lists may only grow shorter: an entry that
 * is needed no more fails the test, like one that is missing.
 */

export const inCode: readonly string[] = [
  'src/rooms/matches/same-person.ts → intelligence.report',
  'src/rooms/reporting/triage/become-intelligence.ts → intelligence.report',
]

export const inDatabase: readonly string[] = [
  'deconfliction.common_count → intelligence.report',
  'deconfliction.hold_identifiers → intelligence.report',
  'deconfliction.hold_persons → intelligence.report',
  'deconfliction.partners_holding → intelligence.report',
  'deconfliction.partners_naming → intelligence.report',
  'deconfliction.side_record → intelligence.report',
]
