/**
 * `npm run remap`: maps the kept raw answers of providers again through today's adapters, without
 * asking a provider, and tells what differs from what is stored. It works slice by slice; when it
 * is cut, the place to go on from stands on stderr.
 */
import type { Target } from './access-token.ts'
import { apiClient } from './api-client.ts'
import { groupLines, parseRemapArguments, type RemapArguments, USAGE } from './remap-arguments.ts'
import { runStackCommand, say } from './stack-command.ts'

const remap = async (target: Target, wanted: RemapArguments): Promise<number> => {
  const api = apiClient(target)
  const { url: _, after: from, ...filter } = wanted
  const total = { groups: 0, readings: 0, differing: 0, unmapped: 0 }
  let after = from
  do {
    const { groups, next } = await api.remap({ ...filter, ...(after && { after }) })
    for (const group of groups) {
      for (const line of groupLines(group)) console.log(line)
      total.groups += 1
      total.readings += group.readings
      total.unmapped += group.unmapped.length
      if (group.added + group.changed + group.gone > 0) total.differing += 1
    }
    after = next ?? undefined
    if (after) say(`so far ${total.groups}; go on from here with --after '${after}'`)
  } while (after)
  say(
    `${total.readings} readings of ${total.groups} datasets were mapped again; ${total.differing} datasets differ, ${total.unmapped} readings could not be mapped${wanted.write || total.differing === 0 ? '' : '; nothing was written (--write)'}`,
  )
  return total.unmapped > 0 ? 1 : 0
}

runStackCommand({
  wanted: parseRemapArguments(process.argv.slice(2)),
  usage: USAGE,
  urlOf: ({ url }) => url && new URL(url).origin,
  work: remap,
})
