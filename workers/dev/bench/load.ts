/** A bounded load on one URL: how many answers a second, and how long the median one took. */
export interface Load {
  perSecond: number
  medianMs: number
}

/** `clients` ask again and again for `seconds`; any answer but 200 fails the measurement. */
export const load = async (url: string, clients: number, seconds: number): Promise<Load> => {
  const until = performance.now() + seconds * 1000
  const times: number[] = []
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const began = performance.now()
      const response = await fetch(url)
      await response.arrayBuffer()
      if (response.status !== 200) throw new Error(`${url} answered ${response.status}`)
      times.push(performance.now() - began)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: clients }, client))
  const elapsed = (performance.now() - began) / 1000
  return { perSecond: times.length / elapsed, medianMs: median(times) }
}

export const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
