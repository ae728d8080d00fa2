/** Headers with which the desk gets a photograph: to be kept as a file, never run as a page of this site. */

const LOCKED = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

/**
 * For a picture that was made safe.
 * @param name - the file's name for the officer, like `R-7K2M-photograph-1`; letters, digits and hyphens
 */
export function headersOfPhotograph(name: string): Record<string, string> {
  return { ...LOCKED, 'content-type': 'image/jpeg', 'content-disposition': attachment(`${name}.jpg`) }
}

/** For an original as it came: of unknown kind, it may harm the program that opens it. */
export function headersOfOriginal(name: string): Record<string, string> {
  return {
    ...LOCKED,
    'content-type': 'application/octet-stream',
    'content-disposition': attachment(`${name}.original`),
  }
}

const attachment = (name: string): string => `attachment; filename="${name.replaceAll(/[^\w.-]/g, '-')}"`
