/** How a command waits for the columns of a day, which the first run of that day has made. */

/** Between two questions while the columns are being made, in ms. */
const PAUSE_MS = 200

interface ColumnsToMake {
  progress: { market: string; done: number; of: number }
}

/**
 * Calls until the columns of the day are made, and `say`s how far they are each time that it is
 * further. Nothing is said when they are there at the first call.
 */
export const untilMade = async <Answer extends object>(
  call: () => Promise<Answer | ColumnsToMake>,
  say: (line: string) => void,
  pauseMs = PAUSE_MS,
): Promise<Answer> => {
  let told = ''
  for (;;) {
    const answer = await call()
    if (!('progress' in answer)) return answer
    const { market, done, of } = answer.progress
    const line = `${market}: figures of ${done} of ${of} companies are computed`
    if (line !== told) say(line)
    told = line
    await new Promise((again) => setTimeout(again, pauseMs))
  }
}
