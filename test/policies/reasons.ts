/**
 * Exceptions of catalogue.test.ts, each with its reason. Whoever adds one says why nobody learns or changes
 * by it what is another agency's.
 */

/** `table policy: clause` by which every member reads the same, and which nobody writes by. */
export const openToAll: Readonly<Record<string, string>> = {
  'identity.agency everybody_reads: using':
    'Names and desks of agencies: partners find one another by them, and a match names them.',
  'deconfliction.setting everybody_reads: using':
    'Threshold and quota are one for all; whoever checks is told how many are left.',
  'deconfliction.sealed_setting everybody_reads: using': 'How long sealed records stand is one for all.',
  'deconfliction.key_holder everybody_reads: using':
    'Every agency has to know whom it trusts with half a key, and where they answer.',
  'deconfliction.key_holder_key everybody_reads: using': 'Public halves of keys, which the holders publish.',
  'deconfliction.sealed_epoch everybody_reads: using': 'Numbers of epochs, which the holders publish.',
  'reporting.desk everybody_reads: using': 'Which desks take reports is on the page for the public.',
  'reporting.desk_key everybody_reads: using': 'Public keys: whoever passes a report on seals to them.',
}

/** Bound to the viewer's clearance and not to their agency: what is counted over all agencies. */
export const ofTheClearance: Readonly<Record<string, string>> = {
  'deconfliction.common_value holders_read: using':
    'that a value is common is said to whoever reads content, of the counting for their clearance',
  'deconfliction.sealed_common holders_read: using': 'as common_value: of the counting for their clearance',
}

/**
 * What runs as the program when a member calls it. `viewer`: what it answers or does depends on who asks, and
 * it looks that up itself. `all`: it is one answer for everybody.
 */
