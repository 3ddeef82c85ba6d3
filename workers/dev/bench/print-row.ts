/** Prints one row of the bench: what was measured, the result, and what was promised of it. */
export type PrintRow = (what: string, measured: string, promise?: string) => void
