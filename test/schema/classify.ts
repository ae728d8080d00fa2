/**
 * What kind of data each column holds, by rules. A column that no rule names fails the test: whoever adds one says what
 * it is, and the data protection papers stay true.
 */

/** In words, in the order in which the dictionary explains them. */
export const classes = {
  secret: 'A key, or what stands for one (a hash of a token). Whoever has it can do something',
  sealed: 'Content that only a key outside the database opens: of a desk, of a reporter, of a browser',
  intelligence:
    'Content of reports, matches, checks and plans. OFFICIAL or OFFICIAL-SENSITIVE by its own marking; personal data of whom reports are about (DPA 2018 Part 3, every category of s.38(3))',
  withheld:
    'Details of victims, witnesses and children. They are matched with nobody and never leave the owning agency with a release',
  pseudonymous:
    'Tokens and comparison keys made of personal data. With both key holders’ keys they can be undone',
  staff: 'Personal data of those who have an account: who they are, and what they may',
  act: 'Who did what, when and why. It is kept for accountability (s.62)',
  organisation: 'What an agency, a key holder or this node says of itself',
  public: 'Of a public report, outside its seal: as little as brings it to the right desk',
  technical: 'Numbers, states, versions and references that say nothing by themselves',
} as const

export type Class = keyof typeof classes

