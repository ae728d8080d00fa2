/** What SCIM 2.0 shows (RFC 7643): an account, lists, errors, and what this node can do. */

/** An account, as much of it as a directory is shown. */
export type Account = { id: string; email: string; name: string; active: boolean; version: number }

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const MESSAGES = 'urn:ietf:params:scim:api:messages:2.0'
const CORE = 'urn:ietf:params:scim:schemas:core:2.0'

/**
 * Shows an account.
 * @param account - as it is kept
 * @param base - where this node's SCIM is reached
 * @returns a SCIM user, without roles and clearance: those are the business of the agency's administrator
 */
export const userOf = (account: Account, base: string): object => ({
  schemas: [USER],
  id: account.id,
  userName: account.email,
  name: { formatted: account.name },
  displayName: account.name,
  emails: [{ value: account.email, type: 'work', primary: true }],
  active: account.active,
  meta: {
    resourceType: 'User',
    location: `${base}/Users/${account.id}`,
    version: `W/"${String(account.version)}"`,
  },
})

/**
 * Shows a part of a list.
 * @param resources - what is in this answer
 * @param totalResults - how many there are in all
 * @param startIndex - of the first in this answer, counted from 1
 * @returns a list response (RFC 7644, 3.4.2)
 */
export const listOf = (resources: readonly object[], totalResults: number, startIndex: number): object => ({
  schemas: [`${MESSAGES}:ListResponse`],
  totalResults,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
})

/**
 * Says what went wrong.
 * @param status - of the answer
 * @param detail - in words, without content
 * @param scimType - RFC 7644, table 9; where one of its codes fits
 * @returns an error (RFC 7644, 3.12)
 */
export const errorOf = (status: number, detail: string, scimType?: string): object => ({
  schemas: [`${MESSAGES}:Error`],
  status: String(status),
  ...(scimType === undefined ? {} : { scimType }),
  detail,
})

/** @param base - where this node's SCIM is reached @returns what it can do (RFC 7643, 5) */
export const serviceProviderConfig = (base: string): object => ({
  schemas: [`${CORE}:ServiceProviderConfig`],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: MOST_LISTED },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'A token of one agency, made by the operator of this node: seamark agency scim-token',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
})

/** How many accounts one answer lists at most. */
export const MOST_LISTED = 200

/** @param base - where this node's SCIM is reached @returns the one kind of resource there is */
export const resourceTypes = (base: string): object[] => [
  {
    schemas: [`${CORE}:ResourceType`],
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    description: 'An account of the agency. A directory can stop one, and nothing else.',
    schema: USER,
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/User` },
  },
]

const attribute = (name: string, type: string, mutability: string, more: object = {}): object => ({
  name,
  type,
  multiValued: false,
  required: false,
  caseExact: false,
  mutability,
  returned: 'default',
  uniqueness: 'none',
  ...more,
})

/** @param base - where this node's SCIM is reached @returns the attributes of an account (RFC 7643, 7) */
export const schemas = (base: string): object[] => [
  {
    schemas: [`${CORE}:Schema`],
    id: USER,
    name: 'User',
    description: 'An account of the agency',
    attributes: [
      attribute('userName', 'string', 'readOnly', { required: true, uniqueness: 'server' }),
      attribute('displayName', 'string', 'readOnly'),
      attribute('name', 'complex', 'readOnly', {
        subAttributes: [attribute('formatted', 'string', 'readOnly')],
      }),
      attribute('emails', 'complex', 'readOnly', {
        multiValued: true,
        subAttributes: [attribute('value', 'string', 'readOnly'), attribute('type', 'string', 'readOnly')],
      }),
      attribute('active', 'boolean', 'readWrite'),
    ],
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${USER}` },
  },
]
