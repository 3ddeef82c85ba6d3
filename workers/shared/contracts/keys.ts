/**
 * Keys that are set at run time. A key goes in and is never told again: only its name, its last
 * four characters, its fingerprint, who set it and when.
 */
import { z } from 'zod'
import { KEY_HOLDERS } from '../key-names.ts'
import { MAX_FEW } from '../lengths.ts'
import { contract } from './route.ts'
import { instantSchema, nameSchema } from '../schemas/texts.ts'

/** Longest name of a key: those of models are 61 characters and `_API_KEY`. */
const MAX_KEY_NAME = 70
export const keyNameSchema = z
  .string()
  .max(MAX_KEY_NAME)
  .regex(/^[A-Z][A-Z0-9_]{0,69}$/)

/** Characters of a key: signed tokens have up to some thousands. */
const MAX_KEY = 4_096
const keyValueSchema = z
  .string()
  .min(1)
  .max(MAX_KEY)
  .refine((value) => !/[\p{Cc}]/u.test(value) && value.trim() !== '', 'is no key')

export const storedKeySchema = z.object({
  name: keyNameSchema,
  holder: z.enum(KEY_HOLDERS).describe('The only Worker that it is handed to'),
  is_set: z.boolean(),
  last_four: z
    .string()
    .max(8)
    .nullable()
    .describe('Null for a key of fewer than 16 characters, of which they would tell too much'),
  fingerprint: z.string().max(16).nullable().describe('The beginning of a SHA-256'),
  set_at: instantSchema.nullable(),
  author: nameSchema.nullable(),
  is_readable: z
    .boolean()
    .describe('False when the key-encryption key that it was encrypted with is gone: set it again'),
})
export type StoredKey = z.infer<typeof storedKeySchema>

const storedKeysSchema = z.object({
  keys: z.array(storedKeySchema).max(MAX_FEW),
  can_store: z.boolean().describe('A key-encryption key is set, so that keys can be'),
})
const params = z.object({ name: keyNameSchema })

/** Routes of the configuration service for whoever administers keys. */
export const keyRoutes = contract({
  listKeys: {
    method: 'GET',
    path: '/api/v1/keys',
    public: '/api/config/keys',
    access: 'admin',
    summary: 'All keys that can be set at run time, without their values',
    response: storedKeysSchema,
  },
  setKey: {
    method: 'PUT',
    path: '/api/v1/keys/:name',
    public: '/api/config/keys/{name}',
    access: 'admin',
    summary:
      'Set a key, in force from the next call on; one of the environment goes before it. It can never be read again',
    params,
    body: z.strictObject({ value: keyValueSchema }),
    response: storedKeySchema,
  },
  removeKey: {
    method: 'POST',
    path: '/api/v1/keys/:name/removal',
    public: '/api/config/keys/{name}/removal',
    access: 'admin',
    summary: 'Remove a key that was set at run time',
    params,
    body: z.strictObject({}),
    response: storedKeySchema,
  },
  rotateKeyEncryption: {
    method: 'POST',
    path: '/api/v1/key-encryption/rotation',
    public: '/api/config/key-encryption/rotation',
    access: 'admin',
    summary:
      'Encrypt what was encrypted with the former key-encryption key with the present one; the former is not needed after',
    body: z.strictObject({}),
    response: z.object({
      rotated: z.int(),
      unreadable: z.int().describe('Keys that neither of the two can read'),
    }),
  },
})

/** The entry of the configuration service that one Worker alone is bound to. */
export const heldKeysContract = contract({
  readKeys: {
    method: 'GET',
    path: '/api/v1/held-keys',
    access: 'internal',
    summary: 'The values of the keys that this Worker holds, by name',
    response: z.object({ keys: z.record(keyNameSchema, keyValueSchema) }),
  },
})
