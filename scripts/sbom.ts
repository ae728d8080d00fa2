/**
 * The bill of materials of an installation for production, as CycloneDX 1.5. `npm sbom --omit=dev` leaves packages out
 * that are a tool's as well, so it is made from the lockfile here, as NOTICE is.
 */
import { packagesOf, type Lockfile, type Package } from './notice.ts'

/** What SPDX has a name for; everything else is given in words. */
const ONE_LICENCE = /^[\w.+-]+$/

/**
 * Makes the bill.
 * @param lockfile - package-lock.json
 * @param version - of Seamark
 * @returns the document, ready for JSON; the same lockfile gives the same
 */
export function sbomOf(lockfile: Lockfile, version: string): object {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        ...{ type: 'application', 'bom-ref': `seamark@${version}`, name: 'seamark', version },
        licenses: [{ license: { id: 'MIT' } }],
      },
    },
    components: packagesOf(lockfile).map(componentOf),
  }
}

function componentOf({ name, version, licence, integrity }: Package): object {
  const at = name.lastIndexOf('/')
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  const [, base64] = /^sha512-(\S+)$/.exec(integrity ?? '') ?? []
  return {
    ...{ type: 'library', 'bom-ref': purl, purl },
    ...(at === -1 ? { name } : { group: name.slice(0, at), name: name.slice(at + 1) }),
    version,
    licenses: [{ license: ONE_LICENCE.test(licence) ? { id: licence } : { name: licence } }],
    hashes:
      base64 === undefined
        ? []
        : [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }],
  }
}
