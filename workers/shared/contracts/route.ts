/**
 * What a route is: method, path and the schemas of what goes in and out. Services implement it,
 * clients and OpenAPI are made from it.
 */
import type { z } from 'zod'

export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  method: 'GET' | 'POST' | 'PUT'
  /** Hono's path syntax; `:name` is a parameter. */
  path: string
  /** Where the gateway offers it, with `{name}` parameters; absent when it is not public. */
  public?: string
  summary: string
  params?: Params
  query?: Query
  body?: Body
  response: Response
  /**
   * Answers an event stream instead of (or, by `Accept`, beside) the response; or messages of the
   * response's form on a WebSocket.
   */
  stream?: 'always' | 'on_accept' | 'websocket'
  /** Needs the administrator token at the gateway. */
  admin?: boolean
}

export type Contract = Record<string, Route>

/** Keeps the exact schema types of a contract while checking its shape. */
export const contract = <const T extends Contract>(routes: T): T => routes

type InputOf<S> = S extends z.ZodType ? z.input<S> : never
type OutputOf<S> = S extends z.ZodType ? z.output<S> : never

/** What a caller passes. */
export type CallInput<R extends Route> = (R['params'] extends z.ZodType
  ? { params: InputOf<R['params']> }
  : { params?: never }) &
  (R['query'] extends z.ZodType ? { query?: InputOf<R['query']> } : { query?: never }) &
  (R['body'] extends z.ZodType ? { body: InputOf<R['body']> } : { body?: never }) & {
    headers?: Record<string, string>
    signal?: AbortSignal
  }

/** What a handler receives, after validation. */
export interface HandlerInput<R extends Route> {
  params: OutputOf<R['params']>
  query: OutputOf<R['query']>
  body: OutputOf<R['body']>
  requestId: string
  headers: Headers
}
export type ResponseOf<R extends Route> = OutputOf<R['response']>
