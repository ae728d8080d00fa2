/** What a workbook may be; read by the program and by the process that decodes. */

/** bytes of the file as it came; one that unpacks to all that is taken has some ten megabytes */
export const MOST_BYTES = 50 * 1024 * 1024

/**
 * Parts of the archive. Excel writes nine or ten for the workbook itself and up to seven for each sheet
 * (its relations, drawing, comments, printer's settings…): twenty would refuse an honest file of four sheets.
 */
export const MOST_PARTS = 100

/** Sheets: a mapping names a handful. With them the parts that are read at all have a bound. */
export const MOST_SHEETS = 20

/** bytes that all parts unpack to, and letters that all cells hold once shared strings are in their places */
export const MOST_UNPACKED = 100_000_000

/** bytes out of one: what programs write packs ten to twenty times, a sheet of one value about as much */
export const MOST_RATIO = 100

/** bytes below which the ratio says nothing: so little does no harm, however it is packed */
export const RATIO_MATTERS_FROM = 1_000_000

/** characters of a cell, by Excel's own limit */
export const LONGEST_CELL = 32_767

/** bytes of a cell as it is written in XML (a reference such as `&#x10FFFF;` has ten for two characters) */
export const LONGEST_WRITTEN_CELL = 400_000

/** bytes of one tag, comment or run of text: parsers begin anew at each piece of what is longer */
export const LONGEST_TOKEN = 400_000

/** elements within each other; what programs write has about ten */
export const DEEPEST = 64

/** places of a sheet from A1 to its last cell; a full sheet of this size would unpack to more than is taken */
export const MOST_PLACES = 10_000_000

/** Excel's own limits of a sheet */
export const LAST_ROW = 1_048_576
export const LAST_COLUMN = 16_384

/** characters of one report with its subjects: as for a row of a text file */
export const LONGEST_FOUND = 400_000

/** rows of subjects that one report may have; it may have 200 subjects */
export const MOST_ROWS_OF_REPORT = 2_000

/** milliseconds that the process is waited for, its start included: the largest takes fifteen seconds alone */
export const COLUMNS_MS = 60_000
export const ROWS_MS = 180_000

/** megabytes of V8's heap, and bytes of memory (resident) at which the process is ended */
export const HEAP_MEGABYTES = 768
export const DECODING_MEMORY = 1_200_000_000

/** bytes that the process may write: of one line, and in all */
export const LONGEST_LINE = 16_000_000
export const MOST_OUTPUT = 2_000_000_000
