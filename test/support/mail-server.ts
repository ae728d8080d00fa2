/** A real mail server on this machine, which keeps what it is sent. */
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export type TestMailServer = {
  /** for SMTP_URL */
  url: string
  /** what it has taken, the first first; `text` is the whole mail with its headers */
  mails: { from: string; to: string[]; text: string }[]
  /** @param status - with which it refuses every recipient from now on; null to take them again */
  refuse: (status: number | null) => void
  /** how often somebody was refused */
  refused: () => number
  close: () => Promise<void>
}

/**
 * Starts a mail server on a free port of this machine. Close it when done.
 * @param options - tls: offers STARTTLS, with a certificate that it signed itself
 */
export async function testMailServer({ tls = false } = {}): Promise<TestMailServer> {
  const mails: TestMailServer['mails'] = []
  let status: number | null = null
  let refused = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: tls ? ['AUTH'] : ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) => {
      if (status === null) {
        done()
        return
      }
      refused += 1
      // As servers do, with the address in what they say.
      done(Object.assign(new Error(`<${address}> is not taken`), { responseCode: status }))
    },
    onData: (stream, { envelope }, done) => {
      void text(stream).then((all) => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), text: all })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    mails,
    refuse: (next) => {
      status = next
    },
    refused: () => refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
      }),
  }
}
