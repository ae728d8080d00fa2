/** What the ledger adds when the operator entered, changed or removed a key holder. */
import type { DetailRule, ToldEvent } from '../../platform/rooms/operations.ts'

export const details: readonly DetailRule[] = [
  ({ detail }) =>
    typeof detail['holder'] === 'string' ? ` (${detail['holder']})${holderTold(detail)}` : null,
]

const holderWords: Readonly<Record<string, string>> = {
  body: 'run by',
  url: 'address',
  identity: 'identity key',
}

function holderTold(detail: ToldEvent['detail']): string {
  const said = (name: string) => (typeof detail[name] === 'string' ? detail[name] : null)
  if (detail['change'] !== 'changed')
    return [
      said('body') ? `, run by ${said('body') ?? ''}` : '',
      said('url') ? `, at ${said('url') ?? ''}` : '',
    ].join('')
  return ['name', 'body', 'url', 'identity']
    .flatMap((what) => {
      const [from, to] = [said(`${what}_from`), said(`${what}_to`)]
      return from === null && to === null
        ? []
        : [`; ${holderWords[what] ?? what} ${to ?? ''}, before ${from ?? ''}`]
    })
    .join('')
}
