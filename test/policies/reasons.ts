/**
 * Exceptions of catalogue.test.ts, each with its reason. Whoever adds one says why nobody learns or changes
 * by it what is another agency's.
 */

/** `table policy: clause` by which every member reads the same, and which nobody writes by. */
export const openToAll: Readonly<Record<string, string>> = {
  'access.record_kind everybody_reads: using': 'Which kinds of record there are is in the source.',
  'identity.agency everybody_reads: using':
    'Names and desks of agencies: partners find one another by them, and a match names them.',
  'identity.rank everybody_reads: using': 'Ranks of the police in their order: they are in the source.',
  'identity.held_to_account everybody_reads: using':
    'Whom a commissioner or an inspectorate holds to account is public, and every agency’s people may ask by what right.',
  'oversight.inspection everybody_reads: using': 'It is a published report, typed in.',
  'oversight.area everybody_reads: using': 'as oversight.inspection',
  'oversight.recommendation everybody_reads: using':
    'as oversight.inspection: what it recommends, and not what anybody does about it',
  'oversight.lesson task_force_reads_lessons_of_debriefs: using':
    'What several agencies identified together is the task force’s to see: about practice, and of no operation.',
  'oversight.lesson_check as_the_lesson: using': 'as oversight.lesson',
  'oversight.course who_reads_oversight_reads: using':
    'What a course teaches and which posts have to have it says nothing of anybody.',
  'oversight.course_post as_the_course: using': 'as oversight.course',
  'deconfliction.setting everybody_reads: using':
    'Threshold and quota are one for all; whoever checks is told how many are left.',
  'deconfliction.sealed_setting everybody_reads: using': 'How long sealed records stand is one for all.',
  'deconfliction.key_holder everybody_reads: using':
    'Every agency has to know whom it trusts with half a key, and where they answer.',
  'deconfliction.key_holder_key everybody_reads: using': 'Public halves of keys, which the holders publish.',
  'deconfliction.sealed_epoch everybody_reads: using': 'Numbers of epochs, which the holders publish.',
  'networks.group_setting everybody_reads: using': 'When a group needs attention is one for all.',
  'disruptions.setting everybody_reads: using':
    'When disruptions may be the same, and when an effect is looked at, are one for all.',
  'disruptions.term everybody_reads: using': 'What the levels are called is one for all.',
  'networks.group_term everybody_reads: using': 'Words of the field are one for all.',
  'operations.setting everybody_reads: using':
    'How long a membership stays awake, and when a debrief is due, are one for all.',
  'system_requests.setting everybody_reads: using':
    'How long an authorisation stands and how many requests a person may ask are one for all.',
  'system_requests.system everybody_reads: using': 'Which systems of record there are is one for all.',
  'records.setting everybody_reads: using': 'After how many years records are reviewed is one for all.',
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
  'access.viewer_keeps': {
    by: 'viewer',
    because: 'is a filed record of the viewer’s own agency, and do they manage its records or see it',
  },
  'access.lift_restriction': {
    by: 'viewer',
    because: 'of an own record that the viewer sees and decides about; its partners are told',
  },
  'access.correct_record': {
    by: 'viewer',
    because: 'of an own record that the viewer sees and decides about; its partners are told',
  },
  'access.had_before_notice': {
    by: 'viewer',
    because: 'people of the viewer’s own agency, of a notice to it that the viewer may read',
  },
  'access.ask_erasure': { by: 'viewer', because: 'of a record that viewer_keeps says is theirs' },
  'access.agree_erasure': {
    by: 'viewer',
    because: 'of a record that viewer_keeps says is theirs; a constraint wants another person than asked',
  },
  'access.refuse_erasure': { by: 'viewer', because: 'of a record that viewer_keeps says is theirs' },
  'intelligence.erase_report': {
    by: 'viewer',
    because: 'only in the transaction in which a second person of its agency agreed to the erasure',
  },
  'records.facts_of': {
    by: 'viewer',
    because:
      'reviews of the viewer’s agency: references and counts for who manages records, else those in sight',
  },
  'records.keep_found': {
    by: 'viewer',
    because: 'of a request that the viewer answers; keeps references of records of their own agency',
  },
  'records.figures_of': {
    by: 'viewer',
    because:
      'numbers and dates of the viewer’s own agency, or of one that they hold to account; nothing says whose a request was',
  },
  'records.keep_sealed_found': {
    by: 'viewer',
    because:
      'keeps references of reports of the viewer’s own desk, of a request for which the viewer is named',
  },
  'records.sealed_outside': { by: 'viewer', because: 'a count, of a request that the viewer answers' },
  'reporting.is_destroyed': {
    by: 'viewer',
    because: 'of the viewer’s own agency alone; of any other report no',
  },
  'records.request_counts': { by: 'viewer', because: 'counts, of requests that the viewer answers' },
  'records.restrict_for_request': {
    by: 'viewer',
    because: 'of an own record in sight of the officer who is named for the request; its partners are told',
  },
  'search.records_of_subject': {
    by: 'viewer',
    because:
      'ids of records of the viewer’s own agency, for an open request that they answer and whose subject somebody has seen',
  },
  'intelligence.reports_of_subject': {
    by: 'viewer',
    because: 'as search.records_of_subject, with withheld subjects, drafts and restricted reports',
  },
  'records.years_of_group': { by: 'all', because: 'the operator’s setting, which is one for all' },
  'records.decide_reviews': { by: 'viewer', because: 'reviews that facts_of shows the viewer' },
  'records.name_reviewer': {
    by: 'viewer',
    because: 'reviews of the viewer’s agency, for who manages its records; names people of that agency',
  },
  'deconfliction.common_count': {
    by: 'viewer',
    because: 'counts open records that the viewer is cleared for, and their own agency’s in sight',
  },
  'deconfliction.replace_identifiers': {
    by: 'viewer',
    because: 'refuses reports of another agency; matches have to look across agencies',
  },
  'deconfliction.replace_persons': {
    by: 'viewer',
    because: 'refuses reports of another agency; pairs have to look across agencies',
  },
  'access.references_of': {
    by: 'viewer',
    because: 'to a records manager, what records are called that their agency owns, was given or opened',
  },
  'access.record_called': { by: 'viewer', because: 'as references_of, from the reference to the record' },
  'reporting.references_of': {
    by: 'viewer',
    because: 'to a records manager, what public reports of their own desk are called there',
  },
  'reporting.report_called': { by: 'viewer', because: 'as references_of, from the reference to the report' },
  'ledger.places_of': {
    by: 'viewer',
    because: 'places in the tree of events that the viewer reads, of their own agency and for a stated use',
  },
  'ledger.event_of_pack': {
    by: 'viewer',
    because:
      'the event by which the viewer’s own agency made a pack, for an overseer who hands out its proof',
  },
  'ledger.event_at_place': { by: 'viewer', because: 'as places_of, from the place to the event' },
  'deconfliction.store_sealed_records': { by: 'viewer', because: 'stores in the viewer’s own agency only' },
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
  'deconfliction.own_side_in_sight': {
    by: 'viewer',
    because: 'yes or no by the rule of sight: the policy on matches asks it',
  },
  'deconfliction.partner_side_in_sight': {
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
  'identity.refused_sign_ins': {
    by: 'viewer',
    because:
      'for an administrator: refused sign-ins of the viewer’s agency, and codes of what was wrong with a provider',
  },
  'identity.person_label': {
    by: 'viewer',
    because: 'a colleague by name, anybody else by role and agency',
  },
  'intelligence.ancestors_of': {
    by: 'viewer',
    because: 'of a report of the viewer’s agency in full sight: what its sanitised version must not name',
  },
  'access.acceptances_of': {
    by: 'viewer',
    because: 'of a report of the viewer’s agency in full sight',
  },
  'intelligence.earlier_version_in_sight': {
    by: 'viewer',
    because:
      'yes or no by an earlier version’s own marking: of the viewer’s agency’s reports in full sight, or after one that the viewer has read',
  },
  'access.had_before_recall': {
    by: 'viewer',
    because: 'who of the viewer’s own agency had a report, of whose recall the viewer may read the notice',
  },
  'access.kind_before_recall': {
    by: 'viewer',
    because: 'the kind alone, to whoever may read the notice of the recall',
  },
  'access.title_before_recall': {
    by: 'viewer',
    because:
      'of a report that somebody of the viewer’s agency had, of whose recall the viewer may read the notice',
  },
  'access.may_have_a_next_version': {
    by: 'viewer',
    because: 'yes only of a record of the viewer’s agency in full sight: the policy on drafts asks it',
  },
  'access.history_of': { by: 'viewer', because: 'of a report of the viewer’s agency in full sight' },
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
  'access.readers_of': { by: 'viewer', because: 'of a report of the viewer’s agency in full sight' },
  'access.readership': {
    by: 'all',
    because: 'how many people of each agency could read something like this: numbers, for the preview',
  },
  'search.search': {
    by: 'all',
    because: 'search_candidates, which no member may call, asks the rule of sight of each row for it',
  },
  'intelligence.second_officers': {
    by: 'viewer',
    because: 'colleagues who could check a sanitised version of the viewer’s agency in full sight',
  },
  'access.newest_arrivals': {
    by: 'viewer',
    because: 'what was released to the viewer’s agency, opened or not, by the rule of sight',
  },
  'platform.digest': {
    by: 'all',
    because: 'a keyed digest of what the caller has; the key stays in the database',
  },
  'oversight.holds': {
    by: 'all',
    because: 'whether a body holds an agency to account, which is public (identity.held_to_account)',
  },
  'identity.viewer_is_of_task_force': { by: 'viewer', because: 'yes or no, of the viewer’s own agency' },
  'deconfliction.matches_by_pair': {
    by: 'viewer',
    because:
      'to coordinators of the task force: how many matches two agencies let one another discover, never fewer than five, once a week',
  },
  'deconfliction.pairs_counted_at': { by: 'viewer', because: 'to coordinators of the task force: a time' },
  'deconfliction.answers_due': {
    by: 'viewer',
    because:
      'to coordinators of the task force: on how many matches an agency owes another an answer, and nothing of the matches',
  },
  'access.notices_open': {
    by: 'viewer',
    because: 'to coordinators of the task force: how many notices an agency has not acknowledged',
  },
  'requirements.unanswered_by_pair': {
    by: 'viewer',
    because:
      'to coordinators of the task force: how many lines an agency has not answered, and nothing of them',
  },
  'coast.plans_of_all': {
    by: 'viewer',
    because: 'to coordinators of the task force: how many miles and stretches, and nothing of where or who',
  },
  'coast.joint_gaps': { by: 'viewer', because: 'as coast.plans_of_all, of two agencies whose coasts meet' },
  'networks.agency_is_asked': {
    by: 'viewer',
    because: 'yes or no: whether a partner asks their agency to join two subjects; shown to nobody',
  },
  'networks.viewer_and_groups': {
    by: 'viewer',
    because:
      'yes or no, of three things that are theirs: lines they own, what their agency is asked, groups it keeps',
  },
  'networks.groups_by_agency': {
    by: 'viewer',
    because:
      'to coordinators of the task force: how many groups of an agency lack a lead, a plan or a review, never from one to four, and nothing of any group',
  },
  'networks.erase_group': {
    by: 'viewer',
    because: 'only in the transaction in which a second person of its agency agreed to the erasure',
  },
  'networks.own_report_keeps_apart': {
    by: 'viewer',
    because: 'yes or no of a person whom a report of the viewer’s own agency names',
  },
  'networks.may_be_named': {
    by: 'viewer',
    because:
      'yes or no: may the viewer’s agency name somebody written so as a member of a group, as far as its own keeping goes',
  },
  'networks.member_is_shown': {
    by: 'all',
    because:
      'yes or no of a statement, for its policy, to whoever has its id; it says nothing of what it says',
  },
  'networks.version_is_kept': {
    by: 'all',
    because: 'yes or no of a group’s version, to whoever has its id; it says nothing of what a version says',
  },
  'networks.is_kept_apart': {
    by: 'all',
    because:
      'yes or no of one mention, for the policies of networks: whoever asks has the report’s id and the number in it, and reads nothing by it',
  },
  'networks.find_subject': {
    by: 'viewer',
    because:
      'a subject that a report in the viewer’s full sight names, as the policy of networks.subject says',
  },
  'networks.mentions_of': {
    by: 'viewer',
    because: 'mentions in the viewer’s full sight, as the policy of networks.mention says',
  },
  'networks.cards_of': {
    by: 'viewer',
    because:
      'of each subject the newest mention in the viewer’s full sight, and nothing of one that has none',
  },
  'networks.links_of': {
    by: 'viewer',
    because: 'accepted links of which the viewer finds both ends, as the policy of networks.link says',
  },
  'networks.proposed_links_of': {
    by: 'viewer',
    because: 'what reports of the viewer’s own agency, in their full sight, say of whose something is',
  },
  'networks.steps_from': {
    by: 'viewer',
    because:
      'between subjects that reports in the viewer’s full sight name, and links and joinings of which they find both ends',
  },
  'networks.threads_in_sight': {
    by: 'viewer',
    because: 'reports that the viewer reads in full, and by which values they hang together',
  },
  'networks.confirmed_in_sight': {
    by: 'viewer',
    because: 'pairs of reports that the viewer reads both in full, whose persons both agencies confirmed',
  },
  'networks.own_is_kept_apart': {
    by: 'viewer',
    because: 'yes or no of a person whom a report of the viewer’s own agency names',
  },
  'encounters.viewer_records': {
    by: 'viewer',
    because: 'yes or no: may the viewer’s agency record encounters',
  },
  'encounters.viewer_works_on': {
    by: 'viewer',
    because: 'yes or no of an encounter: it is of the viewer’s own agency, and they record',
  },
  'encounters.has_recorded': {
    by: 'all',
    because: 'yes or no of an encounter and a person, to whoever has both ids, which only the own agency has',
  },
  'encounters.begin': { by: 'viewer', because: 'begins an encounter of the viewer’s own agency' },
  'encounters.count_again': {
    by: 'viewer',
    because: 'of an encounter of the viewer’s own agency that is open',
  },
  'encounters.answer_step': {
    by: 'viewer',
    because: 'of an encounter of the viewer’s own agency that is open',
  },
  'encounters.add_children': {
    by: 'viewer',
    because: 'of an encounter of the viewer’s own agency that is open',
  },
  'encounters.add_opportunity': {
    by: 'viewer',
    because: 'of an encounter of the viewer’s own agency that is open; triggers keep who may be a child out',
  },
  'encounters.add_handover': {
    by: 'viewer',
    because: 'of an encounter of the viewer’s own agency that is open',
  },
  'encounters.take_out': { by: 'viewer', because: 'of an encounter of the viewer’s own agency that is open' },
  'encounters.move': {
    by: 'viewer',
    because: 'of an encounter of the viewer’s own agency; a trigger wants another person’s check',
  },
  'encounters.hold': {
    by: 'viewer',
    because: 'of an encounter of the viewer’s own agency, by whoever manages its records',
  },
  'encounters.note_report': {
    by: 'viewer',
    because: 'of an encounter of the viewer’s own agency; a trigger wants a report of the same',
  },
  'encounters.things_waiting': {
    by: 'viewer',
    because: 'what waits for the viewer: ids and numbers of encounters of their own agency',
  },
  'system_requests.viewer_operates': {
    by: 'viewer',
    because: 'codes of the systems in which the viewer is accredited',
  },
  'system_requests.viewer_agency_has_access': {
    by: 'viewer',
    because: 'yes or no of a system: the viewer’s own agency has somebody accredited',
  },
  'system_requests.viewer_sees': {
    by: 'viewer',
    because: 'yes or no of a request, by the rule by which its row is read',
  },
  'system_requests.viewer_asks': { by: 'viewer', because: 'yes or no: may the viewer write requests' },
  'system_requests.authorisers': {
    by: 'viewer',
    because: 'colleagues of the viewer’s own agency who hold the rank, to whoever may ask them',
  },
  'system_requests.draft': { by: 'viewer', because: 'writes a request of the viewer’s own' },
  'system_requests.change': { by: 'viewer', because: 'of the viewer’s own draft' },
  'system_requests.throw_away': { by: 'viewer', because: 'of the viewer’s own draft' },
  'system_requests.safeguard': {
    by: 'viewer',
    because: 'of a draft in sight; a trigger wants another than asks',
  },
  'system_requests.move': {
    by: 'viewer',
    because:
      'of a request in sight; triggers want another who holds the rank, who is accredited, and in time',
  },
  'system_requests.ask_another': { by: 'viewer', because: 'of the viewer’s own request' },
  'system_requests.draft_again': {
    by: 'viewer',
    because: 'of a request in sight that has lapsed; the new one is the viewer’s own',
  },
  'system_requests.corroborate': {
    by: 'viewer',
    because: 'of a request in sight, on records in sight; a trigger wants another than entered the answer',
  },
  'system_requests.say_wrong': {
    by: 'viewer',
    because: 'of a request in sight, on own records in sight',
  },
  'system_requests.link_action': {
    by: 'viewer',
    because: 'of a request in sight, with an action of an operation in which the viewer acts',
  },
  'system_requests.review': { by: 'viewer', because: 'the next review of a request in sight' },
  'system_requests.hold': {
    by: 'viewer',
    because:
      'of a request of the own agency by its number, by whoever manages its records; it says nothing of it',
  },
  'system_requests.accredit': {
    by: 'viewer',
    because: 'of a colleague, by an administrator; a constraint keeps them from accrediting themselves',
  },
  'system_requests.end_accreditation': {
    by: 'viewer',
    because: 'of the own agency’s, by an administrator',
  },
  'system_requests.things_waiting': {
    by: 'viewer',
    because:
      'what waits for the viewer: ids and numbers of requests that they see, and alerts for a records manager',
  },
  'system_requests.settle_alert': {
    by: 'viewer',
    because: 'of the own agency’s alerts, by its records manager, never about themself',
  },
  'system_requests.lack_of_access': {
    by: 'viewer',
    because: 'counts by agency for coordinators of the task force; numbers from one to four are not said',
  },
  'system_requests.answer_times': {
    by: 'viewer',
    because: 'how long answers took the viewer’s own agency, from five on',
  },
  'system_requests.requests_of_subject': {
    by: 'viewer',
    because:
      'numbers of requests of the own agency, for the open request of a subject whose identity was seen: to the named officer of those in sight',
  },
  'system_requests.corrections_of': {
    by: 'viewer',
    because: 'of a request in sight: how far the correction of each record has come that it was wrong about',
  },
  'disruptions.reads': {
    by: 'viewer',
    because: 'yes or no: does the viewer read this disruption in full, by the rule of sight',
  },
  'disruptions.reads_filed': {
    by: 'viewer',
    because: 'yes or no: does the viewer read this record in full, by the rule of sight',
  },
  'disruptions.sees_evidence': {
    by: 'viewer',
    because:
      'yes or no: may the viewer read what a disruption is linked with; a label of an exhibit is part of it',
  },
  'disruptions.is_own_draft': {
    by: 'viewer',
    because: 'yes or no of a draft of the viewer’s own agency',
  },
  'disruptions.is_own': { by: 'viewer', because: 'yes or no of a disruption of the viewer’s own agency' },
  'disruptions.is_evidenced': {
    by: 'all',
    because:
      'yes or no of a disruption, to whoever has its id: something shows how it was before and after. A trigger asks it',
  },
  'disruptions.name_group': {
    by: 'viewer',
    because:
      'of an own draft that the viewer may change; a group that they may not read is as one that is not there',
  },
  'disruptions.add_evidence': {
    by: 'viewer',
    because:
      'of a disruption that the viewer reads and their agency drafts or claims; only what they read themselves is linked',
  },
  'disruptions.take_evidence': {
    by: 'viewer',
    because: 'what the viewer’s own agency linked with a disruption that they read',
  },
  'disruptions.claim_it': {
    by: 'viewer',
    because: 'of a disruption that the viewer reads and decides on, in the name of their own agency',
  },
  'disruptions.ask_moderator': { by: 'viewer', because: 'of a disruption of the viewer’s own agency' },
  'disruptions.moderate': {
    by: 'viewer',
    because:
      'of a disruption that the viewer reads and that their agency does not claim; a constraint holds it',
  },
  'disruptions.answer_question': { by: 'viewer', because: 'of a disruption of the viewer’s own agency' },
  'disruptions.check_effect': {
    by: 'viewer',
    because: 'of a disruption that the viewer reads and in which their agency has a part',
  },
  'disruptions.note_notice': {
    by: 'viewer',
    because: 'what the viewer’s own agency was told of a group that they read',
  },
  'disruptions.candidates': {
    by: 'viewer',
    because: 'disruptions that may be the same as one that the viewer reads: those that they read too',
  },
  'disruptions.join_other': {
    by: 'viewer',
    because: 'of a disruption of the viewer’s own agency, with one of its candidates',
  },
  'disruptions.things_waiting': {
    by: 'viewer',
    because:
      'what waits for the viewer: ids of disruptions that they may know of, and of what their agency was told',
  },
  'disruptions.by_agency': {
    by: 'viewer',
    because:
      'to coordinators of the task force: how many disruptions of an agency were accepted, never from one to four, and nothing of any disruption',
  },
  'disruptions.erase_disruption': {
    by: 'viewer',
    because: 'of the viewer’s own agency, in the transaction in which a second person agreed',
  },
  'operations.viewer_sees_decision': {
    by: 'viewer',
    because: 'yes or no of a decision of an operation that the viewer is in, and for which they are cleared',
  },
  'operations.viewer_sees_action': {
    by: 'viewer',
    because: 'yes or no of an action of an operation that the viewer is in',
  },
  'operations.entry_named': {
    by: 'viewer',
    because: 'the id of a decision or an action of an operation that the viewer is in',
  },
  'operations.entry_in_sight': {
    by: 'viewer',
    because: 'codename and number of a decision or an action of an operation that the viewer is in',
  },
  'operations.agree_silence': {
    by: 'viewer',
    because: 'to somebody else of the own agency who may act in the operation of the event',
  },
  'operations.begin_planned_change': {
    by: 'viewer',
    because:
      'a draft of the viewer’s own, of an event of their own agency in an operation in which they may act',
  },
  'operations.keep_planned_draft': {
    by: 'viewer',
    because: 'a draft of the viewer’s own',
  },
  'operations.drop_planned_draft': { by: 'viewer', because: 'as keep_planned_draft' },
  'operations.settle_planned_alert': {
    by: 'viewer',
    because: 'to a records manager, of an alert of their own agency about somebody else',
  },
  'operations.viewer_has_posts': {
    by: 'viewer',
    because: 'yes or no: whether they hold any post; nothing of an operation',
  },
  'operations.viewer_in': {
    by: 'viewer',
    because: 'yes or no, by the rule of sight itself; the same of what is not there',
  },
  'operations.viewer_holds': {
    by: 'viewer',
    because: 'yes or no, of the viewer’s own posts in an operation that they are in',
  },
  'operations.viewer_works_as': {
    by: 'viewer',
    because: 'yes or no, of the viewer’s own posts in an open operation that they are in',
  },
  'operations.viewer_operations': {
    by: 'viewer',
    because: 'ids of the operations that the viewer is in, as viewer_in says of each',
  },
  'operations.broker_card': { by: 'viewer', because: 'as broker_cards, of one side' },
  'operations.broker_cards': {
    by: 'viewer',
    because:
      'to coordinators of the task force who are in no operation: agency, desk, group and hours of both sides, where one asked for the duty post and neither is silent',
  },
  'operations.change_planned': {
    by: 'viewer',
    because: 'to whoever may act in the operation, of events of their own agency',
  },
  'operations.conflicts_waiting': {
    by: 'viewer',
    because:
      'what waits for the viewer: their own side’s conflicts, and to the duty post that both sides are to be rung',
  },
  'operations.go_planned': {
    by: 'viewer',
    because: 'to a command post of the operation, of events of their own agency',
  },
  'operations.lodge_planned': {
    by: 'viewer',
    because: 'to whoever may act in the operation; the answer is the same whatever will be found',
  },
  'operations.note_planned_ring': {
    by: 'viewer',
    because: 'as change_planned',
  },
  'operations.open_for_conflict': {
    by: 'viewer',
    because:
      'to whoever may act in the operation of their own side, once the duty post rang it: numbers of agencies that learned something, for their pages',
  },
  'operations.stand_down_planned': {
    by: 'viewer',
    because: 'as change_planned',
  },
  'operations.tell_of_conflict': {
    by: 'viewer',
    because: 'as broker_cards',
  },
  'operations.viewer_is_broker': {
    by: 'viewer',
    because: 'yes or no of the viewer',
  },
  'operations.word_of_conflict': {
    by: 'viewer',
    because: 'to whoever may act in the operation of their own side: the event that is their own',
  },
  'operations.operation_of_interest': {
    by: 'viewer',
    because: 'the operation of an interest of the viewer’s agency, to who is in it',
  },
  'operations.add_interest': {
    by: 'viewer',
    because: 'for who acts in the operation: an interest of their own agency',
  },
  'operations.close_interest': {
    by: 'viewer',
    because: 'for who acts in the operation of an interest of their own agency',
  },
  'operations.interest_cards': {
    by: 'viewer',
    because:
      'to the duty post: agencies, desks, kind and month of matches on interests that asked for it; no value, no operation, nothing above its clearance',
  },
  'operations.tell_of_interest': { by: 'viewer', because: 'to the duty post, of a card that it sees' },
  'operations.interests_waiting': {
    by: 'viewer',
    because: 'cards of the duty post, and reviews for who acts in the operation',
  },
  'operations.propose': {
    by: 'viewer',
    because: 'an operation of the viewer’s own agency, where their role lets them propose one',
  },
  'operations.offer_terms': {
    by: 'viewer',
    because: 'to the lead and the deputies of an operation, who read it',
  },
  'operations.accept_terms': {
    by: 'viewer',
    because: 'to a coordinator, of terms that were offered to their own agency by somebody else',
  },
  'operations.decline_terms': {
    by: 'viewer',
    because: 'as accept_terms',
  },
  'operations.leave_with_agency': {
    by: 'viewer',
    because: 'to a coordinator of their own agency’s part, and to the lead of the operation',
  },
  'operations.fit_for_post': {
    by: 'viewer',
    because: 'to the lead and the deputies: does an address fit a post, of agencies that take part',
  },
  'operations.propose_post': {
    by: 'viewer',
    because: 'as fit_for_post',
  },
  'operations.is_leading': {
    by: 'viewer',
    because: 'yes or no, to who is in the operation or coordinates the agency of whoever leads it',
  },
  'operations.is_own_proposal': {
    by: 'viewer',
    because: 'yes or no to a coordinator, of somebody of their own agency who was asked for',
  },
  'operations.accept_post': {
    by: 'viewer',
    because: 'to a coordinator, of somebody of their own agency whom somebody else proposed',
  },
  'operations.decline_post': {
    by: 'viewer',
    because: 'as accept_post',
  },
  'operations.end_post': {
    by: 'viewer',
    because: 'to whoever holds the post, to who leads, and to a coordinator of the person’s own agency',
  },
  'operations.confirm_member': {
    by: 'viewer',
    because: 'to who leads, of others',
  },
  'operations.confirm_lead': {
    by: 'viewer',
    because: 'to a coordinator, of a lead of their own agency',
  },
  'operations.change_state': {
    by: 'viewer',
    because: 'to the lead',
  },
  'operations.set_register': {
    by: 'viewer',
    because: 'to the lead',
  },
  'operations.concerned': {
    by: 'viewer',
    because:
      'numbers of agencies, to whoever has a post in the operation, and to a coordinator of an agency of it',
  },
  'operations.fault_of_codename': {
    by: 'all',
    because: 'does a word name a place or say where somebody is from; it says nothing of any operation',
  },
  'operations.people_in': {
    by: 'viewer',
    because: 'people of an operation that the viewer reads; those of other agencies by agency and post',
  },
  'operations.people_of_agency': {
    by: 'viewer',
    because:
      'to a coordinator: their own people in operations, and no more of the operation than its codename',
  },
  'operations.read_by_those_who_left': {
    by: 'viewer',
    because: 'to who leads: numbers of records, by agency',
  },
  'operations.register_of_agency': {
    by: 'viewer',
    because: 'to a records manager: codename, state and next review of their own agency’s operations',
  },
  'operations.register_of_task_force': {
    by: 'viewer',
    because: 'to coordinators of the task force: codename, lead agency and state, where the lead said so',
  },
  'operations.terms_of_agency': {
    by: 'viewer',
    because: 'to a coordinator: terms that were offered to their own agency, and by which it takes part',
  },
  'operations.things_waiting': {
    by: 'viewer',
    because: 'what waits for the viewer: numbers and ids of what they are asked, and nothing of it',
  },
  'networks.owner_of': {
    by: 'all',
    because:
      'the number of the agency of a subject, to whoever has its id, which only those who find it have',
  },
  'networks.may_be_joined': {
    by: 'viewer',
    because:
      'yes or no: two subjects of which the viewer’s agency holds one, and whether the partner can find that one',
  },
  'operations.needed_before_closing': {
    by: 'all',
    because:
      'how many actions keep an operation from closing, to whoever has its id, which only its members have; a number',
  },
  'operations.people_of_log': {
    by: 'viewer',
    because: 'of a log that the viewer reads: who reads it too',
  },
  'operations.log_to_enter': {
    by: 'viewer',
    because: 'of a log that the viewer reads: what they may do in it, and the agencies of its readers',
  },
  'operations.enter_decision': {
    by: 'viewer',
    because: 'into a log that the viewer reads, where they act in its operation; of others as its loggist',
  },
  'operations.word_on_decision': {
    by: 'viewer',
    because: 'of an entry of which the viewer is the maker, and that a loggist wrote',
  },
  'operations.acknowledge_decision': {
    by: 'viewer',
    because: 'of an entry in a log that the viewer reads',
  },
  'operations.open_narrow_log': {
    by: 'viewer',
    because: 'in an operation that the viewer leads, of people who are in it',
  },
  'operations.keep_print': {
    by: 'viewer',
    because: 'of a log that the viewer reads',
  },
  'operations.write_terms': {
    by: 'viewer',
    because: 'of an operation that the viewer leads, or deputises in',
  },
  'operations.accept_new_terms': {
    by: 'viewer',
    because: 'as its coordinator, of an agency that takes part and is the viewer’s own',
  },
  'operations.new_terms_of_agency': {
    by: 'viewer',
    because:
      'to a coordinator: new terms of operations in which their own agency takes part, and no more of them',
  },
  'operations.propose_reader': {
    by: 'viewer',
    because: 'for a narrower log that the viewer opened, of people who are in the operation',
  },
  'operations.answer_reader': { by: 'viewer', because: 'of a narrower log that the viewer reads' },
  'operations.remove_reader': {
    by: 'viewer',
    because: 'from a narrower log that the viewer opened, or the viewer themself from one that they read',
  },
  'operations.readers_of_log': {
    by: 'viewer',
    because:
      'of a narrower log that the viewer reads: who is named in it, those of other agencies without a name',
  },
  'operations.operations_of_subject': {
    by: 'viewer',
    because:
      'ids of operations of the viewer’s own agency, for the open request of a subject whose identity was seen',
  },
  'operations.erase_operation': {
    by: 'viewer',
    because: 'only in the transaction in which a second person of its agency agreed to the erasure',
  },
  'operations.viewer_reads_what_stays': {
    by: 'viewer',
    because:
      'of an erased operation: whether the viewer manages the records of the agency that led it, or was in it',
  },
  'operations.what_stays_of': {
    by: 'viewer',
    because:
      'of an erased operation, as viewer_reads_what_stays: reference, marking and how many entries its log has',
  },
  'operations.events_of_log': {
    by: 'viewer',
    because:
      'of entries in a log that the viewer reads: the events by which they were entered, which say no more than the log',
  },
  'operations.decisions_waiting': {
    by: 'viewer',
    because: 'entries of logs that the viewer reads, which wait for them',
  },
  'operations.viewer_and_action': {
    by: 'viewer',
    because: 'how the viewer stands to an action of an operation that they are in',
  },
  'operations.viewer_reads_brief': {
    by: 'viewer',
    because: 'yes or no of an action, for the policy that asks',
  },
  'operations.raise_action': {
    by: 'viewer',
    because: 'in an operation in which the viewer acts',
  },
  'operations.move_action': {
    by: 'viewer',
    because:
      'of an action of an operation in which the viewer acts; an agency’s people by its own tasking post',
  },
  'operations.share_result': {
    by: 'viewer',
    because: 'of an action that the viewer’s own agency does, by its tasking post or whoever does it',
  },
  'operations.comment_on_action': {
    by: 'viewer',
    because: 'of an action whose brief the viewer reads; only their own agency reads it',
  },
  'operations.actions_waiting': {
    by: 'viewer',
    because:
      'actions of operations that the viewer is in; of another agency’s nothing but number, agency and day',
  },
  'operations.action_days_mark': {
    by: 'viewer',
    because:
      'how much was entered for action days of operations that the viewer is in, and their own events: numbers',
  },
  'operations.briefings_waiting': {
    by: 'viewer',
    because: 'briefings for a post that the viewer holds, which they have not read',
  },
  'operations.plan_action_day': {
    by: 'viewer',
    because: 'in an operation of which the viewer runs the days',
  },
  'operations.write_safeguarding': {
    by: 'viewer',
    because: 'of a day that the viewer runs',
  },
  'operations.move_action_day': {
    by: 'viewer',
    because:
      'of a day that the viewer runs; refused to others in the operation, and not there for anybody else',
  },
  'operations.keep_action_day_desk': {
    by: 'viewer',
    because: 'of the viewer’s own agency, by its tasking post',
  },
  'operations.note_action_day': {
    by: 'viewer',
    because: 'on a day of an operation in which the viewer acts',
  },
  'operations.count_outcome': {
    by: 'viewer',
    because: 'for the viewer’s own agency, by its tasking post',
  },
  'operations.counts_of_day': {
    by: 'viewer',
    because: 'of a day of an operation that the viewer is in: what its members read anyway, asked once',
  },
  'operations.command_posts_of_day': {
    by: 'viewer',
    because:
      'of a day of an operation that the viewer is in: agencies, their desks and which posts they hold, and nobody by name',
  },
  'operations.issue_briefing': {
    by: 'viewer',
    because: 'for a day that the viewer runs',
  },
  'operations.viewer_reads_version': {
    by: 'viewer',
    because: 'yes or no of a version, for the functions that ask',
  },
  'operations.acknowledge_briefing': {
    by: 'viewer',
    because: 'of a version that the viewer reads',
  },
  'operations.audience_of_briefing': {
    by: 'viewer',
    because:
      'of a version that the viewer wrote, or whose operation they lead: for whom it is, and who has read it',
  },
  'operations.begin_debrief': {
    by: 'viewer',
    because: 'in an operation of which the viewer is the lead or a deputy',
  },
  'operations.observe': {
    by: 'viewer',
    because: 'for the viewer’s own agency, in a debrief of an operation in which they act',
  },
  'operations.identify_lesson': {
    by: 'viewer',
    because: 'in a debrief of an operation of which the viewer is the lead or a deputy',
  },
  'operations.close_debrief': {
    by: 'viewer',
    because: 'of an operation of which the viewer is the lead or a deputy',
  },
  'operations.lessons_of_debrief': {
    by: 'viewer',
    because: 'of a debrief of an operation that the viewer is in: what its lessons say and how far they are',
  },
  'operations.observations_of_debrief': {
    by: 'viewer',
    because: 'of a debrief of an operation that the viewer is in: what its members read anyway, asked once',
  },
  'operations.count_of_debriefs': {
    by: 'viewer',
    because: 'of debriefs of operations that the viewer is in: numbers',
  },
  'operations.debriefs_waiting': {
    by: 'viewer',
    because:
      'debriefs of operations that the viewer is in, which they hold or in which their agency said nothing',
  },
  'operations.debriefs_mark': {
    by: 'viewer',
    because: 'how much was entered in debriefs of operations that the viewer is in: two numbers',
  },
  'operations.viewer_sits': {
    by: 'viewer',
    because:
      'yes or no: whether the viewer’s own agency sits in a meeting, and whether they are cleared for it',
  },
  'operations.seats_of_meeting': {
    by: 'viewer',
    because: 'of a meeting in which the viewer’s agency sits: who else does',
  },
  'operations.call_meeting': {
    by: 'viewer',
    because: 'of the viewer’s own agency, by its coordinator',
  },
  'operations.hold_meeting': {
    by: 'viewer',
    because: 'of a meeting that the viewer’s agency holds, by its coordinator',
  },
  'operations.meeting_takes_bids': {
    by: 'viewer',
    because: 'yes or no of a meeting in which the viewer sits',
  },
  'operations.draft_bid': {
    by: 'viewer',
    because: 'of the viewer’s own agency, for a meeting in which it sits',
  },
  'operations.change_bid': {
    by: 'viewer',
    because: 'of a bid that the viewer wrote',
  },
  'operations.submit_bid': {
    by: 'viewer',
    because: 'of a bid that the viewer wrote',
  },
  'operations.decide_bid': {
    by: 'viewer',
    because: 'of a bid that was submitted to a meeting of the viewer’s agency, and that they did not write',
  },
  'operations.link_bid': {
    by: 'viewer',
    because: 'of a bid that the viewer reads, with an operation that they propose in this transaction',
  },
  'operations.concerned_by_bid': {
    by: 'viewer',
    because: 'of a bid that the viewer reads: numbers of the agencies that sit in its meeting',
  },
  'operations.tasking_mark': {
    by: 'viewer',
    because: 'how bids stand that the viewer reads: two numbers',
  },
  'operations.bids_waiting': {
    by: 'viewer',
    because: 'bids that the viewer wrote and got back, and those that their agency decides on',
  },
  'oversight.is_learned': {
    by: 'all',
    because: 'yes or no of a lesson, to whoever has its id, which only its readers have',
  },
  'oversight.checks_lesson': {
    by: 'viewer',
    because: 'yes or no: may an agency check a lesson, which is shown to it',
  },
  'oversight.coverage_of_all': {
    by: 'viewer',
    because:
      'to coordinators of the task force: how many of a post have a course, without the numbers that are not shown',
  },
  'oversight.national_picture': {
    by: 'viewer',
    because:
      'to coordinators of the task force: which addressee is at which stage, by what it has signed, and no word of it',
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
  'requirements.answers_of': {
    by: 'viewer',
    because:
      'of a requirement that the viewer reads: each answer whose report they may know; its owner learns that a partner has one',
  },
  'requirements.offered': {
    by: 'viewer',
    because: 'requirements that the viewer reads in full, by the rule of sight on each',
  },
  'requirements.things_waiting': {
    by: 'viewer',
    because:
      'lines and requirements of the viewer and their agency, by the rule of sight on each requirement',
  },
}
