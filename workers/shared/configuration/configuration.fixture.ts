/** For tests: the shipped documents, and for each prompt a short template that can be filled. */
import {
  dataSourcesSchema,
  modulesSchema,
  systemSchema,
} from '#shared/contracts/config-documents.ts'
import modules from '../../../config/analysis-modules.json' with { type: 'json' }
import dataSources from '../../../config/data-sources.json' with { type: 'json' }
import system from '../../../config/system.json' with { type: 'json' }
import type { Configuration } from './validate.ts'

export const configuration = (over: Partial<Configuration> = {}): Configuration => ({
  system: systemSchema.parse(system),
  modules: modulesSchema.parse(modules),
  data_sources: dataSourcesSchema.parse(dataSources),
  prompts: Object.fromEntries(modules.map(({ prompt }) => [prompt, 'Write.\n{figures}'])),
  ...over,
})
