/** The type of an index of traps. Tests only. */

/**
 * Each trap by the number of its kind and a few words, with the test that is named after the trap.
 */
export type Traps = Readonly<Record<string, readonly [file: string, title: string]>>
