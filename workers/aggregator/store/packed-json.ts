/** Columns as they are stored: JSON under gzip, with the number of its form. Pure. */
import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate'

export const packJson = <T extends { form: number }>(value: T): Uint8Array<ArrayBuffer> =>
  // Without a time in its head: it would make other bytes of the same content.
  new Uint8Array(gzipSync(strToU8(JSON.stringify(value)), { level: 9, mtime: 0 }))

/** Throws where the bytes are no gzip of JSON of this form: they were written by this program. */
export const unpackJson = <T extends { form: number }>(
  bytes: Uint8Array,
  form: number,
  what: string,
): T => {
  const value = JSON.parse(strFromU8(gunzipSync(bytes))) as T
  if (value.form !== form) throw new Error(`${what} of form ${value.form}, not ${form}`)
  return value
}
