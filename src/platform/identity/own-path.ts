/** Only a path of this node: a link must not send anybody elsewhere after signing in. */
export function ownPath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/'
}
