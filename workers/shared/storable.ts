/**
 * Whether text can be stored: Postgres takes neither U+0000 nor half a surrogate pair, and no text
 * of people has one. Pure.
 */

/** An escape of either in what `JSON.stringify` wrote: it writes whole pairs as themselves. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/

export const isStorable = (value: unknown): boolean => !UNSTORABLE.test(JSON.stringify(value) ?? '')

/**
 * For a value that was parsed from `text`: UTF-8 JSON can hold such a thing as an escape only, and
 * few texts have one.
 */
export const isStorableJson = (text: string, value: unknown): boolean =>
  !/\\u(?:0000|d[89a-f])/i.test(text) || isStorable(value)
