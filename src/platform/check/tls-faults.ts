/** Faults of a certificate, in words: whose it is decides what to do, and that its authority is unknown here is the usual one. */

/**
 * Says what is wrong with a certificate.
 * @param codes - along the chain of causes, as OpenSSL and Node.js name them
 * @returns what is wrong, and what to do about it; null where it is something else
 */
export function certificateFault(codes: readonly string[]): { wrong: string; todo: string } | null {
  const has = (fits: RegExp) => codes.some((code) => fits.test(code))
  if (has(/^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_(GET|VERIFY))/))
    return {
      wrong: 'its certificate is of an authority that this machine does not know',
      todo: 'Set NODE_EXTRA_CA_CERTS to the file (PEM) of your own authority, in the same file as the other settings.',
    }
  if (has(/^CERT_HAS_EXPIRED$/))
    return { wrong: 'its certificate has run out', todo: 'Have it renewed by whoever runs that server.' }
  if (has(/^CERT_NOT_YET_VALID$/))
    return {
      wrong: 'its certificate is not valid yet',
      todo: 'Look at this machine’s clock first: timedatectl.',
    }
  if (has(/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/))
    return {
      wrong: 'its certificate is for another name',
      todo: 'Write the name that stands in the certificate, or have one made for this name.',
    }
  return null
}
