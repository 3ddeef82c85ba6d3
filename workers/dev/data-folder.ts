/** A data folder belongs to one running stack. */
import { DATA_DIR, SIMULATED_DATA_DIR } from './paths.ts'
import { claimRunFile, type RunFile, removeRunFile, runningStack } from './run-file.ts'
import { reasonOf, StartError } from './start-error.ts'

const alreadyThere = ({ url, pid }: RunFile): StartError =>
  new StartError(
    url
      ? `The system already runs at ${url} (process ${pid}).`
      : `Another start is under way (process ${pid}).`,
  )

/**
 * Takes the data folder for this process. A start with simulated quotes and an ordinary one share
 * the settings beside each Worker's configuration: of the two folders' stacks only one may run, so
 * that neither reads what was meant for the other.
 */
export const claimDataFolder = (data: string, me: Pick<RunFile, 'pid' | 'started'>): void => {
  let other: RunFile | null
  try {
    other = claimRunFile(data, { ...me, group: null, group_started: null, url: null })
  } catch (error) {
    throw new StartError(`The data folder ${data} cannot be written: ${reasonOf(error)}`)
  }
  if (other) throw alreadyThere(other)
  const beside = runningStack(data === DATA_DIR ? SIMULATED_DATA_DIR : DATA_DIR)
  if (!beside) return
  removeRunFile(data)
  throw alreadyThere(beside)
}
