/** NODE_EXTRA_CA_CERTS: Node.js reads it before the program begins, and goes on without a word where it cannot. */
import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { codesOf } from '../fault-codes.ts'
import { refuses, warns, type Finding } from './finding.ts'

const NAME = 'NODE_EXTRA_CA_CERTS'
const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/**
 * Reads the file of authorities, where one is named.
 * @param env - the environment
 * @param now - milliseconds since 1970
 * @returns what is wrong with it
 */
export async function checkAuthorities(
  env: NodeJS.ProcessEnv,
  now: () => number = Date.now,
): Promise<Finding[]> {
  const file = env[NAME]
  if (file === undefined || file === '') return []
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (fault) {
    return [
      refuses(
        NAME,
        `${file} cannot be read (${codesOf(fault).join(', ')}), and Node.js goes on without it`,
        'Correct the path, and let the service’s user read it: under /etc/ssl, mode 644.',
      ),
    ]
  }
  const found = text.match(BLOCK) ?? []
  if (found.length === 0)
    return [
      refuses(
        NAME,
        `${file} holds no certificate in PEM form`,
        'Convert it: openssl x509 -inform der -in FILE.',
      ),
    ]
  try {
    // The bundle of a whole system holds some that have run out; that does no harm.
    const isOver = found.every((one) => new X509Certificate(one).validToDate.getTime() < now())
    return isOver
      ? [
          warns(
            NAME,
            `the certificates in ${file} have run out`,
            'Put the new ones of your authority into it.',
          ),
        ]
      : []
  } catch {
    return [refuses(NAME, `a certificate in ${file} is damaged`, 'Copy it anew from your authority.')]
  }
}
