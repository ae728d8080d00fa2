/** Opens what is known about the coast: loaded layers, or what the packages carry. */
import type { Geography } from './geography.ts'

/**
 * @param folder - where `seamark geo load` put its layers; null for the packages alone
 * @throws Error when a layer that was loaded can no longer be read
 */
export function openGeography(folder: string | null): Promise<Geography> {
  void folder
  return Promise.reject(new Error('not yet'))
}

/**
 * The geography of this node, opened at its first use and then kept.
 * @param dataFolder - `config.dataFolder`; layers lie in its folder `geo`
 */
export function geographyOf(dataFolder: string): Promise<Geography> {
  return openGeography(dataFolder)
}

/** @returns the lines that must be printed beside a map or a list made from this geography */
export function attributions(geography: Geography): string[] {
  return [...new Set(geography.sources.map(({ attribution }) => attribution))]
}
