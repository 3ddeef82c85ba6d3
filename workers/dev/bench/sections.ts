/** Which sections of the bench are run: all of them, or those that `--only` names. */
import { parseArgs } from 'node:util'

export const sectionsAsked = <Name extends string>(
  argv: readonly string[],
  all: readonly Name[],
): { asked: readonly Name[] } | { wrong: string } => {
  try {
    const { only } = parseArgs({
      args: [...argv],
      options: { only: { type: 'string' } },
    }).values
    if (only === undefined) return { asked: all }
    const named = only.split(',')
    const unknown = named.filter((name) => !all.some((one) => one === name))
    return unknown.length > 0
      ? { wrong: `there is no section ${unknown.join(', ')}: the sections are ${all.join(', ')}` }
      : { asked: all.filter((name) => named.includes(name)) }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}
