/** The registers that a controller keeps, and what an entry of each says (DPA 2018 ss.42, 58, 61 and 64). */

/** One thing that an entry says. */
export type Said = { name: string; label: string; hint?: string; required?: true }

export type RegisterWords = {
  /** as a heading */
  title: string
  /** one entry */
  one: string
  /** what it is, and where the law says so */
  about: string
  /** what the date means that comes due */
  due: string
  fields: readonly Said[]
}

/** In the order in which their page shows them. */
export const registerNames = ['processing', 'contact-point', 'agreement', 'dpia', 'policy'] as const
export type Register = (typeof registerNames)[number]

export const registerWords: Readonly<Record<Register, RegisterWords>> = {
  processing: {
    title: 'Processing record',
    one: 'A processing activity',
    about: 'What your agency processes personal data for, of whom, and who receives them (section 61).',
    due: 'Looked at again by',
    fields: [
      { name: 'said_purposes', label: 'Purposes', required: true },
      { name: 'said_basis', label: 'Legal basis', hint: 'Section 35, and for sensitive processing the condition of Schedule 8', required: true },
      { name: 'said_subjects', label: 'Categories of people and of data', required: true },
      { name: 'said_recipients', label: 'Categories of recipients', hint: 'Also in third countries, and on what basis', required: true },
      { name: 'said_profiling', label: 'Profiling', hint: 'Where it is used. Seamark makes none' },
      { name: 'said_erasure', label: 'Time limits for erasure', required: true },
      { name: 'said_security', label: 'Security measures, in general' },
    ],
  },
  'contact-point': {
    title: 'Joint controllers and their contact points',
    one: 'A contact point',
    about: 'With whom your agency decides jointly about processing, and whom people may turn to (section 58).',
    due: 'Looked at again by',
    fields: [
      { name: 'said_controllers', label: 'Joint controllers', required: true },
      { name: 'said_contact', label: 'Contact point', hint: 'A post, not a person: address, telephone', required: true },
      { name: 'said_arrangement', label: 'Who is responsible for what', required: true },
    ],
  },
  agreement: {
    title: 'Sharing agreements',
    one: 'A sharing agreement',
    about: 'What was agreed with partners about sharing, and until when.',
    due: 'Ends on',
    fields: [
      { name: 'said_parties', label: 'Parties', required: true },
      { name: 'said_purposes', label: 'Purposes', required: true },
      { name: 'said_data', label: 'What is shared', required: true },
      { name: 'said_reference', label: 'Where the agreement is kept', required: true },
    ],
  },
  dpia: {
    title: 'Data protection impact assessments',
    one: 'An impact assessment',
    about: 'Assessments made before processing that is likely to bring a high risk (section 64), by reference.',
    due: 'Looked at again by',
    fields: [
      { name: 'said_about', label: 'Which processing it is about', required: true },
      { name: 'said_reference', label: 'Where the assessment is kept', required: true },
      { name: 'said_risk', label: 'Risk that is left', required: true },
      { name: 'said_consulted', label: 'Was the Commissioner consulted? When?', hint: 'Before the processing, where a high risk is left (section 65)' },
    ],
  },
  policy: {
    title: 'Policy documents',
    one: 'A policy document',
    about: 'The appropriate policy document for sensitive processing: how it complies, and how long data are kept (section 42). It is kept until six months after the processing ends.',
    due: 'Looked at again by',
    fields: [
      { name: 'said_about', label: 'Which sensitive processing, and on which condition', required: true },
      { name: 'said_compliance', label: 'How the principles are complied with', required: true },
      { name: 'said_erasure', label: 'Retention and erasure', required: true },
      { name: 'said_reference', label: 'Where the document is kept' },
    ],
  },
} // prettier-ignore

/**
 * What an entry of a register says.
 * @param register - which
 * @returns its fields
 */
export const fieldsOf = (register: Register): readonly Said[] => registerWords[register].fields
