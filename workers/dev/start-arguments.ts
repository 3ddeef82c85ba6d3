/** The arguments of `npm start`. Pure. */
import { parseArgs } from 'node:util'

export const USAGE = `usage: npm start [-- --open] [--simulate-quotes]
  --open             whoever reaches this machine's address may read and write without a sign-in; configuration, keys and tokens still need one
  --simulate-quotes  live quotes come from a simulated exchange of this process, and are kept apart from the ordinary data`

export interface StartArguments {
  open: boolean
  simulateQuotes: boolean
}

/** Returns the arguments, or what is wrong with them. */
export const parseStartArguments = (args: string[]): StartArguments | { wrong: string } => {
  try {
    const { values } = parseArgs({
      args,
      options: { open: { type: 'boolean' }, 'simulate-quotes': { type: 'boolean' } },
    })
    return {
      open: values.open === true,
      simulateQuotes: values['simulate-quotes'] === true,
    }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}
