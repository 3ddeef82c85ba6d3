/** The arguments of `npm start`. Pure. */
import { parseArgs } from 'node:util'

export const USAGE = `usage: npm start [-- --simulate-quotes]
  --simulate-quotes  live quotes come from a simulated exchange of this process, and are kept apart from the ordinary data`

export interface StartArguments {
  simulateQuotes: boolean
}

/** Returns the arguments, or what is wrong with them. */
export const parseStartArguments = (args: string[]): StartArguments | { wrong: string } => {
  try {
    const { values } = parseArgs({ args, options: { 'simulate-quotes': { type: 'boolean' } } })
    return { simulateQuotes: values['simulate-quotes'] === true }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}
