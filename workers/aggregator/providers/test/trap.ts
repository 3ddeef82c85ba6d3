/** What an index of traps holds. Tests only. */

/** Each trap by its section in providers.md, with the test that is named after it. */
export type Traps = Readonly<Record<string, readonly [file: string, title: string]>>
