/**
 * One Ctrl-C reaches this process more than once: from the terminal, from npm and from the script that
 * started it. Only one that comes this much later (milliseconds) is a second one.
 */
const SAME_KEYSTROKE = 2_000

/** Waits until somebody asks this process to end. Being asked again ends it at once. */
export function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    let asked = 0
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (asked > 0 && performance.now() - asked > SAME_KEYSTROKE) process.exit(1)
        asked ||= performance.now()
        resolve()
      })
  })
}
