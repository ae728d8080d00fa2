/**
 * Why a sign-in was refused: a closed list of codes. Each has what the person is told, and what whoever can help is told:
 * the agency's administrator, and the operator of the node. No code says anything of anybody else.
 */
import type { ProviderFault } from './provider-faults.ts'

/** Of somebody for whom the provider vouches. */
export type PersonRefusal =
  | 'no-subject'
  | 'no-address'
  | 'address-not-plain'
  | 'address-not-verified'
  | 'not-known-here'
  | 'other-subject'
  | 'other-issuer'
  | 'agency-without-issuer'
  | 'other-agency'
  | 'stopped-account'
  | 'two-accounts'
  | 'token-outdated'

export type RefusalReason = PersonRefusal | ProviderFault

type Words = { heading: string; toThePerson: string; whatWasWrong: string; whatToDo: string }

const NO_ACCOUNT = 'You have no account here'
const SERVICE = 'Your sign-in service did not let you in'
const OPERATOR = 'Tell the operator of this node.'

/** The words of each. `whatToDo` is for the administrator, who may have to pass it on to the operator. */
export const refusalWords: Readonly<Record<RefusalReason, Words>> = {
  'no-subject': {
    heading: SERVICE,
    toThePerson: `Your agency’s sign-in service did not say who you are. ${OPERATOR}`,
    whatWasWrong: 'The sign-in service did not say by what the account is known',
    whatToDo: 'Ask the operator to look at OIDC_SUBJECT_CLAIM: the service must send this claim.',
  },
  'no-address': {
    heading: SERVICE,
    toThePerson: 'Your agency’s sign-in service did not give your e-mail address. Ask your administrator.',
    whatWasWrong: 'The sign-in service gave no e-mail address',
    whatToDo:
      'See whether this person has an address in your directory. If they have one, ask the operator to name the claim that holds it (OIDC_EMAIL_CLAIM).',
  },
  'address-not-plain': {
    heading: NO_ACCOUNT,
    toThePerson:
      'Your sign-in service gave an e-mail address that cannot be used here: it has a “+”, quotes or accents before the @. Ask your administrator.',
    whatWasWrong: 'The e-mail address has a “+”, quotes or accents before the @',
    whatToDo: 'Have your directory give the plain address of this person’s mailbox.',
  },
  'address-not-verified': {
    heading: SERVICE,
    toThePerson:
      'Your agency’s sign-in service does not say that your e-mail address is verified. Ask your administrator.',
    whatWasWrong: 'The sign-in service did not say that the e-mail address is verified',
    whatToDo:
      'If nobody can write their own address into your directory, ask the operator to set OIDC_EMAIL_TRUSTED=true for it. If people can, have the address verified there.',
  },
  'not-known-here': {
    heading: NO_ACCOUNT,
    toThePerson: 'You have signed in, but nobody has given you an account here. Ask your administrator.',
    whatWasWrong: 'Nobody with this e-mail address is entered',
    whatToDo: 'If they should have an account, add them under “Add a person”.',
  },
  'other-subject': {
    heading: 'Your account belongs to another sign-in',
    toThePerson:
      'Your sign-in service knows you by another name than before, so your account here did not open. Ask your administrator to let it bind again.',
    whatWasWrong:
      'The address is right, but the sign-in service knows this person by another name than before',
    whatToDo:
      'Ask the person first, by telephone: somebody else may have been given this address. If it is the same person, open their page and ask that the account may bind again. A second administrator decides.',
  },
  'other-issuer': {
    heading: 'Your agency signs in elsewhere',
    toThePerson:
      'Your agency’s people sign in with another service. Go back to the sign-in page and choose your agency. If it is not there, ask your administrator.',
    whatWasWrong: 'Somebody came through a sign-in service that is not your agency’s',
    whatToDo:
      'Tell the person which service your agency uses. If your agency has a new one, the operator enters it: seamark agency issuer set.',
  },
  'agency-without-issuer': {
    heading: 'Your agency has no sign-in service yet',
    toThePerson: 'Nobody has said yet with which service your agency signs in. Ask your administrator.',
    whatWasWrong: 'This node has several sign-in services, and none is entered for your agency',
    whatToDo: 'Ask the operator to enter it: seamark agency issuer set.',
  },
  'other-agency': {
    heading: NO_ACCOUNT,
    toThePerson:
      'Your sign-in service says that you work for another agency than your account here. Ask your administrator.',
    whatWasWrong: 'The sign-in service names another agency for this person',
    whatToDo:
      'If the person has moved, ask the operator to release the account: seamark person release. If not, have your directory corrected.',
  },
  'stopped-account': {
    heading: 'Your account is not active',
    toThePerson: 'Your account is not active. Ask your administrator.',
    whatWasWrong: 'The account is not active',
    whatToDo: 'If it was stopped by mistake, open the person’s page and say that it may be used.',
  },
  'two-accounts': {
    heading: 'Your account is not clear',
    toThePerson:
      'Your address is entered in two agencies, so nobody can say whose account you have. Ask the operator of this node: only they can put it right.',
    whatWasWrong: 'The address is entered in two agencies',
    whatToDo:
      'Ask the operator to find out for which of them the person works, and to release the other account.',
  },
  'token-outdated': {
    heading: 'You are not signed in',
    toThePerson: 'Your sessions and tokens were ended after this token was made. Get a new one.',
    whatWasWrong: 'A program came with a token from before all sessions of the account were ended',
    whatToDo: 'Have the program get a new token. If nobody knows the program, tell your security team.',
  },
  'provider-not-reachable': {
    heading: 'Your sign-in service does not answer',
    toThePerson: `Seamark cannot reach your agency’s sign-in service. Try again in a minute. If it goes on, tell the operator of this node.`,
    whatWasWrong: 'The sign-in service did not answer',
    whatToDo: 'See whether your sign-in service works elsewhere. If it does, tell the operator.',
  },
  'provider-certificate': {
    heading: 'Your sign-in service does not answer',
    toThePerson: `Seamark cannot trust the certificate of your agency’s sign-in service. ${OPERATOR}`,
    whatWasWrong:
      'The certificate of the sign-in service has run out, or its authority is not known to this node',
    whatToDo: 'Tell the operator (NODE_EXTRA_CA_CERTS), and whoever runs your sign-in service.',
  },
  'provider-answers-otherwise': {
    heading: 'Your sign-in service does not answer',
    toThePerson: `What answers at the address of your agency’s sign-in service is something else. ${OPERATOR}`,
    whatWasWrong: 'At the address of the sign-in service something else answered',
    whatToDo: 'Tell the operator: OIDC_ISSUER is wrong, or the service has moved.',
  },
  'client-refused': {
    heading: SERVICE,
    toThePerson: `Your agency’s sign-in service does not know this node. ${OPERATOR}`,
    whatWasWrong: 'The sign-in service does not take this node’s secret',
    whatToDo: 'Tell the operator: OIDC_CLIENT_SECRET is wrong or has run out.',
  },
  'token-exchange-refused': {
    heading: 'You are not signed in',
    toThePerson:
      'Signing in did not work. Start again from the sign-in page. If it happens again, tell the operator of this node.',
    whatWasWrong: 'The sign-in service refused to exchange the code for a token',
    whatToDo:
      'If it happens to everybody, tell the operator: the redirect address at the service may be wrong.',
  },
  'provider-refused': {
    heading: SERVICE,
    toThePerson:
      'Your agency’s sign-in service did not let you in. Start again from the sign-in page. If it happens again, ask whoever runs that service in your agency.',
    whatWasWrong: 'The sign-in service itself turned the person away',
    whatToDo: 'Look there whether the person is assigned to Seamark.',
  },
  'clock-off': {
    heading: 'You are not signed in',
    toThePerson: `The clock of this node and that of your agency’s sign-in service differ too much. ${OPERATOR}`,
    whatWasWrong: 'The clocks of this node and of the sign-in service differ too much',
    whatToDo: 'Tell the operator: both clocks must be set by NTP.',
  },
  'token-not-valid': {
    heading: 'You are not signed in',
    toThePerson:
      'Signing in did not work. Start again from the sign-in page. If it happens again, tell the operator of this node.',
    whatWasWrong: 'What the sign-in service gave was not meant for this node, or not signed by the service',
    whatToDo: 'If it happens to everybody, tell the operator.',
  },
}

/**
 * Reads a reason as it stands in the ledger.
 * @param text - from an event; of an older version perhaps
 * @returns the reason, or null for one that is known no more
 */
export const reasonOf = (text: unknown): RefusalReason | null =>
  typeof text === 'string' && Object.hasOwn(refusalWords, text) ? (text as RefusalReason) : null
