/** /export and /import: all documents as one file. */
import {
  configContract,
  EXPORT_FORM,
  type ExportedConfiguration,
} from '#shared/contracts/config.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import { type App, implement } from '#shared/http/app.ts'
import { CONFIG_VERSION_HEADER } from '#shared/http/config-version.ts'
import { expectedVersion, versionTag } from '#shared/http/if-match.ts'
import { principalOf } from '#shared/http/principal.ts'
import { configStore, type Env } from '../env.ts'
import { refusalOf } from '../store-client.ts'

/** A dry run may name no version: it replaces nothing. */
const expectedByImport = (
  headers: Headers,
  {
    dry_run,
    expected_config_version,
  }: { dry_run: boolean; expected_config_version?: number | undefined },
): Result<number | null> =>
  dry_run && expected_config_version === undefined && !headers.has('if-match')
    ? ok(null)
    : expectedVersion(headers, expected_config_version)

export const transferRoutes = (app: App<Env>): void => {
  implement(app, configContract.exportConfiguration, async (_, env) => {
    const { version, documents } = await configStore(env).exported()
    const file: ExportedConfiguration = {
      form: EXPORT_FORM,
      config_version: version,
      exported_at: new Date().toISOString(),
      documents: documents.map(({ key, version: of, updated_at, author, json }) => ({
        key,
        version: of,
        updated_at: of === 0 ? null : updated_at,
        author,
        value: JSON.parse(json) as unknown,
      })),
    }
    return Response.json(file, {
      headers: {
        'cache-control': 'no-store',
        'content-disposition': `attachment; filename="configuration-${version}.json"`,
        etag: versionTag(version),
      },
    })
  })
  implement(app, configContract.importConfiguration, async ({ body, headers }, env) => {
    const expected = expectedByImport(headers, body)
    if (!expected.ok) return expected
    const { dry_run, file } = body
    const outcome = await configStore(env).importAll(
      {
        documents: file.documents.map(({ key, value }) => ({ key, json: JSON.stringify(value) })),
        dry_run,
        expected_config_version: expected.data,
      },
      principalOf(headers),
    )
    if (!outcome.ok) return refusalOf(outcome, 'The import')
    const { config_version, changed, unchanged } = outcome
    return Response.json(
      { dry_run, config_version, changed, unchanged },
      {
        headers: {
          'cache-control': 'no-store',
          etag: versionTag(config_version),
          [CONFIG_VERSION_HEADER]: String(config_version),
        },
      },
    )
  })
}
