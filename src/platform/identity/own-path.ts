/**
 * Takes only a path of this node: a link must not send anybody elsewhere after signing in.
 * @param path - as the address said it; nobody vouched for it
 * @returns the path, or `/` where it could lead to another host
 */
export function ownPath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/'
}
