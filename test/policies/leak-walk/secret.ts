/** What the walk looks for: what one record holds in secret. */

/** What is secret of one record. */
export type Secret = {
  name: string
  title: string
  text: string
  person: string
  phone: string
  plate: string
  email: string
  agencyReference: string
  conditions: string
  /** people who are split off before anything is written: only the owner ever reads of them */
  victim: string
  witness: string
  child: string
  /** asking a partner for these identifiers must not find this record either */
  silent: boolean
  id: string
  reference: string
}

/** Of every secret person. */
export const SECRET_BIRTH = '1980-01-02'
