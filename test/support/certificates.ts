/**
 * Certificates of an authority of a test's own, as a force has one: real ones, made here, so that no key lies in the
 * project and one can have run out or be for another name. X.509 v3 (RFC 5280) in DER, signed with ECDSA P-256.
 */
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

export type Certificate = { certificate: string; key: string }

export type Authority = {
  /** PEM of the authority: what NODE_EXTRA_CA_CERTS names */
  certificate: string
  /**
   * Signs a server's certificate.
   * @param name - of the server, in its subjectAltName
   * @param from - when it begins to be valid
   * @param until - when it ends
   */
  issue: (name: string, from?: Date, until?: Date) => Certificate
}

const DAY = 86_400_000

const tlv = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const length =
    body.length < 128
      ? Buffer.from([body.length])
      : body.length < 256
        ? Buffer.from([0x81, body.length])
        : Buffer.from([0x82, body.length >> 8, body.length & 0xff])
  return Buffer.concat([Buffer.from([tag]), length, body])
}
const sequence = (...parts: Buffer[]) => tlv(0x30, ...parts)
const oid = (hex: string) => tlv(0x06, Buffer.from(hex, 'hex'))
const octets = (inner: Buffer) => tlv(0x04, inner)
const time = (at: Date) => tlv(0x18, Buffer.from(at.toISOString().replace(/[-:T]|\.\d+/g, ''), 'latin1'))

const COMMON_NAME = '550403'
const BASIC_CONSTRAINTS = '551d13'
const SUBJECT_ALT_NAME = '551d11'
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'))
const TRUE = Buffer.from([0x01, 0x01, 0xff])

const nameOf = (text: string) =>
  sequence(tlv(0x31, sequence(oid(COMMON_NAME), tlv(0x0c, Buffer.from(text, 'utf8')))))

const pem = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`

/** Makes an authority that nobody knows yet. */
export function ownAuthority(): Authority {
  const name = 'An authority of a test'
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const made = (subject: string, of: KeyObject, from: Date, until: Date, extension: Buffer): string => {
    const body = sequence(
      tlv(0xa0, tlv(0x02, Buffer.from([2]))),
      tlv(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
      ECDSA_WITH_SHA256,
      nameOf(name),
      sequence(time(from), time(until)),
      nameOf(subject),
      of.export({ type: 'spki', format: 'der' }),
      tlv(0xa3, sequence(extension)),
    )
    const signature = sign('sha256', body, own.privateKey)
    return pem(sequence(body, ECDSA_WITH_SHA256, tlv(0x03, Buffer.from([0]), signature)))
  }
  const days = (many: number) => new Date(Date.now() + many * DAY)
  return {
    certificate: made(
      name,
      own.publicKey,
      days(-2),
      days(400),
      sequence(oid(BASIC_CONSTRAINTS), TRUE, octets(sequence(TRUE))),
    ),
    issue: (host, from = days(-1), until = days(90)) => {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const names = sequence(tlv(0x82, Buffer.from(host, 'latin1')))
      return {
        certificate: made(host, pair.publicKey, from, until, sequence(oid(SUBJECT_ALT_NAME), octets(names))),
        key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      }
    },
  }
}
