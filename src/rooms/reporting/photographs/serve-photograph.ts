/** Headers with which the desk gets a photograph: to be kept as a file, never run as a page of this site. */

/**
 * For a picture that was made safe.
 * @param name - the file's name for the officer, like `photograph-1`; anything but letters, digits, dots
 *   and hyphens becomes a hyphen
 * @param media - like `image/jpeg`
 * @returns header to value
 */
export function headersOfPhotograph(name: string, media: string): Record<string, string> {
  const file = `${name}.${media.replace('image/', '')}`.replaceAll(/[^\w.-]/g, '-')
  return {
    'content-type': media,
    'content-disposition': `attachment; filename="${file}"`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  }
}
