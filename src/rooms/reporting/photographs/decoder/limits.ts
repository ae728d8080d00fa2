/** What a photograph may be; read by the program and by the process that decodes. */

/** bytes; a 50-megapixel telephone photograph is about 15 MB */
export const MOST_BYTES = 20 * 1024 * 1024

/** pixels that are decoded at most */
export const MOST_PIXELS = 50_000_000

/** pixels of a JPEG at most, which is decoded at a half, a quarter or an eighth: what telephones' largest settings give */
export const MOST_PIXELS_OF_JPEG = 200_000_000

/** pixels on one side; a wider picture is refused by its header, before anything is decoded */
export const LONGEST_SIDE = 16_384

/** pixels on the longer side of the picture that the desk gets: enough to read a registration plate */
export const SHOWN_SIDE = 2_560

/** bytes of a safe picture at most: 2,560 × 2,560 pixels of noise stay below it */
export const MOST_SAFE_BYTES = 12 * 1024 * 1024

/** milliseconds that the decoding process gets for one picture, its own start included */
export const DECODING_MS = 20_000

/** bytes of memory (resident) at which the decoding process is ended */
export const DECODING_MEMORY = 512 * 1024 * 1024
