/**
 * Answers with a document. The `ETag` is its version, for `If-Match`. A writer also gets the
 * version that later requests must name to see the write at once.
 */
import type { Failure, Result } from '#shared/contracts/problem.ts'
import { CONFIG_VERSION_HEADER } from '#shared/http/config-version.ts'
import { versionTag } from '#shared/http/if-match.ts'
import type { Document, WrittenDocument } from './store-client.ts'

export const answerReader = async <T>(
  reading: Promise<Result<Document<T>>>,
): Promise<Response | Failure> => {
  const read = await reading
  if (!read.ok) return read
  return Response.json(read.data, {
    headers: { 'cache-control': 'no-store', etag: versionTag(read.data.version) },
  })
}

export const answerWriter = async <T>(
  writing: Promise<Result<WrittenDocument<T>>>,
): Promise<Response | Failure> => {
  const written = await writing
  if (!written.ok) return written
  return Response.json(written.data, {
    headers: {
      'cache-control': 'no-store',
      etag: versionTag(written.data.version),
      [CONFIG_VERSION_HEADER]: String(written.data.config_version),
    },
  })
}
