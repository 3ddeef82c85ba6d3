/**
 * Checks whether a text can be stored. Postgres accepts neither U+0000 nor half a surrogate pair,
 * and no text written by people contains one. Pure.
 */

/**
 * Matches an escape of either one in the output of `JSON.stringify`, which writes whole pairs as
 * the characters themselves.
 */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/

export const isStorable = (value: unknown): boolean => !UNSTORABLE.test(JSON.stringify(value) ?? '')

/**
 * Checks a value that was parsed from `text`. UTF-8 JSON can contain such a character only as an
 * escape, and few texts have one.
 */
export const isStorableJson = (text: string, value: unknown): boolean =>
  !/\\u(?:0000|d[89a-f])/i.test(text) || isStorable(value)
