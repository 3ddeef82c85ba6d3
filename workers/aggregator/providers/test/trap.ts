/** The type of an index of traps. Tests only. */

/** The section of each trap in providers.md, with the test that is named after the trap. */
export type Traps = Readonly<Record<string, readonly [file: string, title: string]>>
