/** Some entries of the registers; their dates are relative to when the exercise is loaded. */
import { addEntry } from '../../src/rooms/records/index.ts'
import { inDays, type Act } from './act.ts'

const entries = [
  {
    register: 'processing',
    title: 'Intelligence on organised immigration crime',
    due: 160,
    said: {
      said_purposes:
        'Preventing, detecting and prosecuting offences under the Immigration Act 1971, ss.25 and 25A.',
      said_basis: 'Section 35(2)(b). Sensitive processing: Schedule 8, paragraph 1.',
      said_subjects:
        'Suspected and convicted persons, victims, witnesses. Names, births, identifiers, what was seen.',
      said_recipients: 'Police forces, the NCA, Border Force, Immigration Enforcement. No third country.',
      said_profiling: 'None',
      said_erasure: 'By the review of each record.',
    },
  },
  {
    register: 'contact-point',
    title: 'Task force on organised immigration crime',
    due: 90,
    said: {
      said_controllers:
        'Sussex Police, Kent Police, National Crime Agency, Border Force, Immigration Enforcement',
      said_contact: 'Data protection officer, Sussex Police, 01632 960100',
      said_arrangement: 'Each answers for the records that it owns.',
    },
  },
  {
    register: 'agreement',
    title: 'Sharing with the harbour authorities',
    due: 12,
    said: {
      said_parties: 'Sussex Police and three harbour authorities',
      said_purposes: 'Sightings of small craft',
      said_data: 'Times, places, descriptions of craft. No names.',
      said_reference: 'Legal services, agreement 41',
    },
  },
  {
    register: 'dpia',
    title: 'Matching of persons between agencies',
    due: -5,
    said: {
      said_about: 'Records of two agencies that may be about one person are shown to both',
      said_reference: 'Information management, assessment 2026/7',
      said_risk: 'Medium: two people confirm, nothing is merged',
      said_consulted: 'Not needed',
    },
  },
  {
    register: 'policy',
    title: 'Sensitive processing for law enforcement',
    due: 200,
    said: {
      said_about: 'Race and religion in descriptions; Schedule 8, paragraph 1',
      said_compliance:
        'Facts and assessments are told apart; each item is graded; who opened what is logged.',
      said_erasure: 'By the review of each record; six months after the processing ends.',
    },
  },
] as const

const enter = ({ register, title, due, said }: (typeof entries)[number]): Act => ({
  step: `registers: ${title}`,
  account: 'records-manager@sussex-police.example',
  operation: 'records.register.add',
  purpose: `Register: ${title}`,
  perform: async (scope) => {
    await addEntry(scope, register, { title, said, due_on: inDays(scope, due) })
    return true
  },
})

export const registerActs: readonly Act[] = entries.map(enter)
