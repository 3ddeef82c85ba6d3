/**
 * Who may use the gateway: browser sessions and API tokens, and the links that a session begins
 * with. The gateway answers these routes itself. No secret is ever told twice.
 */
import { z } from 'zod'
import { MAX_RECORDS } from '../lengths.ts'
import { contract } from './route.ts'
import { instantSchema } from '../schemas/texts.ts'

/** What a token or a session may do. Each of the first three includes those before it. */
export const SCOPES = ['reader', 'writer', 'admin', 'metrics'] as const
export type Scope = (typeof SCOPES)[number]
const scopesSchema = z.array(z.enum(SCOPES)).min(1).max(SCOPES.length)

/**
 * - `session`: a browser that was signed in by a link.
 * - `token`: a program with an API token.
 * - `operator`: whoever has the administrator token of the deployment.
 * - `open`: anybody, where the stack was started to be open.
 * - `cloudflare_access`: a person that Cloudflare Access has signed in.
 */
export const PRINCIPAL_KINDS = [
  'session',
  'token',
  'operator',
  'open',
  'cloudflare_access',
] as const

/** Longest name of a token or a session, in characters. */
const MAX_PRINCIPAL_NAME = 80
const principalNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(MAX_PRINCIPAL_NAME)
  .refine((name) => !/\p{Cc}/u.test(name), 'has control characters')

const principalIdSchema = z
  .string()
  .max(40)
  .regex(/^[a-z_]+(?:_[0-9A-Za-z]+)?$/)

export const principalSchema = z.object({
  kind: z.enum(PRINCIPAL_KINDS),
  id: z.string().max(MAX_PRINCIPAL_NAME),
  name: z.string().max(320).describe('A name for people: it may be given twice'),
  scopes: z.array(z.enum(SCOPES)).max(SCOPES.length),
  expires_at: instantSchema.nullable(),
})
export type Principal = z.infer<typeof principalSchema>

/** A session or a token as it is kept, without its secret. */
const keptPrincipalSchema = principalSchema.extend({
  made_at: instantSchema,
  made_by: z.string().max(320).describe('The name of who made it, or the link that it began with'),
  used_at: instantSchema.nullable().describe('When it was last used, to the minute'),
  revoked_at: instantSchema.nullable(),
})
export type KeptPrincipal = z.infer<typeof keptPrincipalSchema>

const DAY_SECONDS = 24 * 60 * 60
const MOST_SECONDS = 3_650 * DAY_SECONDS
const lifeSchema = z.int().min(1).max(MOST_SECONDS)
const LIFE_OF_A_TOKEN = 90 * DAY_SECONDS

export const accessContract = contract({
  whoAmI: {
    method: 'GET',
    path: '/api/v1/access/me',
    public: '/api/access/me',
    access: 'public',
    summary: 'Who the caller is to this gateway, and whether it is open to anybody',
    response: z.object({
      principal: principalSchema.nullable().describe('Null for nobody in particular'),
      is_open: z.boolean().describe('Anybody may read and write here, without a sign-in'),
    }),
  },
  signIn: {
    method: 'POST',
    path: '/api/v1/sign-in',
    public: '/api/sign-in',
    access: 'public',
    summary: 'Use the code of a sign-in link, once: the answer sets the cookie of a session',
    body: z.strictObject({ code: z.string().min(1).max(100) }),
    response: principalSchema,
  },
  signOut: {
    method: 'POST',
    path: '/api/v1/sign-out',
    public: '/api/sign-out',
    access: 'reader',
    summary: 'End the session of the caller',
    body: z.strictObject({}),
    response: z.object({
      signed_out: z.boolean().describe('False for a caller without a session'),
    }),
  },
  makeSignInLink: {
    method: 'POST',
    path: '/api/v1/access/sign-in-links',
    public: '/api/access/sign-in-links',
    access: 'admin',
    summary: 'A new sign-in link, for one use within ten minutes',
    body: z.strictObject({
      name: principalNameSchema.default('operator').describe('Of the session that it begins'),
      scope: z.enum(['reader', 'writer', 'admin']).default('admin'),
    }),
    response: z.object({
      path: z.string().max(200).describe('To be opened at the address of this gateway'),
      expires_at: instantSchema,
    }),
  },
  listPrincipals: {
    method: 'GET',
    path: '/api/v1/access/principals',
    public: '/api/access/principals',
    access: 'admin',
    summary: 'All sessions and tokens, also those that ended in the last thirty days',
    response: z.object({ principals: z.array(keptPrincipalSchema).max(MAX_RECORDS) }),
  },
  makeToken: {
    method: 'POST',
    path: '/api/v1/access/tokens',
    public: '/api/access/tokens',
    access: 'admin',
    summary: 'A new API token. It is told in this answer and never again',
    body: z.strictObject({
      name: principalNameSchema,
      scopes: scopesSchema,
      expires_in_seconds: lifeSchema.nullable().default(LIFE_OF_A_TOKEN).describe('Null: never'),
    }),
    response: z.object({ token: z.string().max(60), principal: keptPrincipalSchema }),
  },
  revokePrincipal: {
    method: 'POST',
    path: '/api/v1/access/principals/:id/revocation',
    public: '/api/access/principals/{id}/revocation',
    access: 'admin',
    summary: 'Revoke a token or end a session: it is refused from now on',
    params: z.object({ id: principalIdSchema }),
    body: z.strictObject({}),
    response: keptPrincipalSchema,
  },
})