export const functionsOfMembers: Readonly<Record<string, { by: 'viewer' | 'all'; because: string }>> = {
  'deconfliction.common_count': {
    by: 'viewer',
    because: 'counts open records that the viewer is cleared for, and their own agency’s in sight',
  },
  'deconfliction.hold_identifiers': {
    by: 'viewer',
    because: 'refuses reports of another agency; matches have to look across agencies',
  },
  'deconfliction.hold_persons': {
    by: 'viewer',
    because: 'refuses reports of another agency; pairs have to look across agencies',
  },
  'deconfliction.keep_sealed': { by: 'viewer', because: 'stores in the viewer’s own agency only' },
  'deconfliction.match_in_sight': { by: 'viewer', because: 'says what the policy of the match says' },
  'deconfliction.thread_of': {
    by: 'viewer',
    because: 'matches that the viewer sees, by the rule of sight on each',
  },
  'deconfliction.messages_of_thread': { by: 'viewer', because: 'messages on matches that thread_of gives' },
  'deconfliction.released_on_matches': {
    by: 'viewer',
    because: 'ids of reports that the viewer reads in full, on matches that they see',
  },
  'deconfliction.matches_of_received': {
    by: 'viewer',
    because: 'matches that the viewer sees, of a report that they read in full',
  },
  'deconfliction.lines_in_sight': {
    by: 'viewer',
    because:
      'sides of the viewer’s agency, by the rule of sight on both sides, grouped by our own side alone',
  },
  'deconfliction.pairs_of_line': {
    by: 'viewer',
    because: 'as lines_in_sight, for one line',
  },
  'deconfliction.matches_in_sight': {
    by: 'viewer',
    because: 'sides of the viewer’s agency, by the rule of sight on both sides',
  },
  'deconfliction.newest_open': {
    by: 'viewer',
    because: 'the viewer’s agency’s sides as matches_in_sight shows them, newest first',
  },
  'deconfliction.note_token_of_check': { by: 'viewer', because: 'of a check of the viewer’s own' },
  'deconfliction.open_by_partner': {
    by: 'viewer',
    because: 'counts what matches_in_sight shows',
  },
  'deconfliction.own_side_visible': {
    by: 'viewer',
    because: 'yes or no by the rule of sight: the policy on matches asks it',
  },
  'deconfliction.partner_discloses': {
    by: 'viewer',
    because: 'yes or no by the rule of sight: the policy on matches asks it',
  },
  'deconfliction.pairs_waiting': {
    by: 'viewer',
    because: 'sides of the viewer’s agency, by the rule of sight on both sides',
  },
  'deconfliction.pairs_waiting_count': { by: 'viewer', because: 'counts what pairs_waiting shows' },
  'deconfliction.partners_holding': {
    by: 'viewer',
    because: 'whose open records hold a value, by the rule of sight: the check',
  },
  'deconfliction.partners_naming': {
    by: 'viewer',
    because: 'whose records these persons are, by the rule of sight: the check by name',
  },
  'deconfliction.partners_sealing': {
    by: 'viewer',
    because: 'whose open records hold a token, by the rule of sight: the check by token',
  },
  'deconfliction.persons_of_import': {
    by: 'viewer',
    because: 'counts persons of the viewer’s agency whom a report mentions that they are cleared for',
  },
  'deconfliction.rejected_alike': {
    by: 'viewer',
    because: 'yes or no about matches that both sides of are in the viewer’s sight',
  },
  'deconfliction.sealed_common_count': {
    by: 'viewer',
    because: 'counts open records that the viewer is cleared for',
  },
  'deconfliction.take_back_sealed': {
    by: 'viewer',
    because: 'ends a record of the viewer’s agency that they are cleared for',
  },
  'deconfliction.what_they_see': {
    by: 'viewer',
    because: 'what a partner sees of a side that the viewer sees themself',
  },
  'identity.end_sessions': {
    by: 'viewer',
    because: 'of the viewer’s own account, or, for an administrator, of one of their agency',
  },
  'identity.person_label': {
    by: 'viewer',
    because: 'a colleague by name, anybody else by role and agency',
  },
  'intelligence.ancestors_of': {
    by: 'viewer',
    because: 'of a report of the viewer’s agency in full sight: what its sanitised version must not name',
  },
  'intelligence.acceptances_of': {
    by: 'viewer',
    because: 'of a report of the viewer’s agency in full sight',
  },
  'intelligence.earlier_version_in_sight': {
    by: 'viewer',
    because:
      'yes or no by an earlier version’s own marking: of the viewer’s agency’s reports in full sight, or after one that the viewer has read',
  },
  'intelligence.had_before_recall': {
    by: 'viewer',
    because: 'who of the viewer’s own agency had a report, of whose recall the viewer may read the notice',
  },
  'intelligence.title_before_recall': {
    by: 'viewer',
    because:
      'of a report that somebody of the viewer’s agency had, of whose recall the viewer may read the notice',
  },
  'intelligence.history_of': { by: 'viewer', because: 'of a report of the viewer’s agency in full sight' },
  'intelligence.is_checked': {
    by: 'all',
    because: 'whether a second officer has checked a version: yes for every version that a partner may read',
  },
  'intelligence.may_read_what_it_is_made_of': {
    by: 'viewer',
    because:
      'yes or no by clearance and operation, of what a draft is made of: the policies on drafts ask it',
  },
  'intelligence.parts_changed': {
    by: 'viewer',
    because: 'places in a version that the viewer may read, where they could have read the one before it',
  },
  'intelligence.readers_of': { by: 'viewer', because: 'of a report of the viewer’s agency in full sight' },
  'intelligence.readership': {
    by: 'all',
    because: 'how many people of each agency could read something like this: numbers, for the preview',
  },
  'intelligence.search': {
    by: 'all',
    because: 'search_candidates, which no member may call, asks the rule of sight of each row for it',
  },
  'intelligence.second_officers': {
    by: 'viewer',
    because: 'colleagues who could check a sanitised version of the viewer’s agency in full sight',
  },
  'intelligence.newest_arrivals': {
    by: 'viewer',
    because:
      'as unread_arrivals, opened or not: what was released to the viewer’s agency, by the rule of sight',
  },
  'intelligence.unread_arrivals': {
    by: 'viewer',
    because: 'what was released to the viewer’s agency, by the rule of sight',
  },
  'platform.digest': {
    by: 'all',
    because: 'a keyed digest of what the caller has; the key stays in the database',
  },
  'platform.outbox': {
    by: 'all',
    because: 'leaves a job in the transaction of the act that needs it',
  },
  'platform.wake': {
    by: 'all',
    because: 'has open pages of agencies look; what they find is under their own people’s sight',
  },
  'reporting.destroy': {
    by: 'viewer',
    because: 'a public report of the viewer’s own desk, by its coordinator or records manager',
  },
  'reporting.key_holders': { by: 'viewer', because: 'who of the viewer’s agency holds its desk’s keys' },
  'reporting.open_desks': {
    by: 'all',
    because: 'which desks take reports, and the public keys to which one seals for them',
  },
  'reporting.origins_to_compare': {
    by: 'viewer',
    because:
      'ids of public reports of the viewer’s agency with which a text is compared; their words stay sealed',
  },
  'reporting.pass_on': {
    by: 'viewer',
    because: 'a public report of the viewer’s own desk, to a desk that is open',
  },
}
