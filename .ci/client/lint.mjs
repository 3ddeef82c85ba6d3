/**
 * Lints an OpenAPI document from standard input by Redocly's recommended rules; prints the
 * problems.
 */
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { text } from 'node:stream/consumers'

const problems = await lintFromString({
  source: await text(process.stdin),
  absoluteRef: 'openapi.json',
  config: await createConfig({ extends: ['recommended'] }),
})
console.log(
  JSON.stringify(
    problems.map(
      ({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer}: ${message}`,
    ),
  ),
)
