/** The kinds of texts in contracts and datasets, each with its largest length. */
import { z } from 'zod'
import {
  MAX_ADDRESS,
  MAX_CODE,
  MAX_DECIMAL,
  MAX_DETAIL,
  MAX_ID,
  MAX_INSTANT,
  MAX_NAME,
  MAX_PROSE,
} from '../lengths.ts'

export const codeSchema = z.string().max(MAX_CODE)
export const idSchema = z.string().max(MAX_ID)
export const nameSchema = z.string().max(MAX_NAME)
export const proseSchema = z.string().max(MAX_PROSE)
export const detailSchema = z.string().max(MAX_DETAIL)
export const addressSchema = z.url().max(MAX_ADDRESS)

export const calendarDateSchema = z.iso.date()
export const instantSchema = z.iso.datetime().max(MAX_INSTANT)
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 hexadecimal digits')
/** An exact decimal as text: `-416161000000`, `7.46`. Messages never contain it as a double. */
export const decimalSchema = z
  .string()
  .max(MAX_DECIMAL)
  .regex(/^-?\d+(\.\d+)?$/)
