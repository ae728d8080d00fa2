import { readFile } from 'node:fs/promises'
import { generateFamilies } from './generated-families.ts'
import { matchFiles } from '../src/rooms/deconfliction/linkage/match-files.ts'
const verbose = process.argv[3] === 'v'
for (const size of (process.argv[2] ?? '1,3').split(',').map(Number)) for (const n of [1300, 8000]) {
  const truth = await generateFamilies('/tmp/names10-fam.csv', n, size)
  const of = new Map<number, number>()
  for (const { person } of truth.values()) of.set(person, (of.get(person) ?? 0) + 1)
  const all = [...of.values()].reduce((s, k) => s + k * (k - 1) / 2, 0)
  const r = await matchFiles({ files: ['/tmp/names10-fam.csv'], mappings: [], out: '/tmp/names10-fam-out.csv' })
  let hits = 0, pairs = 0, famWrong = 0; const wrong: string[] = []
  for (const line of (await readFile('/tmp/names10-fam-out.csv', 'utf8')).trim().split('\n').slice(1)) {
    const [l = '', rr = ''] = line.split(',')
    pairs++
    if (truth.get(l)?.person === truth.get(rr)?.person) hits++
    else { wrong.push(line); if ((truth.get(l)?.size ?? 0) > 1) famWrong++ }
  }
  console.log(size, n, 'records', truth.size, 'true', all, 'pairs', pairs, 'precision', (hits / pairs).toFixed(4), 'recall', (hits / all).toFixed(4), 'family wrong', famWrong)
  if (verbose) { console.log(wrong.slice(0, 12).join('\n')); console.log(r.weights) }
}