/** `schema.table.column`; the first that fits counts. */
const rules: readonly (readonly [RegExp, Class])[] = [
  // Keys.
  [/^platform\.(secret\.(inner|outer)_key|shared_secret\.secret)$/, 'secret'],
  [/^identity\.session\.(id_hash|csrf|id_token\w*|trip)$/, 'secret'],
  [/^identity\.kept_form\.id_hash$/, 'secret'],
  // Of a word that was taken already: so that it is not taken twice.
  [/^identity\.used_logout_token\.digest$/, 'technical'],
  [/^identity\.\w*token\w*\.(token_hash|digest)$/, 'secret'],
  [/^reporting\.(draft|draft_file)\.id_hash$|^reporting\.public_report\.lookup_hash$/, 'secret'],
  [/^reporting\.(desk_key\.recovery_wrapped|officer_key\.locked_identity|wrapped_key\.wrapped)$/, 'secret'],
  [/^ledger\.\w*key\w*\.(secret|private)\w*$/, 'secret'],
  // Sealed content.
  [/^reporting\.(draft|draft_file|draft_piece|sealed_part)\.(payload|header)$/, 'sealed'],
  [/^identity\.kept_form\.sealed$/, 'sealed'],
  // Public keys: whoever has them can seal, and open nothing.
  [/\.(recipient|recovery_recipient|reporter_recipient|public_key)$/, 'technical'],
  // Withheld.
  [/^intelligence\.withheld_subject\.subject$/, 'withheld'],
  [/^reporting\.referral\.(told|told_when|reason)$/, 'withheld'],
  // Tokens and comparison keys.
  [/^deconfliction\.\w+\.element$|^deconfliction\.sealed_token\.shown$/, 'pseudonymous'],
  [/^deconfliction\.person_key\.(key|birth)$|^deconfliction\.person\.keys$/, 'pseudonymous'],
  [/^deconfliction\.person_match\.shared$|^reporting\.comparison\.digest$/, 'pseudonymous'],
  // Content.
  [/^access\.record\.(title|conditions|reference|agency_reference)$/, 'intelligence'],
  [/^access\.(compartment\.name|recall_notice\.reference)$/, 'intelligence'],
  [/^access\.(recall|recall_notice|release)\.reason$|^access\.recall_statement\.(note|what)$/, 'act'],
  [/^intelligence\.(version_content|typing|left_out|version_change|former_\w+)\.(document|fields|finds|parts|agency_reference|reason)$/, 'intelligence'],
  // Where and when of an item: part of what it says.
  [/^networks\.event\.(kind|said_when|from_at|until_at|listed_at|lat|lon|sure|within_m|place)$/, 'intelligence'],
  [/^networks\.event\.(item|number)$/, 'technical'],
  [/^intelligence\.derivation\.note$|^intelligence\.report\.original_grade$/, 'intelligence'],
  [/^intelligence\.import_value\.(value|in_column|why|line)$/, 'intelligence'],
  [/^intelligence\.import_run\.(file_name|refusals|fault)$/, 'intelligence'],
  [/^deconfliction\.(identifier|match|common_value|silent_hit|"?check"?)\.key$/, 'intelligence'],
  [/^deconfliction\."?check"?\.(as_typed|born)$|^deconfliction\.message\.text$/, 'intelligence'],
  [/^deconfliction\.(person|person_mention)\.(names|born|fold)$/, 'intelligence'],
  [/^deconfliction\.person_match\.(reasons|probability|outcome|born_both|reopened)$/, 'intelligence'],
  [/^deconfliction\.(match_answer|earlier_answer)\.(answer|reason)$/, 'act'],
  [/^search\.entry\.words$/, 'intelligence'],
  [/^coast\.(stretch\.(vulnerabilities|cover|name)|contact\.(notes|telephone|role|organisation)|site\.(contact|telephone|name))$/, 'intelligence'],
  [/^coast\.(line|site|stretch)\.(points|miles|lat|lon|mile|coast_metres|from_mile|to_mile|name|public_name)$/, 'organisation'],
  [/^requirements\.\w+\.(title|question|why|text|note|reason|words|answer|gap|source|detail\w*|scope|area|place|about|feedback|comment|description|topic|task\w*)$/, 'intelligence'],
  [/^requirements\.\w+\.(basis|by_when|decline_reason|decision|priority|about_kind|person_\w+|valuable_until|closing_words)$/, 'intelligence'],
  [/^networks\.(crime_group|group_version)\.(aliases|basis|routes|methods|commodities|areas|apmis_reference|place|phase|document|clear_on|hold_on|build_on)$/, 'intelligence'],
  [/^networks\.group_(assessment|line|line_asked|member|review)\.(name|role|what|words|declined_words|basis|grade|category|is_adult|from_on|until_on|source_evaluation|intelligence_assessment|morile_\w+|strand)$/, 'intelligence'],
  [/^networks\.group_term\.\w+$/, 'organisation'],
  [/^networks\.group_(setting\.\w+|ground\.item)$/, 'technical'],
  // Operations: what they are for, and who holds what in them.
  [/^operations\.(operation|terms)\.(codename|aim|origin|priority|strands|phase|dpia_reference|closing_note|information_owner|leaving|purpose)$/, 'intelligence'],
  [/^operations\.participation\.(gateway|regime)$/, 'organisation'],
  [/^operations\.planned_event\.(kind_group|ground|purpose|disclosure|zone|place|place_box|buffer_m|during|starts_at|ends_at|coarse_\w+|note|silent_reason)$/, 'intelligence'],
  [/^operations\.(planned_version\.document|conflict\.(learned|other_group|shared)|planned_pair\.(shared|urgent))$/, 'intelligence'],
  [/^operations\.(planned_event\.(desk|telephone)|conflict\.(other_desk|other_telephone))$/, 'organisation'],
  [/^operations\.(planned_event\.(rung_\w+|go_\w+)|planned_version\.(act|reason)|conflict\.(told_\w+|word_note|named_in|ended_why)|planned_pair\.ended_why)$/, 'act'],
  [/^operations\.planned_draft\.typed$/, 'intelligence'],
  [/^operations\.planned_alert\.(day|withdrawn|colleagues)$/, 'act'],
  [/^operations\.(planned_draft\.revision|planned_setting\.\w+|planned_pair\.\w+_(event|version)|planned_look\.\w+)$/, 'technical'],
  [/^operations\.(participation\.reason|post\.(post|reason))$/, 'act'],
  [/^operations\.(post\.confirmed_until|operation\.in_register|participation\.terms_version|setting\.\w+|barred_word\.\w+)$|^access\.compartment_member\.awake_until$/, 'technical'],
  // Encounters: people found on arrival. Places, times, counts and references; never who.
  [/^encounters\.child_path\.(services_reference|place_of_safety|guardian|innerste|reason|told_at|how_many)$/, 'withheld'],
  [/^encounters\.encounter\.(found_at|place|how_found|adults|may_be_children|age_unknown|injured|hold_reason)$/, 'intelligence'],
  [/^encounters\.(step\.(answer|at|by_whom|reference|reason|note|routes)|identification\.(outcome|how_many))$/, 'intelligence'],
  [/^encounters\.opportunity\.(adult|age|kind|code|taken|at|grounds|reason|s45_considered|s45_by)$/, 'intelligence'],
  [/^encounters\.handover\.(recipient|how_many|at|reference|receipts|property_return)$/, 'intelligence'],
  [/^encounters\.(encounter\.(check_note|confirmed_at|\w+_at)|opportunity\.officer_id)$/, 'act'],
  [/^encounters\.setting\./, 'technical'],
  // Requests to systems of record: what is asked about one subject, and a short answer in words. No payload of a system.
  [/^system_requests\.request\.(category|subject|asked|outcome|outcome_text|sensitive|condition)$/, 'intelligence'],
  [/^system_requests\.request\.(matter|power|purpose|necessity|proportionality|less_intrusive|reference|desk|reason|refused_for|hold_reason)$/, 'intelligence'],
  [/^system_requests\.(safeguarding\.decision|corroboration\.words|wrong_record\.version)$/, 'intelligence'],
  [/^system_requests\.request\.(valid_until|review_on|lacked_access|again_of|\w+_(at|id|by))$/, 'act'],
  [/^system_requests\.alert\.(day|asked|colleagues)$|^system_requests\.accreditation\.until_on$/, 'act'],
  [/^system_requests\.(setting|system|desk)\./, 'technical'],
  [/^system_requests\.(request|accreditation)\.system$/, 'technical'],
  // Disruptions: what changed for a group or a suspect, what agencies say that they did, and what was said of it.
  [/^disruptions\.disruption\.(happened_on|about_kind|about|person_\w+|done|what|strand|before_words|after_words|level_proposed|level_reason|apmis_reference|effect_due_on)$/, 'intelligence'],
  [/^disruptions\.setting\./, 'technical'],
  [/^disruptions\.(claim\.words|evidence\.(side|kind|exhibit)|of_group\.reference|effect\.(outcome|displaced_to|basis))$/, 'intelligence'],
  [/^disruptions\.(disruption\.(level|accepted_at)|moderation\.(outcome|level|words|answered_\w+)|notice\.noted_\w+)$/, 'act'],
  [/^disruptions\.(side|claim|moderation)\.part$|^disruptions\.evidence\.entry_id$/, 'technical'],
  [/^disruptions\.term\.\w+$/, 'organisation'],
  // Decisions and actions of operations.
  [/^operations\.(decision_content\.says|decision_log\.name|action_brief\.(about|what|why|wanted|priority|reason)|action_work\.(team|result)|action_comment\.text)$/, 'intelligence'],
  [/^operations\.decision_word\.word$/, 'act'],
  [/^operations\.(decision\.(must_read|digest)|decision_content\.salt|decision_log\.entries|decision_word\.digest|log_print\.(form|from_number|until_number|sha256|checkpoint_size)|action_brief\.(wait_until|before_closing)|action_work\.shared)$/, 'technical'],
  // Action days: what was planned, briefed and counted.
  [/^operations\.(action_day\.(reception|interpreters|childrens_services|first_responder|on_day)|action_day_note\.text|briefing\.says|outcome_count\.(kind|number))$/, 'intelligence'],
  [/^operations\.action_day_desk\.(desk|telephone)$/, 'organisation'],
  [/^operations\.action_day_word\.word$/, 'act'],
  [/^operations\.(action_day\.entered|briefing\.posts)$/, 'technical'],
  // Debriefs: what agencies saw, and which lessons came of it.
  [/^operations\.(observation\.(theme|went|what|why)|debrief\.words)$/, 'intelligence'],
  [/^operations\.(debrief\.(kind|entered)|debrief_lesson\.observations)$/, 'technical'],
  // Tasking: what agencies ask of one another, and what was decided.
  [/^operations\.(bid\.(problem|asked|resources|options)|bid_version\.document)$/, 'intelligence'],
  [/^operations\.(meeting\.(kind|on_day|chair_post|posts_present)|bid\.asked_of)$/, 'organisation'],
  [/^operations\.bid_decision\.(word|reasons)$/, 'act'],
  // Corrections, restrictions and erasures: what was wrong, and what became of copies.
  [/^access\.(correction|notice|legal_hold)\.(reason|reference|lifted_reason)$|^access\.erasure\.reference$/, 'intelligence'],
  [/^access\.(notice_statement\.(what|note)|notice\.what|(erasure|restriction)\.ground)$/, 'act'],
  [/^access\.(correction|notice)\.(wrong_version|right_version)$|^intelligence\.version(_content)?\.(salt|digest)$/, 'technical'],
  [/^records\.review\.(reason|why|criteria|decision|ground)$/, 'act'],
  // Requests of data subjects: who asks, and what was decided for them.
  [/^records\.subject_request\.(names|born|identifiers|asks|answer_to|query|identity_note)$/, 'intelligence'],
  [/^records\.subject_request_item\.(categories|born|reference|found_in)$/, 'intelligence'],
  [/^records\.subject_request\.(identity|rights|channel|extended_because|closed_because|closed_note|answered_how|tells_of_left_out)$/, 'act'],
  [/^records\.subject_request_(item\.about|decision\.(outcome|ground|reason|asked_right))$/, 'act'],
  [/^records\.subject_request\.more_found$/, 'technical'],
  [/^records\.sealed_search\.(looked|not_opened|destroyed|finished_at|place)$/, 'technical'],
  [/^records\.(sealed_search\.(note|outcome|by_person)|request_pause\.(asked_what|came_what))$/, 'act'],
  // Incidents: facts of a breach, which may be about anybody.
  [/^records\.incident\.(title|who|facts|effects|remedy)$|^records\.incident_record\.reference$/, 'intelligence'],
  [/^records\.incident\.(breach|risk|regulator_why|subjects_ground|subjects_why|told_regulator_at|told_subjects_on)$/, 'act'],
  [/^records\.incident\.(regulator_reference|subjects_about|records_about)$/, 'technical'],
  [/^records\.register_(entry|version)\.(title|said|register|why)$/, 'organisation'],
  [/^records\.(setting|review)\./, 'technical'],
  // Networks: what reports say of subjects, and who decided what about them.
  [/^intelligence\.withheld_subject\.folds$/, 'withheld'],
  [/^networks\.(subject\.(key|word)|reach\.folds)$/, 'intelligence'],
  [/^networks\.mention\.(written|born|category|country|note|belongs_to|source_evaluation|intelligence_assessment|basis|item)$/, 'intelligence'],
  [/^networks\.link\.(note|kind|from_on|to_on|item)$/, 'intelligence'],
  [/^networks\.(reach\.item|joining\.(a|b))$/, 'technical'],
  [/^networks\.(joining\.(reason_a|reason_b|parted_why|by_a|by_b|at_a|at_b)|safeguarding\.reason|suggestion\.reason)$/, 'act'],
  // Oversight: what agencies say of their own duties.
  [/^oversight\./, 'organisation'],
  // The public.
  [/^reporting\.public_report\.(hour|kind|cell_lat|cell_lon|area|happening_now|reference|doubtful)$/, 'public'],
  [/^reporting\.public_report\.(outcome|outcome_reason|opened_first_minutes)$/, 'act'],
  [/^reporting\.message\.(hour|template|from_reporter)$/, 'public'],
  [/^reporting\.(draft|draft_file|draft_piece|draft_room|sealed_part)\.\w+$/, 'technical'],
  // Staff.
  [/^identity\.person\.(email|name|roles|clearance|active|issuer|subject|not_before|groups\w*|external\w*)$/, 'staff'],
  [/^identity\.(appointment|role_proposal|group_role)\.(roles?|clearance|group_\w+|groups?)$/, 'staff'],
  [/^identity\.(mail_wish|mail_sent)\.\w+$|^identity\.looked\.\w+$/, 'staff'],
  [/^identity\.(unbinding|refused_sign_in\w*)\.(issuer|subject|reason|address\w*|why)$/, 'staff'],
  [/^access\.record\.kept_within$/, 'technical'],
  [/^operations\.interest\.(written|country|born|category|basis|disclosure|desk|telephone)$/, 'intelligence'],
  [/^operations\.(interest\.(added_at|closed_at|closed_why)|interest_told\.(answered|words|told_at))$/, 'act'],
  [/^identity\.rank_attestation\.(rank|grade_id|from_on|until_on)$/, 'staff'],
  [/^identity\.rank_attestation\.(ended_why|attested_at|ended_at)$/, 'act'],
  [/^identity\.grade\.(name|rank)$|^identity\.rank\.code$/, 'organisation'],
  [/^identity\.kept_form\.path$/, 'staff'],
  [/^identity\.session\.provider_(session|subject)$/, 'staff'],
  // Acts.
  [/^identity\.role_proposal\.(gained|accepted)$/, 'act'],
  [/^ledger\.(event|held_event)\.(at|hour|kind|operation|service|purpose|subject_kind|subject_id|recipients|detail|agency_id|person_id)$/, 'act'],
  [/\.(purpose|used_at)$/, 'act'],
  [/\.(person_id|author_id|lead_id|viewer_id|\w+_by|by)$/, 'act'],
  [/^deconfliction\.("?check"?\.(held|kind)|check_alert\.\w+)$/, 'act'],
  // Organisations and the node.
  [/^identity\.(agency\.(slug|name|regime|desk_\w+|kind|issuer\w*)|agency_domain\.domain|held_to_account\.body_kind)$/, 'organisation'],
  [/^identity\.\w+\.(label|client_id|claim\w*)$/, 'organisation'],
  [/^ledger\.(witness|identity)\.(name|body|key|single)$/, 'organisation'],
  // How many matches two agencies have, and of which week.
  [/^deconfliction\.pair_count\.(week|pairs|due)$/, 'organisation'],
  [/^deconfliction\.(key_holder\.(name|body|url|identity|fault)|setting\.\w+|sealed_setting\.\w+)$/, 'organisation'],
  [/^reporting\.desk\.(areas|takes_the_rest|open|exercise)$/, 'organisation'],
  [/^platform\.(process\.says|idempotent_answer\.answer|outbox_message\.payload)$/, 'technical'],
  // What says nothing by itself.
  [/\.(id|\w+_id|\w+_ids|number|sequence|version|revision|written|turn|place|serial|generation|next_version_of)$/, 'technical'],
  [/\.(at|\w+_at|\w+_on|on|\w+_since|since|day|month|until|before|began|seen|hour|expires|due)$/, 'technical'],
  [/\.(state|status|kind|kinds|part|reader|media|tier|bytes|share|xid|mark|handling|classification|clearance|action_code|sanitisation_code|outcome|page|word)$/, 'technical'],
  [/\.(released_to_all|released_to|to_all|agencies|discoverable|readers|grades|needs_evaluation|filed_by_members|common|common_official|held|open|clear|sensitive|active)$/, 'technical'],
  [/\.(agency_a|agency_b|wrote_a|wrote_b|person_a|person_b|asked_by|times|stands_on|only_row|days_kept|epoch|holder|records|tokens|days)$/, 'technical'],
  [/^deconfliction\.\w+\.(name|came_with)$|^platform\.\w+\.(name|key|request_hash|task|job_key|room)$/, 'technical'],
  [/^intelligence\.(import_run\.(rows_read|kept|already|refused|not_understood)|typing\.based_on)$/, 'technical'],
  [/^reporting\.(public_report|message|desk_key)\.(messages_read|purpose|written_by|second_by|passed_from|withdrawn_at)$/, 'technical'],
  [/^ledger\.\w+\.(hash|leaf\w*|root\w*|size|signature|note|tree\w*|level|node\w*|checkpoint|from_\w+|to_\w+|position|witness|line|digest|salt|shown|statement|fault)$/, 'technical'],
] // prettier-ignore

/**
 * Says what a column holds.
 * @param column - `schema.table.column`, as PostgreSQL writes it
 * @returns its class; null where no rule names it
 */
export function classOf(column: string): Class | null {
  return rules.find(([pattern]) => pattern.test(column))?.[1] ?? null
}
