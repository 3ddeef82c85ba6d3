/**
 * The description of a route: method, path and the schemas of its input and output. Services
 * implement routes; clients and OpenAPI are made from them.
 */
import type { z } from 'zod'

/**
 * Who may use a route of the gateway, from the widest to the narrowest.
 * - `public`: anybody, also where the rest asks for a sign-in.
 * - `reader`: reads data, reports and settings.
 * - `writer`: may do what costs money or provider calls, and what changes reports and watches.
 * - `metrics`: reads the figures that a monitoring system collects; for administrators too.
 * - `admin`: changes the configuration and what is stored, with the administrator token.
 * - `internal`: one of our own services. No request from outside reaches it.
 */
export type Access = 'public' | 'reader' | 'writer' | 'metrics' | 'admin' | 'internal'

/** A route with a public address states who may use it. An internal route has no public address. */
export type Reach =
  | {
      access: Exclude<Access, 'internal'>
      /** The path at the gateway, with `{name}` parameters. */
      public: string
    }
  | { access: 'internal'; public?: never }

interface RouteShape {
  method: 'GET' | 'POST' | 'PUT'
  /** Path at the service in Hono's syntax; `:name` is a parameter. */
  path: string
  summary: string
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  response: z.ZodType
  /**
   * The route answers an event stream instead of the response (or, depending on `Accept`, as an
   * alternative to it), or sends messages in the form of the response on a WebSocket.
   */
  stream?: 'always' | 'on_accept' | 'websocket'
  /**
   * The route reads what is stored and asks no provider and no model, whatever its input. Only to
   * such a route may a link of another site lead: any other could use up the budget of a provider.
   */
  stored_only?: true
  /** The route takes `If-Match` with the version that the caller read. */
  if_match?: true
}

export type Route = RouteShape & Reach

export type Contract = Record<string, Route>

/** Keeps the exact schema types of a contract while checking its shape. */
export const contract = <const T extends Contract>(routes: T): T => routes

type InputOf<S> = S extends z.ZodType ? z.input<S> : never
type OutputOf<S> = S extends z.ZodType ? z.output<S> : never

/** The input that a caller passes. */
export type CallInput<R extends Route> = (R['params'] extends z.ZodType
  ? { params: InputOf<R['params']> }
  : { params?: never }) &
  (R['query'] extends z.ZodType ? { query?: InputOf<R['query']> } : { query?: never }) &
  (R['body'] extends z.ZodType ? { body: InputOf<R['body']> } : { body?: never }) & {
    headers?: Record<string, string>
    signal?: AbortSignal
  }

/** The input that a handler receives after validation. */
export interface HandlerInput<R extends Route> {
  params: OutputOf<R['params']>
  query: OutputOf<R['query']>
  body: OutputOf<R['body']>
  requestId: string
  /** The lowest configuration version that the caller accepts; 0 when any will do. */
  configVersion: number
  headers: Headers
  /** Fires when the caller leaves, in services whose platform is told to say so. */
  signal: AbortSignal
}
export type ResponseOf<R extends Route> = OutputOf<R['response']>
