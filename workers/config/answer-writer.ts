/**
 * The answer to a writer. Its header has the version that later requests must name to see the write
 * at once.
 */
import type { Failure, Result } from '#shared/contracts/problem.ts'
import { CONFIG_VERSION_HEADER } from '#shared/http/config-version.ts'
import type { WrittenDocument } from './store-client.ts'

export const answerWriter = async <T>(
  writing: Promise<Result<WrittenDocument<T>>>,
): Promise<Response | Failure> => {
  const written = await writing
  if (!written.ok) return written
  return Response.json(written.data, {
    headers: {
      'cache-control': 'no-store',
      [CONFIG_VERSION_HEADER]: String(written.data.config_version),
    },
  })
}
