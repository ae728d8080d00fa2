/** Can PDFs be made on this machine? The typesetter is native code, which npm installs for each platform. */
import type { DecodeOptions } from '../decoder-process/decode-apart.ts'
import { setPdf } from '../documents/set-pdf.ts'
import { warns, type Finding } from './finding.ts'

/**
 * Has a document of one word set.
 * @param options - what tests put in the typesetter's place
 * @returns a warning where that fails: packs and letters are missing then, and nothing else
 */
export async function checkTypesetter(options: DecodeOptions = {}): Promise<Finding[]> {
  try {
    await setPdf(
      {
        ...{ title: 'Check', lang: 'en', marking: null, exercise: '', head: [], blocks: [], stamp: [] },
        madeAt: '2026-01-01T00:00:00.000Z',
      },
      options,
    )
    return []
  } catch {
    return [
      warns(
        '@myriaddreamin/typst-ts-node-compiler',
        'no PDF can be made here, so there are no packs and letters of oversight as PDF',
        'Run "npm ci" on this machine, so that the part for its platform is installed, and give the node 1 GB of memory to spare.',
      ),
    ]
  }
}
