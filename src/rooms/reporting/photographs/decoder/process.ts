/**
 * The process that decodes: one file on its standard input, one answer on its standard output, then it
 * ends. It is started anew for each file, so that a file which takes it over sees no other person's.
 */
import { kindOfFile } from './kind-of-file.ts'
import { placeAndTime } from './place-and-time.ts'
import type { Answer, Task } from './answer.ts'

const task = process.argv[2] as Task
const parts: Buffer[] = []
for await (const part of process.stdin) parts.push(part as Buffer)
const bytes = Buffer.concat(parts)

const found = await placeAndTime(bytes)
const kind = await kindOfFile(bytes)
// Where no picture is asked for, none is vouched for.
if (task === 'place') answer({ state: 'quarantined', why: 'unknown', found })
else if (kind === 'not-a-picture') answer({ state: 'refused', why: 'not-a-picture', found: null })
else if (kind !== 'decodable') answer({ state: 'quarantined', why: kind, found })
else {
  // Loaded here alone: what is no picture never meets the decoder.
  const { paintAnew } = await import('./clean.ts')
  const painted = await paintAnew(bytes)
  if (painted.state === 'safe')
    answer({ state: 'safe', width: painted.width, height: painted.height, found }, painted.jpeg)
  else answer({ ...painted, found })
}

function answer(line: Answer, picture?: Buffer): void {
  const head = Buffer.from(`${JSON.stringify(line)}\n`)
  process.stdout.write(picture ? Buffer.concat([head, picture]) : head)
}
